import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { postgresRings, type Rings } from '../../src/jobs/rings.ts';
import { createDatabase, defaultBackend, dropDatabase } from '../helpers/database.ts';

/** What Postgres says last on every connection when it is restarted. */
const lastWords = Object.assign(new Error('terminating connection due to administrator command'), {
  code: '57P01',
});

describe('rings kept in a Postgres that is restarted', () => {
  let url: string;
  let admin: pg.Client;
  let rings: Rings;
  let worker: { close(): Promise<void> };
  const heard = new Set<string>();
  beforeEach(async () => {
    url = await createDatabase(defaultBackend, inject('templateDatabase'));
    admin = new pg.Client({ connectionString: defaultBackend.url });
    await admin.connect();
    rings = await postgresRings(url, 'rings', silentLogger);
    worker = await rings.work(async (_, name) => {
      heard.add(name);
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await admin.end();
    await dropDatabase(defaultBackend, url);
  });

  /** Rings until the queue has taken it, and waits until it is answered. */
  async function ring(name: string): Promise<void> {
    await vi.waitFor(() => rings.add('timers', 0, name), patiently);
    await vi.waitFor(() => expect(heard).toContain(name), patiently);
  }

  it('are heard again', async () => {
    const ended = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
    for (const time of ['first', 'second', 'third']) {
      await ring(`before-${time}`);
      const { rowCount } = await admin.query(ended, [new URL(url).pathname.slice(1)]);
      expect(rowCount).toBeGreaterThan(1);
      await ring(`after-${time}`);
    }
    await worker.close();
    await rings.close();
  });

  it('can be closed at that very moment', async () => {
    await ring('before');
    const { end } = pg.Client.prototype;
    let closed = 0;
    vi.spyOn(pg.Client.prototype, 'end').mockImplementation(function (this: pg.Client, ...args) {
      closed += 1;
      // Throws where nobody listens: arriving by itself, it would end the process.
      (this as unknown as { connection: NodeJS.EventEmitter }).connection.emit('errorMessage', lastWords);
      return end.apply(this, args);
    });
    await worker.close();
    await rings.close();
    // The one that listens, and at least one that asks.
    expect(closed).toBeGreaterThan(1);
  });
});

const patiently = { timeout: 10_000, interval: 50 };
