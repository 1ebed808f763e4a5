import type pg from 'pg';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import type { NewMessage, StoredMessage, WebStore } from '../platform/web-store.ts';
import type { Card } from '../ui/card.ts';
import { listenTo } from './listen.ts';

const channel = 'quartermaster_web';

/** A lock of ours alone, so that numbers are given in the order in which the changes become visible. */
const numbering = 0x77656201;

const columns = '"id", "conversation", "threadOf", "content", "sequence", "createdAt"';
const nextNumber = `nextval(pg_get_serial_sequence('"WebMessage"', 'sequence'))`;
// Without the lock number 6 can be seen before number 5, and whoever has seen 6 never asks for 5 again.
const withLock = `WITH "turn" AS MATERIALIZED (SELECT pg_advisory_xact_lock(${numbering}))`;

const putSql = `${withLock}, "put" AS (
  INSERT INTO "WebMessage" ("id", "conversation", "threadOf", "content", "sequence")
  SELECT $1, $2, $3, $4::jsonb, ${nextNumber} FROM "turn"
  ON CONFLICT ("id") DO NOTHING RETURNING 1)
SELECT pg_notify('${channel}', '') FROM "put"`;

const replaceSql = `${withLock}, "replaced" AS (
  UPDATE "WebMessage" SET "content" = $2::jsonb, "sequence" = ${nextNumber} FROM "turn"
  WHERE "id" = $1 RETURNING 1)
SELECT pg_notify('${channel}', '') FROM "replaced"`;

const listSql = `WITH "roots" AS (
  SELECT "found".* FROM unnest($1::text[]) AS "key"
  CROSS JOIN LATERAL (
    SELECT ${columns} FROM "WebMessage"
    WHERE "conversation" = "key" AND "threadOf" IS NULL AND ($2::timestamptz IS NULL OR "createdAt" < $2)
    ORDER BY "createdAt" DESC, "id" DESC LIMIT $3) AS "found")
SELECT * FROM "roots"
UNION ALL
SELECT ${columns} FROM "WebMessage"
WHERE "conversation" = ANY($1) AND "threadOf" IN (SELECT "id" FROM "roots")
ORDER BY "createdAt", "id"`;

export interface PostgresWebStore extends WebStore {
  /** Begins to hear of changes; before it, `subscribe` tells of nothing. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the web page shows, in Postgres: every process hears of every change by `LISTEN`. */
export function createWebStore(database: Database, logger: Logger): PostgresWebStore {
  const { pool } = database;
  const listeners = new Set<(message: StoredMessage) => void>();
  let told = 0;

  const after = async (sequence: number, conversations?: string[]): Promise<StoredMessage[]> => {
    const { rows } = await pool.query<MessageRow>({
      name: 'web-since',
      text: `SELECT ${columns} FROM "WebMessage"
        WHERE "sequence" > $1 AND ($2::text[] IS NULL OR "conversation" = ANY($2)) ORDER BY "sequence"`,
      values: [sequence, conversations ?? null],
    });
    return rows.map(toMessage);
  };
  const latest = async (): Promise<number> => {
    const sql = 'SELECT coalesce(max("sequence"), 0) AS "latest" FROM "WebMessage"';
    const { rows } = await pool.query<{ latest: string }>(sql);
    return Number(rows[0]?.latest ?? 0);
  };
  const ears = listenTo({
    url: database.url,
    channel,
    logger,
    /** A notification says only that something changed: what was missed before it is told as well. */
    async onChange() {
      for (const message of await after(told)) {
        told = message.sequence;
        for (const listener of listeners) listener(message);
      }
    },
  });

  return {
    async start() {
      told = await latest();
      await ears.start();
    },
    stop: () => ears.stop(),
    async put({ id, conversation, threadOf, content }: NewMessage) {
      const values = [id, conversation, threadOf ?? null, JSON.stringify(content)];
      await pool.query({ name: 'web-put', text: putSql, values });
    },
    async replace(id, content) {
      const values = [id, JSON.stringify(content)];
      const { rowCount } = await pool.query({ name: 'web-replace', text: replaceSql, values });
      return rowCount === 1;
    },
    async find(id) {
      const text = `SELECT ${columns} FROM "WebMessage" WHERE "id" = $1`;
      const { rows } = await pool.query<MessageRow>({ name: 'web-find', text, values: [id] });
      return rows[0] && toMessage(rows[0]);
    },
    async list(conversations, { before, limit }) {
      const values = [conversations, before ?? null, limit];
      const { rows } = await pool.query<MessageRow>({ name: 'web-list', text: listSql, values });
      return rows.map(toMessage);
    },
    latest,
    since: after,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface MessageRow extends pg.QueryResultRow {
  id: string;
  conversation: string;
  threadOf: string | null;
  content: Card;
  sequence: string;
  createdAt: Date;
}

function toMessage(row: MessageRow): StoredMessage {
  return { ...row, threadOf: row.threadOf ?? undefined, sequence: Number(row.sequence) };
}
