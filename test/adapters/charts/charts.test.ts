import { expect, it } from 'vitest';
import { chartPng, chartSvg } from '../../../adapters/charts/index.ts';
import type { Chart } from '../../../src/ui/card.ts';

const bars: Chart = {
  type: 'bars',
  title: 'Lunch',
  categories: ['Noodles', '饺子'],
  series: [{ name: 'Votes', values: [12, 7] }],
  unit: 'count',
  alt: 'Noodles 12, 饺子 7',
};
const line: Chart = {
  type: 'line',
  title: '保洁',
  categories: ['Q1', 'Q2', 'Q3', 'Q4'],
  series: [{ name: '保洁', values: [3.14, 3.4, null, 4.25] }],
  unit: 'score',
  min: 1,
  max: 5,
  alt: 'Q1 3.1, Q2 3.4, Q4 4.3',
};
const named = (...categories: string[]): Chart => ({
  ...bars,
  categories,
  series: [{ name: '', values: categories.map(() => 1) }],
});
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
const same = async (one: Chart, other: Chart) => (await chartPng(one, 1)).equals(await chartPng(other, 1));

it('letters of both languages are really painted, and not as the empty boxes of a missing font', async () => {
  // Where no font is found, every text is as empty as no text.
  expect(await same(named('Noodles'), named(' '))).toBe(false);
  expect(await same(named('饺子'), named(' '))).toBe(false);
  // The box for an unknown letter looks the same for each.
  expect(await same(named('饺子'), named('面条'))).toBe(false);
  expect(await same(named('Noodle'), named('Needle'))).toBe(false);
  // The controls: the same text is the same picture, and nothing is as empty as nothing.
  expect(await same(named('饺子'), named('饺子 '))).toBe(true);
});

it('what the font does not have is left out, and no box stands for it; a browser has it', async () => {
  expect(await same(named('🍜 面条 مرحبا'), named('面条'))).toBe(true);
  expect(await same(named('★★☆'), named(' '))).toBe(false);
  expect(await chartSvg(named('🍜 مرحبا'))).toContain('🍜 مرحبا');
});

it('a picture is as wide as asked, as high as it has rows, and the same each time', async () => {
  const [width, height] = sizeOf(await chartPng(bars, 1));
  expect(sizeOf(await chartPng(bars, 2))).toEqual([width! * 2, height! * 2]);
  expect(sizeOf(await chartPng(named(...'abcdefgh'), 1))[1]).toBeGreaterThan(height! * 2);
  // Kept pictures are forgotten in between.
  const first = await chartPng(line, 1);
  const svg = await chartSvg(line);
  for (let at = 0; at < 70; at += 1) await chartSvg(named(String(at)));
  expect(await chartPng(line, 1)).not.toBe(first);
  expect((await chartPng(line, 1)).equals(first)).toBe(true);
  expect(await chartSvg(line)).toBe(svg);
});

it('values stand beside their bars; what may not be shown has none, and leaves a gap in a line', async () => {
  const percent = { ...bars, unit: 'percent' as const, series: [{ name: '', values: [42, null] }] };
  expect(textsOf(await chartSvg(percent))).toEqual(['42%', '–', 'Noodles', '饺子']);
  const drawn = await chartSvg(line);
  expect(textsOf(drawn)).toEqual(expect.arrayContaining(['3.1', '3.4', '4.3', 'Q4', '5.0']));
  // A line is a path without a filling: its second part is one point alone.
  const [path] = /d="[^"]*" fill="none" stroke="#0f6b62"/.exec(drawn) ?? [];
  expect(path?.match(/M/g)).toHaveLength(2);
});

it('a name that is too long is cut; nothing in it is markup', async () => {
  const long = '一个很长很长的选项，'.repeat(9);
  const shown = textsOf(await chartSvg(named(long))).at(-1);
  expect(shown).toMatch(/^一个很长很长的选项，.*…$/);
  expect(shown!.length).toBeLessThan(32);
  expect(await chartSvg(named('<script>"&'))).toContain('&lt;script&gt;');
});

it('is dark where the page is dark, in every colour that it has', async () => {
  const several = { ...bars, series: ['a', 'b', 'c'].map((name) => ({ name, values: [1, 2] })) };
  const svg = await chartSvg(several);
  const [style] = /<style>.*<\/style>/.exec(svg)!;
  const used = [...svg.replace(style!, '').matchAll(/(?:fill|stroke)="(#\w+)"/g)].map(([, colour]) => colour);
  expect(new Set(used).size).toBeGreaterThan(4);
  for (const colour of used) expect(style).toContain(`[fill="${colour}"]`);
});

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
