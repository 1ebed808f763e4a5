import type { Database } from '../../src/db/client.ts';

/** A row as somebody with the whole database sees it: with where it stands, and which transaction wrote it. */
export interface SpiedRow {
  readonly table: string;
  readonly ctid: readonly [page: number, line: number];
  readonly xmin: number;
  readonly row: { readonly [column: string]: unknown };
}

export type Dump = readonly SpiedRow[];

/** Dumps every table of every schema, the queue's too: one query. */
export async function createSpy({ pool }: Database): Promise<() => Promise<Dump>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS "name" FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const all = rows
    .map(
      ({ name }) =>
        `SELECT '${name}' AS "table", ctid::text AS "ctid", xmin::text AS "xmin", to_jsonb(t) AS "row" FROM ${name} t`,
    )
    .join(' UNION ALL ');
  return async () => {
    const { rows } = await pool.query<{ table: string; ctid: string; xmin: string; row: SpiedRow['row'] }>(
      all,
    );
    return rows.map(({ table, ctid, xmin, row }) => {
      const [page = 0, line = 0] = ctid.match(/\d+/g)!.map(Number);
      return { table, ctid: [page, line], xmin: Number(xmin), row };
    });
  };
}

/** What is new or changed in a dump since the one before. */
export function changedSince(before: Dump, after: Dump): Dump {
  const known = new Set(before.map(keyOf));
  return after.filter((row) => !known.has(keyOf(row)));
}

const keyOf = ({ table, ctid, xmin }: SpiedRow) => `${table} ${ctid} ${xmin}`;

/** Do these words stand in it: as they are, or in whatever is base64 or hexadecimal in it, however deep? */
export function holds(where: unknown, words: string): boolean {
  const text = typeof where === 'string' ? where : JSON.stringify(where);
  if (text.includes(words)) return true;
  const packed = text.match(/[\w+/=-]{16,}/g) ?? [];
  return packed.some((part) =>
    (['base64url', 'hex'] as const).some((code) =>
      Buffer.from(part, code).toString('latin1').includes(words),
    ),
  );
}
