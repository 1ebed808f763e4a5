import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { PrismaClient } from './generated/client.ts';

/** An open database: Prisma's models and our own statements go through one pool of connections. */
export interface Database {
  readonly prisma: PrismaClient;
  /** For hand-written statements. BIGINT comes back as a string, as pg leaves it. */
  readonly pool: pg.Pool;
  readonly url: string;
  /** Waits for running statements, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  logger: Logger;
  /** The most connections held at once. Default 10; more than the server allows makes statements fail. */
  poolSize?: number;
}

// A statement of ours takes milliseconds: one that takes this long is stuck, and holds others up.
const statementTimeoutMs = 30_000;

/**
 * Opens a pool on `url` and proves that it answers, in UTC: Prisma misreads a timestamptz in any other zone.
 * @throws QuartermasterError `unreachable` when the server does not answer or lets us not in, `config` when
 * its sessions are not in UTC (an `options` parameter of the URL, or a proxy, can undo our setting).
 */
export async function openDatabase(url: string, options: DatabaseOptions): Promise<Database> {
  const { logger, poolSize = 10 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    // To compile a statement of ours takes longer than to run it.
    options: '-c timezone=UTC -c jit=off',
    application_name: 'quartermaster',
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    // The server's timeout cannot be heard over a dead line: this one is ours.
    query_timeout: statementTimeoutMs + 5_000,
    keepAlive: true,
  });
  // Without a listener the loss of an idle connection ends the process.
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle database connection was lost'));
  try {
    await assertUtc(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    url,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function assertUtc(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query<{ zone: string }>("SELECT current_setting('TimeZone') AS zone")
    .catch((cause: unknown) => {
      throw new QuartermasterError('unreachable', `the database cannot be used: ${String(cause)}`, { cause });
    });
  if (rows[0]?.zone !== 'UTC') {
    throw new QuartermasterError('config', `database sessions must be in UTC, not in ${rows[0]?.zone}`);
  }
}
