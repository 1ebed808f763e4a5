import { createPostgresBackend, type JobsOptions, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** What there may be to do: send what the outbox holds, handle what has fallen due, or fetch people's files. */
export type Errand = 'deliver' | 'timers' | 'fetch';

/** What we ask of BullMQ, whichever store it keeps its jobs in. */
export interface Rings {
  /** Rings in so many milliseconds. Of those with one name there is one: an id that is taken changes nothing. */
  add(errand: Errand, delayMs: number, name?: string): Promise<unknown>;
  /** Makes sure that a scheduler rings once a minute; one that is in order is left alone. */
  keepMinutes(now: Date): Promise<void>;
  /** The oldest ring that nobody has answered yet: its name, if it has one, and when it was made, as epoch milliseconds. */
  oldest(): Promise<{ name: string; madeAt: number } | undefined>;
  work(handle: (errand: Errand, name: string) => Promise<void>): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

/** The same few calls on a queue of either kind; the two kinds have no type in common. */
interface AnyQueue {
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  getWaiting(start: number, end: number): Promise<{ id?: string | undefined; timestamp: number }[]>;
  getJobScheduler(id: string): Promise<{ next?: number | undefined } | undefined>;
  upsertJobScheduler(
    id: string,
    repeat: { pattern: string; tz: string },
    template: { name: string; opts: JobsOptions },
  ): Promise<unknown>;
}

/** A job that stayed would keep its id, and the next ring of that name would be none. */
const forgotten = { removeOnComplete: true, removeOnFail: true };
const scheduler = 'minutes';
/** A scheduler whose next minute is this far away, either way, has been lost or was kept by another clock. */
const astrayMs = 150_000;

function ringsOf(queue: AnyQueue): Pick<Rings, 'add' | 'oldest' | 'keepMinutes'> {
  return {
    add: (errand, delay, name) =>
      queue.add(errand, {}, { ...forgotten, delay, ...(name ? { jobId: name } : {}) }),
    async oldest() {
      const [oldest] = await queue.getWaiting(0, 0);
      return oldest && { name: oldest.id ?? '', madeAt: oldest.timestamp };
    },
    async keepMinutes(now) {
      // Several processes that upsert one scheduler at once may lose it: whoever finds it in order leaves it alone.
      const found = await queue.getJobScheduler(scheduler);
      if (found?.next && Math.abs(found.next - now.getTime()) < astrayMs) return;
      const errand: Errand = 'timers';
      const repeat = { pattern: '0 * * * * *', tz: 'UTC' };
      await queue.upsertJobScheduler(scheduler, repeat, { name: errand, opts: forgotten });
    },
  };
}

/**
 * A line on which a command stays unanswered for so long is dead, though nobody has closed it: it is made anew, in
 * milliseconds. A worker's own commands may take their time: it asks Redis to wait up to 10 s for a job.
 */
const silenceMs = { rings: 3_000, answers: 15_000 };

/** Rings kept in Redis. */
export async function redisRings(url: string, name: string, logger: Logger): Promise<Rings> {
  const quiet = (redis: Redis) =>
    redis.on('error', (error) => logger.warn({ reason: error.message }, 'Redis cannot be reached'));
  // A ring fails at once while Redis is away: nobody waits for it, and the sweep makes up for it.
  const rings = quiet(
    new Redis(url, {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      lazyConnect: true,
      commandTimeout: silenceMs.rings,
      socketTimeout: silenceMs.rings,
    }),
  );
  const answers = quiet(
    new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, socketTimeout: silenceMs.answers }),
  );
  await rings.connect().catch((cause: unknown) => {
    rings.disconnect();
    throw new QuartermasterError('unreachable', 'Redis does not answer at REDIS_URL', { cause });
  });
  const queue = new Queue(name, { connection: rings });
  const unreachable = (error: Error) => logger.warn({ reason: error.message }, 'the queue cannot be reached');
  queue.on('error', unreachable);
  return {
    ...ringsOf(queue),
    async work(handle) {
      const options = { connection: answers, concurrency: 2 };
      const worker = new Worker(name, (job) => handle(job.name as Errand, job.id ?? ''), options);
      worker.on('error', unreachable);
      await worker.waitUntilReady();
      return worker;
    },
    async close() {
      await queue.close();
      rings.disconnect();
      answers.disconnect();
    },
  };
}

/** Rings kept in Postgres, in a schema of their own beside our tables. */
export async function postgresRings(connectionString: string, name: string, logger: Logger): Promise<Rings> {
  const schema = 'bullmq';
  const client = new pg.Client({ connectionString });
  // What it is waiting for fails as well.
  client.on('error', () => {});
  await client.connect();
  try {
    // On one dedicated session, as its migrations ask for: they hold a lock across processes.
    await runMigrations(client, schema);
  } finally {
    await client.end();
  }
  const unreachable = (error: Error) => logger.warn({ reason: error.message }, 'the queue cannot be reached');
  // A pool of our own: of one that it makes, BullMQ leaves connections alone without a listener while it opens and
  // closes them, and then a server that ends them ends the process.
  const options = `-c search_path=${schema}`;
  const pool = new pg.Pool({ connectionString, options, max: 6, keepAlive: true });
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', unreachable);
  const queue = new Queue(name, { connection: pool }, createPostgresBackend);
  queue.on('error', unreachable);
  return {
    ...ringsOf(queue),
    async work(handle) {
      const options = { connection: pool, concurrency: 2 };
      const answer = (job: { name: string; id?: string | undefined }) =>
        handle(job.name as Errand, job.id ?? '');
      const worker = new Worker(name, answer, options, createPostgresBackend);
      worker.on('error', unreachable);
      await worker.waitUntilReady();
      return worker;
    },
    async close() {
      await queue.close();
      await pool.end();
    },
  };
}
