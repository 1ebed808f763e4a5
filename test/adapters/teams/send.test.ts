import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { opensDialogs } from '../../../adapters/teams/service-hosts.ts';
import type { Logger } from '../../../src/core/logger.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { startTeamsHarness, type TeamsHarness } from '../../helpers/teams/harness.ts';

let at: TeamsHarness;
const warnings: object[] = [];
const logger: Logger = { ...silentLogger, warn: (data) => warnings.push(data) };
beforeEach(async () => {
  warnings.length = 0;
  at = await startTeamsHarness({ logger, timeoutMs: 300 });
});
afterEach(() => at.stop());

const message = {
  card: { summary: 's', blocks: [{ kind: 'text' as const, text: 'Hello' }] },
  deliveryId: 'dlv_1',
  attempt: 1,
  since: new Date(),
  bulk: false,
};
const room = () => at.adapter.open({ kind: 'channel', channel: at.channel });

describe('opening', () => {
  it.each([
    'https://teams.microsoft.com/l/channel/19%3afacilities%40thread.tacv2/Facilities?groupId=x&tenantId=y',
    'https://teams.cloud.microsoft/l/channel/19%3Afacilities%40thread.tacv2/Facilities',
    ' 19:facilities@thread.tacv2 ',
  ])('finds a channel written as %s', async (channel) => {
    const address = await at.adapter.open({ kind: 'channel', channel });
    expect(address.key).toBe('19:facilities@thread.tacv2');
  });

  it.each([
    '#facilities',
    'https://evil.example/l/channel/19%3afacilities%40thread.tacv2/x',
    'https://teams.microsoft.com/l/channel/%E0%A4%A/x',
    '19:x@thread.tacv2/../members',
  ])('refuses %s', async (channel) => {
    await expect(at.adapter.open({ kind: 'channel', channel })).rejects.toMatchObject({
      code: 'platform',
      permanent: true,
    });
  });

  it('writes in the private chat that is known, and makes one where none is', async () => {
    await at.teams.people.command(at.ada, 'help');
    const { reference } = at.received[0]!.actor;
    const known = await at.adapter.open({ kind: 'person', account: { ...at.users.ada, reference } });
    expect(at.teams.calls).toEqual([]);
    const made = await at.adapter.open({ kind: 'person', account: at.users.ada });
    expect(at.teams.calls).toEqual(['POST conversations']);
    expect(known.key).toBe(made.key);
  });

  it('says for good that somebody has not installed the app', async () => {
    const account = { workspace: at.teams.world.tenant, userId: 'nobody' };
    await expect(at.adapter.open({ kind: 'person', account })).rejects.toMatchObject({
      code: 'platform',
      permanent: true,
    });
  });
});

describe('a button that opens a form', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['http://localhost:56150/_connector', false],
  ])('asks for a dialog at %s: %s', (serviceUrl, dialog) => {
    expect(opensDialogs(serviceUrl)).toBe(dialog);
  });
});

describe('posting', () => {
  it('renews a token that is no longer accepted', async () => {
    const address = await room();
    await at.adapter.post(address, message);
    at.teams.failNext('bad-token');
    await at.adapter.post(address, message);
    expect(at.messages()).toHaveLength(2);
  });

  it('gives up for good where the bot is blocked', async () => {
    at.teams.failNext('blocked');
    await expect(at.adapter.post(await room(), message)).rejects.toMatchObject({
      code: 'platform',
      permanent: true,
      message: expect.stringContaining('MessageWritesBlocked'),
    });
  });

  it('does not wait for ever', async () => {
    at.teams.failNext('silent');
    await expect(at.adapter.post(await room(), message)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('never repeats a post by itself', async () => {
    at.teams.failNext('reply-lost');
    await expect(at.adapter.post(await room(), message)).rejects.toMatchObject({ code: 'unreachable' });
    // The first call had no token yet to be refused: one login, one post.
    expect(at.teams.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
    expect(at.messages()).toHaveLength(1);
  });

  it('says in the log that a second attempt may be a second message', async () => {
    await at.adapter.post(await room(), { ...message, attempt: 2 });
    expect(warnings).toEqual([{ deliveryId: 'dlv_1', attempt: 2 }]);
  });

  it('below a card in a group chat is a message of its own', async () => {
    const group = at.teams.world.addConversation('groupChat', 'lunch', [at.ada, at.ben]);
    const address = await at.adapter.open({ kind: 'channel', channel: group.id });
    const root = await at.adapter.post(address, message);
    await at.adapter.post(address, { ...message, thread: root });
    expect(at.messages().map(({ threadOf }) => threadOf)).toEqual([undefined, undefined]);
  });

  it('below a card that is in a thread itself goes into the same thread', async () => {
    const root = await at.adapter.post(await room(), message);
    const below = await at.adapter.post(await room(), { ...message, thread: root });
    await at.adapter.post(await room(), { ...message, thread: below });
    expect(at.messages().map(({ threadOf }) => threadOf)).toEqual([undefined, root.key, root.key]);
    await at.adapter.update(below, message);
  });
});
