import type { Clock } from '../core/clock.ts';
import type { Database } from '../db/client.ts';

const everyMs = 3600_000;

/** What has served its time, and for how many days it is kept. Platforms repeat an event within the hour. */
const kept = [
  { table: 'Inbox', since: 'receivedAt', days: 7 },
  { table: 'Dialog', since: 'updatedAt', days: 7 },
  { table: 'SignInLink', since: 'expiresAt', days: 7 },
  { table: 'Draft', since: 'createdAt', days: 2 },
  { table: 'PollDraft', since: 'createdAt', days: 7 },
] as const;

/**
 * Deletes what nobody will ask for again, and does what else there is to tidy up; at most once an hour in this
 * process, whatever it is called.
 */
export function createHousekeeping(
  database: Database,
  clock: Clock,
  also: (() => Promise<void>)[] = [],
): () => Promise<void> {
  let nextAt = 0;
  return async () => {
    const now = clock.now().getTime();
    if (now < nextAt) return;
    nextAt = now + everyMs;
    for (const { table, since, days } of kept)
      await database.pool.query(`DELETE FROM "${table}" WHERE "${since}" < $1`, [
        new Date(now - days * 24 * 3600_000),
      ]);
    for (const tidy of also) await tidy();
  };
}
