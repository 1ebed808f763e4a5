import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EventNames } from '../../src/anonymity/event-names.ts';
import { Keyring } from '../../src/anonymity/keyring.ts';
import type { Survey } from '../../src/config/survey-types.ts';
import { createLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { countRound } from '../../src/features/surveys/counting/count.ts';
import type { Counts } from '../../src/features/surveys/results/figures.ts';
import { endRound, openRound } from '../features/surveys/open-round.ts';
import { startOffice, type TestOffice, withoutRosters } from '../helpers/office.ts';
import { type Answer, answers, type Loot, strategies, teamsId, valuesFor, wordsFor } from './attacker.ts';
import { changedSince, createSpy, type Dump, holds } from './spying.ts';

/** Switched off for the control: answers in clear text, in the order in which they came. */
const protection = vi.hoisted(() => ({ on: true }));

vi.mock('../../src/anonymity/seal.ts', async (original) => {
  const real = await original<typeof import('../../src/anonymity/seal.ts')>();
  return {
    ...real,
    seal: ((key, value, size) =>
      protection.on
        ? real.seal(key, value, size)
        : Buffer.from(JSON.stringify(value)).toString('base64url')) as typeof real.seal,
    unseal: ((key, sealed) =>
      protection.on
        ? real.unseal(key, sealed)
        : JSON.parse(Buffer.from(sealed, 'base64url').toString())) as typeof real.unseal,
  };
});
vi.mock('../../src/anonymity/shuffle.ts', async (original) => {
  const real = await original<typeof import('../../src/anonymity/shuffle.ts')>();
  return {
    shuffled: ((things) => (protection.on ? real.shuffled(things) : [...things])) as typeof real.shuffled,
    randomIds: ((prefix, count) => real.randomIds(prefix, count)) as typeof real.randomIds,
  };
});
vi.mock('../../src/features/surveys/envelopes/envelope.ts', async (original) => {
  const real = await original<typeof import('../../src/features/surveys/envelopes/envelope.ts')>();
  const inOrder: typeof real.envelopesOf = async ({ database }, roundId) => {
    const text = 'SELECT * FROM "SurveyEnvelope" WHERE "roundId" = $1 ORDER BY xmin::text::bigint';
    return (await database.pool.query<{ id: string; sealed: string }>(text, [roundId])).rows;
  };
  return {
    ...real,
    envelopesOf: ((world, roundId) =>
      protection.on ? real.envelopesOf(world, roundId) : inOrder(world, roundId)) as typeof real.envelopesOf,
  };
});
vi.mock('../../src/anonymity/event-names.ts', async (original) => {
  const real = await original<typeof import('../../src/anonymity/event-names.ts')>();
  return {
    EventNames: class {
      private readonly names: EventNames;
      constructor(...args: ConstructorParameters<typeof EventNames>) {
        this.names = new real.EventNames(...args);
      }
      of = async (event: string) => (protection.on ? this.names.of(event) : [event]);
    },
  };
});
vi.mock('../../src/features/surveys/counting/thresholds.ts', async (original) => {
  const real = await original<typeof import('../../src/features/surveys/counting/thresholds.ts')>();
  const naive: typeof real.shownParts = (_, parts) =>
    new Set([...parts].flatMap(([name, crowd]) => (real.isCrowd(crowd) ? [name] : [])));
  return {
    ...real,
    shownParts: ((whole, parts) =>
      protection.on ? real.shownParts(whole, parts) : naive(whole, parts)) as typeof real.shownParts,
  };
});

const both = (text: string) => ({ en: text, 'zh-CN': text });
const survey: Survey = {
  ...{ id: 'pick', name: both('Pick'), owner: 'zhao.lei@harbour.example', followUp: false },
  sections: [
    {
      questions: [
        {
          ...{ id: 'pick', type: 'single', text: both('Which?'), required: true },
          options: answers.map((value) => ({ value, label: both(value) })),
        },
        { id: 'words', type: 'text', text: both('Why?'), required: false, maxLength: 500 },
      ],
    },
  ],
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  ...{ rhythm: { every: 'once' }, at: '10:00', openDays: 7, followUpDays: 14 },
};

const rounds = 6;
const names = Array.from({ length: 10 }, (_, at) => `p${at}`);
const guesses = rounds * names.length;
/**
 * Who knows nothing is right in half of all guesses: 30 of 60, with a standard deviation of less than 3.9. Five of
 * those above it are reached by chance once in some millions of runs; whoever wins is right in nearly all.
 */
const byChance = guesses / 2 + 5 * Math.sqrt(guesses / 4);
const winning = guesses * 0.9;

const now = new Date('2026-11-23T03:00:00Z');
const hash = (...parts: unknown[]) => createHash('sha256').update(parts.join('\n')).digest();
/** An order that hangs on the seed alone. */
const seeded = <T>(things: readonly T[], seed: string): T[] =>
  things
    .map((thing, at) => ({ thing, by: hash(seed, at).toString('hex') }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ thing }) => thing);

