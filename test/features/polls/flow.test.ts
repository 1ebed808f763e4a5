import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { type Sent, startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

let office: TestOffice;
let keysDir: string;
// A Monday, 10:00 in Shanghai and 03:00 in Berlin.
let now = new Date('2026-11-23T02:00:00Z');
beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'quartermaster-keys-'));
  office = await startOffice({ clock: { now: () => now }, settings: { KEYS_DIR: keysDir } });
});
afterAll(() => office.stop());

const people = ['li.wei', 'anna.meyer', 'zhang.min', 'zhao.lei', 'sun.fang', 'omar.haddad', 'lin.yue'];
const buttons = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);
const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack)}`);
  return ack.card;
};
const formOf = (ack: Ack) => {
  if (ack.kind !== 'form') throw new Error(`no form, but ${JSON.stringify(ack)}`);
  return ack.form;
};
/** What a form would send off as it stands, with these changes. */
const filled = (ack: Ack, changes: Record<string, string>) => ({
  ...Object.fromEntries(formOf(ack).fields.map(({ id, value }) => [id, value ?? ''])),
  ...changes,
});
const submit = (who: string, ack: Ack, changes: Record<string, string>) =>
  office.as(who).submit(formOf(ack).id, formOf(ack).context, filled(ack, changes));
/** Said among people, in the channel of a team. */
const inChannel = (who: string, text: string, channel = 'facilities') =>
  office.as(who).send({
    ...{ kind: 'command', text, personal: false, address: { key: `channel:${channel}`, data: null } },
  } as Sent);
const poll = (number?: number) =>
  office.app.database.prisma.poll.findFirstOrThrow({
    where: number === undefined ? {} : { number },
    orderBy: { number: 'desc' },
  });
/** Time passes: cards may be drawn again, and what is due is done. */
const wait = async (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
  await office.app.engine.handleDueTimers();
  await office.app.engine.handleDueTimers();
};
/** The cards of the newest poll in a conversation, as they stand there now. */
const cards = async (conversation: string) => {
  await wait(2);
  // What is being sent at this moment may be an older picture, and rests for a second from now on.
  await office.app.sender.drain();
  await wait(2);
  const { title } = await poll();
  return (await office.shown(conversation))
    .map(({ card }) => card)
    .filter((card) => textOf(card).includes(title));
};
const click = (who: string, { id }: { id: string }, option: string) =>
  office.as(who).click('polls.vote', `${id} q1 ${option}`);

describe('a poll in a channel', () => {
  it('typed there it is asked there; a click votes, a second one moves or takes back the vote', async () => {
    const said = cardOf(
      await inChannel(
        'anna.meyer',
        'poll “Team lunch on Friday?” noodles | dumplings｜both named until friday 5pm',
      ),
    );
    for (const words of ['noodles | dumplings | both', 'Everybody sees', 'Results at once', 'Nov 27, 17:00'])
      expect(textOf(said)).toContain(words);
    const { id } = await poll();
    const [card] = await cards('facilities');
    // The channel reads Chinese, and shows the time of Shanghai: in Berlin it is seven hours earlier.
    expect(textOf(card!)).toContain('还没有人投票');
    expect(textOf(card!)).toContain('11月28日周六 00:00');
    expect(buttons(card!).filter(({ action }) => action === 'polls.vote')).toHaveLength(3);
    expect(await click('li.wei', { id }, 'o1')).toMatchObject({
      kind: 'notice',
      text: '您的投票已记下：noodles',
    });
    await click('zhang.min', { id }, 'o1');
    await click('anna.meyer', { id }, 'o2');
    await click('zhang.min', { id }, 'o2');
    const [voted] = await cards('facilities');
    expect(textOf(voted!)).toContain('已有 3 人投票');
    expect(textOf(voted!)).toMatch(/noodles ▇▇▇▁+ 33% · 1 票 · 李伟/);
    expect(textOf(voted!)).toMatch(/dumplings ▇▇▇▇▇▇▇▁+ 67% · 2 票/);
    expect(await office.as('li.wei').click('polls.takeBack', id)).toMatchObject({ kind: 'notice' });
    expect(await office.as('li.wei').click('polls.takeBack', id)).toMatchObject({ refused: true });
    expect(textOf((await cards('facilities'))[0]!)).toContain('已有 2 人投票');
  });

  it('closes at its time, tells what came out with a picture, and takes no more votes', async () => {
    const { id, closesAt } = await poll();
    now = closesAt!;
    const told = await cards('facilities');
    expect(told).toHaveLength(2);
    for (const card of told) {
      expect(textOf(card)).toContain('得票最多：dumplings');
      expect(card.blocks.find(({ kind }) => kind === 'chart')).toMatchObject({
        chart: { categories: ['noodles', 'dumplings', 'both'], series: [{ values: [0, 2, 0] }] },
      });
    }
    expect(textOf((await cards('anna.meyer'))[0]!)).toContain('Most votes: dumplings');
    expect(await click('li.wei', { id }, 'o1')).toMatchObject({
      refused: true,
      text: '这个投票已经结束了。',
    });
    const names = cardOf(await office.as('li.wei').click('polls.results', id));
    expect(textOf(names)).toContain('张敏');
  });
});

describe('an anonymous poll', () => {
  it('typed in private it asks where, with all that was understood in the form', async () => {
    const ack = await office.as('zhao.lei').command('投票 “搬到三楼吗？” 截止明天下午五点');
    expect(filled(ack, {})).toMatchObject({
      ...{ question: '搬到三楼吗？', kind: 'yesNo', secrecy: 'anonymous', results: 'afterClose' },
      ...{ closesAt: '2026-11-29T17:00', next: 'post' },
    });
    // Nowhere to post it: nothing that was typed is lost.
    const again = await submit('zhao.lei', ack, { question: '搬到四楼吗？' });
    expect(formOf(again).errors).toMatchObject({ places: expect.stringContaining('请选择') });
    expect(filled(again, {}).question).toBe('搬到四楼吗？');
    const posted = cardOf(await submit('zhao.lei', again, { places: 'facilities\neveryone' }));
    expect(textOf(posted)).toContain('所有人');
    // Sent off twice it is posted once.
    expect(await submit('zhao.lei', again, { places: 'facilities' })).toMatchObject({ refused: true });
    expect(await cards('facilities')).toHaveLength(1);
    expect(await cards('omar.haddad')).toHaveLength(1);
  });

  it('says nothing of votes but how many, anywhere; and of fewer than five nothing at the end either', async () => {
    const { id, number } = await poll();
    for (const who of people.slice(0, 4))
      expect(textOf({ summary: '', blocks: [], ...(await click(who, { id }, 'yes')) } as never)).not.toMatch(
        /Yes|是/,
      );
    await click('li.wei', { id }, 'no');
    const history = await office.app.database.prisma.history.findMany({ where: { subject: `poll:${id}` } });
    expect(history.map(({ kind }) => kind)).toEqual(['pollPosted']);
    expect(await office.as('zhao.lei').click('polls.results', id)).toMatchObject({ refused: true });
    expect(textOf((await cards('facilities'))[0]!)).toContain('已有 4 人投票');
    expect(await office.as('li.wei').command(`close poll ${number}`)).toMatchObject({ refused: true });
    expect(await office.as('zhao.lei').command(`结束投票 ${number}`)).toMatchObject({ kind: 'notice' });
    await wait(1);
    const { result, state } = await poll();
    expect(state).toBe('counted');
    expect(result).toMatchObject({ voters: 4, questions: [{ votes: {}, winners: [] }] });
    expect(textOf((await cards('facilities')).at(-1)!)).toContain('不足 5 人');
    expect(await office.app.database.prisma.pollBallot.count({ where: { pollId: id } })).toBe(0);
  });

  it('of five the sums are left, and neither ballots nor the key to them', async () => {
    await inChannel('zhao.lei', 'poll "Fruit or cake?" fruit | cake | both multiple until friday');
    const { id, number } = await poll();
    for (const who of people.slice(0, 5)) await click(who, { id }, 'o1');
    await click('li.wei', { id }, 'o2');
    await click('anna.meyer', { id }, 'o1');
    await click('anna.meyer', { id }, 'o3');
    const keys = new Keyring(keysDir);
    expect(await keys.find(id)).toBeDefined();
    await office.as('zhao.lei').command(`close poll ${number}`);
    await wait(1);
    expect((await poll()).result).toMatchObject({
      voters: 5,
      questions: [{ answered: 5, votes: { o1: 4, o2: 1, o3: 1 }, winners: ['o1'] }],
    });
    await wait(1);
    expect(await office.app.database.prisma.pollBallot.count({ where: { pollId: id } })).toBe(0);
    expect(await keys.find(id)).toBeUndefined();
  });
});

describe('a poll of several questions', () => {
  it('is made step by step, voted on by a form, and shown question by question', async () => {
    const first = await office.as('sun.fang').command('new poll');
    const second = await submit('sun.fang', first, {
      ...{ question: 'Where to?', options: 'lake\nhills', places: 'facilities' },
      ...{ secrecy: 'named', results: 'afterVote', next: 'another' },
    });
    const third = await submit('sun.fang', second, {
      ...{
        title: 'The outing',
        question: 'In which order?',
        kind: 'ranked',
        options: 'walk\neat\nsing',
        next: 'another',
      },
    });
    cardOf(await submit('sun.fang', third, { question: 'How much do you look forward?', kind: 'scale' }));
    const { id } = await poll();
    const [card] = await cards('facilities');
    expect(textOf(card!)).toContain('2. In which order?');
    const form = await office.as('anna.meyer').click('polls.form', id);
    expect(formOf(form).fields.map((field) => field.id)).toEqual(['q1', 'q2-1', 'q2-2', 'q2-3', 'q3']);
    const twice = await submit('anna.meyer', form, { 'q2-1': 'o2', 'q2-2': 'o2' });
    expect(formOf(twice).errors).toMatchObject({ 'q2-2': expect.any(String) });
    // Whoever has voted sees what has come out so far; whoever has not does not.
    expect(await office.as('anna.meyer').click('polls.results', id)).toMatchObject({ refused: true });
    const voted = cardOf(
      await submit('anna.meyer', form, { q1: 'o1', 'q2-1': 'o2', 'q2-3': 'o1', q3: 's5' }),
    );
    expect(textOf(voted)).toContain('lake');
    const results = cardOf(await office.as('anna.meyer').click('polls.results', `${id} 1`));
    expect(textOf(results)).toMatch(/eat {2}▇+ 100% · 3 points/);
    expect(textOf(results)).toMatch(/walk {2}▇+▁+ 67% · 2 points/);
    expect(textOf((await cards('facilities'))[0]!)).not.toMatch(/▇/);
  });
});
