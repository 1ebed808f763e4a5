import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../src/core/paths.ts';
import { commit } from '../../src/db/commit.ts';
import { expect as expectOccurrences, type NewOccurrence } from '../../src/features/occurrences/index.ts';
import { setTimers } from '../../src/jobs/timers.ts';
import { dueAt } from '../../src/time/due.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { type OccurrenceProcess, startOccurrences } from './occurrence-process.ts';
import { flushRedis, onPostgres, onRedis, redisUrl, type Site } from './sites.ts';

const hourMs = 3600_000;
const redisNumber = 12;

/** Closed in the end, the last first. */
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(...args: Parameters<typeof startOccurrences>): Promise<OccurrenceProcess> {
  const started = await startOccurrences(...args);
  open.push(() => started.stop());
  return started;
}

/** Occurrences for one person, each so many milliseconds from now. */
async function plan({ world }: OccurrenceProcess, kind: string, inMs: number[]): Promise<void> {
  const personId = world.directory.everyone()[0]!.id;
  const now = world.clock.now();
  const all = inMs.map(
    (ms, index): NewOccurrence => ({
      kind,
      subject: `proof:${kind}${ms}-${index}`,
      to: { personId },
      ...dueAt(new Date(now.getTime() + ms), 'Asia/Shanghai'),
    }),
  );
  const { writes = [], timers = [] } = expectOccurrences(world, all);
  await commit(world.database, [...writes, setTimers(timers, now)]);
}

/** How often each occurrence was told or noted as missed, in its history and as deliveries; and how it stands. */
async function told({ world }: OccurrenceProcess) {
  const { rows } = await world.database.pool.query<{
    state: string;
    late: boolean;
    times: number;
    sent: number;
  }>(
    `SELECT o."state", o."lateSince" IS NOT NULL AS "late",
       (SELECT count(*)::int FROM "History" h WHERE h."subject" = 'occurrence:' || o."id") AS "times",
       (SELECT count(*)::int FROM "Delivery" d WHERE d."subject" = 'occurrence:' || o."id") AS "sent"
     FROM "Occurrence" o ORDER BY o."kind" DESC, o."dueAt", o."id"`,
  );
  return rows;
}

const asDue = { state: 'due', late: false, times: 0, sent: 0 };
const inTime = { state: 'told', late: false, times: 1, sent: 1 };
const toldLate = { ...inTime, late: true };
const missed = { ...toldLate, state: 'missed' };

describe.each([onPostgres, onRedis])('occurrences, on $title', ({ title, missing, make }) => {
  describe.skipIf(missing)('of two processes', () => {
    async function site(): Promise<Site> {
      const made = await make(redisNumber);
      open.push(() => made.clear());
      return made;
    }

    /** A process of its own. */
    async function spawnOne({ settings }: Site): Promise<ChildProcess> {
      const script = join(projectRoot, 'test/proofs/occurrence-process.ts');
      const args = [settings.DATABASE_URL!, ...(settings.REDIS_URL ? [settings.REDIS_URL] : [])];
      const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      open.push(async () => child.kill('SIGKILL'));
      await once(child.stdout!, 'data');
      return child;
    }

    it('are told once each, though one is killed and the queue is emptied', async () => {
      const place = await site();
      const options = title === onRedis.title ? { redisUrl: redisUrl(redisNumber) } : {};
      const [doomed, survivor] = await Promise.all([
        spawnOne(place),
        start(await place.databaseUrl(), options),
      ]);
      const { pool } = survivor.world.database;
      // Many at one instant, and as many one after the other.
      const count = 100;
      const inMs = Array.from({ length: count }, (_, n) => 700 + (n < count / 2 ? 0 : n * 5));
      await plan(survivor, 'proof.tell', inMs);
      if (title === onRedis.title) await flushRedis(redisNumber);
      else await pool.query('DELETE FROM bullmq.job');
      await vi.waitFor(async () => {
        const done = (await told(survivor)).filter(({ state }) => state === 'told').length;
        expect(done).toBeGreaterThan(count / 4);
      }, patiently);
      doomed.kill('SIGKILL');
      await vi.waitFor(async () => {
        expect((await told(survivor)).filter(({ state }) => state === 'due')).toEqual([]);
      }, patiently);
      expect(await told(survivor)).toEqual(Array.from({ length: count }, () => inTime));
    }, 30_000);
  });
});

describe.skipIf(onPostgres.missing)('occurrences', () => {
  // Two on one database, which are asked for what is due whenever a test says so.
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let first: OccurrenceProcess;
  let second: OccurrenceProcess;
  const time = { now: 0 };
  beforeAll(async () => {
    database = await createTestDatabase();
    const clock = { now: () => new Date(time.now) };
    first = await startOccurrences(database.url, { clock, alarm: false });
    second = await startOccurrences(database.url, { clock, alarm: false });
  });
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()]);
    await database.close();
  });
  beforeEach(async () => {
    time.now = Date.parse('2026-11-23T02:00:00Z');
    await database.pool.query('TRUNCATE "Occurrence", "Timer"');
  });
  const sweep = () => Promise.all([first, second].map(({ engine }) => engine.handleDueTimers()));

  it.each([
    ['set forward by an hour', hourMs],
    ['set forward by a day', 24 * hourMs],
    ['that stood still for three hours, as the machine slept', 3 * hourMs],
  ])('with a clock %s: each is told late, or shown as missed, once', async (_, jumpMs) => {
    const inMs = [60_000, jumpMs - 60_000, jumpMs + 60_000];
    await plan(first, 'proof.tell', inMs);
    await plan(first, 'proof.drop', inMs);
    time.now += jumpMs;
    await sweep();
    await sweep();
    expect(await told(first)).toEqual([toldLate, inTime, asDue, missed, inTime, asDue]);
    // The mistake is noticed and the clock goes back: what was told is not told again.
    time.now -= jumpMs;
    await sweep();
    time.now += jumpMs + 60_000;
    await sweep();
    expect(await told(first)).toEqual([toldLate, inTime, inTime, missed, inTime, inTime]);
  });

  it.each([
    ['an hour', hourMs],
    ['a day', 24 * hourMs],
  ])(
    'with a clock set back by %s: what was told is not told again, what is to come comes at its time',
    async (_, jumpMs) => {
      await plan(first, 'proof.tell', [1000, hourMs]);
      time.now += 1000;
      await sweep();
      time.now -= jumpMs;
      await sweep();
      expect(await told(first)).toEqual([inTime, asDue]);
      // What is asked for now is told by the clock as it is now.
      await plan(first, 'proof.drop', [2000]);
      time.now += 2000;
      await sweep();
      expect(await told(first)).toEqual([inTime, asDue, inTime]);
      time.now += jumpMs + hourMs - 3000;
      await sweep();
      expect(await told(first)).toEqual([inTime, inTime, inTime]);
    },
  );

  // The last one: it takes away what the others rely on.
  it('control: without the keys that guard it, two tell some of them twice', async () => {
    await database.pool.query(
      `ALTER TABLE "Inbox" DROP CONSTRAINT "Inbox_pkey";
       DROP INDEX "History_subject_version_key"`,
    );
    await plan(
      first,
      'proof.tell',
      Array.from({ length: 100 }, () => 1000),
    );
    time.now += 1000;
    await sweep();
    expect((await told(first)).filter(({ sent }) => sent > 1)).not.toEqual([]);
  });
});

const patiently = { timeout: 20_000, interval: 25 };
