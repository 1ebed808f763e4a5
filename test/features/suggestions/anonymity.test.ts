import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { Authors } from '../../../src/features/suggestions/authors.ts';
import { textOf } from '../../helpers/office.ts';
import { cardOf, type SuggestionDesk, said, startSuggestions } from './desk.ts';

let desk: SuggestionDesk;
beforeAll(async () => {
  desk = await startSuggestions();
});
afterAll(() => desk.office.stop());
const as = (name: string) => desk.office.as(name);

/** All that somebody can read of a suggestion: their chat, their channels, and every card and list they can ask for. */
async function surfacesOf(name: string, channels: string[], id: string, number: number): Promise<string> {
  const { office } = desk;
  const chats = await Promise.all([name, ...channels].map((conversation) => office.shown(conversation)));
  const commands = [
    'suggestions',
    'suggestions newest',
    `suggestion ${number}`,
    'suggest queue',
    'suggest digest',
  ];
  const asked: string[] = [];
  for (const command of commands) asked.push(said(await as(name).command(command)));
  for (const action of ['show', 'history', 'comments', 'comment', 'reopen', 'merge', 'decline', 'hide'])
    asked.push(said(await as(name).click(`suggestions.${action}`, id)));
  return [...chats.flat().map(({ card }) => JSON.stringify(card)), ...asked].join('\n');
}

