import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';
import type { Amounts } from './settings.ts';

const main = fileURLToPath(
  new URL(`../../src/main${extname(fileURLToPath(import.meta.url))}`, import.meta.url),
);

/** What `npm start` runs, in an empty folder and once more in the same: seconds until it says that it is ready. */
export async function measureStart(amounts: Amounts): Promise<{ first: number; again: number }> {
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < amounts.starts; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'quartermaster-bench-'));
    first.push(await startOnce(dataDir));
    again.push(await startOnce(dataDir));
    await rm(dataDir, { recursive: true, force: true });
  }
  return { first: median(first), again: median(again) };
}

async function startOnce(dataDir: string): Promise<number> {
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const app = spawn(process.execPath, [...process.execArgv, main], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(app, 'exit');
  let readyAt: number | undefined;
  for await (const text of app.stdout)
    if (String(text).includes('is ready')) {
      readyAt = performance.now();
      break;
    }
  app.kill('SIGTERM');
  await exited;
  if (readyAt === undefined) throw new Error('it ended before it was ready');
  return (readyAt - startedAt) / 1000;
}
