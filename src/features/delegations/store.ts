import type { Database } from '../../db/client.ts';
import { Absences, type Delegation } from './absences.ts';

/** Who is away at this instant. One query: those that are in force are few. */
export async function absencesAt(database: Database, at: Date): Promise<Absences> {
  const { rows } = await database.pool.query<Delegation>({
    name: 'delegations_in_force',
    text: `SELECT * FROM "Delegation" WHERE "endedAt" IS NULL AND "untilAt" > $1 AND "fromAt" <= $1`,
    values: [at],
  });
  return new Absences(rows, at);
}

/** What somebody has set, or is named in, and is not over yet; the earliest first. One query. */
export async function delegationsOf(database: Database, personId: string, at: Date): Promise<Delegation[]> {
  const { rows } = await database.pool.query<Delegation>({
    name: 'delegations_of',
    text: `SELECT * FROM "Delegation" WHERE "endedAt" IS NULL AND "untilAt" > $2
      AND ("personId" = $1 OR "substituteId" = $1) ORDER BY "fromAt", "id"`,
    values: [personId, at],
  });
  return rows;
}

/** One query. */
export async function findDelegation(database: Database, id: string): Promise<Delegation | undefined> {
  const row = await database.prisma.delegation.findUnique({ where: { id } });
  return row ?? undefined;
}

/** Everybody's absences that touch a span of time, the one that was set first first. One query. */
export async function absencesBetween(database: Database, from: Date, until: Date): Promise<Delegation[]> {
  const { rows } = await database.pool.query<Delegation>({
    name: 'delegations_between',
    text: `SELECT * FROM "Delegation" WHERE "endedAt" IS NULL AND "untilAt" > $1 AND "fromAt" < $2
      ORDER BY "createdAt", "id"`,
    values: [from, until],
  });
  return rows;
}
