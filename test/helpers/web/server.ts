import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createWebAdapter, type WebAdapter } from '../../../adapters/web/adapter.ts';
import type { WebAdapterOptions } from '../../../adapters/web/options.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { Sink } from '../../../src/platform/adapter.ts';
import { MemoryFiles } from './memory-files.ts';
import { MemoryWebStore } from './memory-store.ts';
import { officePeople, TestLinks, TestPeople } from './office.ts';

export interface WebServer {
  /** Where it answers, e.g. `http://127.0.0.1:45678`. */
  readonly url: string;
  readonly adapter: WebAdapter;
  readonly store: MemoryWebStore;
  readonly people: TestPeople;
  readonly links: TestLinks;
  readonly files: MemoryFiles;
  stop(): Promise<void>;
}

/** The real adapter behind a real port, with a core that the test plays. */
export async function startWebServer(
  sink: Sink,
  options: Partial<WebAdapterOptions> = {},
): Promise<WebServer> {
  const store = new MemoryWebStore();
  const people = new TestPeople();
  const links = new TestLinks();
  const files = new MemoryFiles();
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const adapter = createWebAdapter({
    store,
    links,
    people,
    files,
    calendars: { open: async () => undefined },
    exports: { open: async () => undefined },
    sessionSecret: 'a secret of a test, long enough to seal',
    publicUrl: url,
    demo: true,
    guide: {
      asker: officePeople.liWei.personId,
      helper: officePeople.zhaoLei.personId,
      manager: officePeople.zhangMin.personId,
    },
    logger: silentLogger,
    clock: { now: () => new Date('2026-01-05T09:00:00Z') },
    defaultLocale: 'en',
    ...options,
  });
  app.use(adapter.router);
  await adapter.start(sink);
  return {
    url,
    adapter,
    store,
    people,
    links,
    files,
    async stop() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
