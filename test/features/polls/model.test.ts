import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { hasCode } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/db/client.ts';
import { commit, type Write } from '../../../src/db/commit.ts';
import { emptyDraft, questionOf } from '../../../src/features/polls/asking/draft-rules.ts';
import { ballotsOf, cast, findBallot, openBallots, voterIn } from '../../../src/features/polls/ballots.ts';
import { count } from '../../../src/features/polls/counting.ts';
import type { Choices, Poll, Secrecy } from '../../../src/features/polls/poll.ts';
import { afterClick, whyNot } from '../../../src/features/polls/rules.ts';
import { changed, findPoll, inserted } from '../../../src/features/polls/store.ts';
import { createTestDatabase } from '../../helpers/database.ts';

const clock = { now: () => new Date('2026-11-23T02:00:00Z') };
const voters = ['ann', 'bob', 'cleo', 'dan'];
const nobody = { owner: true, invited: true, admin: false };

let database: Database;
let keyring: Keyring;
beforeAll(async () => {
  database = await createTestDatabase();
  keyring = new Keyring(await mkdtemp(join(tmpdir(), 'quartermaster-keys-')));
});
afterAll(() => database.close());

type Step = { do: 'vote' | 'takeBack'; voter: string; option: number } | { do: 'add' | 'edit' | 'close' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('vote' as const),
      voter: fc.constantFrom(...voters),
      option: fc.nat(4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('takeBack' as const),
      voter: fc.constantFrom(...voters),
      option: fc.constant(0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('add' as const, 'edit' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
);

/** What a person does, decided on the poll as it is, and anew after each conflict, as the engine does. */
async function act(id: string, one: Step): Promise<'done' | 'refused'> {
  for (;;) {
    const poll = (await findPoll({ database }, id))!;
    const writes = await decide(poll, one);
    if (writes === undefined) return 'refused';
    try {
      await commit(database, writes);
      return 'done';
    } catch (error) {
      if (!hasCode(error, 'conflict')) throw error;
    }
  }
}

async function decide(poll: Poll, one: Step): Promise<Write[] | undefined> {
  const as = (fields: Parameters<typeof changed>[2]) => {
    const { writes = [], history = [] } = changed({ clock }, poll, fields, { kind: one.do, actorId: null });
    return [
      ...writes,
      {
        kind: 'insert' as const,
        table: 'History' as const,
        rows: history.map((row) => ({ ...row, id: newId('his') })),
      },
    ];
  };
  const [question] = poll.questions;
  switch (one.do) {
    case 'add': {
      if (whyNot(poll, 'addOption', nobody)) return undefined;
      const option = { id: `o${question!.options.length + 1}`, text: `more ${question!.options.length}` };
      const questions = [{ ...question!, options: [...question!.options, option] }];
      return as({ questions, edition: poll.edition + 1 });
    }
    case 'edit':
      return whyNot(poll, 'edit', nobody)
        ? undefined
        : as({ title: `${poll.title}!`, edition: poll.edition + 1 });
    case 'close':
      return whyNot(poll, 'close', nobody) ? undefined : as({ state: 'closed' });
    default: {
      const voter = (await voterIn(keyring, poll, one.voter))!;
      const ballot = await findBallot({ database }, keyring, poll, voter);
      const option = question!.options[one.option % question!.options.length]!;
      const choices = one.do === 'vote' ? afterClick(question!, option.id, ballot.choices) : undefined;
      if (whyNot(poll, choices ? 'vote' : 'takeBack', nobody, ballot.choices)) return undefined;
      return [await cast(keyring, poll, voter, choices, question!.kind === 'multiple' ? ballot : undefined)];
    }
  }
}

/** The same on paper. */
function onPaper(
  model: { ballots: Map<string, Choices>; open: boolean; options: number },
  kind: 'single' | 'multiple',
  one: Step,
): void {
  if (!model.open) return;
  if (one.do === 'close') model.open = false;
  if (one.do === 'add') model.options += 1;
  if (one.do === 'takeBack') model.ballots.delete(one.voter);
  if (one.do !== 'vote') return;
  const id = `o${(one.option % model.options) + 1}`;
  const before = model.ballots.get(one.voter)?.q1 ?? [];
  const after =
    kind === 'single' ? [id] : before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
  if (after.length === 0) model.ballots.delete(one.voter);
  else model.ballots.set(one.voter, { q1: after });
}

async function begin(kind: 'single' | 'multiple', secrecy: Secrecy): Promise<string> {
  const id = newId('poll');
  await keyring.make(id);
  const questions = [questionOf('q1', { kind, text: '', lines: ['a', 'b'] })];
  const { writes = [] } = inserted(
    {
      ...{
        ...emptyDraft,
        id,
        title: 'Lunch?',
        questions,
        secrecy,
        version: 1,
        edition: 1,
        changes: 1,
        ownerId: 'o',
      },
      ...{ state: 'open', voters: 0, nth: 0, result: null, nextSteps: [], canAddOptions: true },
      ...{ createdAt: clock.now(), closedAt: null, editedAt: null },
    },
    { kind: 'pollPosted', actorId: 'o' },
  );
  await commit(database, writes);
  return id;
}

const ballotsIn = async (poll: Poll) =>
  poll.secrecy === 'anonymous'
    ? (await openBallots(database, keyring, poll)).now
    : (await ballotsOf(database, [poll.id])).get(poll.id)!;

const kinds = fc.constantFrom('single' as const, 'multiple' as const);
const secrecies = fc.constantFrom('named' as const, 'anonymous' as const);

it('whatever the order of votes, changes, options and the end, no ballot is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, secrecies, fc.array(step, { maxLength: 14 }), async (kind, secrecy, steps) => {
      const id = await begin(kind, secrecy);
      const model = { ballots: new Map<string, Choices>(), open: true, options: 2 };
      for (const one of steps) {
        await act(id, one);
        onPaper(model, kind, one);
      }
      const poll = (await findPoll({ database }, id))!;
      const said = (ballots: Iterable<Choices>) => [...ballots].map(({ q1 }) => q1!.join()).sort();
      expect(poll.voters).toBe(model.ballots.size);
      expect(poll.state).toBe(model.open ? 'open' : 'closed');
      expect(said((await ballotsIn(poll)).values())).toEqual(said(model.ballots.values()));
    }),
    { numRuns: 15 },
  );
}, 60_000);

it('nor when all of it comes at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      kinds,
      secrecies,
      fc.array(step, { minLength: 4, maxLength: 14 }),
      async (kind, secrecy, steps) => {
        const id = await begin(kind, secrecy);
        await Promise.all(steps.map((one) => act(id, one)));
        const poll = (await findPoll({ database }, id))!;
        const ballots = await ballotsIn(poll);
        // What is counted, what is written on the card, and what is there are the same; nobody is there twice.
        expect(poll.voters).toBe(ballots.size);
        expect(count(poll.questions, [...ballots.values()]).questions[0]!.answered).toBe(ballots.size);
        expect(
          new Set(steps.flatMap((one) => ('voter' in one ? one.voter : []))).size,
        ).toBeGreaterThanOrEqual(ballots.size);
        // Once it is closed nothing moves any more.
        if (poll.state !== 'closed') return;
        for (const voter of voters) expect(await act(id, { do: 'vote', voter, option: 1 })).toBe('refused');
        expect((await findPoll({ database }, id))!.voters).toBe(ballots.size);
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
