import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { projectRoot } from '../core/paths.ts';

export const migrationsFolder = join(projectRoot, 'prisma', 'migrations');

/** The names of the migrations that this version of Quartermaster brings, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(migrationsFolder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
}

/** The migrations in the shape in which the engine wants them. */
export async function readMigrations(): Promise<MigrationList> {
  const path = 'migration.sql';
  const lockfile = await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8');
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      (await migrationNames()).map(async (name) => ({
        path: name,
        migrationFile: {
          path,
          content: { tag: 'ok' as const, value: await readFile(join(migrationsFolder, name, path), 'utf8') },
        },
      })),
    ),
  };
}

/**
 * Lends Prisma's schema engine, the build of it that npm ships, working on the database of `pool`.
 * @param schema the text of schema.prisma where the engine is to compare with it.
 */
export async function withSchemaEngine<T>(
  pool: pg.Pool,
  work: (engine: SchemaEngine) => Promise<T>,
  schema?: string,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const factory = new MigrationAdapterFactory(pool);
  const datamodels: [string, string][] | undefined = schema ? [['schema.prisma', schema]] : undefined;
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await SchemaEngine.new({ datamodels }, () => {}, bound);
  try {
    return await work(engine);
  } catch (error) {
    // The engine does not know why our adapter failed.
    const cause = factory.scriptError;
    throw cause ? new Error(`${String(error)}: ${String(cause)}`, { cause }) : error;
  } finally {
    engine.free();
  }
}

class MigrationAdapterFactory extends PrismaPg {
  scriptError: unknown;
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    return this.#wholeScripts(await super.connect(), this.#pool);
  }

  /** A database of its own to play the migrations in; dropped when the engine is done with it. */
  override async connectToShadowDb(): ReturnType<PrismaPg['connectToShadowDb']> {
    const name = `quartermaster_shadow_${globalThis.crypto.randomUUID().replaceAll('-', '')}`;
    await this.#pool.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const url = new URL(this.#pool.options.connectionString!);
    url.pathname = `/${name}`;
    const shadow = new pg.Pool({ connectionString: url.href, max: 1 });
    const adapter = this.#wholeScripts(await new PrismaPg(shadow).connect(), shadow);
    explainCharColumns(adapter, shadow);
    adapter.dispose = async () => {
      await shadow.end();
      await this.#pool.query(`DROP DATABASE ${name}`);
    };
    return adapter;
  }

  /** PrismaPg cuts a script at every semicolon, those in a function's body too: the server can read it whole. */
  #wholeScripts<A extends SqlDriverAdapter>(adapter: A, pool: pg.Pool): A {
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        this.scriptError = error;
        throw error;
      }
    };
    return adapter;
  }
}

const charOid = 18;
const textOid = 25;

/**
 * The catalogue's own type "char" is unknown to PrismaPg, and the engine reads such columns to describe a
 * database: read them as text, then call them what they are. One connection, so one description at a time.
 */
function explainCharColumns(adapter: SqlDriverAdapter, pool: pg.Pool): void {
  let charColumns: number[] = [];
  pool.on('connect', (client) => {
    client.connection.on('rowDescription', ({ fields }: { fields: { dataTypeID: number }[] }) => {
      charColumns = [...fields.keys()].filter((index) => fields[index]?.dataTypeID === charOid);
      for (const index of charColumns) fields[index]!.dataTypeID = textOid;
    });
  });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** Node's types describe WebAssembly only together with the browser's. */
interface WebAssemblyParts {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { __wbindgen_start(): void } };
}

let loaded: Promise<typeof import('@prisma/schema-engine-wasm')> | undefined;

/** The package's own entry imports the .wasm as a module, which Node 20 cannot: the same steps by hand. */
function loadEngine(): Promise<typeof import('@prisma/schema-engine-wasm')> {
  loaded ??= (async () => {
    const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyParts }).WebAssembly;
    const module = new Module(await readFile(join(dirname(file), 'schema_engine_bg.wasm')));
    const { exports } = new Instance(module, { './schema_engine_bg.js': { ...bindings } });
    bindings.__wbg_set_wasm(exports);
    // Where the engine leaves its last words.
    const lastWords = (message: string) => {
      throw new Error(message);
    };
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: lastWords } });
    exports.__wbindgen_start();
    return bindings;
  })();
  return loaded;
}
