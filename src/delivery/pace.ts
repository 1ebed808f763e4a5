/** A platform's pace in one conversation: `burst` messages at once, then one each `intervalMs`. */
export interface Pace {
  intervalMs: number;
  burst: number;
}

/**
 * How many messages may be sent now. `nextAt` is when the next one may be, null for "at once": the generic cell
 * rate algorithm, kept as one instant so that any process can go on from it.
 */
export function allowance(pace: Pace, nextAt: Date | null, now: Date): number {
  if (pace.intervalMs === 0) return Number.MAX_SAFE_INTEGER;
  if (nextAt === null) return pace.burst;
  const saved = Math.floor((now.getTime() - nextAt.getTime()) / pace.intervalMs);
  return Math.max(0, Math.min(pace.burst, saved + 1));
}

/** When the message after one sent now may go out. */
export function afterSending(pace: Pace, nextAt: Date | null, now: Date): Date | null {
  if (pace.intervalMs === 0) return null;
  const earliest = now.getTime() - (pace.burst - 1) * pace.intervalMs;
  return new Date(Math.max(nextAt?.getTime() ?? earliest, earliest) + pace.intervalMs);
}

/** When to try again after so many attempts: 1 s, 2 s, 4 s … at most 5 minutes, spread by up to a tenth. */
export function retryAt(now: Date, attempts: number): Date {
  const delayMs = Math.min(300_000, 1000 * 2 ** Math.min(attempts - 1, 20));
  return new Date(now.getTime() + delayMs * (1 + Math.random() / 10));
}
