import type { Json } from '../../../core/json.ts';
import type { Database } from '../../../db/client.ts';
import type { Row } from '../../../db/commit.ts';
import type { Shift } from '../shift.ts';
import type { Stretch } from './moving.ts';
import { asJson, fromJson } from './replaced.ts';
import type { Swap, SwapState } from './swap.ts';

type WrittenStretch = { role: string; fromAt: string; untilAt: string };
type SwapRow = Omit<Swap, 'inReturn' | 'before'> & {
  inReturn: WrittenStretch | null;
  before: Parameters<typeof fromJson>[0] | null;
};

const read = ({ inReturn, before, ...rest }: SwapRow): Swap => ({
  ...rest,
  inReturn: inReturn && stretchOf(inReturn),
  before: before && fromJson(before),
});

const stretchOf = ({ role, fromAt, untilAt }: WrittenStretch): Stretch => ({
  role,
  fromAt: new Date(fromAt),
  untilAt: new Date(untilAt),
});

/** A swap's columns as they are written. */
export function rowOf(swap: Partial<Swap>): Row {
  const { before } = swap;
  return { ...swap, ...(before ? { before: asJson(before) satisfies Json } : {}) };
}

/** One query. */
export async function swapsById(
  { pool }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Swap>> {
  const { rows } = await pool.query<SwapRow>({
    name: 'duty_swaps_by_id',
    text: 'SELECT * FROM "Swap" WHERE "id" = ANY ($1)',
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, read(row)]));
}

/** Those of these rosters that have not begun, in these states, the earliest first; the first 200. One query. */
export async function comingSwaps(
  { pool }: Database,
  rosterIds: readonly string[],
  states: readonly SwapState[],
  at: Date,
): Promise<Swap[]> {
  const { rows } = await pool.query<SwapRow>({
    name: 'duty_swaps_coming',
    text: `SELECT * FROM "Swap" WHERE "rosterId" = ANY ($1) AND "state" = ANY ($2) AND "fromAt" > $3
      ORDER BY "fromAt", "id" LIMIT 200`,
    values: [rosterIds, states, at],
  });
  return rows.map(read);
}

/** One query. */
export async function findShift({ pool }: Database, id: string): Promise<Shift | undefined> {
  const { rows } = await pool.query<Shift>({
    name: 'duty_shift',
    text: 'SELECT * FROM "Shift" WHERE "id" = $1',
    values: [id],
  });
  return rows[0];
}
