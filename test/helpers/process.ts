import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/core/paths.ts';

/** Quartermaster as `npm start` runs it: a process of its own. */
export interface RunningProcess {
  readonly pid: number;
  /** Where it listens. */
  readonly url: string;
  /** How long it took from nothing until it was ready, in milliseconds. */
  readonly readyMs: number;
  /** Every line it wrote so far, on either output. */
  readonly lines: readonly string[];
  readonly exited: Promise<Exit>;
  /** Sends a signal to the process alone, or as a terminal does to its whole group. */
  signal(name: NodeJS.Signals, whom?: 'process' | 'group'): void;
  /** Ends it at once, as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts `dist/src/main.js` on a free port with these settings and nothing else of ours, and waits until it says
 * that it is ready. Throws what it wrote where it ends instead.
 */
export async function startProcess(settings: Record<string, string>): Promise<RunningProcess> {
  const startedAt = performance.now();
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js')], {
    cwd: projectRoot,
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }));
  void exited.then(() => running.delete(child));
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        lines.push(line);
        const ready = /is ready: (\S+)/.exec(line)?.[1];
        if (ready) resolve(ready.replace('localhost', '127.0.0.1'));
      });
    }
    child.once('close', () => reject(new Error(lines.join('\n'))));
  });
  return {
    pid: child.pid!,
    url,
    readyMs: performance.now() - startedAt,
    lines,
    exited,
    signal: (name, whom = 'process') => process.kill(whom === 'group' ? -child.pid! : child.pid!, name),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
