import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../../src/core/clock.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { openDatabase } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createAlarm } from '../../src/jobs/alarm.ts';

/** A Postgres or a Redis for the tests, or why there is none. */
export type Found = { url: string } | { missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    embeddedPostgres: Found;
    serverPostgres: Found;
    redis: Found;
    /** The migrated database of which every test gets a copy. */
    templateDatabase: string;
  }
}

/**
 * Once per run: builds (QM_SKIP_BUILD=1: not), starts one embedded Postgres, looks for a Postgres server
 * (TEST_DATABASE_URL) and a Redis (TEST_REDIS_URL), and makes a migrated template on each Postgres.
 * REQUIRE_BACKENDS=1 turns a missing one into a failure.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.QM_SKIP_BUILD !== '1') {
    execFileSync(process.execPath, [join(projectRoot, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  }
  const server = await findServer();
  const redis = await findRedis();
  for (const found of [server, redis]) {
    if ('missing' in found && process.env.REQUIRE_BACKENDS === '1') throw new Error(found.missing);
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-test-'));
  // Nothing here need survive a power cut.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '200',
  };
  const embedded = await startEmbeddedPostgres({ dataDir, logger: silentLogger, settings });
  // Runs beside this one, on the same server, have their own.
  const template = `quartermaster_template_${process.pid}_${Date.now()}`;
  async function teardown(): Promise<void> {
    if ('url' in server) await onServer(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  try {
    await makeTemplate(embedded.url, template);
    if ('url' in server) await makeTemplate(server.url, template);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('embeddedPostgres', { url: embedded.url });
  project.provide('serverPostgres', server);
  project.provide('redis', redis);
  project.provide('templateDatabase', template);

  return teardown;
}

async function makeTemplate(url: string, name: string): Promise<void> {
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE template0`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const database = await openDatabase(address.href, { logger: silentLogger, poolSize: 1 });
  try {
    await migrate(database, { logger: silentLogger });
    // With the queue's own tables: to make them takes longer than the rest of a start.
    const alarm = await createAlarm({ databaseUrl: address.href, clock: systemClock, logger: silentLogger });
    await alarm.stop(1000);
  } finally {
    await database.close();
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function findServer(): Promise<Found> {
  const given = process.env.TEST_DATABASE_URL;
  const usual = ['postgresql://root@127.0.0.1:5432/test', 'postgresql://postgres@127.0.0.1:5432/test'];
  for (const url of given ? [given] : usual) {
    try {
      await onServer(url, 'SELECT 1');
      return { url };
    } catch {
      // The next may answer.
    }
  }
  return {
    missing: `no Postgres at ${given ? 'TEST_DATABASE_URL' : '127.0.0.1:5432'}`,
  };
}

async function findRedis(): Promise<Found> {
  const given = process.env.TEST_REDIS_URL;
  const url = given ?? 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
    return { url };
  } catch {
    return { missing: `no Redis at ${given ? 'TEST_REDIS_URL' : '127.0.0.1:6379'}` };
  } finally {
    redis.disconnect();
  }
}
