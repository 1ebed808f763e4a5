import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import type { Database } from '../../src/db/client.ts';
import { createWebStore, type PostgresWebStore } from '../../src/delivery/web-store.ts';
import type { StoredMessage } from '../../src/platform/web-store.ts';
import type { Card } from '../../src/ui/card.ts';
import { createTestDatabase } from '../helpers/database.ts';

const card = (summary: string): Card => ({ summary, blocks: [] });
const room = 'channel:facilities';

let database: Database;
let store: PostgresWebStore;
let other: PostgresWebStore;

beforeEach(async () => {
  database = await createTestDatabase();
  store = createWebStore(database, silentLogger);
  other = createWebStore(database, silentLogger);
  await store.start();
  await other.start();
});
afterEach(async () => {
  await Promise.all([store.stop(), other.stop()]);
  await database.close();
});

const heardBy = (from: PostgresWebStore): StoredMessage[] => {
  const heard: StoredMessage[] = [];
  from.subscribe((message) => heard.push(message));
  return heard;
};
const ids = (messages: StoredMessage[]) => messages.map(({ id }) => id);

test('a message is put once, replaced, and found', async () => {
  await store.put({ id: 'a', conversation: room, content: card('first') });
  await store.put({ id: 'a', conversation: room, content: card('a repeat') });
  expect((await store.find('a'))?.content.summary).toBe('first');
  expect(await store.replace('a', card('second'))).toBe(true);
  expect(await store.find('a')).toMatchObject({ conversation: room, content: card('second') });
  expect((await store.find('a'))?.threadOf).toBeUndefined();
  expect(await store.replace('nothing', card('x'))).toBe(false);
  expect(await store.find('nothing')).toBeUndefined();
});

test('a list is the newest of each conversation, with their threads, oldest first', async () => {
  for (const id of ['a', 'b', 'c']) await store.put({ id, conversation: room, content: card(id) });
  await store.put({ id: 'a1', conversation: room, threadOf: 'a', content: card('below a') });
  await store.put({ id: 'c1', conversation: room, threadOf: 'c', content: card('below c') });
  await store.put({ id: 'p', conversation: 'person:1', content: card('p') });
  await database.pool.query(
    `UPDATE "WebMessage" SET "createdAt" = timestamptz '2026-01-05 09:00Z' + ("sequence" || ' minutes')::interval`,
  );
  expect(ids(await store.list([room], { limit: 2 }))).toEqual(['b', 'c', 'c1']);
  const before = (await store.find('b'))?.createdAt;
  expect(ids(await store.list([room], { before, limit: 2 }))).toEqual(['a', 'a1']);
  expect(ids(await store.list([room, 'person:1'], { limit: 1 }))).toEqual(['c', 'c1', 'p']);
  expect(await store.list([], { limit: 2 })).toEqual([]);
});

test('changes have rising numbers, and can be asked for from any of them', async () => {
  expect(await store.latest()).toBe(0);
  await store.put({ id: 'a', conversation: room, content: card('a') });
  const first = await store.latest();
  await store.put({ id: 'b', conversation: room, content: card('b') });
  await store.put({ id: 'p', conversation: 'person:1', content: card('p') });
  await store.replace('a', card('a again'));
  expect(ids(await store.since(first, [room]))).toEqual(['b', 'a']);
  expect(ids(await store.since(0, [room, 'person:1']))).toEqual(['b', 'p', 'a']);
  expect(await store.since(await store.latest(), [room])).toEqual([]);
});

test('every process hears of every change, in order', async () => {
  const [own, others] = [heardBy(store), heardBy(other)];
  await store.put({ id: 'a', conversation: room, content: card('a') });
  await other.put({ id: 'b', conversation: room, content: card('b') });
  for (const heard of [own, others]) await expect.poll(() => ids(heard)).toEqual(['a', 'b']);
  await other.replace('a', card('changed'));
  await expect.poll(() => own.at(-1)?.content.summary).toBe('changed');
});

test('of many writers at once nobody overtakes: who has seen a number has seen all before it', async () => {
  const seen: number[] = [];
  store.subscribe(({ sequence }) => seen.push(sequence));
  const names = Array.from({ length: 60 }, (_, index) => `m${index}`);
  await Promise.all(names.map((id) => store.put({ id, conversation: room, content: card(id) })));
  await expect.poll(() => seen.length).toBe(60);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a change waits for its turn while another is not visible yet', async () => {
  const heard = heardBy(store);
  const slow = new pg.Client({ connectionString: database.url });
  await slow.connect();
  await slow.query('BEGIN');
  // As `put` does, but not committed yet: it has its number, and nobody sees it.
  await slow.query('SELECT pg_advisory_xact_lock($1)', [0x77656201]);
  await slow.query(`INSERT INTO "WebMessage" ("id", "conversation", "content") VALUES ('slow', $1, $2)`, [
    room,
    card('slow'),
  ]);
  const quick = other.put({ id: 'quick', conversation: room, content: card('quick') });
  const waiting = `SELECT count(*)::int AS "n" FROM pg_locks
    WHERE "locktype" = 'advisory' AND NOT "granted"
      AND "database" = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(async () => (await database.pool.query(waiting)).rows[0].n).toBe(1);
  await slow.query('COMMIT');
  await slow.end();
  await quick;
  await expect.poll(() => ids(heard)).toEqual(['slow', 'quick']);
});

test('a line that was cut is made again, and what was missed is told', async () => {
  const heard = heardBy(store);
  const listening = `SELECT pid FROM pg_stat_activity
    WHERE application_name = 'quartermaster-listen' AND datname = current_database()`;
  const cut = await database.pool.query<{ pid: number }>(listening);
  await database.pool.query(`SELECT pg_terminate_backend(pid) FROM (${listening}) AS "lines"`);
  const gone = async () => {
    const now = await database.pool.query<{ pid: number }>(listening);
    return now.rows.some(({ pid }) => cut.rows.some((old) => old.pid === pid));
  };
  await expect.poll(gone).toBe(false);
  // Nobody listens now: without the catching up after a new connection this would never be told.
  await store.put({ id: 'missed', conversation: room, content: card('missed') });
  await expect.poll(() => ids(heard), { timeout: 10_000 }).toEqual(['missed']);
}, 20_000);
