import type { Database } from '../../../db/client.ts';
import type { Shift } from '../shift.ts';

/** A calendar that somebody subscribes to. */
export interface CalendarFeed {
  id: string;
  personId: string;
  /** Null: that person's own shifts, of every roster. */
  rosterId: string | null;
  createdAt: Date;
  revokedAt: Date | null;
}

/** One query. */
export async function findFeed({ prisma }: Database, id: string): Promise<CalendarFeed | undefined> {
  return (await prisma.calendarFeed.findUnique({ where: { id } })) ?? undefined;
}

/** Those of a person that are not turned off, the oldest first. One query. */
export async function feedsOf({ prisma }: Database, personId: string): Promise<CalendarFeed[]> {
  return prisma.calendarFeed.findMany({
    where: { personId, revokedAt: null },
    orderBy: { createdAt: 'asc' },
  });
}

/** What a feed shows: the shifts of its roster, or of its person, that end after `from`. One query. */
export async function shiftsInFeed({ pool }: Database, feed: CalendarFeed, from: Date): Promise<Shift[]> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shifts_in_feed',
    text: `SELECT * FROM "Shift" WHERE "endsAt" > $3
      AND CASE WHEN $1::text IS NULL THEN "personId" = $2 ELSE "rosterId" = $1 END
      ORDER BY "startsAt", "role", "id" LIMIT 5000`,
    values: [feed.rosterId, feed.personId, from],
  });
  return rows;
}
