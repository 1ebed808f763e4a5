import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inParallel } from '../measure.ts';
import type { Recorded } from './quartermaster.ts';
import { serve } from './serve.ts';

// A bare `pg` program: the statements that Quartermaster ran, with their values, as named statements.
const [file = '', databaseUrl = ''] = process.argv.slice(2);
const recorded = JSON.parse(await readFile(file, 'utf8')) as Recorded[];
const statements = recorded.map(({ name, text, values }) => ({
  name: name ?? createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
  values: values.map((value) =>
    value !== null && typeof value === 'object' && 'instant' in value
      ? new Date(String(value.instant))
      : value,
  ),
}));
const pool = new pg.Pool({ connectionString: databaseUrl, options: '-c timezone=UTC', max: 10 });
pool.on('error', () => {});

/** Statements that ran one after the other may meet here: of two in a deadlock, one is run once more, as ours is. */
async function run(statement: pg.QueryConfig): Promise<void> {
  for (;;)
    try {
      await pool.query(statement);
      return;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '40P01') throw error;
    }
}

serve(undefined, {
  /** Runs the statements from one index to another, so many at once. */
  async run({ from, to, atOnce }: { from: number; to: number; atOnce: number }) {
    await inParallel(to - from, atOnce, (index) => run(statements[from + index]!));
  },
  stop: () => pool.end(),
});
