// For developers: writes a new migration from the difference between prisma/schema.prisma and the migrations.
//   node --import tsx scripts/migration.ts <name>
//   node --import tsx scripts/migration.ts --init     writes the first migration anew, before the first release
// Set TEST_DATABASE_URL to a server where databases may be created; without it an embedded one is started.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { silentLogger } from '../src/core/logger.ts';
import { projectRoot } from '../src/core/paths.ts';
import { startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrationsFolder, readMigrations, withSchemaEngine } from '../src/db/schema-engine.ts';

const filters = { externalTables: [], externalEnums: [] };

/**
 * The SQL that leads from the migrations (or from nothing) to schema.prisma; empty when there is nothing to do.
 * @param url a server where we may create a database, to play the migrations in.
 */
export async function schemaDifference(url: string, from: 'migrations' | 'empty'): Promise<string> {
  const path = join(projectRoot, 'prisma', 'schema.prisma');
  const content = await readFile(path, 'utf8');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const migrations = from === 'empty' ? { tag: from } : { tag: from, ...(await readMigrations()) };
    const { stdout } = await withSchemaEngine(
      pool,
      (engine) =>
        engine.diff({
          from: migrations,
          to: { tag: 'schemaDatamodel', files: [{ path, content }] },
          script: true,
          exitCode: null,
          filters,
        }),
      content,
    );
    const script = stdout ?? '';
    return script.includes('This is an empty migration') ? '' : script;
  } finally {
    await pool.end();
  }
}

async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { TEST_DATABASE_URL } = process.env;
  if (TEST_DATABASE_URL) return work(TEST_DATABASE_URL);
  const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-migration-'));
  const server = await startEmbeddedPostgres({ dataDir, logger: silentLogger });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

async function main(name: string | undefined): Promise<void> {
  if (!name) throw new Error('usage: migration.ts <name> | --init');
  const init = name === '--init';
  const script = await withServer((url) => schemaDifference(url, init ? 'empty' : 'migrations'));
  if (!script) {
    console.log('The migrations already lead to prisma/schema.prisma.');
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(
    migrationsFolder,
    init ? '20261122000000_init' : `${stamp}_${name.replace(/\W+/g, '_')}`,
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), script);
  console.log(`Written: ${folder}. Read it before you commit it.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv[2]);
