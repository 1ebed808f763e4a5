import { createPostgresBackend, type JobsOptions, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Clock } from '../core/clock.ts';
import { QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** What there may be to do: send what the outbox holds, handle what has fallen due, or fetch people's files. */
export type Errand = 'deliver' | 'timers' | 'fetch';

/**
 * The alarm clock. It remembers nothing that matters: a lost ring only means that the sweep finds the work a few
 * seconds later. Rings are BullMQ jobs, so that any process of several may take them.
 */
export interface Alarm {
  /** Rings at this instant, or now. Rings for one errand that fall close together are one. */
  ring(errand: Errand, at?: Date): void;
  /** Begins to answer rings. Every errand is also run once each `sweepMs`, whatever became of its rings. */
  start(run: (errand: Errand) => Promise<void>): Promise<void>;
  /** Lets what is under way finish, at most for `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /**
   * For how long the oldest ring has gone unanswered, in milliseconds: health asks for progress, since a queue
   * may answer pings for ever and do nothing. Costs a call to the queue.
   */
  unansweredMs(): Promise<number>;
}

export interface AlarmOptions {
  /** Redis to keep the rings in; without it, they are kept in Postgres. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  clock: Clock;
  logger: Logger;
  /** Time between sweeps, in milliseconds. Default 5000: the longest that lost work waits. */
  sweepMs?: number;
  /** Keeps the rings of several installations on one Redis or database apart. Default `quartermaster`. */
  name?: string;
}

/** What we ask of BullMQ, whichever store it keeps its jobs in. */
interface Backend {
  add(errand: Errand, delayMs: number): Promise<unknown>;
  /** When the oldest job that nobody has begun was due, as epoch milliseconds. */
  oldestDueAt(): Promise<number | undefined>;
  work(handle: (errand: Errand) => Promise<void>): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

// Rings within this time are one ring: a burst of changes wakes the sender once.
const closeTogetherMs = 50;

export async function createAlarm(options: AlarmOptions): Promise<Alarm> {
  const { logger, clock, sweepMs = 5000, name = 'quartermaster' } = options;
  const backend = options.redisUrl
    ? await redisBackend(options.redisUrl, name, logger)
    : await postgresBackend(options.databaseUrl, name, logger);
  const ringing = new Set<string>();
  let worker: { close(): Promise<void> } | undefined;
  let sweep: NodeJS.Timeout | undefined;
  let stopping = false;

  return {
    ring(errand, at) {
      const now = clock.now().getTime();
      const dueAt = Math.max(now, at?.getTime() ?? now);
      const slot = `${errand}-${dueAt === now ? 'now' : Math.ceil(dueAt / closeTogetherMs)}`;
      if (stopping || ringing.has(slot)) return;
      ringing.add(slot);
      backend
        .add(errand, dueAt - now)
        .catch((error) =>
          logger.warn({ err: error, errand }, 'a ring was lost; the sweep will find the work'),
        )
        // From here on the job is the queue's: the next ring for the same errand is a new one.
        .finally(() => ringing.delete(slot));
    },
    async start(run) {
      const guarded = async (errand: Errand) => {
        try {
          await run(errand);
        } catch (error) {
          logger.error({ err: error, errand }, 'an errand failed; the next sweep tries again');
        }
      };
      worker = await backend.work(guarded);
      let sweeping = false;
      sweep = setInterval(async () => {
        if (sweeping) return;
        sweeping = true;
        await guarded('timers');
        await guarded('deliver');
        await guarded('fetch');
        sweeping = false;
      }, sweepMs);
    },
    async stop(graceMs) {
      stopping = true;
      clearInterval(sweep);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      // BullMQ's close has no limit of its own.
      await Promise.race([Promise.allSettled([worker?.close()]).then(() => backend.close()), late]);
      clearTimeout(timer);
    },
    async unansweredMs() {
      const dueAt = await backend.oldestDueAt();
      return dueAt === undefined ? 0 : Math.max(0, clock.now().getTime() - dueAt);
    },
  };
}

/** The same few calls on a queue of either kind; the two kinds have no type in common. */
interface AnyQueue {
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  getWaiting(start: number, end: number): Promise<{ timestamp: number; delay: number }[]>;
}

function ringsOf(queue: AnyQueue): Pick<Backend, 'add' | 'oldestDueAt'> {
  return {
    add: (errand, delay) => queue.add(errand, {}, { removeOnComplete: true, removeOnFail: true, delay }),
    async oldestDueAt() {
      const [oldest] = await queue.getWaiting(0, 0);
      return oldest && oldest.timestamp + oldest.delay;
    },
  };
}

/**
 * A line on which a command stays unanswered for so long is dead, though nobody has closed it: it is made anew, in
 * milliseconds. A worker's own commands may take their time: it asks Redis to wait up to 5 s for a job.
 */
const silenceMs = { rings: 3_000, answers: 15_000 };

async function redisBackend(url: string, name: string, logger: Logger): Promise<Backend> {
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
      const worker = new Worker(name, (job) => handle(job.name as Errand), options);
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

async function postgresBackend(connectionString: string, name: string, logger: Logger): Promise<Backend> {
  const schema = 'bullmq';
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // On one dedicated session, as its migrations ask for: they hold a lock across processes.
    await runMigrations(client, schema);
  } finally {
    await client.end();
  }
  const connection = { connectionString, schema, max: 4 };
  const queue = new Queue(name, { connection }, createPostgresBackend);
  const unreachable = (error: Error) => logger.warn({ reason: error.message }, 'the queue cannot be reached');
  queue.on('error', unreachable);
  return {
    ...ringsOf(queue),
    async work(handle) {
      const options = { connection, concurrency: 2 };
      const worker = new Worker(name, (job) => handle(job.name as Errand), options, createPostgresBackend);
      worker.on('error', unreachable);
      await worker.waitUntilReady();
      return worker;
    },
    close: () => queue.close(),
  };
}
