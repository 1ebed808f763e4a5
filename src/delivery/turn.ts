import type { Clock } from '../core/clock.ts';
import { hasCode, QuartermasterError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Address, ChatAdapter, PlatformName, PostedMessage } from '../platform/adapter.ts';
import type { Card } from '../ui/card.ts';
import type { BulkPauses } from './bulk-pauses.ts';
import type { ClaimedLane, DeliveryResult, DueDelivery, LaneResult } from './lanes.ts';
import { turnMs } from './lanes.ts';
import { afterSending, retryAt } from './pace.ts';

/** A delivery drawn for its reader, with the version of the subject that it shows; or why it cannot be drawn. */
export type Drawn = Picture | { error: unknown };
type Picture = { card: Card; version: number };

/** What is to be sent in one lane now, in order. */
export interface Turn {
  lane: ClaimedLane;
  adapter: ChatAdapter;
  due: DueDelivery[];
  drawn: ReadonlyMap<string, Drawn>;
  /** Undefined: this person is not on this platform. */
  address: Promise<Address | undefined>;
}

/** After these attempts a delivery is given up: with the delays between them, about a day. */
const mostAttempts = 300;

export interface TurnOptions {
  clock: Clock;
  logger: Logger;
  /** Told of every message that the platform has taken or refused for good. */
  onSettled?(platform: PlatformName, outcome: 'sent' | 'failed'): void;
}

/** Sends one lane's deliveries until all are out, the lane has to wait, or it has been held long enough. */
export async function sendTurn(
  turn: Turn,
  options: TurnOptions & { bulkPauses: BulkPauses },
): Promise<{ lane: LaneResult; sent: DeliveryResult[] }> {
  const { lane, adapter, due } = turn;
  const { clock, bulkPauses } = options;
  const startedAt = clock.now().getTime();
  const posted = new Map<string, PostedMessage>();
  const sent: DeliveryResult[] = [];
  let { nextAt } = lane;
  let address: Address | undefined;
  for (const delivery of due) {
    if (clock.now().getTime() - startedAt > turnMs) break;
    try {
      const picture = pictureOf(delivery, turn.drawn);
      address = await turn.address;
      if (address === undefined) throw new QuartermasterError('platform', 'no-account', { permanent: true });
      const pausedUntil = lane.bulk ? bulkPauses.until(lane.platform) : undefined;
      if (pausedUntil !== undefined) {
        nextAt = pausedUntil;
        break;
      }
      const message = await send(turn, address, delivery, picture.card, posted);
      posted.set(delivery.id, message);
      // What an earlier attempt has left may show how things were then: it is drawn again in the next turn.
      const found = delivery.live && delivery.message === null && delivery.attempts > 1;
      const shown = found ? {} : { shown: picture.version };
      sent.push({ id: delivery.id, ...shown, attempts: 0, message, sentAt: clock.now() });
      options.onSettled?.(lane.platform, 'sent');
      nextAt = afterSending(adapter.capabilities.pace, nextAt, clock.now());
    } catch (error) {
      const { result, waitUntil } = failed(delivery, error, lane.bulk, options);
      sent.push(result);
      if (waitUntil !== undefined) {
        nextAt = waitUntil;
        break;
      }
    }
  }
  // Those whose turn did not come were not attempted after all.
  for (const { id, attempts } of due.slice(sent.length)) sent.push({ id, attempts: attempts - 1 });
  return { lane: { key: lane.key, busyUntil: lane.busyUntil, nextAt, address: address ?? null }, sent };
}

function pictureOf(delivery: DueDelivery, drawn: Turn['drawn']): Picture {
  const picture = drawn.get(delivery.id);
  if (picture !== undefined && 'card' in picture) return picture;
  throw new QuartermasterError('invalid', `a ${delivery.view} cannot be drawn`, { cause: picture?.error });
}

async function send(
  { adapter, lane }: Turn,
  address: Address,
  delivery: DueDelivery,
  card: Card,
  posted: ReadonlyMap<string, PostedMessage>,
): Promise<PostedMessage> {
  // What it hangs below may have gone out in this very turn.
  const thread = delivery.root ?? posted.get(delivery.threadOf ?? '');
  const { id, attempts, createdAt } = delivery;
  const message = { card, thread, deliveryId: id, attempt: attempts, since: createdAt, bulk: lane.bulk };
  if (delivery.message === null) return adapter.post(address, message);
  await adapter.update(delivery.message, message);
  return delivery.message;
}

/** A failure either ends the delivery for good, or makes its lane wait. */
function failed(
  delivery: DueDelivery,
  error: unknown,
  bulk: boolean,
  options: TurnOptions & { bulkPauses: BulkPauses },
): { result: DeliveryResult; waitUntil?: Date } {
  const { clock, logger, bulkPauses } = options;
  const { id, attempts, platform } = delivery;
  const where = { deliveryId: id, platform, attempts };
  if (hasCode(error, 'rate-limited')) {
    logger.debug({ ...where, retryAfterMs: error.retryAfterMs }, 'the platform asks to wait');
    // It said no for certain: the next attempt has nothing to look for.
    const ms = error.retryAfterMs ?? 1000;
    const waitUntil = bulk ? bulkPauses.begin(platform, ms) : new Date(clock.now().getTime() + ms);
    return { result: { id, attempts: attempts - 1 }, waitUntil };
  }
  const forGood = error instanceof QuartermasterError && (error.permanent || error.code === 'invalid');
  if (forGood || attempts >= mostAttempts) {
    const problem = forGood ? error.message : 'gave up';
    if (problem === 'no-account') logger.debug(where, 'this person has no account there');
    else logger.error({ ...where, err: error }, 'a message could not be delivered');
    options.onSettled?.(platform, 'failed');
    return { result: { id, attempts, problem } };
  }
  logger.warn({ ...where, err: error }, 'a message was not delivered; it is tried again');
  return { result: { id, attempts }, waitUntil: retryAt(clock.now(), attempts) };
}
