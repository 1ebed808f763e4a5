import type { Clock } from '../core/clock.ts';
import { hasCode } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import { dueTimers, nextDueAt, stillWaits, type Timer } from '../jobs/timers.ts';

export interface DueOptions {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** Decides and commits; throws `duplicate` where it has been handled before, `conflict` where it was overtaken. */
  fire(timer: Timer): Promise<void>;
}

const batch = 200;
/** Subjects whose timers are handled at once: enough to keep the database busy, and to leave connections to others. */
const atOnce = 6;
/** So often a timer is decided anew within one sweep when other changes come first. */
const mostTries = 5;

/**
 * Handles every timer that is due, a few subjects at a time and those of one subject in order, and what they set that
 * is due already; those that other processes handle meanwhile are theirs. Answers with when the next one falls due.
 */
export async function handleDue(options: DueOptions): Promise<Date | undefined> {
  const { database, clock } = options;
  // Each once: one that fails is passed over until the next sweep, and must not hold up the others.
  const tried = new Set<string>();
  for (;;) {
    const asOf = clock.now();
    const triedBefore = tried.size;
    let after: Timer | undefined;
    do {
      const due = await dueTimers(database, asOf, { limit: batch, after });
      const fresh = due.filter(({ id }) => !tried.has(id));
      for (const { id } of fresh) tried.add(id);
      await handleAll(fresh, options);
      after = due.length === batch ? due.at(-1) : undefined;
    } while (after);
    if (tried.size > triedBefore) continue;
    const next = await nextDueAt(database, asOf);
    if (next === undefined || next > clock.now()) return next;
  }
}

/**
 * Does this one at a time: whoever asks while it is under way is answered by one run after that, together with all
 * others who ask meanwhile.
 */
export function oneAtATime<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  const begin = () => {
    next = undefined;
    const running = run();
    last = running.catch(() => {});
    return running;
  };
  return () => {
    next ??= last.then(begin);
    return next;
  };
}

async function handleAll(due: readonly Timer[], options: DueOptions): Promise<void> {
  const waiting = [...groupBy(due, ({ subject }) => subject).values()];
  const handle = async () => {
    for (let timers = waiting.shift(); timers; timers = waiting.shift())
      for (const timer of timers) await handleOne(timer, options);
  };
  await Promise.all(Array.from({ length: atOnce }, handle));
}

async function handleOne(timer: Timer, { database, logger, fire }: DueOptions): Promise<void> {
  try {
    for (let tries = 1; ; tries += 1)
      try {
        return await fire(timer);
      } catch (error) {
        if (hasCode(error, 'duplicate')) return;
        if (!hasCode(error, 'conflict') || tries === mostTries) throw error;
        // What came first may have been the end of it.
        if (!(await stillWaits(database, timer))) return;
      }
  } catch (error) {
    logger.error({ err: error, timerId: timer.id, kind: timer.kind }, 'a timer failed; it is tried again');
  }
}
