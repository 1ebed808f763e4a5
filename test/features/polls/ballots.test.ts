import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { hasCode } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import { emptyDraft, questionOf } from '../../../src/features/polls/asking/draft-rules.ts';
import {
  ballotsOf,
  cast,
  findBallot,
  openBallots,
  sealedSize,
  voterIn,
} from '../../../src/features/polls/ballots.ts';
import type { Choices, Poll } from '../../../src/features/polls/poll.ts';
import { changed, findPoll, inserted } from '../../../src/features/polls/store.ts';
import { backends, createTestDatabase } from '../../helpers/database.ts';

const clock = { now: () => new Date('2026-11-23T02:00:00Z') };
const lines = ['noodles', 'dumplings', 'both'];
const questions = [questionOf('q1', { kind: 'single', text: '', lines })];

describe.each(backends)('ballots on $title', ({ missing, ...backend }) => {
  describe.skipIf(missing)('', () => {
    let database: Database;
    let keyring: Keyring;
    beforeAll(async () => {
      database = await createTestDatabase({ missing, ...backend }, { poolSize: 20 });
      keyring = new Keyring(await mkdtemp(join(tmpdir(), 'quartermaster-keys-')));
    });
    afterAll(() => database.close());

    async function newPoll(fields: Partial<Poll> = {}): Promise<Poll> {
      const id = newId('poll');
      const poll = {
        ...{
          ...emptyDraft,
          id,
          title: 'Lunch?',
          questions,
          secrecy: 'named' as const,
          version: 1,
          edition: 1,
        },
        ...{ changes: 1, ownerId: 'otto', state: 'open' as const, voters: 0, nth: 0, result: null },
        ...{ nextSteps: [], createdAt: clock.now(), closedAt: null, editedAt: null, ...fields },
      };
      if (poll.secrecy === 'anonymous') await keyring.make(id);
      const { writes = [] } = inserted(poll, { kind: 'pollPosted', actorId: 'otto' });
      await commit(database, writes);
      return (await findPoll({ database }, id))!;
    }
    const vote = async (poll: Poll, person: string, choices: Choices | undefined) =>
      commit(database, [await cast(keyring, poll, (await voterIn(keyring, poll, person))!, choices)]);
    const now = async ({ id }: Poll) => (await findPoll({ database }, id))!;

    it('two hundred at once by one person leave one', async () => {
      const poll = await newPoll();
      const options = ['o1', 'o2', 'o3'];
      await Promise.all(
        Array.from({ length: 200 }, (_, at) => vote(poll, 'ann', { q1: [options[at % 3]!] })),
      );
      const ballots = (await ballotsOf(database, [poll.id])).get(poll.id)!;
      expect(ballots.size).toBe(1);
      expect((await now(poll)).voters).toBe(1);
    });

    it('two hundred people at once are two hundred, and a poll that is full takes no more', async () => {
      const poll = await newPoll({ closesAtVotes: 150 });
      const all = await Promise.allSettled(
        Array.from({ length: 200 }, (_, at) => vote(poll, `p${at}`, { q1: ['o1'] })),
      );
      const refused = all.filter((one) => one.status === 'rejected');
      expect(refused).toHaveLength(50);
      expect(refused.every(({ reason }) => hasCode(reason, 'conflict'))).toBe(true);
      expect(await now(poll)).toMatchObject({ state: 'closed', voters: 150 });
      expect((await ballotsOf(database, [poll.id])).get(poll.id)!.size).toBe(150);
      // It is counted, whatever becomes of whoever has filled it.
      const timers = await database.prisma.timer.findMany({ where: { subject: `poll:${poll.id}` } });
      expect(timers.map(({ kind }) => kind)).toEqual(['polls.count']);
    });

    it('one of an older edition, of a closed poll, or that may not be changed any more is a conflict', async () => {
      const poll = await newPoll({ canChange: false });
      await vote(poll, 'ann', { q1: ['o1'] });
      const conflict = (error: unknown) => hasCode(error, 'conflict');
      await expect(vote(poll, 'ann', { q1: ['o2'] })).rejects.toSatisfy(conflict);
      await expect(vote({ ...poll, edition: 2 }, 'bob', { q1: ['o2'] })).rejects.toSatisfy(conflict);
      const { writes = [] } = changed(
        { clock },
        poll,
        { state: 'closed' },
        { kind: 'pollClosed', actorId: null },
      );
      await commit(database, writes);
      await expect(vote(poll, 'bob', { q1: ['o2'] })).rejects.toSatisfy(conflict);
      const ballots = (await ballotsOf(database, [poll.id])).get(poll.id)!;
      expect([...ballots]).toEqual([['ann', { q1: ['o1'] }]]);
    });

    it('a second option is added to what was there, and to nothing else', async () => {
      const poll = await newPoll({ questions: [{ ...questions[0]!, kind: 'multiple' }] });
      const before = await findBallot({ database }, keyring, poll, 'ann');
      const add = async (id: string) =>
        commit(database, [await cast(keyring, poll, 'ann', { q1: [id] }, before)]);
      const both = await Promise.allSettled([add('o1'), add('o2')]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('taken back it counts no more, and a change of the poll at the same time loses none', async () => {
      const poll = await newPoll();
      await vote(poll, 'ann', { q1: ['o1'] });
      await vote(poll, 'bob', { q1: ['o1'] });
      await vote(poll, 'ann', undefined);
      const before = await now(poll);
      expect(before).toMatchObject({ voters: 1, changes: 4 });
      const { writes = [] } = changed(
        { clock },
        before,
        { title: 'Dinner?' },
        { kind: 'pollEdited', actorId: null },
      );
      await Promise.all([commit(database, writes), vote(poll, 'cleo', { q1: ['o2'] })]);
      expect(await now(poll)).toMatchObject({ voters: 2, changes: 6, title: 'Dinner?' });
    });

    it('of an anonymous poll the database shows neither voter nor choice', async () => {
      const poll = await newPoll({ secrecy: 'anonymous' });
      for (const [at, person] of ['ann', 'bob', 'cleo'].entries())
        await vote(poll, person, { q1: [['o1', 'o2', 'o1'][at]!] });
      const dump = JSON.stringify(await database.prisma.pollBallot.findMany({ where: { pollId: poll.id } }));
      // As JSON writes them: a few letters alone stand in what is sealed by chance.
      for (const word of ['ann', 'bob', 'cleo', 'o1', 'o2', 'q1']) expect(dump).not.toContain(`"${word}"`);
      const rows = await database.prisma.pollBallot.findMany({ where: { pollId: poll.id } });
      // Equal votes look different, and all are of one size.
      expect(new Set(rows.map(({ sealed }) => sealed)).size).toBe(3);
      expect(new Set(rows.map(({ sealed }) => sealed!.length)).size).toBe(1);
      expect(
        [...(await openBallots(database, keyring, poll)).now.values()].map(({ q1 }) => q1![0]).sort(),
      ).toEqual(['o1', 'o1', 'o2']);
      // With its key nothing can be opened any more.
      await keyring.destroy(poll.id);
      expect((await openBallots(database, keyring, poll)).now.size).toBe(0);
      expect(await voterIn(keyring, poll, 'ann')).toBeUndefined();
    });

    it('control: of a named poll it shows both', async () => {
      const poll = await newPoll();
      await vote(poll, 'ann', { q1: ['o1'] });
      const dump = JSON.stringify(await database.prisma.pollBallot.findMany({ where: { pollId: poll.id } }));
      expect(dump).toContain('"ann"');
      expect(dump).toContain('"o1"');
      expect(dump).toContain('"q1"');
    });
  });
});

it('a ballot is as large as the largest of its poll', () => {
  const all = questionOf('q1', {
    kind: 'ranked',
    text: '',
    lines: Array.from({ length: 20 }, (_, at) => `${at}`),
  });
  const longest = JSON.stringify({ q1: all.options.map(({ id }) => id) }).length;
  expect(sealedSize([all])).toBeGreaterThanOrEqual(longest);
  expect(sealedSize([all]) % 64).toBe(0);
});
