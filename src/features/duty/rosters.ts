import type { Roster } from '../../config/office-types.ts';
import type { World } from '../../engine/context.ts';

/** A roster, and what is kept of it. */
export interface RosterState {
  readonly roster: Roster;
  /** Counts the changes of its shifts and rules; 0 where nothing was kept yet. */
  readonly version: number;
  /** Null: not planned yet, or not since it has come back. */
  readonly plannedDigest: string | null;
  readonly plannedUntil: Date | null;
  /** Null: it is in the office file. */
  readonly madeById: string | null;
}

interface Row extends Omit<RosterState, 'roster'> {
  id: string;
  rules: Roster | null;
  endedAt: Date | null;
}

/** Every roster: those of the office file, and those that were made in a chat or on the page. One query. */
export async function rostersOf({
  office,
  database,
}: Pick<World, 'office' | 'database'>): Promise<ReadonlyMap<string, RosterState>> {
  const { rows } = await database.pool.query<Row>({
    name: 'duty_rosters',
    text: `SELECT "id", "version", "rules", "plannedDigest", "plannedUntil", "madeById", "endedAt" FROM "Roster"
      WHERE "endedAt" IS NULL OR "id" = ANY ($1) ORDER BY "createdAt", "id"`,
    values: [Object.keys(office.rosters)],
  });
  const kept = new Map(rows.map((row) => [row.id, row]));
  const all = new Map<string, RosterState>();
  for (const [id, roster] of Object.entries(office.rosters)) all.set(id, stateOf(roster, kept.get(id)));
  for (const row of rows)
    if (row.rules !== null && row.endedAt === null && !all.has(row.id))
      all.set(row.id, stateOf(row.rules, row));
  return all;
}

function stateOf(roster: Roster, row: Row | undefined): RosterState {
  const { version = 0, madeById = null, endedAt = null } = row ?? {};
  // One that had left the office file and is there again is planned anew.
  const { plannedDigest, plannedUntil } = endedAt === null && row ? row : nothingPlanned;
  return { roster, version, plannedDigest, plannedUntil, madeById };
}

const nothingPlanned = { plannedDigest: null, plannedUntil: null };

/** What a roster that is over is called, and its roles. @param row as it is kept. */
export function calledThen(row: {
  id: string;
  rules: unknown;
  words: unknown;
}): Pick<Roster, 'name' | 'roles'> {
  const kept = (row.rules ?? row.words) as Pick<Roster, 'name' | 'roles'> | null;
  return kept ?? { name: { en: row.id, 'zh-CN': row.id }, roles: {} };
}
