import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from './client.ts';
import { migrationNames, readMigrations, withSchemaEngine } from './schema-engine.ts';

// Prisma's own: `prisma migrate deploy` waits for us, and we for it.
const migrationLockKey = 72_707_369;

/** The names of the migrations that this version brings and the database has not had, oldest first. One query. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const applied = await appliedMigrations(database.pool);
  return (await migrationNames()).filter((name) => !applied.has(name));
}

/**
 * Brings the database up to date. Processes that start at once may all call this: one does it, the others wait.
 * The table `_prisma_migrations` is left as `prisma migrate deploy` would leave it.
 * @returns the names of the migrations applied by this call, oldest first.
 * @throws QuartermasterError `internal` when a migration fails. The server runs each as one transaction, so
 * nothing of the failed one stays, and the next call tries it again.
 */
export async function migrate(database: Database, { logger }: { logger: Logger }): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  // One connection, so that the lock and the work are in one session; no timeout, for a table may be large.
  const pool = new pg.Pool({
    connectionString: database.url,
    options: '-c timezone=UTC',
    max: 1,
    idleTimeoutMillis: 0,
  });
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'the migrating connection was lost'));
  try {
    await pool.query('SELECT pg_advisory_lock($1)', [migrationLockKey]);
    await forgetFailures(pool);
    const migrationsList = await readMigrations();
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await withSchemaEngine(pool, (engine) =>
      engine.applyMigrations({ migrationsList, filters }),
    );
    logger.info({ migrations: appliedMigrationNames }, 'the database was brought up to date');
    return appliedMigrationNames;
  } catch (cause) {
    throw new QuartermasterError(
      'internal',
      `the database could not be brought up to date: ${String(cause)}`,
      { cause },
    );
  } finally {
    await pool.end();
  }
}

/** The engine would refuse to go on until somebody says that a failed migration was undone: the server has. */
async function forgetFailures(pool: pg.Pool): Promise<void> {
  await pool
    .query(
      'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
    )
    .catch(unlessNoTable);
}

function unlessNoTable(error: unknown): undefined {
  if ((error as { code?: string }).code !== '42P01') throw error;
}

async function appliedMigrations(pool: pg.Pool): Promise<Set<string>> {
  const result = await pool
    .query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    .catch(unlessNoTable);
  return new Set(result?.rows.map((row) => row.migration_name));
}
