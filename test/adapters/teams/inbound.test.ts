import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions } from '../../../src/ui/card.ts';
import { startTeamsHarness, type TeamsHarness } from '../../helpers/teams/harness.ts';

let at: TeamsHarness;
beforeEach(async () => {
  at = await startTeamsHarness();
});
afterEach(() => at.stop());

const card = {
  summary: 'Request #42',
  blocks: [actions({ label: 'Take', action: 'requests.take', value: 'req_1' })],
};
const message = { card, deliveryId: 'dlv_1', attempt: 1, since: new Date(), bulk: false };
const post = async () =>
  at.adapter.post(await at.adapter.open({ kind: 'channel', channel: at.channel }), message);

describe('what is said', () => {
  it('with a mention is a command, without the mention', async () => {
    await at.teams.people.mention(at.ada, at.room, 'request  3F & <b>');
    const event = at.received[0]!;
    expect(event).toMatchObject({ kind: 'command', text: 'request  3F & <b>', personal: false });
    expect(event.can).toEqual({ openForm: false, replyPrivately: false });
    expect(event.address.key).toMatch(/^19:facilities@thread\.tacv2;messageid=\d+$/);
  });

  it('names others who are mentioned as their readers see them', async () => {
    const { people } = at.teams;
    const text = '<at>Quartermaster</at> remind <at>Bo</at> tomorrow';
    const said = people.activity(at.ada, at.room, { type: 'message', text });
    const mention = (mentioned: unknown, words: string) => ({ type: 'mention', mentioned, text: words });
    const entities = [
      mention(said.recipient, '<at>Quartermaster</at>'),
      mention({ id: '29:x', name: 'Bo Li' }, '<at>Bo</at>'),
    ];
    await people.deliver(people.sign({ ...said, entities }));
    expect(at.received[0]).toMatchObject({ kind: 'command', text: 'remind @Bo Li tomorrow' });
  });

  it('with a mention in a thread names the message that the thread hangs below', async () => {
    const posted = await post();
    const { id } = at.teams.world.find(posted.key);
    await at.teams.people.mention(at.ada, at.room, 'show 42', id);
    expect(at.received[0]).toMatchObject({ kind: 'command', messageKey: posted.key });
  });

  it('to everybody, outside a thread, is not for us', async () => {
    const response = await at.teams.people.say(at.ada, at.room, 'lunch?');
    expect(response.status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('in a group chat counts with a mention only', async () => {
    const group = at.teams.world.addConversation('groupChat', 'lunch', [at.ada, at.ben]);
    await at.teams.people.say(at.ada, group, 'lunch?');
    await at.teams.people.mention(at.ada, group, 'my');
    expect(at.received).toMatchObject([{ kind: 'command', text: 'my', personal: false }]);
    expect(at.received[0]?.messageKey).toBeUndefined();
  });

  it('is answered where it was said', async () => {
    at.answer({ kind: 'notice', text: 'Nothing is open.' });
    await at.teams.people.mention(at.ada, at.room, 'my');
    expect(at.messages()).toMatchObject([{ text: 'Nothing is open.', threadOf: at.received[0]!.messageKey }]);
  });
});

describe('an answer that cannot be sent', () => {
  it('does not make Teams repeat what is committed', async () => {
    at.answer({ kind: 'notice', text: 'Nothing is open.' });
    at.teams.failNext('server-error');
    expect((await at.teams.people.command(at.ada, 'my')).status).toBe(200);
    expect(at.messages()).toEqual([]);
    expect(at.received).toHaveLength(1);
  });
});

describe('a new installation', () => {
  it('greets whoever did it', async () => {
    await at.teams.people.install(at.ada, at.teams.world.personal(at.ada));
    expect(at.received).toMatchObject([{ kind: 'command', text: 'help', personal: true }]);
  });
});

describe('a click', () => {
  it('from a client without Action.Execute is the same event', async () => {
    const posted = await post();
    const stored = at.teams.world.find(posted.key);
    await at.teams.people.click(at.ada, stored, 'Take');
    await at.teams.people.click(at.ada, stored, 'Take', false);
    const [modern, old] = at.received;
    expect(old?.id).toBe(modern?.id);
    expect(old).toMatchObject({ kind: 'action', action: 'requests.take', messageKey: posted.key });
  });

  it('repeated by Teams under a new id is the same event; on a newer drawing it is another', async () => {
    const posted = await post();
    const click = () => at.teams.people.click(at.ada, at.teams.world.find(posted.key), 'Take');
    await click();
    await click();
    await at.adapter.update(posted, message);
    await click();
    const [first, again, later] = at.received.map(({ id }) => id);
    expect(again).toBe(first);
    expect(later).not.toBe(first);
  });

  it('is answered in time although the core is slow, and the late answer is dropped', async () => {
    await at.stop();
    at = await startTeamsHarness({ replyWithinMs: 20 });
    const posted = await post();
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    at.answer(() => slow.then(() => ({ kind: 'ok' })));
    const seen = await at.click(at.users.ada, posted.key, 'Take');
    expect(seen.notice).toContain('longer than usual');
    finish();
  });

  it('answered by a card leaves the clicked one and sends it in private', async () => {
    const posted = await post();
    at.answer({ kind: 'card', card: { summary: 'History', blocks: [{ kind: 'text', text: 'Filed.' }] } });
    const seen = await at.click(at.users.ben, posted.key, 'Take');
    expect(seen.notice).toContain('private chat');
    expect(at.messages().at(-1)).toMatchObject({ text: 'Filed.' });
    expect(at.teams.world.messages.at(-1)?.conversation).toBe(at.teams.world.personal(at.ben).id);
  });

  it('that fails is not acknowledged', async () => {
    const posted = await post();
    at.answer(() => {
      throw new Error('the database is away');
    });
    const { status } = await at.teams.people.click(at.ada, at.teams.world.find(posted.key), 'Take');
    expect(status).toBe(500);
  });
});

describe('stopping', () => {
  it('refuses what is new, so that Teams comes again', async () => {
    await at.adapter.stop();
    expect((await at.teams.people.command(at.ada, 'my')).status).toBe(503);
  });
});