let office: TestOffice;
let keyring: Keyring;
let spy: () => Promise<Dump>;
const lines: string[] = [];

/** A round in which everybody answers, and all that somebody can get hold of before its end. */
async function answerAll(number: number): Promise<{ loot: Omit<Loot, 'after'>; truth: Answer[] }> {
  const { database } = office.app;
  const seed = `round ${number % rounds}`;
  const order = seeded(names, `${seed} order`);
  const given = seeded([...order.keys()], `${seed} answers`).map((at) => answers[at % 2]!);
  const people = order.map((name) => ({ id: office.as(name).id, group: null }));
  const round = await openRound({ database, keyring, now }, number, survey, people);
  const drawn = `drw_${number}`;
  const steps: { changed: Dump; lines: string[] }[] = [];
  let last = await spy();
  for (const [at, name] of order.entries()) {
    const person = office.as(name);
    const words = wordsFor(given[at]!, hash(seed, name).toString('hex').slice(0, 8));
    const from = lines.length;
    const context = `${round.id} s:0:0`;
    const what = { kind: 'submit', form: 'surveys.answer' } as const;
    const id = teamsId(person.id, context, drawn, given[at]!, words);
    await person.send({ ...what, context, values: valuesFor(given[at]!, words) }, id);
    await person.send({ ...what, context: `${round.id} review`, values: {} });
    const next = await spy();
    steps.push({ changed: changedSince(last, next), lines: lines.slice(from) });
    last = next;
  }
  const loot = { roundId: round.id, people: people.map(({ id }) => id), steps, before: last, drawn };
  return { loot, truth: given };
}

async function play(number: number): Promise<{ loot: Loot; truth: Answer[] }> {
  const { loot, truth } = await answerAll(number);
  const { results } = await endRound(office, loot.roundId, now);
  // Published: as many of the one as of the other, which helps nobody.
  expect(results?.questions?.[0]?.counts).toEqual({ alpha: 5, omega: 5 });
  return { loot: { ...loot, after: await spy() }, truth };
}

/** How many guesses of each strategy are right; where it knows nothing, it tosses a coin. */
async function attack(from: number): Promise<Record<string, number>> {
  const right: Record<string, number> = Object.fromEntries(Object.keys(strategies).map((name) => [name, 0]));
  for (let number = from; number < from + rounds; number += 1) {
    const { loot, truth } = await play(number);
    for (const [name, guess] of Object.entries(strategies))
      for (const [at, guessed] of guess(loot).entries()) {
        const coin = answers[hash('coin', name, number % rounds, at)[0]! % 2]!;
        if ((guessed ?? coin) === truth[at]) right[name]! += 1;
      }
  }
  return right;
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quartermaster-'));
  const demo = withoutRosters(await readFile(join(projectRoot, 'office.example.yaml'), 'utf8'));
  const people = names.map((name) => `  - { email: ${name}@harbour.example, name: ${name}, locale: en }\n`);
  await writeFile(
    join(folder, 'office.yaml'),
    demo.replace(/^people:.*\n/m, (line) => line + people.join('')),
  );
  const settings = { OFFICE_CONFIG: join(folder, 'office.yaml'), KEYS_DIR: join(folder, 'keys') };
  const logger = createLogger('debug', { write: (line: string) => void lines.push(line) });
  office = await startOffice({ clock: { now: () => now }, logger, settings });
  keyring = new Keyring(settings.KEYS_DIR);
  spy = await createSpy(office.app.database);
});
afterAll(() => office.stop());

