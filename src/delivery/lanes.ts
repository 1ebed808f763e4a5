import type { Json } from '../core/json.ts';
import type { Database } from '../db/client.ts';
import type { Address, PlatformName, PostedMessage } from '../platform/adapter.ts';

/** A lane that this process holds until `busyUntil`. */
export interface ClaimedLane {
  key: string;
  platform: PlatformName;
  teamId: string | null;
  personId: string | null;
  bulk: boolean;
  address: Address | null;
  nextAt: Date | null;
}

/** A delivery whose turn it is. */
export interface DueDelivery {
  id: string;
  lane: string;
  platform: PlatformName;
  readerId: string | null;
  view: string;
  subject: string | null;
  args: { [key: string]: Json };
  live: boolean;
  wanted: number;
  attempts: number;
  /** The message it became, once it was posted. */
  message: PostedMessage | null;
  /** The delivery below which it hangs. */
  threadOf: string | null;
  /** The message that one became, once it was posted. */
  root: PostedMessage | null;
}

export interface DeliveryResult {
  id: string;
  shown?: number;
  attempts: number;
  problem?: string;
  message?: PostedMessage;
  sentAt?: Date;
}

export interface LaneResult {
  key: string;
  nextAt: Date | null;
  address: Address | null;
}

/** How long a process may hold a lane: longer than the slowest sending, since then another takes it over. */
export const leaseMs = 60_000;

const pending = `"shown" < "wanted" AND "problem" IS NULL`;

/** Takes up to `limit` lanes in which something waits. One query; what another process holds is passed over. */
export async function claimLanes(
  database: Database,
  { now, bulk, limit, platforms }: { now: Date; bulk: boolean; limit: number; platforms: PlatformName[] },
): Promise<ClaimedLane[]> {
  const { rows } = await database.pool.query({
    name: 'lanes_claim',
    text: `UPDATE "Lane" l SET "busyUntil" = $2
      FROM (SELECT "key" FROM "Lane" WHERE "busyUntil" <= $1 AND "nextAt" <= $1 AND "bulk" = $3
              AND "platform" = ANY ($5) AND "key" IN (SELECT "lane" FROM "Delivery" WHERE ${pending})
            LIMIT $4 FOR UPDATE SKIP LOCKED) due
      WHERE l."key" = due."key"
      RETURNING l."key", l."platform", l."teamId", l."personId", l."bulk", l."address",
        nullif(l."nextAt", '-infinity') AS "nextAt"`,
    values: [now, new Date(now.getTime() + leaseMs), bulk, limit, platforms],
  });
  return rows;
}

/** The next deliveries of each lane, in order, each marked as attempted once more. One query. */
export async function takeDue(
  database: Database,
  lanes: { key: string; allowed: number }[],
): Promise<DueDelivery[]> {
  const { rows } = await database.pool.query({
    name: 'deliveries_take',
    text: `WITH due AS (
        SELECT x."id" FROM jsonb_to_recordset($1::jsonb) AS lane("key" text, "allowed" int)
        CROSS JOIN LATERAL (SELECT "id" FROM "Delivery" WHERE "lane" = lane."key" AND ${pending}
                            ORDER BY "sequence" LIMIT lane."allowed") x)
      UPDATE "Delivery" d SET "attempts" = d."attempts" + 1 FROM due
      WHERE d."id" = due."id"
      RETURNING d."id", d."sequence", d."lane", d."platform", d."readerId", d."view", d."subject", d."args",
        d."live", d."wanted", d."attempts", d."message", d."threadOf",
        (SELECT r."message" FROM "Delivery" r WHERE r."id" = d."threadOf") AS "root"`,
    values: [JSON.stringify(lanes)],
  });
  return rows.sort((a, b) => Number(a.sequence) - Number(b.sequence));
}

/** Writes down what was sent, and lets the lanes go. One query. */
export async function settle(database: Database, lanes: LaneResult[], sent: DeliveryResult[]): Promise<void> {
  const deliveries = sent.map((result) => ({ ...result, messageKey: result.message?.key }));
  await database.pool.query({
    name: 'lanes_settle',
    text: `WITH sent AS (
        UPDATE "Delivery" d SET "shown" = coalesce(r."shown", d."shown"), "attempts" = r."attempts",
          "problem" = r."problem", "message" = coalesce(r."message", d."message"),
          "messageKey" = coalesce(r."messageKey", d."messageKey"), "sentAt" = coalesce(r."sentAt", d."sentAt")
        FROM jsonb_to_recordset($2::jsonb) AS r("id" text, "shown" int, "attempts" int, "problem" text,
          "message" jsonb, "messageKey" text, "sentAt" timestamptz)
        WHERE d."id" = r."id")
      UPDATE "Lane" l SET "busyUntil" = '-infinity', "nextAt" = coalesce(r."nextAt", '-infinity'),
        "address" = coalesce(r."address", l."address")
      FROM jsonb_to_recordset($1::jsonb) AS r("key" text, "nextAt" timestamptz, "address" jsonb)
      WHERE l."key" = r."key"`,
    values: [JSON.stringify(lanes), JSON.stringify(deliveries)],
  });
}

/** A main card by the message that it became on its platform: where a reply in its thread belongs. One query. */
export async function findMainCard(
  database: Database,
  platform: PlatformName,
  messageKey: string,
): Promise<{ id: string; subject: string } | undefined> {
  const { rows } = await database.pool.query({
    name: 'main_card_find',
    text: `SELECT coalesce(root."id", d."id") AS "id", coalesce(root."subject", d."subject") AS "subject"
      FROM "Delivery" d LEFT JOIN "Delivery" root ON root."id" = d."threadOf"
      WHERE d."platform" = $1 AND d."messageKey" = $2`,
    values: [platform, messageKey],
  });
  return rows[0]?.subject ? rows[0] : undefined;
}

/** What waited for somebody who was not on a platform yet, and now is, goes out after all. One query. */
export async function releaseFor(
  database: Database,
  platform: PlatformName,
  personId: string,
): Promise<void> {
  await database.pool.query(
    `UPDATE "Delivery" SET "problem" = NULL, "attempts" = 0
     WHERE "lane" LIKE $1 AND "problem" = 'no-account' AND "createdAt" > now() - interval '30 days'`,
    [`${platform}/person:${personId}%`],
  );
}
