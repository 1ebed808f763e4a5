import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { OutboundMessage } from '../../../src/platform/adapter.ts';
import { standingAddress } from '../../../src/platform/address.ts';
import { text } from '../../../src/ui/card.ts';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';

let at: SlackHarness;
beforeEach(async () => {
  at = await startSlackHarness();
});
afterEach(() => at.stop());

const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  card: { summary: 'All <!channel> & more', blocks: [text('words')] },
  deliveryId: 'dlv_1',
  attempt: 1,
  since: new Date(),
  bulk: false,
  ...more,
});
const room = () => at.adapter.open({ kind: 'channel', channel: '#facilities' });

describe('opening', () => {
  it('takes a name, with or without #, and an id', async () => {
    const keys = ['#facilities', 'facilities', 'C0123ABCD'].map(async (channel) => {
      const { key } = await at.adapter.open({ kind: 'channel', channel });
      return key;
    });
    expect(await Promise.all(keys)).toEqual([at.channelId, at.channelId, 'C0123ABCD']);
  });

  it('says for good that there is no such channel or person', async () => {
    const permanent = { code: 'platform', permanent: true };
    await expect(at.adapter.open({ kind: 'channel', channel: '#nowhere' })).rejects.toMatchObject(permanent);
    for (const account of [
      { workspace: at.slack.world.teamId, userId: 'U0NOBODY' },
      { workspace: 'T0OTHER', userId: at.users.ada.userId },
    ]) {
      await expect(at.adapter.open({ kind: 'person', account })).rejects.toMatchObject(permanent);
    }
  });
});

describe('what stands', () => {
  const show = (kind: 'topic' | 'userGroup', name: string, card: Partial<OutboundMessage['card']>) =>
    at.adapter.post(standingAddress(kind, name), message({ card: { summary: '', blocks: [], ...card } }));

  it('is said in a topic, behind what people wrote there themselves', async () => {
    const channel = at.slack.world.channel(at.channelId);
    channel.topic = { value: 'Lifts, keys, parking' };
    await show('topic', '#facilities', { summary: 'Front desk: Ada' });
    await show('topic', 'facilities', { summary: 'Front desk: Bo' });
    expect(channel.topic.value).toBe('Lifts, keys, parking ☎ Front desk: Bo');
    await show('topic', '#facilities', { summary: 'Bo '.repeat(100) });
    expect(channel.topic.value).toHaveLength(250);
  });

  it('is not said again where it stands already', async () => {
    await show('topic', '#facilities', { summary: 'Front desk: Ada' });
    await show('topic', '#facilities', { summary: 'Front desk: Ada' });
    expect(at.slack.calls.filter((method) => method === 'conversations.setTopic')).toHaveLength(1);
  });

  it('is who is in a user group; those who are not on Slack are left out, and nobody empties it', async () => {
    const { world } = at.slack;
    const group = { id: 'S0DUTY', handle: 'frontdesk', users: ['U0BOT'] };
    world.userGroups.set(group.id, group);
    const ada = world.users.get(at.users.ada.userId)!;
    await show('userGroup', 'frontdesk', { members: [ada.email, 'nobody@office.example'] });
    expect(group.users).toEqual([ada.id]);
    await show('userGroup', '@frontdesk', { members: ['nobody@office.example'] });
    expect(group.users).toEqual([ada.id]);
    await expect(show('userGroup', 'nosuch', { members: [ada.email] })).rejects.toMatchObject({
      code: 'platform',
      permanent: true,
    });
  });
});

describe('posting', () => {
  it('carries the delivery, and a notification that mentions nobody', async () => {
    await at.adapter.post(await room(), message());
    expect(at.slack.world.messages[0]).toMatchObject({
      text: 'All &lt;!channel&gt; &amp; more',
      metadata: { event_type: 'quartermaster_delivery', event_payload: { delivery_id: 'dlv_1' } },
    });
  });

  it('looks for a lost post only on a second attempt', async () => {
    await at.adapter.post(await room(), message());
    expect(at.slack.calls).not.toContain('conversations.history');
    // The control: what is posted as a first attempt stands there twice.
    await at.adapter.post(await room(), message());
    expect(at.messages()).toHaveLength(2);
  });

  it('finds a lost post in a thread, and a reply of a reply hangs at the root', async () => {
    const root = await at.adapter.post(await room(), message());
    at.slack.failNext('reply-lost', 'chat.postMessage');
    const below = message({ thread: root, deliveryId: 'dlv_2' });
    await expect(at.adapter.post(await room(), below)).rejects.toMatchObject({ code: 'unreachable' });
    const found = await at.adapter.post(await room(), { ...below, attempt: 2 });
    expect(at.messages()).toHaveLength(2);
    await at.adapter.post(await room(), message({ thread: found, deliveryId: 'dlv_3' }));
    expect(at.messages().at(-1)?.threadOf).toBe(root.key);
  });

  it('finds a lost post under many newer ones', async () => {
    at.slack.failNext('reply-lost', 'chat.postMessage');
    await expect(at.adapter.post(await room(), message())).rejects.toMatchObject({ code: 'unreachable' });
    for (let i = 0; i < 250; i++) {
      at.slack.world.messages.push({
        channel: at.channelId,
        ts: at.slack.world.newTs(),
        text: 'x',
        blocks: [],
      });
    }
    await at.adapter.post(await room(), message({ attempt: 2 }));
    expect(at.messages()).toHaveLength(251);
  });

  it('does not post where it cannot look', async () => {
    const address = await room();
    at.slack.failNext('rate-limited', 'conversations.history');
    const again = at.adapter.post(address, message({ attempt: 2 }));
    await expect(again).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 7000 });
    expect(at.messages()).toEqual([]);
  });

  it('says when a message that shall be updated is gone', async () => {
    const posted = await at.adapter.post(await room(), message());
    at.slack.world.messages.length = 0;
    const error = { code: 'platform', permanent: true };
    await expect(at.adapter.update(posted, message())).rejects.toMatchObject(error);
  });
});

it('an administrator can repair a bad token: nothing is given up', async () => {
  const options = { signingSecret: 's', defaultLocale: 'en', logger: silentLogger } as const;
  const adapter = createSlackAdapter({
    ...options,
    botToken: 'xoxb-wrong',
    apiUrl: at.slack.apiUrl,
    clock: { now: () => new Date() },
  });
  const start = adapter.start(async () => ({ kind: 'ok' }));
  await expect(start).rejects.toMatchObject({ code: 'platform', permanent: false });
});

it('bots, people who left and people of other workspaces are nobody', async () => {
  const { world } = at.slack;
  for (const more of [{ bot: true }, { deleted: true }, { teamId: 'T0OTHER' }]) {
    const { id } = world.addUser({ name: 'x', ...more });
    expect(await at.adapter.resolveUser({ workspace: world.teamId, userId: id })).toBeUndefined();
  }
});
