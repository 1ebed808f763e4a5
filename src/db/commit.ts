import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import type { Database } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { namedQuery } from './named-query.ts';

/** A row as JSON: column names are the names in the code, instants are ISO strings or Dates. */
export type Row = Record<string, unknown>;

type Table = Prisma.ModelName;

/**
 * One part of a change. Parts of one change run in one statement and all see the database as it was before it,
 * so no part may build on another's rows.
 */
export type Write =
  /** A row that is there already is an error, unless it is to stay (`nothing`) or to be replaced by its id. */
  | { kind: 'insert'; table: Table; rows: Row[]; onConflict?: 'nothing' | 'replace' }
  /** Sets the given columns in the rows with these ids. All rows name the same columns. */
  | { kind: 'update'; table: Table; rows: (Row & { id: string })[] }
  | { kind: 'delete'; table: Table; ids: string[] }
  /** Draws every live card of a subject again, or this reader's, once its state has this version. */
  | { kind: 'redraw'; subject: string; version: number; readerId?: string }
  /** Lets the timers of a subject lapse. */
  | { kind: 'lapse'; subject: string; timerKind?: string };

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The statement's text depends on tables and columns only, so that Postgres prepares each shape once. */
function sqlOf(write: Write, n: number): { sql: string; value: unknown } {
  switch (write.kind) {
    case 'insert': {
      const table = quote(write.table);
      const names = Object.keys(write.rows[0] ?? {}).map(quote);
      const columns = names.join(', ');
      const conflict = write.onConflict ? ` ON CONFLICT ${onConflict(write.onConflict, names)}` : '';
      return {
        sql: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $${n}::jsonb)${conflict}`,
        value: JSON.stringify(write.rows),
      };
    }
    case 'update': {
      const table = quote(write.table);
      const set = Object.keys(write.rows[0] ?? {})
        .filter((column) => column !== 'id')
        .map((column) => `${quote(column)} = r.${quote(column)}`);
      return {
        sql: `UPDATE ${table} t SET ${set.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $${n}::jsonb) r WHERE t."id" = r."id"`,
        // In the order of their ids: two that change the same rows never wait for each other in a circle.
        value: JSON.stringify(write.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
      };
    }
    case 'delete':
      return {
        sql: `DELETE FROM ${quote(write.table)} WHERE "id" = ANY (SELECT jsonb_array_elements_text($${n}::jsonb))`,
        value: JSON.stringify(write.ids),
      };
    case 'redraw':
      return {
        sql: `UPDATE "Delivery" SET "wanted" = ($${n}::jsonb->>1)::int WHERE "subject" = $${n}::jsonb->>0 AND "live" AND "wanted" < ($${n}::jsonb->>1)::int AND ($${n}::jsonb->>2 IS NULL OR "readerId" = $${n}::jsonb->>2)`,
        value: JSON.stringify([write.subject, write.version, write.readerId ?? null]),
      };
    case 'lapse':
      return {
        sql: `UPDATE "Timer" SET "firedAt" = now() WHERE "subject" = $${n}::jsonb->>0 AND "firedAt" IS NULL AND ($${n}::jsonb->>1 IS NULL OR "kind" = $${n}::jsonb->>1)`,
        value: JSON.stringify([write.subject, write.timerKind ?? null]),
      };
  }
}

function onConflict(what: 'nothing' | 'replace', columns: string[]): string {
  if (what === 'nothing') return 'DO NOTHING';
  return `("id") DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

/**
 * Writes a whole change in one statement, one round trip: all of it or nothing.
 *
 * What guards it are two unique keys. An inbox row that exists already means that this event was handled before:
 * `duplicate`. A history row with the same subject and version means that somebody changed the subject since it
 * was read: `conflict`; read and decide again. So does a row that cannot be beside one that has come meanwhile.
 */
export async function commit(database: Database, writes: Write[]): Promise<void> {
  const parts = writes.filter((write) => !('rows' in write) || write.rows.length > 0);
  if (parts.length === 0) return;
  const compiled = parts.map((write, index) => sqlOf(write, index + 1));
  const last = compiled[compiled.length - 1]!.sql;
  const before = compiled.slice(0, -1).map(({ sql }, index) => `w${index} AS (${sql})`);
  const text = before.length > 0 ? `WITH ${before.join(', ')} ${last}` : last;
  try {
    await namedQuery(
      database,
      text,
      compiled.map(({ value }) => value),
    );
  } catch (error) {
    throw translate(error);
  }
}

/** A unique key or an exclusion constraint (somebody else's row is there now), serialization, a deadlock. */
const lostRaces = new Set(['23505', '23P01', '40001', '40P01']);

function translate(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === '23505' && error.constraint === 'Inbox_pkey')
    return new QuartermasterError('duplicate', 'this event was handled before', { cause: error });
  const lostRace = lostRaces.has(error.code ?? '');
  return lostRace
    ? new QuartermasterError('conflict', `another change came first (${error.constraint ?? error.code})`, {
        cause: error,
      })
    : error;
}
