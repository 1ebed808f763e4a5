import type { Environment } from './config/environment.ts';
import { QuartermasterError } from './core/errors.ts';
import type { Logger } from './core/logger.ts';
import { openDatabase } from './db/client.ts';
import { startEmbeddedPostgres } from './db/embedded.ts';
import { migrate, pendingMigrations } from './db/migrate.ts';
import { freeLanes } from './delivery/lanes.ts';

/**
 * The database that everything is kept in: the server at DATABASE_URL, whose migrations have to be there, or the
 * embedded one, which is brought up to date. `stops` gets what closes it; `failed` resolves when it has ended by itself.
 */
export async function startDatabase(
  environment: Environment,
  logger: Logger,
  stops: (() => Promise<unknown>)[],
) {
  if (environment.databaseUrl) {
    const database = await openDatabase(environment.databaseUrl, { logger });
    stops.push(() => database.close());
    const pending = await pendingMigrations(database);
    if (pending.length > 0)
      throw new QuartermasterError(
        'config',
        `the database has not got ${pending.length} migration(s); run: npm run office -- migrate`,
      );
    return { database, failed: new Promise<void>(() => {}) };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: environment.dataDir, logger });
  stops.push(() => postgres.stop());
  const database = await openDatabase(postgres.url, { logger });
  stops.push(() => database.close());
  await migrate(database, { logger });
  // The lock on its folder says that nobody else is there.
  await freeLanes(database);
  return { database, failed: postgres.exited };
}
