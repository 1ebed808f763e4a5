import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

// Any number would do, as long as it stays the same.
const lockKey = 20_261_122;

/** The session that holds the folder for us, or why there is none. */
export type Lock = pg.Client | 'held' | 'unreachable';

/**
 * Tries to take the folder: an advisory lock, held by a session of the folder's own server. It ends with us
 * however we end, by kill -9 too, which no file can promise.
 */
export async function tryLock(url: string): Promise<Lock> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, keepAlive: true });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [
      lockKey,
    ]);
    if (rows[0]?.ours) return client;
    await client.end();
    return 'held';
  } catch {
    await client.end().catch(() => {});
    return 'unreachable';
  }
}

/**
 * Makes sure that no server works on the folder's `data`: one that outlived its process (kill -9) is asked to
 * end, which keeps all that was committed.
 * @param urlAt the address of the server's maintenance database at a port.
 * @throws QuartermasterError `config` at once when the process that started it lives.
 */
export async function endOrphan(
  folder: string,
  urlAt: (port: number) => string,
  logger: Logger,
): Promise<void> {
  const deadline = Date.now() + 30_000;
  let held = 0;
  for (let server = await runningServer(folder); server; server = await runningServer(folder)) {
    const lock = await tryLock(urlAt(server.port));
    if (lock instanceof pg.Client) {
      logger.info({ pid: server.pid }, 'ending a Postgres that an earlier process left behind');
      askToEnd(server.pid);
      await lock.end().catch(() => {});
    } else if (lock === 'held' && ++held === 8) {
      // Not at the first look: a killed process's lock lives for some milliseconds more.
      throw new QuartermasterError('config', `another Quartermaster is running on ${folder}: stop it first`);
    } else if (Date.now() > deadline) {
      throw new QuartermasterError(
        'config',
        `Postgres, process ${server.pid}, works on ${folder} and does not answer: end it first`,
      );
    }
    await delay(50);
  }
}

function askToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // Whoever started it may have ended it in the same instant.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The server that works on the folder's `data` now, whoever started it. */
export async function runningServer(folder: string): Promise<{ pid: number; port: number } | undefined> {
  const file = join(folder, 'data', 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !isAlive(pid)) return undefined;
  if (await isServerOf(pid, join(folder, 'data'))) return port ? { pid, port } : { pid, port: 1 };
  // After a reboot the number can be another program's, and Postgres would not start beside it.
  await rm(file, { force: true });
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isServerOf(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({
      stdout: '',
    }));
    return stdout.trim().endsWith('postgres');
  }
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
  } catch (error) {
    // ENOENT: it has ended and only awaits its parent. Otherwise we may not look, and believe the name.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
