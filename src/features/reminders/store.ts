import type { Database } from '../../db/client.ts';
import type { Row, Write } from '../../db/commit.ts';
import type { Recurrence } from '../../time/recurrence.ts';
import type { Reminder } from './reminder.ts';

/** As the database has it. */
interface ReminderRow extends Pick<Reminder, 'id' | 'version' | 'ownerId' | 'text' | 'comesBack' | 'state'> {
  personId: string | null;
  teamId: string | null;
  origin: Reminder['origin'];
  start: string;
  timezone: string;
  rule: Recurrence | null;
  onFreeDay: Reminder['intent']['onFreeDay'];
  nth: number;
  createdAt: Date;
}

function toReminder({ personId, teamId, start, timezone, rule, onFreeDay, ...row }: ReminderRow): Reminder {
  return {
    ...row,
    to: teamId === null ? { personId: personId! } : { teamId },
    intent: { start, timezone, rule, onFreeDay },
  };
}

function toRow({ to, intent, ...rest }: Partial<Reminder>): Row {
  return {
    ...rest,
    ...intent,
    ...(to && {
      personId: 'personId' in to ? to.personId : null,
      teamId: 'teamId' in to ? to.teamId : null,
    }),
  };
}

export const insertReminder = (reminder: Reminder): Write => ({
  kind: 'insert',
  table: 'Reminder',
  rows: [toRow(reminder)],
});

export const updateReminder = (changed: Partial<Reminder> & { id: string; version: number }): Write => ({
  kind: 'update',
  table: 'Reminder',
  rows: [toRow(changed) as Row & { id: string }],
});

const columns = `"id", "version", "ownerId", "personId", "teamId", "text", "origin", "start", "timezone", "rule",
  "onFreeDay", "comesBack", "state", "nth", "createdAt"`;

/** One query. */
export async function loadReminders(
  { pool }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Reminder>> {
  const { rows } = await pool.query<ReminderRow>({
    name: 'reminders_by_id',
    text: `SELECT ${columns} FROM "Reminder" WHERE "id" = ANY ($1)`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, toReminder(row)]));
}

/** One query. */
export async function findReminder(database: Database, id: string): Promise<Reminder | undefined> {
  return (await loadReminders(database, [id])).get(id);
}

/** All that somebody set, or that reminds them or one of their teams, and is not over; the oldest first. One query. */
export async function remindersOf(
  { pool }: Database,
  personId: string,
  teamIds: readonly string[],
): Promise<Reminder[]> {
  const { rows } = await pool.query<ReminderRow>({
    name: 'reminders_of',
    text: `SELECT ${columns} FROM "Reminder" WHERE "state" IN ('active', 'paused')
      AND ("ownerId" = $1 OR "personId" = $1 OR "teamId" = ANY ($2)) ORDER BY "createdAt", "id" LIMIT 500`,
    values: [personId, teamIds],
  });
  return rows.map(toReminder);
}

/** How many of somebody's are not over, and how many they have set for others since then. One query. */
export async function countsOf(
  { pool }: Database,
  ownerId: string,
  since: Date,
): Promise<{ active: number; forOthers: number }> {
  const { rows } = await pool.query<{ active: number; forOthers: number }>({
    name: 'reminders_counted',
    text: `SELECT count(*) FILTER (WHERE "state" IN ('active', 'paused'))::int AS "active",
      count(*) FILTER (WHERE "createdAt" > $2 AND "personId" IS DISTINCT FROM $1)::int AS "forOthers"
      FROM "Reminder" WHERE "ownerId" = $1`,
    values: [ownerId, since],
  });
  return rows[0]!;
}

/** Whoever did the last ones of a reminder, the latest first. */
export interface Done {
  readonly byId: string;
  readonly at: Date;
}

/** Who did the last three of these. One query. */
export async function lastDone(
  { pool }: Database,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Done[]>> {
  const { rows } = await pool.query<Done & { subject: string }>({
    name: 'reminders_last_done',
    text: `SELECT "subject", "answeredById" AS "byId", "answeredAt" AS "at" FROM unnest($1::text[]) AS s("one"),
      LATERAL (SELECT * FROM "Occurrence" WHERE "subject" = s."one" AND "state" = 'done' AND "answeredAt" IS NOT NULL
        ORDER BY "answeredAt" DESC LIMIT 3) o`,
    values: [subjects],
  });
  const found = new Map<string, Done[]>();
  for (const { subject, ...done } of rows) found.set(subject, [...(found.get(subject) ?? []), done]);
  return found;
}

/** Times that were slept through: the last ones, in their order, and how many they are in all. */
export interface Passed {
  readonly times: readonly Date[];
  readonly count: number;
}

/** The times that were slept through and are told of with these occurrences: by the id of each. One query. */
export async function passedWith(
  { pool }: Database,
  occurrences: readonly { readonly id: string; readonly subject: string }[],
): Promise<ReadonlyMap<string, Passed>> {
  const { rows } = await pool.query<Passed & { id: string }>({
    name: 'reminders_passed',
    text: `SELECT "args"->>'with' AS "id", array_agg("dueAt" ORDER BY "dueAt") AS "times",
        (count(*) + coalesce(sum(("args"->>'earlier')::int), 0))::int AS "count" FROM "Occurrence"
      WHERE "subject" = ANY ($1) AND "state" = 'missed' AND "args"->>'with' = ANY ($2) GROUP BY 1`,
    values: [occurrences.map(({ subject }) => subject), occurrences.map(({ id }) => id)],
  });
  return new Map(rows.map(({ id, times, count }) => [id, { times, count }]));
}

/** Has another time of this reminder been told after that instant? One query. */
export async function toldSince({ pool }: Database, subject: string, at: Date): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'reminders_told_since',
    text: `SELECT 1 FROM "Occurrence" WHERE "subject" = $1 AND "toldAt" > $2 LIMIT 1`,
    values: [subject, at],
  });
  return rowCount === 1;
}
