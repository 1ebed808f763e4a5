import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiled or not, the subjects lie beside this file. */
const extension = extname(fileURLToPath(import.meta.url));

export interface Usage {
  /** Processor time that the process has used since it started, user and system, in microseconds. */
  cpuMicros: number;
}

export interface Memory {
  rssBytes: number;
  heapBytes: number;
}

type Answer = { ready: { url?: string } } | { id: number; result?: unknown; error?: string };

/** A process that is measured, one of `subjects/`. It answers questions; what it serves has `url`. */
export class Child {
  private asked = 0;
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {
    process.on('message', (answer: Answer) => {
      if (!('id' in answer)) return;
      const waiting = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer.result);
      else waiting?.reject(new Error(answer.error));
    });
    process.on('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`a measured process ended: ${code}`));
    });
  }

  /** Starts `subjects/<subject>`; resolves when it is ready. Its settings are `env` and nothing of ours. */
  static start(subject: string, env: Record<string, string> = {}, args: string[] = []): Promise<Child> {
    const { PATH = '', HOME = '' } = process.env;
    const child = fork(fileURLToPath(new URL(`./subjects/${subject}${extension}`, import.meta.url)), args, {
      env: { PATH, HOME, NODE_ENV: 'production', ...env },
      execArgv: [...process.execArgv, '--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      child.once('message', (answer: Answer) => {
        if ('ready' in answer) resolve(new Child(child, answer.ready.url ?? ''));
      });
      child.once('exit', (code) => reject(new Error(`${subject} did not start: ${code}`)));
    });
  }

  ask<T>(question: string, argument: unknown = null): Promise<T> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.process.send({ id, question, argument });
    });
  }

  async cpuMicros(): Promise<number> {
    return (await this.ask<Usage>('usage')).cpuMicros;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.process.once('exit', () => resolve());
      this.process.send({ id: 0, question: 'stop', argument: null });
    });
  }
}
