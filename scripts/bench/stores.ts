import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { silentLogger } from '../../src/core/logger.ts';
import { openDatabase } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

/** What Quartermaster keeps its data and its queue in. */
export interface Stores {
  readonly name: string;
  /** A fresh database with all tables, or a copy of another one that nobody is connected to; its address. */
  create(copyOf?: string): Promise<string>;
  drop(databaseUrl: string): Promise<void>;
  /** The settings that name a database and the queue. */
  settings(databaseUrl: string): Record<string, string>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** A Postgres server and a Redis, as the tests know them; undefined where one does not answer. */
export async function serverStores(): Promise<Stores | undefined> {
  const { TEST_DATABASE_URL: given, TEST_REDIS_URL } = process.env;
  const usual = ['postgresql://root@127.0.0.1:5432/test', 'postgresql://postgres@127.0.0.1:5432/test'];
  // A numbered database of its own: others may have a queue of the same name in the usual one.
  const redisUrl = TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/9';
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  const postgres = await firstThatAnswers(given ? [given] : usual);
  const connected = await redis.connect().then(
    () => true,
    () => false,
  );
  if (postgres === undefined || !connected) {
    redis.disconnect();
    return undefined;
  }
  const { dropTemplate, ...databases } = databasesOn(postgres);
  return {
    name: 'Postgres server + Redis',
    ...databases,
    settings: (databaseUrl) => ({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl }),
    async close() {
      await dropTemplate();
      const keys = await redis.keys('bull:quartermaster:*');
      if (keys.length > 0) await redis.del(keys);
      redis.disconnect();
    },
  };
}

/** The embedded Postgres, the queue in it as well: what `npm start` without settings runs on. */
export async function embeddedStores(): Promise<Stores> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, logger: silentLogger });
  const { create, drop } = databasesOn(postgres.url);
  return {
    ...{ name: 'embedded Postgres', create, drop },
    settings: (databaseUrl) => ({ DATABASE_URL: databaseUrl }),
    async close() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function databasesOn(maintenanceUrl: string) {
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  const copy = async (template: string) => {
    const url = new URL(maintenanceUrl);
    url.pathname = `/quartermaster_bench_${randomBytes(6).toString('hex')}`;
    await onServer(maintenanceUrl, `CREATE DATABASE ${nameOf(url.href)} TEMPLATE ${template}`);
    return url.href;
  };
  const drop = (databaseUrl: string) =>
    onServer(maintenanceUrl, `DROP DATABASE IF EXISTS ${nameOf(databaseUrl)} WITH (FORCE)`);
  /** Has all tables and nothing in them: they are made once. */
  let template: Promise<string> | undefined;
  const makeTemplate = async () => {
    const url = await copy('template0');
    const database = await openDatabase(url, { logger: silentLogger });
    await migrate(database, { logger: silentLogger });
    await database.close();
    return url;
  };
  return {
    async create(copyOf?: string) {
      template ??= makeTemplate();
      return copy(nameOf(copyOf ?? (await template)));
    },
    drop,
    dropTemplate: async () => template && drop(await template),
  };
}

async function firstThatAnswers(urls: string[]): Promise<string | undefined> {
  for (const url of urls)
    try {
      await onServer(url, 'SELECT 1');
      return url;
    } catch {
      // The next may answer.
    }
  return undefined;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Rows of a database that is measured. */
export async function rowsOf<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
