import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { backends, createDatabase, dropDatabase } from '../helpers/database.ts';

/** Somewhere for the real process to run: a database and a queue that are nobody else's. */
export interface Site {
  readonly settings: Record<string, string>;
  /** Where its database is; the embedded one moves with every start. */
  databaseUrl(): Promise<string>;
  clear(): Promise<void>;
}

export interface SiteKind {
  readonly title: string;
  /** Why its proofs are skipped, where they are. */
  readonly missing: string | undefined;
  /** @param redisNumber which of Redis's databases is this file's own: files run side by side, and one flushes. */
  make(redisNumber: number): Promise<Site>;
}

const server = backends.find(({ name }) => name === 'server')!;
const redis = inject('redis');
const redisMissing = 'missing' in redis ? redis.missing : undefined;

function kind(title: string, missing: string | undefined, make: SiteKind['make']): SiteKind {
  return { title: missing ? `${title}: ${missing}` : title, missing, make };
}

async function onServer(settings: Record<string, string>): Promise<Site> {
  const databaseUrl = await createDatabase(server, inject('templateDatabase'));
  const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-proof-'));
  return {
    settings: { ...settings, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    databaseUrl: async () => databaseUrl,
    async clear() {
      await dropDatabase(server, databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const embedded = kind('embedded', undefined, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-proof-'));
  return {
    settings: { DATA_DIR: dataDir },
    async databaseUrl() {
      const url = await findRunningPostgres(dataDir);
      if (url === undefined) throw new Error('the embedded Postgres does not run');
      return url;
    },
    async clear() {
      // A process that was killed has left its server behind; the next start ends it.
      await (await startEmbeddedPostgres({ dataDir, logger: silentLogger })).stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
});

export const onPostgres = kind('server', server.missing, () => onServer({}));

export const onRedis = kind('server, Redis', server.missing ?? redisMissing, async (number) => {
  const url = redisUrl(number);
  await flushRedis(number);
  return onServer({ REDIS_URL: url });
});

/** Every way to run Quartermaster. */
export const sites: readonly SiteKind[] = [embedded, onPostgres, onRedis];

/** One numbered database of the Redis that tests may use. */
export function redisUrl(number: number): string {
  if (!('url' in redis)) throw new Error(redis.missing);
  const url = new URL(redis.url);
  url.pathname = `/${number}`;
  return url.href;
}

export async function flushRedis(number: number): Promise<void> {
  const client = new Redis(redisUrl(number));
  await client.flushdb();
  client.disconnect();
}
