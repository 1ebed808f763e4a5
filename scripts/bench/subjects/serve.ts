import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Memory, Usage } from '../child.ts';

type Handler = (argument: never) => Promise<unknown> | unknown;

/** Tells the process that measures us that we are ready, and answers what it asks from now on. */
export function serve(url: string | undefined, handlers: Record<string, Handler> = {}): void {
  const all: Record<string, Handler> = {
    usage(): Usage {
      const { user, system } = process.cpuUsage();
      return { cpuMicros: user + system };
    },
    memory(): Memory {
      for (let times = 0; times < 3; times += 1) globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      return { rssBytes: rss, heapBytes: heapUsed };
    },
    ...handlers,
  };
  process.on('message', async ({ id, question, argument }: Question) => {
    if (question === 'stop') {
      await (all.stop as (() => unknown) | undefined)?.();
      process.exit(0);
    }
    try {
      process.send?.({ id, result: await all[question]?.(argument) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ ready: { url } });
}

interface Question {
  id: number;
  question: string;
  argument: never;
}

/** Listens on a free port of loopback; its address. */
export function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );
}
