import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { Handover } from './handover.ts';

/** Handovers by their ids. One query. */
export async function handoversOf(database: Database, ids: readonly string[]): Promise<Handover[]> {
  if (ids.length === 0) return [];
  const { rows } = await namedQuery<Handover>(
    database,
    `SELECT * FROM "ShiftHandover" WHERE "id" = ANY ($1)`,
    [ids],
  );
  return rows;
}

/** The handover with which a shift began, if there was one. One query. */
export async function handoverTo(database: Database, shiftId: string): Promise<Handover | undefined> {
  const { rows } = await namedQuery<Handover>(
    database,
    `SELECT h.* FROM "ShiftHandover" h WHERE h."toShiftId" = $1`,
    [shiftId],
  );
  return rows[0];
}
