import { createHash } from 'node:crypto';
import type { Card, Chart } from '../../src/ui/card.ts';
import { drawBars } from './bars.ts';
import { drawLines } from './lines.ts';
import { darkStyle, fontFamily, width } from './look.ts';

/** So many pictures are kept of those that were asked for last: a live card shows the same one many times. */
const mostKept = 60;

const kept = new Map<string, Promise<unknown>>();

/** The same for the same chart, in every process. */
export const hashOf = (chart: Chart): string =>
  createHash('sha256').update(JSON.stringify(chart)).digest('base64url').slice(0, 27);

/**
 * A picture of each chart of a card, as `draw` makes it. What cannot be drawn is told to `failed` and left out: the
 * chart's `alt` says the same.
 */
export async function picturesOf<T>(
  { blocks }: Card,
  draw: (chart: Chart) => Promise<T | undefined>,
  failed: (error: unknown) => void = () => {},
): Promise<ReadonlyMap<Chart, T>> {
  const pictures = new Map<Chart, T>();
  for (const block of blocks) {
    if (block.kind !== 'chart') continue;
    const picture = await draw(block.chart).catch(failed);
    if (picture) pictures.set(block.chart, picture);
  }
  return pictures;
}

/** The picture as an SVG for browsers: in their own fonts, dark where their page is. */
export const chartSvg = (chart: Chart): Promise<string> =>
  once(`${hashOf(chart)}.svg`, async () => (await draw(chart)).replace('>', `>${darkStyle}`));

/** The picture as a PNG, `scale` times as wide as it is shown; on white. */
export const chartPng = (chart: Chart, scale: number): Promise<Buffer> =>
  once(`${hashOf(chart)}@${scale}`, async () => {
    const svg = await draw(inOurFont(chart));
    const { paint } = await import('./paint.ts');
    return paint(svg, scale);
  });

/** Signs that the font does not have would become empty boxes: emoji, and scripts of other parts of the world. */
const unknownSigns =
  /[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]|(?![★☆♀♂])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Cf}/gu;

function inOurFont(chart: Chart): Chart {
  const written = (text: string) => text.replace(unknownSigns, '').replace(/\s+/g, ' ').trim();
  return {
    ...chart,
    categories: chart.categories.map(written),
    series: chart.series.map(({ name, values }) => ({ name: written(name), values })),
  };
}

async function draw(chart: Chart): Promise<string> {
  const { init } = await import('./library.ts');
  const { option, height } = chart.type === 'bars' ? drawBars(chart) : drawLines(chart);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({ animation: false, textStyle: { fontFamily }, ...option });
    // The library counts its drawings in these, and needs them for the mouse.
    const svg = drawing.renderToSVGString({ useViewBox: true });
    return svg
      .replace(/ (class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
      .replace(/<style\b.*?<\/style>/gs, '')
      .replace(/(?<=[#"])zr\d+-(?=c\d+[")])/g, '');
  } finally {
    drawing.dispose();
  }
}

/** Makes it once for all who ask while it is kept; what failed is made again. */
function once<T>(key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key) as Promise<T> | undefined;
  const made = known ?? make();
  kept.delete(key);
  kept.set(key, made);
  if (known === undefined) made.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return made;
}
