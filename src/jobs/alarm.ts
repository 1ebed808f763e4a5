import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { type Errand, postgresRings, redisRings } from './rings.ts';

/**
 * The alarm clock. It remembers nothing that matters: a lost ring only means that the sweep finds the work a few
 * seconds later. Rings are BullMQ jobs, so that any process of several may take them.
 */
export interface Alarm {
  /**
   * Rings at this instant, or now. Rings for one errand at one instant are one, whichever process asks for them. What
   * is more than ten minutes away is left to the sweeps, which ask again in time.
   */
  ring(errand: Errand, at?: Date): void;
  /**
   * Begins to answer rings. Every errand is also run once each `sweepMs`, whatever became of its rings, and never
   * twice at once. One that knows when it has to be run next answers with that instant.
   */
  start(run: (errand: Errand) => Promise<Date | undefined>): Promise<void>;
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

/** The queue wakes somebody so much ahead, who waits for the instant itself: Redis may be 100 ms late. */
const leadMs = 150;
/** What is nearer than this is waited for here, without the queue. */
const nearMs = 2 * leadMs;
/** What is further away is not rung for. */
const aheadMs = 10 * 60_000;
/** How often the scheduler is looked after. */
const tendMs = 60_000;

export async function createAlarm(options: AlarmOptions): Promise<Alarm> {
  const { logger, clock, sweepMs = 5000, name = 'quartermaster' } = options;
  const rings = options.redisUrl
    ? await redisRings(options.redisUrl, name, logger)
    : await postgresRings(options.databaseUrl, name, logger);
  const nowMs = () => clock.now().getTime();
  /** Rings on their way to the queue. */
  const ringing = new Set<string>();
  /** Instants that are waited for here. */
  const awaited = new Map<string, NodeJS.Timeout>();
  /** Errands under way, and whether somebody has rung for them meanwhile. */
  const underWay = new Map<Errand, { again: boolean; done: Promise<void> }>();
  let run: ((errand: Errand) => Promise<Date | undefined>) | undefined;
  let worker: { close(): Promise<void> } | undefined;
  let sweep: NodeJS.Timeout | undefined;
  let stopping = false;

  function ring(errand: Errand, at?: Date): void {
    const now = nowMs();
    const inMs = at === undefined ? 0 : at.getTime() - now;
    if (stopping || inMs > aheadMs) return;
    if (inMs > 0 && inMs <= nearMs) wait(errand, now + inMs);
    else if (inMs > 0) queue(errand, inMs - leadMs, nameOf(errand, now + inMs));
    else queue(errand, 0);
  }

  function queue(errand: Errand, delayMs: number, ringName?: string): void {
    const key = ringName ?? errand;
    if (ringing.has(key)) return;
    ringing.add(key);
    rings
      .add(errand, delayMs, ringName)
      .catch((error) => logger.warn({ err: error, errand }, 'a ring was lost; the sweep will find the work'))
      // From here on the job is the queue's: the next ring for the same errand is a new one.
      .finally(() => ringing.delete(key));
  }

  /** Runs it at an instant that is near. */
  function wait(errand: Errand, at: number): void {
    const key = nameOf(errand, at);
    if (stopping || awaited.has(key)) return;
    const waited = () => {
      awaited.delete(key);
      void answer(errand);
    };
    awaited.set(key, setTimeout(waited, at - nowMs()));
  }

  /** Runs an errand; where it is under way already, once more after that, and waits for neither. */
  async function answer(errand: Errand): Promise<void> {
    const before = underWay.get(errand);
    if (before) {
      before.again = true;
      return;
    }
    const state = { again: true, done: Promise.resolve() };
    underWay.set(errand, state);
    state.done = runs(errand, state).finally(() => underWay.delete(errand));
    await state.done;
  }

  async function runs(errand: Errand, state: { again: boolean }): Promise<void> {
    while (state.again && !stopping) {
      state.again = false;
      try {
        const next = await run?.(errand);
        if (next) ring(errand, next);
      } catch (error) {
        logger.error({ err: error, errand }, 'an errand failed; the next sweep tries again');
      }
    }
  }

  const tend = () =>
    rings
      .keepMinutes(clock.now())
      .catch((error) => logger.warn({ err: error }, 'the scheduler was lost; the sweeps do its work'));

  return {
    ring,
    async start(errands) {
      run = errands;
      worker = await rings.work(async (errand, ringName) => {
        const inMs = instantOf(ringName) - nowMs();
        // It comes early. What is said to be far away was meant by a clock that has been set back since.
        if (inMs > 0 && inMs <= nearMs) wait(errand, instantOf(ringName));
        else await answer(errand);
      });
      await tend();
      let tendedAt = performance.now();
      let sweeping = false;
      sweep = setInterval(async () => {
        if (sweeping) return;
        sweeping = true;
        for (const errand of ['timers', 'deliver', 'fetch'] as const) await answer(errand);
        if (performance.now() - tendedAt > tendMs) {
          tendedAt = performance.now();
          await tend();
        }
        sweeping = false;
      }, sweepMs);
    },
    async stop(graceMs) {
      stopping = true;
      clearInterval(sweep);
      for (const timer of awaited.values()) clearTimeout(timer);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      const finished = [worker?.close(), ...[...underWay.values()].map(({ done }) => done)];
      // BullMQ's close has no limit of its own.
      await Promise.race([Promise.allSettled(finished).then(() => rings.close()), late]);
      clearTimeout(timer);
    },
    async unansweredMs() {
      const oldest = await rings.oldest();
      if (oldest === undefined) return 0;
      // A ring for an instant was made long before it was due.
      const dueAt = instantOf(oldest.name) || oldest.madeAt;
      return Math.max(0, nowMs() - dueAt);
    },
  };
}

/** BullMQ takes no colons in ids of our own, and nothing that is a mere number. */
const nameOf = (errand: Errand, at: number) => `${errand}-${at}`;

/** The instant in a ring's name, which the scheduler writes after a colon; 0 where it was for now. */
const instantOf = (ringName: string) => Number(/[-:](\d+)$/.exec(ringName)?.[1] ?? 0);