/** Every row of every table, as a dump has them, but for who there is at all, and the private chat of one person. */
async function dump(besides: string): Promise<string> {
  const { prisma } = desk;
  const tables = await prisma.$queryRawUnsafe<{ name: string }[]>(
    `SELECT table_name AS "name" FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const known = new Set([
    'OfficeVersion',
    'Person',
    'Account',
    'Delivery',
    'WebMessage',
    'Lane',
    '_prisma_migrations',
  ]);
  const rows = await Promise.all(
    tables
      .filter(({ name }) => !known.has(name))
      .map(
        async ({ name }) =>
          `${name} ${JSON.stringify(await prisma.$queryRawUnsafe(`SELECT * FROM "${name}"`))}`,
      ),
  );
  const others = await prisma.delivery.findMany({ where: { NOT: { readerId: besides } } });
  return [
    ...rows,
    JSON.stringify(others, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ].join('\n');
}

/** The life of a suggestion of Anna's with everything that can be said and done about it. */
async function live(who: string, title: string): Promise<string> {
  const { suggest, find, reads } = desk;
  const id = await suggest('anna.meyer', title, who);
  await as('omar.haddad').click('suggestions.support', id);
  await as('li.wei').submit('suggestions.flag', id, { words: 'Too vague' });
  await as('lin.yue').click('suggestions.dismiss', id);
  await as('zhao.lei').click('suggestions.review', id);
  await as('zhao.lei').submit('suggestions.comment', id, {
    words: 'Which door?',
    to: 'between',
    voice: 'owner',
  });
  await as('anna.meyer').submit('suggestions.comment', id, {
    words: 'The back door',
    to: 'between',
    voice: 'author',
  });
  await as('anna.meyer').submit('suggestions.comment', id, {
    words: 'It was so for long',
    to: 'all',
    voice: 'author',
  });
  await as('zhao.lei').submit('suggestions.plan', id, { date: '2026-12-24', words: '' });
  await as('zhao.lei').submit('suggestions.finish', id, { words: 'Oiled' });
  await as('anna.meyer').submit('suggestions.reopen', id, { words: 'It still squeaks' });
  await as('zhao.lei').submit('suggestions.finish', id, { words: 'Oiled again' });
  await as('anna.meyer').click('suggestions.confirm', id);
  expect(await find(id)).toMatchObject({ stage: 'confirmed' });
  expect((await reads('zhao.lei', 'It still squeaks')).length).toBeGreaterThan(0);
  return id;
}

const annas = () => new RegExp(`Anna|anna\\.meyer|${as('anna.meyer').id}`);

describe('an anonymous author', () => {
  let id: string;
  let number: number;
  beforeAll(async () => {
    id = await live('anonymous', 'The door squeaks');
    ({ number } = await desk.find(id));
  }, 60_000);

  it('shows on no surface of a moderator, of whoever answers for it, or of a colleague', async () => {
    for (const [name, channels] of [
      ['lin.yue', ['facilities', 'finance']],
      ['zhao.lei', ['facilities']],
      ['omar.haddad', ['finance']],
    ] as const) {
      const all = await surfacesOf(name, [...channels], id, number);
      expect(all).toContain('The door squeaks');
      expect(all.match(annas()), name).toBeNull();
    }
  });

  it('stands in no row of the database but those of their own chat; only the day of their deeds is kept', async () => {
    const { prisma, find } = desk;
    const row = await find(id);
    expect(row).toMatchObject({ authorId: null, authorSeal: expect.any(String) });
    const all = await dump(as('anna.meyer').id);
    expect(all).toContain('The door squeaks');
    expect(all.match(annas())).toBeNull();
    const deeds = await prisma.history.findMany({ where: { subject: `suggestion:${id}`, actorId: null } });
    const theirs = deeds.filter(({ platform }) => platform === '');
    expect(theirs.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'suggestionFiled',
        'suggestionAsked',
        'suggestionReopened',
        'suggestionConfirmed',
      ]),
    );
    for (const { kind, at, platform } of theirs)
      expect([kind, at.toISOString(), platform]).toEqual([kind, '2026-11-22T16:00:00.000Z', '']);
    expect(row.createdAt.toISOString()).toBe('2026-11-22T16:00:00.000Z');
    const comments = await prisma.suggestionComment.findMany({ where: { suggestionId: id, byAuthor: true } });
    expect(comments).toHaveLength(2);
    for (const { byId, createdAt } of comments)
      expect([byId, createdAt.toISOString()]).toEqual([null, '2026-11-22T16:00:00.000Z']);
  });

  it('is told, word for word, what those who support it are told', async () => {
    const texts = async (name: string) => {
      const all = await desk.office.shown(name);
      return all.map(({ card }) => textOf(card)).filter((text) => text.includes('The door squeaks'));
    };
    const [anna, omar] = [await texts('anna.meyer'), await texts('omar.haddad')];
    expect(anna.length).toBeGreaterThan(5);
    expect(anna).toEqual(omar);
    expect(anna.join()).toContain('There is a word for the author');
    expect(anna.join()).not.toContain('Which door?');
  });

  it('finds in the form what is between them and whoever answers, and nobody else does', async () => {
    const between = async (name: string) => said(await as(name).click('suggestions.comment', id));
    expect(await between('anna.meyer')).toContain('Which door?');
    expect(await between('zhao.lei')).toContain('The back door');
    for (const name of ['lin.yue', 'omar.haddad']) {
      expect(await between(name)).not.toMatch(/Which door|The back door/);
      expect(said(await as(name).click('suggestions.comments', id))).not.toMatch(/Which door|The back door/);
    }
    // Whoever answers chose to be nobody by name as well.
    expect(await between('anna.meyer')).toContain('Whoever answers for it');
    expect(await between('anna.meyer')).not.toContain('赵磊');
  });

  it('finds their own in their list, and nobody else’s', async () => {
    expect(said(await as('anna.meyer').command('my suggestions'))).toContain('The door squeaks');
    expect(said(await as('li.wei').command('my suggestions'))).not.toContain('The door squeaks');
  });

  it('alone may confirm and reopen; everyone sees the buttons', async () => {
    const other = await desk.suggest('anna.meyer', 'A bell at the gate', 'anonymous');
    await as('zhao.lei').submit('suggestions.finish', other, { words: '' });
    const labels = (ack: Awaited<ReturnType<ReturnType<typeof as>['click']>>) =>
      cardOf(ack).blocks.flatMap((block) =>
        block.kind === 'actions' ? block.buttons.map(({ label }) => label) : [],
      );
    const [anna, omar] = [
      labels(await as('anna.meyer').click('suggestions.show', other)),
      labels(await as('omar.haddad').click('suggestions.show', other)),
    ];
    expect(anna).toEqual(omar);
    expect(anna).toContain('Confirm: it is done');
    for (const name of ['omar.haddad', 'zhao.lei', 'lin.yue'])
      expect(await as(name).click('suggestions.confirm', other), name).toMatchObject({ refused: true });
    await as('anna.meyer').click('suggestions.confirm', other);
    expect(await desk.find(other)).toMatchObject({ stage: 'confirmed' });
  });

  it('of one that was merged follows along, and is seen by nobody', async () => {
    const { suggest, find, reads } = desk;
    const gone = await suggest('anna.meyer', 'Hot water at weekends', 'anonymous');
    const kept = await suggest('li.wei', 'The boiler on Saturdays');
    await as('lin.yue').submit('suggestions.merge', gone, { number: String((await find(kept)).number) });
    await as('zhao.lei').click('suggestions.start', kept);
    expect((await reads('anna.meyer', 'The boiler on Saturdays')).map(textOf).join()).toContain(
      'is being done',
    );
    expect((await find(kept)).supporterIds).not.toContain(as('anna.meyer').id);
  });

  it('who wants to hear nothing is sent nothing', async () => {
    const other = await desk.suggest('anna.meyer', 'Longer lunch break', 'unheard');
    await as('zhao.lei').submit('suggestions.decline', other, { words: 'The law' });
    expect(await desk.reads('anna.meyer', 'Longer lunch break')).toHaveLength(0);
    expect(said(await as('anna.meyer').command('my suggestions'))).toContain('Longer lunch break');
  });

  it('can support what they suggested like anybody, so that no refusal tells', async () => {
    const other = await desk.suggest('anna.meyer', 'Umbrellas to borrow', 'anonymous');
    expect(await as('anna.meyer').click('suggestions.support', other)).not.toMatchObject({ refused: true });
    expect((await desk.find(other)).supporterIds).toEqual([as('anna.meyer').id]);
  });
});

describe('what was sent', () => {
  it('is erased after two weeks, so that nobody can tell later to whom it went', async () => {
    const { prisma, suggest, at, reads } = desk;
    const id = await suggest('anna.meyer', 'A clock for the hall', 'anonymous');
    await as('omar.haddad').click('suggestions.support', id);
    await as('zhao.lei').submit('suggestions.decline', id, { words: 'There is one' });
    await as('zhao.lei').submit('suggestions.comment', id, {
      words: 'Behind the door',
      to: 'all',
      voice: 'name',
    });
    // Besides what the digest says to everyone.
    const word = async (name: string) =>
      (await reads(name, 'A clock for the hall')).filter(
        (card) => !textOf(card).includes('You said, we did'),
      );
    await at('2026-12-04T02:00:00Z');
    expect(await word('anna.meyer')).toHaveLength(2);
    await at('2026-12-08T02:00:00Z');
    expect(await word('anna.meyer')).toHaveLength(0);
    expect(await word('omar.haddad')).toHaveLength(0);
    const left = await prisma.delivery.findMany({ where: { readerId: as('anna.meyer').id } });
    expect(left.filter(({ view }) => /^suggestions\.(notice|said)$/.test(view))).toEqual([]);
    // The curator's card, and the one in the channel, stay.
    expect(await reads('facilities', 'A clock for the hall')).not.toHaveLength(0);
    expect(await reads('zhao.lei', 'A clock for the hall')).not.toHaveLength(0);
  });
});

describe('a chat without forms', () => {
  const inChat = (text: string) =>
    as('anna.meyer').send({
      ...{ kind: 'command', text },
      ...{ can: { openForm: false, replyPrivately: false } },
    } as Parameters<ReturnType<typeof as>['send']>[0]);

  it('leads to the form, and keeps what was typed for its author alone', async () => {
    await inChat('suggest A bench outside');
    const cards = await desk.reads('anna.meyer', 'only there can it stay anonymous');
    const button = cards[0]!.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))[0]!;
    expect(JSON.stringify(await desk.prisma.delivery.findMany({ select: { args: true } }))).not.toContain(
      'A bench',
    );
    expect(said(await as('anna.meyer').click(button.action, button.value))).toContain('A bench outside');
    expect(said(await as('li.wei').click(button.action, button.value))).not.toContain('A bench outside');
  });

  it('shows no list of one’s own, which a message would keep', async () => {
    await inChat('my suggestions');
    const cards = await desk.reads('anna.meyer', 'only a click shows it');
    expect(cards).toHaveLength(1);
    expect(textOf(cards[0]!)).not.toContain('The door squeaks');
  });
});

describe('the control', () => {
  it('an author by name is found by the same search, on every surface and in the dump', async () => {
    const id = await live('named', 'The gate squeaks');
    const { number } = await desk.find(id);
    expect(await surfacesOf('lin.yue', ['facilities'], id, number)).toMatch(annas());
    expect(await dump(as('anna.meyer').id)).toMatch(annas());
  });
});

describe('seals', () => {
  it('are of one length, never twice the same, and open with their key alone', async () => {
    const keyring = async () => new Keyring(await mkdtemp(join(tmpdir(), 'quartermaster-keys-')));
    const authors = new Authors(await keyring());
    const people = Array.from({ length: 20 }, () => `per_${randomBytes(12).toString('hex')}`);
    const seals = await Promise.all(
      people.map((personId, at) => authors.seal({ personId, heard: at % 2 === 0 })),
    );
    expect(new Set(seals.map(({ length }) => length)).size).toBe(1);
    expect(await authors.seal({ personId: people[0]!, heard: true })).not.toBe(seals[0]);
    const sealed = seals.map((authorSeal) => ({ authorId: null, authorSeal }));
    expect((await authors.authorsOf(sealed)).map((author) => author?.personId)).toEqual(people);
    expect(await new Authors(await keyring()).authorsOf(sealed)).toEqual(people.map(() => undefined));
  });
});
