import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Database } from './client.ts';

const names = new Map<string, string>();

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `named_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    names.set(sql, name);
  }
  return name;
}

/** Runs a statement under a name made of its text: each connection prepares each text once. */
export function namedQuery<Row extends pg.QueryResultRow>(
  { pool }: Pick<Database, 'pool'>,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  return pool.query<Row>({ name: nameOf(text), text, values });
}
