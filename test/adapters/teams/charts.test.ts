import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Card, Chart } from '../../../src/ui/card.ts';
import { chart, range, withChart } from '../../contract/examples.ts';
import { startTeamsHarness, type TeamsHarness } from '../../helpers/teams/harness.ts';
import { renderOfficially } from '../../helpers/teams/official-renderer.ts';

let at: TeamsHarness;
beforeEach(async () => {
  at = await startTeamsHarness();
});
afterEach(() => at.stop());

const most = 80 * 1024;
const picture = (more: Partial<Chart> = {}) => withChart(more).blocks[1]!;
const words = { kind: 'text' as const, text: '一句完整的话。'.repeat(500) };

async function posted(blocks: Card['blocks']) {
  const address = await at.adapter.open({ kind: 'channel', channel: at.channel });
  const card = { summary: 'The poll is over', blocks };
  const message = { card, deliveryId: 'dlv_1', attempt: 1, since: new Date(), bulk: false };
  const { key } = await at.adapter.post(address, message);
  const [{ content }] = at.teams.world.messages.at(-1)!.activity.attachments as [{ content: object }];
  return { content, pictures: await at.pictures(key), bytes: JSON.stringify(content).length * 2 };
}

it('a chart is a sharp PNG that Teams takes, with its title above', async () => {
  const { content, pictures, bytes } = await posted([picture()]);
  expect(renderOfficially(content)).toMatchObject({ problems: [], text: chart.title });
  expect(pictures[0]!.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(pictures[0]!.bytes.readUInt32BE(16)).toBe(880);
  expect(bytes).toBeLessThan(most);
});

it('pictures get the room that words leave: less sharp, then none, and no word is cut for them', async () => {
  const large = {
    categories: range(
      20,
      (i) => `第 ${i} 个选项，写得很长很长很长很长，又一句 ${'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往'[i]}`,
    ),
    series: [{ name: '', values: range(12, (i) => i) }],
  };
  const { pictures, bytes, content } = await posted([words, words, picture(large)]);
  expect(JSON.stringify(content)).toContain(words.text);
  expect(pictures[0]!.bytes.readUInt32BE(16)).toBeLessThan(880);
  expect(pictures[0]!.bytes.readUInt32BE(20)).toBeLessThanOrEqual(1024);
  expect(bytes).toBeLessThan(most);

  const crowded = await posted([...range(10, () => words), picture(large), picture(large)]);
  expect(crowded.pictures).toEqual([]);
  expect(renderOfficially(crowded.content).text).toContain(chart.alt);
  expect(crowded.bytes).toBeLessThan(most);
});
