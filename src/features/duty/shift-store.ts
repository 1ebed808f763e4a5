import type { Database } from '../../db/client.ts';
import type { Shift } from './shift.ts';

/** The shifts of these rosters that touch a span of time, the earliest first. One query. */
export async function shiftsBetween(
  { pool }: Database,
  rosterIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Shift[]> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shifts_between',
    text: `SELECT * FROM "Shift" WHERE "rosterId" = ANY ($1) AND "startsAt" < $3 AND "endsAt" > $2
      ORDER BY "startsAt", "role", "id"`,
    values: [rosterIds, from, until],
  });
  return rows;
}

/** Who is on duty at an instant, by role. One query. */
export async function onDutyAt(
  database: Database,
  rosterId: string,
  at: Date,
): Promise<ReadonlyMap<string, Shift>> {
  const shifts = await shiftsBetween(database, [rosterId], at, new Date(at.getTime() + 1));
  return new Map(shifts.map((shift) => [shift.role, shift]));
}

/** Somebody's shifts that have not ended, the earliest first. One query. */
export async function shiftsOf(
  { pool }: Database,
  personId: string,
  at: Date,
  limit: number,
): Promise<Shift[]> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shifts_of',
    text: `SELECT * FROM "Shift" WHERE "personId" = $1 AND "endsAt" > $2 ORDER BY "startsAt", "id" LIMIT $3`,
    values: [personId, at, limit],
  });
  return rows;
}

/** When somebody's duty on a roster begins or ends next. One query. */
export async function nextChangeOf(
  { pool }: Database,
  rosterId: string,
  at: Date,
): Promise<Date | undefined> {
  const { rows } = await pool.query<{ next: Date | null }>({
    name: 'duty_next_change',
    text: `SELECT least(
        (SELECT min("startsAt") FROM "Shift" WHERE "rosterId" = $1 AND "startsAt" > $2),
        (SELECT min("endsAt") FROM "Shift" WHERE "rosterId" = $1 AND "startsAt" <= $2 AND "endsAt" > $2)) AS "next"`,
    values: [rosterId, at],
  });
  return rows[0]?.next ?? undefined;
}

/** The shifts of these rosters that touch a span of time, and of each role the next one after it. One query. */
export async function shiftsAround(
  { pool }: Database,
  rosterIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Shift[]> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shifts_around',
    text: `(SELECT * FROM "Shift" WHERE "rosterId" = ANY ($1) AND "startsAt" < $3 AND "endsAt" > $2)
      UNION ALL
      (SELECT DISTINCT ON ("rosterId", "role") * FROM "Shift" WHERE "rosterId" = ANY ($1) AND "startsAt" >= $3
        ORDER BY "rosterId", "role", "startsAt")
      ORDER BY "startsAt", "role", "id"`,
    values: [rosterIds, from, until],
  });
  return rows;
}

/** The shifts of these people, of every roster, that touch a span of time. One query. */
export async function shiftsOfPeople(
  { pool }: Database,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Shift[]> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shifts_of_people',
    text: `SELECT * FROM "Shift" WHERE "personId" = ANY ($1) AND "startsAt" < $3 AND "endsAt" > $2
      ORDER BY "startsAt", "id"`,
    values: [personIds, from, until],
  });
  return rows;
}
