import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QuartermasterError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { Fetcher, type FetcherOptions, type SettledFile } from '../../src/files/fetcher.ts';
import { createOrphanage } from '../../src/files/orphans.ts';
import { ownFiles, pendingRow, settledWrite, uploadRow } from '../../src/files/rows.ts';
import { FileStore } from '../../src/files/store.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { samples } from '../helpers/files.ts';

const start = new Date('2026-11-23T02:00:00Z');
const unreachable = () => new QuartermasterError('unreachable', 'the platform is away');

describe('files that came by reference', () => {
  let database: Database;
  let store: FileStore;
  let now: Date;
  const settled: SettledFile[] = [];
  const wakes: Date[] = [];
  let download: FetcherOptions['download'];
  let commitResult: () => Promise<void>;

  beforeEach(async () => {
    database = await createTestDatabase();
    store = new FileStore({ folder: await mkdtemp(join(tmpdir(), 'quartermaster-files-')) });
    now = start;
    settled.length = 0;
    wakes.length = 0;
    download = async () => Readable.from([samples.png]);
    commitResult = async () => {};
  });
  afterEach(() => database.close());

  const fetcher = (more: Partial<FetcherOptions> = {}) =>
    new Fetcher({
      database,
      store,
      clock: { now: () => now },
      logger: silentLogger,
      download: (...args) => download(...args),
      async settled(file) {
        await commitResult();
        await commit(database, [settledWrite(file.id, file.result, now)]);
        settled.push(file);
      },
      wakeAt: (at) => wakes.push(at),
      ...more,
    });
  const id = (n: number) => `fil_000000000${n}`;
  const put = (n = 1, name = 'photo.png') => {
    const file = { id: id(n), name, size: 0, contentType: 'image/png', uploadedById: 'per_1' };
    const source = { platform: 'slack', reference: { id: `F${n}` } };
    return commit(database, [{ kind: 'insert', table: 'File', rows: [pendingRow(file, source, now)] }]);
  };
  const row = (n = 1) => database.prisma.file.findUniqueOrThrow({ where: { id: id(n) } });

  it('are fetched by what their row says, and their source is forgotten', async () => {
    await put();
    const asked: unknown[] = [];
    download = async (...[platform, reference]) => {
      asked.push([platform, reference]);
      return Readable.from([samples.png]);
    };
    await fetcher().wake();
    expect(asked).toEqual([['slack', { id: 'F1' }]]);
    expect(await row()).toMatchObject({
      state: 'stored',
      source: null,
      size: samples.png.length,
      contentType: 'image/png',
      storedAt: now,
    });
    expect(await buffer(store.read(id(1)))).toEqual(samples.png);
    await fetcher().wake();
    expect(asked).toHaveLength(1);
  });

  it('are fetched by one process, however many look', async () => {
    for (let n = 1; n <= 9; n += 1) await put(n);
    let downloads = 0;
    download = async () => {
      downloads += 1;
      return Readable.from([samples.png]);
    };
    await Promise.all([fetcher(), fetcher(), fetcher()].map((each) => each.wake()));
    expect(downloads).toBe(9);
    expect(settled).toHaveLength(9);
  });

  it('are tried again, later each time, while the platform is away; then their sender is told', async () => {
    await put();
    download = async () => Promise.reject(unreachable());
    const waits: number[] = [];
    for (let attempt = 1; settled.length === 0; attempt += 1) {
      await fetcher().wake();
      const next = wakes.at(-1)!;
      if (settled.length === 0) waits.push((next.getTime() - now.getTime()) / 1000);
      // A moment earlier nobody fetches it.
      now = new Date(next.getTime() - 1);
      await fetcher().wake();
      now = next;
      expect((await row()).attempts).toBe(attempt);
    }
    expect(waits).toEqual([5, 20, 60, 300, 900]);
    expect(settled[0]).toMatchObject({
      name: 'photo.png',
      uploadedById: 'per_1',
      result: { problem: 'unreachable' },
    });
    expect(await row()).toMatchObject({ state: 'failed', problem: 'unreachable', source: null });
  });

  const hopeless = [
    ['gone', () => Promise.reject(new QuartermasterError('platform', 'it was deleted', { permanent: true }))],
    ['gone', () => Promise.reject(new QuartermasterError('refused', 'a foreign host'))],
    ['wrongType', async () => Readable.from([samples.exe])],
    ['empty', async () => Readable.from([Buffer.alloc(0)])],
    ['tooLarge', async () => Readable.from([Buffer.alloc(11 * 1024 * 1024)])],
  ] as const;
  for (const [problem, answer] of hopeless)
    it(`are given up at once where trying again cannot help: ${problem}`, async () => {
      await put();
      download = answer;
      await fetcher().wake();
      expect(settled).toEqual([expect.objectContaining({ result: { problem } })]);
      expect(await row()).toMatchObject({ state: 'failed', problem, attempts: 1 });
      expect(wakes).toEqual([]);
    });

  it('are fetched once more where a process ended before it was written down', async () => {
    await put();
    commitResult = async () => Promise.reject(unreachable());
    await fetcher().wake();
    expect(await row()).toMatchObject({ state: 'pending' });
    commitResult = async () => {};
    // The control: until the claim has run out, it is the other process's.
    now = new Date(start.getTime() + 60_000);
    await fetcher().wake();
    expect((await row()).state).toBe('pending');
    now = new Date(start.getTime() + 121_000);
    await fetcher().wake();
    expect(await row()).toMatchObject({ state: 'stored' });
    expect(settled).toHaveLength(1);
  });

  it('one that never ends is broken off, by time and by stopping', async () => {
    await put();
    download = (_platform, _reference, signal) =>
      new Promise((_, reject) => {
        if (signal.aborted) reject(unreachable());
        signal.addEventListener('abort', () => reject(unreachable()));
      });
    await fetcher({ timeoutMs: 20 }).wake();
    expect((await row()).state).toBe('pending');
    now = wakes.at(-1)!;
    const stopping = fetcher();
    const work = stopping.wake();
    await stopping.stop();
    await work;
    expect(await row()).toMatchObject({ state: 'pending', problem: null });
  });

  it('uploads are their uploader’s alone, for three days; what nothing names goes after four', async () => {
    await put(1);
    const upload = { id: id(2), name: 'a.png', size: 0, contentType: '', uploadedById: 'per_2' };
    await commit(database, [{ kind: 'insert', table: 'File', rows: [uploadRow(upload, now)] }]);
    await put(3);
    const link = { id: 'rqf_1', requestId: 'req_1', fileId: id(3), phase: 'filing', createdAt: now };
    await commit(database, [{ kind: 'insert', table: 'RequestFile', rows: [link] }]);
    await fetcher().wake();
    const ids = [id(3), id(2), id(1), 'fil_unknown000'];
    const own = (personId: string) =>
      ownFiles(database, personId, ids, now).then((all) => all.map((one) => one.id));
    expect(await own('per_1')).toEqual([id(3), id(1)]);
    // One that is still coming cannot be named yet.
    expect(await own('per_2')).toEqual([]);
    const orphanage = createOrphanage(database, store, { now: () => now });
    now = new Date(start.getTime() + 73 * 3600_000);
    expect(await own('per_1')).toEqual([]);
    await orphanage();
    expect(await database.prisma.file.count()).toBe(3);
    now = new Date(start.getTime() + 97 * 3600_000);
    await orphanage();
    expect((await database.prisma.file.findMany()).map((one) => one.id)).toEqual([id(3)]);
    await expect(buffer(store.read(id(1)))).rejects.toThrow();
    expect(await buffer(store.read(id(3)))).toEqual(samples.png);
  });
});