describe('whoever has the database after each answer, its logs, and all that is published', () => {
  it('guesses who answered what no better than chance', async () => {
    for (const [name, right] of Object.entries(await attack(1)))
      expect({ name, right, byChance: right <= byChance }).toEqual({ name, right, byChance: true });
  }, 60_000);

  it('a control: wins without the protection, in each of these ways', async () => {
    protection.on = false;
    const right = await attack(1 + rounds).finally(() => {
      protection.on = true;
    });
    const wins = Object.keys(right).filter((name) => right[name]! >= winning);
    expect(wins).toEqual([
      'what appeared with the answer',
      'what the same transaction wrote',
      'the size of what was written',
      'the size of what appeared',
      'the order of the texts in the table',
      'the order of the texts by their ids',
      'the names of handled events, by trying all',
    ]);
  }, 60_000);

  it('a control: finds what is hidden in base64, hexadecimal or JSON, and nothing that is not there', () => {
    const hidden = Buffer.from('{"pick":"alpha"}');
    for (const text of [hidden.toString('base64'), hidden.toString('base64url'), hidden.toString('hex')])
      expect(holds([{ sealed: text }], 'alpha')).toBe(true);
    expect(holds({ a: [{ b: 'so alpha it is' }] }, 'alpha')).toBe(true);
    expect(holds({ sealed: Buffer.from('{"pick":"omega"}').toString('base64') }, 'alpha')).toBe(false);
  });

  it('finds no answer in the log, not even where the database refuses rows and quotes them', async () => {
    const { pool } = office.app.database;
    const { loot } = await answerAll(1 + 2 * rounds);
    // A row that is refused is quoted in the error's detail: here, what people wrote.
    await pool.query('ALTER TABLE "SurveyText" ADD CONSTRAINT "never" CHECK ("id" IS NULL) NOT VALID');
    const refused = `INSERT INTO "SurveyText" VALUES ('txt', 'rnd', 'words', 'I say alpha')`;
    await expect(pool.query(refused)).rejects.toMatchObject({ detail: expect.stringContaining('alpha') });
    const from = lines.length;
    const { state } = await endRound(office, loot.roundId, now);
    await pool.query('ALTER TABLE "SurveyText" DROP CONSTRAINT "never"');
    expect(state).toBe('closed');
    expect(lines.slice(from).filter((line) => line.includes('never')).length).toBeGreaterThan(0);
    for (const answer of answers) expect(lines.filter((line) => holds(line, answer))).toEqual([]);
  });
});

describe('whoever takes what is published apart', () => {
  /** Of how many the counts of the round without those of its groups speak, where they are one to four. */
  const learned = (groups: readonly string[]): number => {
    const group = (at: number) => groups[at]!;
    const turnout = new Map([...new Set(groups)].map((name) => [name, { asked: 12, answered: 12 }]));
    const contents = groups.map((_, at) => ({
      ...{ answers: { pick: answers[at % 2]! }, group: group(at), sent: true, at: null },
      ...{ namedPersonId: null, comment: null },
    }));
    const { results } = countRound(survey, turnout, contents);
    const [whole] = results.questions ?? [];
    if (whole === undefined) return 0;
    const sum = ({ counts }: { counts: Counts | null }) => (counts?.alpha ?? 0) + (counts?.omega ?? 0);
    const parts = results.groups.map(({ questions }) => sum(questions[0]!));
    const people = parts.reduce((left, part) => left - part, sum(whole));
    return people > 0 && people < 5 ? people : 0;
  };
  const groups = fc.array(fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'), { minLength: 1, maxLength: 40 });

  it('learns of nobody what they answered', () => {
    fc.assert(fc.property(groups, (some) => learned(some) === 0));
  });

  it('a control: with large groups alone as a rule, it learns of some', () => {
    protection.on = false;
    const found = fc.check(fc.property(groups, (some) => learned(some) === 0));
    protection.on = true;
    expect(found.failed).toBe(true);
  });
});
