import { newId } from '../core/ids.ts';
import type { Json } from '../core/json.ts';
import type { Database } from '../db/client.ts';
import type { Write } from '../db/commit.ts';

/** Something that falls due: the instant, beside the wall time and zone that were meant. */
export interface Timer {
  id: string;
  /** Which handler it is for, e.g. `requests.remind`. */
  kind: string;
  subject: string;
  dueAt: Date;
  args: { [key: string]: Json };
}

export interface NewTimer {
  kind: string;
  subject: string;
  dueAt: Date;
  /** The wall time that was meant, e.g. `2026-11-23T09:00`, in `timezone`. */
  localTime: string;
  timezone: string;
  args?: { [key: string]: Json };
}

export function setTimers(timers: NewTimer[], now: Date): Write {
  const rows = timers.map((timer) => ({ args: {}, ...timer, id: newId('tmr'), createdAt: now }));
  return { kind: 'insert', table: 'Timer', rows };
}

/**
 * The oldest timers that are due, from where an earlier call left off. One query; it claims nothing: a timer's id
 * guards the change that it makes.
 */
export async function dueTimers(
  database: Database,
  now: Date,
  { limit, after }: { limit: number; after?: Pick<Timer, 'dueAt' | 'id'> | undefined },
): Promise<Timer[]> {
  const { rows } = await database.pool.query<Timer>({
    name: 'timers_due',
    text: `SELECT "id", "kind", "subject", "dueAt", "args" FROM "Timer"
      WHERE "firedAt" IS NULL AND "dueAt" <= $1 AND ("dueAt", "id") > ($2, $3)
      ORDER BY "dueAt", "id" LIMIT $4`,
    values: [now, after?.dueAt ?? '-infinity', after?.id ?? '', limit],
  });
  return rows;
}

/** When the next timer falls due that is not due yet. One look into the index of those that have not fired. */
export async function nextDueAt(database: Database, now: Date): Promise<Date | undefined> {
  const { rows } = await database.pool.query<{ dueAt: Date }>({
    name: 'timers_next',
    text: `SELECT "dueAt" FROM "Timer" WHERE "firedAt" IS NULL AND "dueAt" > $1 ORDER BY "dueAt" LIMIT 1`,
    values: [now],
  });
  return rows[0]?.dueAt;
}

/** Has it neither fired nor lapsed? One query. */
export async function stillWaits(database: Database, { id }: Timer): Promise<boolean> {
  const { rowCount } = await database.pool.query({
    name: 'timer_waits',
    text: 'SELECT 1 FROM "Timer" WHERE "id" = $1 AND "firedAt" IS NULL',
    values: [id],
  });
  return rowCount === 1;
}
