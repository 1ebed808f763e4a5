import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';

/** A Postgres that tests run against. */
export interface Backend {
  readonly name: 'embedded' | 'server';
  /** Its maintenance database; undefined where it is missing. */
  readonly url: string | undefined;
  /** Why its tests are skipped, where they are. */
  readonly missing: string | undefined;
  /** For titles: the name, and the reason where its tests are skipped; vitest cuts titles at 40 characters. */
  readonly title: string;
}

function backend(name: Backend['name'], found: { url: string } | { missing: string }): Backend {
  const missing = 'missing' in found ? found.missing : undefined;
  const title = missing ? `${name}: ${missing}` : name;
  return { name, url: 'url' in found ? found.url : undefined, missing, title };
}

const embedded = backend('embedded', inject('embeddedPostgres'));
const server = backend('server', inject('serverPostgres'));

/**
 * Every Postgres the tests know, for
 * `describe.each(backends)('on $title', ({ missing, ...backend }) => describe.skipIf(missing)(…))`.
 */
export const backends: readonly Backend[] = [embedded, server];

/** The quicker of those that are there. */
export const defaultBackend: Backend = server.url ? server : embedded;

/** A fresh, migrated database; `close` drops it. */
export async function createTestDatabase(
  on: Backend = defaultBackend,
  { poolSize }: { poolSize?: number } = {},
): Promise<Database> {
  const url = await createDatabase(on, inject('templateDatabase'));
  const database = await openDatabase(url, { logger: silentLogger, poolSize });
  return {
    ...database,
    async close() {
      await database.close();
      await dropDatabase(on, url);
    },
  };
}

/** A fresh database, empty unless a template is named; its address. */
export async function createDatabase(on: Backend, template = 'template0'): Promise<string> {
  const name = `quartermaster_test_${randomBytes(6).toString('hex')}`;
  await onBackend(
    on,
    `CREATE DATABASE ${name} TEMPLATE ${template}`,
    // Nothing here need survive a power cut, and to wait for the disk takes longer than all else that a commit does.
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  );
  const url = new URL(on.url!);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops what `createDatabase` made, whoever is still connected to it. */
export async function dropDatabase(on: Backend, url: string): Promise<void> {
  await onBackend(on, `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}

async function onBackend(on: Backend, ...statements: string[]): Promise<void> {
  if (!on.url) throw new Error(on.missing);
  const client = new pg.Client({ connectionString: on.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
