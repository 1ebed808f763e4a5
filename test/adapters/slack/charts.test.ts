import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackManifest } from '../../../adapters/slack/manifest.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { OutboundMessage } from '../../../src/platform/adapter.ts';
import type { Block } from '../../../src/ui/card.ts';
import { button, chart, range, withChart } from '../../contract/examples.ts';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';

let at: SlackHarness;
const warnings: string[] = [];
beforeEach(async () => {
  warnings.length = 0;
  const warn = (_: object, message: string) => void warnings.push(message);
  at = await startSlackHarness({ logger: { ...silentLogger, warn } });
});
afterEach(() => at.stop());

const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  ...{ card: withChart(), deliveryId: 'dlv_1', attempt: 1, since: new Date(), bulk: false, ...more },
});
const room = () => at.adapter.open({ kind: 'channel', channel: '#facilities' });
const uploads = () => at.slack.calls.filter((method) => method === 'files.completeUploadExternal').length;
const later = { code: 'unreachable', permanent: false };

it('may upload', () => {
  const { oauth_config } = createSlackManifest({ name: 'Quartermaster', description: 'x' });
  expect(oauth_config.scopes.bot).toContain('files:write');
});

it('the same picture is uploaded once: for a card that is drawn again, and in other channels', async () => {
  const posted = await at.adapter.post(await room(), message());
  await at.adapter.update(posted, message());
  await at.adapter.post(await room(), message({ deliveryId: 'dlv_2' }));
  expect(uploads()).toBe(1);
  // The control: other figures are another picture.
  await at.adapter.update(posted, message({ card: withChart({ categories: ['A', 'B', 'C'] }) }));
  expect(uploads()).toBe(2);
});

it('a picture that Slack is still at work on is tried again, without another upload', async () => {
  at.slack.world.slowFiles = 2;
  for (const attempt of [1, 2])
    await expect(at.adapter.post(await room(), message({ attempt }))).rejects.toMatchObject(later);
  const posted = await at.adapter.post(await room(), message({ attempt: 3 }));
  expect(await at.pictures(posted.key)).toHaveLength(1);
  expect(uploads()).toBe(1);
});

it('a picture that never becomes ready is told in words, and the next drawing brings another', async () => {
  at.slack.world.slowFiles = 2;
  await expect(at.adapter.post(await room(), message())).rejects.toMatchObject(later);
  at.time.now += 20_000;
  const posted = await at.adapter.post(await room(), message({ attempt: 2 }));
  expect(at.messages()[0]?.text).toContain(chart.alt);
  await at.adapter.update(posted, message());
  expect(await at.pictures(posted.key)).toHaveLength(1);
});

it('a card that is refused for another reason stays refused', async () => {
  await at.adapter.post(await room(), message());
  at.time.now += 20_000;
  at.slack.failNext('gone', 'chat.postMessage');
  const again = at.adapter.post(await room(), message());
  await expect(again).rejects.toMatchObject({ code: 'platform', permanent: true });
});

it('where the app may not upload, the chart is told in words; this is said once', async () => {
  at.slack.world.noUploads = 'missing_scope';
  for (const deliveryId of ['dlv_1', 'dlv_2']) await at.adapter.post(await room(), message({ deliveryId }));
  expect(at.messages().map(({ text }) => text.includes(chart.alt))).toEqual([true, true]);
  expect(at.slack.calls.filter((method) => method === 'files.getUploadURLExternal')).toHaveLength(1);
  at.time.now += 61 * 60_000;
  await at.adapter.post(await room(), message({ deliveryId: 'dlv_3' }));
  expect(warnings.filter((one) => one.includes('in words'))).toHaveLength(1);
  at.slack.world.noUploads = undefined;
  at.time.now += 61 * 60_000;
  const posted = await at.adapter.post(await room(), message({ deliveryId: 'dlv_4' }));
  expect(await at.pictures(posted.key)).toHaveLength(1);
});

it('an upload that is asked to wait waits; one that fails is tried once more before words do', async () => {
  at.slack.failNext('rate-limited', 'files.getUploadURLExternal');
  await expect(at.adapter.post(await room(), message())).rejects.toMatchObject({ retryAfterMs: 7000 });
  at.slack.failNext('server-error', 'files.getUploadURLExternal');
  await expect(at.adapter.post(await room(), message())).rejects.toMatchObject(later);
  at.slack.failNext('server-error', 'files.getUploadURLExternal');
  await at.adapter.post(await room(), message({ attempt: 2 }));
  expect(at.messages()[0]?.text).toContain(chart.alt);
});

it('a picture goes to no host but Slack’s', async () => {
  at.slack.world.uploadOrigin = 'http://127.0.0.1:9';
  await at.adapter.post(await room(), message());
  expect(at.messages()[0]?.text).toContain(chart.alt);
  expect(uploads()).toBe(0);
});

it('a card that has room for words alone is told in words', async () => {
  const part: Block = { kind: 'list', items: [{ text: 'x', button: button('Do') }] };
  const picture = withChart().blocks[1]!;
  const blocks = [...range(20, () => part), ...range(31, () => picture)];
  await at.adapter.post(await room(), message({ card: { ...withChart(), blocks } }));
  expect(at.messages()[0]?.text).toContain(chart.alt);
  // The control: with a part less they are pictures.
  const posted = await at.adapter.post(
    await room(),
    message({ card: { ...withChart(), blocks: blocks.slice(1) } }),
  );
  expect(await at.pictures(posted.key)).toHaveLength(31);
});

it('what it says in words is as long as Slack takes it', async () => {
  const card = withChart({ alt: '很长的一句话。'.repeat(900), title: '标题🙂'.repeat(200) });
  await at.adapter.post(
    await room(),
    message({ card: { ...card, blocks: range(3, () => card.blocks[1]!) } }),
  );
  expect(at.messages()).toHaveLength(1);
});
