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
  busyUntil: Date;
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
  createdAt: Date;
  /** The message it became, once it was posted. */
  message: PostedMessage | null;
  /** The delivery below which it hangs. */
  threadOf: string | null;
  /** The message that one became, once it was posted. */
  root: PostedMessage | null;
  /** A live card: it is drawn again at most once in so many milliseconds. */
  redrawMs: number;
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
  /** As it was claimed: a lane that another process has taken over since is left alone. */
  busyUntil: Date;
  nextAt: Date | null;
  address: Address | null;
}

/** How long a process may hold a lane: longer than the slowest turn, since then another takes it over. */
const leaseMs = 30_000;
/** How long one turn may begin to send. What is begun by then has time to end before the lease does. */
export const turnMs = 15_000;

/** Nobody has to wait so long: what says so was written before the clock was set back, and is void. */
const voidFrom = `$1::timestamptz + interval '30 minutes'`;
const isFree = (column: string) => `("${column}" <= $1 OR "${column}" > ${voidFrom})`;

const pending = `"shown" < "wanted" AND "problem" IS NULL`;

/** A live card rests for a while after each drawing; one that is said to rest longer was drawn by another clock. */
const rests = (now: string) =>
  `("redrawMs" > 0 AND "sentAt" IS NOT NULL AND "sentAt" > ${now}::timestamptz - "redrawMs" * interval '1 ms'
    AND "sentAt" <= ${now}::timestamptz + "redrawMs" * interval '1 ms')`;

// The name of a lane says whether it is a bulk one, so that its kind is read from the index alone.
const nextWaiting = (after: string) =>
  `(SELECT d."lane" FROM "Delivery" d WHERE ${pending} AND (d."lane" LIKE '%/bulk') = $3 AND d."lane" > ${after}
    AND NOT ${rests('$1')} ORDER BY d."lane" LIMIT 1)`;

/** Takes up to `limit` lanes in which something waits. One query; what another process holds is passed over. */
export async function claimLanes(
  database: Database,
  { now, bulk, limit, platforms }: { now: Date; bulk: boolean; limit: number; platforms: PlatformName[] },
): Promise<ClaimedLane[]> {
  const { rows } = await database.pool.query({
    name: 'lanes_claim',
    // From one waiting lane of each platform to its next along the index of what is due: the cost does not grow with
    // the lanes that have nothing to send, nor with how much waits in one or for another platform. The row that ends
    // the walk, nothing or a lane of the platform after it, joins nothing.
    text: `WITH RECURSIVE waiting("platform", "lane") AS (
        SELECT "name", ${nextWaiting(`running."name" || '/'`)} FROM unnest($5::text[]) running("name")
        UNION ALL
        SELECT "platform", ${nextWaiting('waiting."lane"')} FROM waiting
        WHERE starts_with(waiting."lane", waiting."platform" || '/')),
      due AS (
        SELECT free."key" FROM waiting CROSS JOIN LATERAL (
          SELECT "key" FROM "Lane" WHERE "key" = waiting."lane" AND ${isFree('busyUntil')} AND ${isFree('nextAt')}
            AND "bulk" = $3 AND "platform" = waiting."platform" FOR UPDATE SKIP LOCKED) free
        LIMIT $4)
      UPDATE "Lane" l SET "busyUntil" = $2 WHERE l."key" = ANY (ARRAY (SELECT "key" FROM due))
      RETURNING l."key", l."platform", l."teamId", l."personId", l."bulk", l."address", l."busyUntil",
        CASE WHEN l."nextAt" > '-infinity' AND l."nextAt" <= ${voidFrom} THEN l."nextAt" END AS "nextAt"`,
    values: [now, new Date(now.getTime() + leaseMs), bulk, limit, platforms],
  });
  return rows;
}

/**
 * Lets every lane go. Only for who knows that no other process is there, so that nobody waits for the lease of one
 * that was killed.
 */
export async function freeLanes(database: Database): Promise<void> {
  await database.pool.query(`UPDATE "Lane" SET "busyUntil" = '-infinity' WHERE "busyUntil" > '-infinity'`);
}

/**
 * The next deliveries of each lane, in order, each marked as attempted once more. Live cards that were drawn just now
 * rest, and those behind them go on. One query.
 */
export async function takeDue(
  database: Database,
  lanes: { key: string; allowed: number }[],
  now: Date,
): Promise<DueDelivery[]> {
  const { rows } = await database.pool.query({
    name: 'deliveries_take',
    // Ids as arrays, here and below: for a join the planner reads the whole table while it is small or new.
    text: `WITH due AS (
        SELECT x."id" FROM jsonb_to_recordset($1::jsonb) AS lane("key" text, "allowed" int)
        CROSS JOIN LATERAL (SELECT "id" FROM "Delivery" WHERE "lane" = lane."key" AND ${pending}
                            AND NOT ${rests('$2')} ORDER BY "sequence" LIMIT lane."allowed") x)
      UPDATE "Delivery" d SET "attempts" = d."attempts" + 1
      WHERE d."id" = ANY (ARRAY (SELECT "id" FROM due))
      RETURNING d."id", d."sequence", d."lane", d."platform", d."readerId", d."view", d."subject", d."args",
        d."live", d."wanted", d."attempts", d."message", d."threadOf", d."createdAt",
        d."redrawMs", (SELECT r."message" FROM "Delivery" r WHERE r."id" = d."threadOf") AS "root"`,
    values: [JSON.stringify(lanes), now],
  });
  return rows.sort((a, b) => Number(a.sequence) - Number(b.sequence));
}

/** Writes down what was sent, and lets the lanes go. One query. */
export async function settle(database: Database, lanes: LaneResult[], sent: DeliveryResult[]): Promise<void> {
  const deliveries = sent.map((result) => ({ ...result, messageKey: result.message?.key }));
  await database.pool.query({
    name: 'lanes_settle',
    // A live card may have been put into its lane while its subject was being changed, unseen by that change.
    text: `WITH sent AS (
        UPDATE "Delivery" d SET "shown" = coalesce(r."shown", d."shown"), "attempts" = r."attempts",
          "wanted" = CASE WHEN d."live" AND d."shown" = 0 THEN greatest(d."wanted",
            (SELECT max(h."version") FROM "History" h WHERE h."subject" = d."subject")) ELSE d."wanted" END,
          "problem" = r."problem", "message" = coalesce(r."message", d."message"),
          "messageKey" = coalesce(r."messageKey", d."messageKey"), "sentAt" = coalesce(r."sentAt", d."sentAt")
        FROM jsonb_to_recordset($2::jsonb) AS r("id" text, "shown" int, "attempts" int, "problem" text,
          "message" jsonb, "messageKey" text, "sentAt" timestamptz)
        WHERE d."id" = r."id" AND d."id" = ANY ($4))
      UPDATE "Lane" l SET "busyUntil" = '-infinity', "nextAt" = coalesce(r."nextAt", '-infinity'),
        "address" = coalesce(r."address", l."address")
      FROM jsonb_to_recordset($1::jsonb) AS r("key" text, "busyUntil" timestamptz, "nextAt" timestamptz,
        "address" jsonb)
      WHERE l."key" = r."key" AND l."key" = ANY ($3) AND l."busyUntil" = r."busyUntil"`,
    values: [
      JSON.stringify(lanes),
      JSON.stringify(deliveries),
      lanes.map(({ key }) => key),
      sent.map(({ id }) => id),
    ],
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
