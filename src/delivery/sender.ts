import type { Clock } from '../core/clock.ts';
import { hasCode, QuartermasterError } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import type {
  Address,
  ChatAdapter,
  OutboundMessage,
  PlatformName,
  PostedMessage,
} from '../platform/adapter.ts';
import type { Card } from '../ui/card.ts';
import { type AddressBook, resolveAddress } from './address-book.ts';
import {
  type ClaimedLane,
  claimLanes,
  type DeliveryResult,
  type DueDelivery,
  type LaneResult,
  leaseMs,
  settle,
  takeDue,
} from './lanes.ts';
import { afterSending, allowance, retryAt } from './pace.ts';

/** A delivery drawn for its reader, with the version of the subject that it shows; or why it cannot be drawn. */
export type Drawn = { card: Card; version: number } | { error: unknown };

export interface SenderOptions extends AddressBook {
  database: Database;
  adapters: ReadonlyMap<PlatformName, ChatAdapter>;
  /** Draws deliveries from the present state of what they show: a few queries for all of them together. */
  draw(deliveries: DueDelivery[]): Promise<ReadonlyMap<string, Drawn>>;
  clock: Clock;
  logger: Logger;
  /** Asks to be woken at an instant, because a lane has to wait until then. */
  wakeAt(at: Date): void;
  /** Told of every message that the platform has taken or refused for good. */
  onSettled?(platform: PlatformName, outcome: 'sent' | 'failed'): void;
}

/** How many lanes are sent in at once: bulk sending has its own places and takes none from people who wait. */
const lanesAtOnce = { interactive: 100, bulk: 50 };
/** How many deliveries one turn of a lane takes at most. */
const deliveriesATurn = 50;
/** After these attempts a delivery is given up: with the delays between them, about a day. */
const mostAttempts = 300;

/**
 * Sends what the outbox holds. Each lane is sent in by one process at a time, in order and at its platform's
 * pace; a lane that has to wait holds up no other. What cannot be sent now is tried again later.
 */
export class Sender {
  private readonly active = { interactive: 0, bulk: 0 };
  private readonly finished: { lane: LaneResult; sent: DeliveryResult[]; done: () => void }[] = [];
  private settling = false;
  private stopped = false;
  private again = false;
  private pumping: Promise<void> | undefined;

  constructor(private readonly options: SenderOptions) {}

  /** Sends all that is due now, and resolves when nothing more is. */
  async drain(): Promise<void> {
    this.again = true;
    this.pumping ??= this.pump().finally(() => {
      this.pumping = undefined;
    });
    await this.pumping;
  }

  /** Takes no more lanes and waits for those in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.pumping;
  }

  private async pump(): Promise<void> {
    const running = new Set<Promise<void>>();
    while ((this.again && !this.stopped) || running.size > 0) {
      if (this.again && !this.stopped) {
        this.again = false;
        for (const kind of ['interactive', 'bulk'] as const)
          for (const turn of await this.claim(kind)) {
            const run = turn.finally(() => {
              running.delete(run);
              this.active[kind] -= 1;
              this.again = true;
            });
            running.add(run);
          }
      } else {
        await Promise.race(running);
      }
    }
  }

  private async claim(kind: 'interactive' | 'bulk'): Promise<Promise<void>[]> {
    const { database, adapters, clock } = this.options;
    const limit = lanesAtOnce[kind] - this.active[kind];
    if (limit <= 0) return [];
    const now = clock.now();
    const platforms = [...adapters.keys()];
    const lanes = await claimLanes(database, { now, bulk: kind === 'bulk', limit, platforms });
    if (lanes.length === 0) return [];
    this.active[kind] += lanes.length;
    const allowed = lanes.map((lane) => ({
      key: lane.key,
      allowed: Math.min(deliveriesATurn, allowance(this.paceOf(lane), lane.nextAt, now)),
    }));
    const due = await takeDue(database, allowed);
    const drawn = await this.options.draw(due);
    const addresses = await resolveAddress(this.options, adapters, lanes);
    const byLane = groupBy(due, (delivery) => delivery.lane);
    return lanes.map((lane) => this.sendIn(lane, byLane.get(lane.key) ?? [], drawn, addresses.get(lane.key)));
  }

  private paceOf(lane: ClaimedLane) {
    return this.options.adapters.get(lane.platform)!.capabilities.pace;
  }

  private async sendIn(
    lane: ClaimedLane,
    due: DueDelivery[],
    drawn: ReadonlyMap<string, Drawn>,
    address: Address | QuartermasterError | undefined,
  ): Promise<void> {
    const { clock } = this.options;
    const adapter = this.options.adapters.get(lane.platform)!;
    const startedAt = clock.now().getTime();
    const posted = new Map<string, PostedMessage>();
    const sent: DeliveryResult[] = [];
    let nextAt = lane.nextAt;
    for (const delivery of due) {
      if (clock.now().getTime() - startedAt > leaseMs / 2) break;
      try {
        const picture = drawn.get(delivery.id);
        if (picture === undefined || 'error' in picture)
          throw new QuartermasterError('invalid', 'this view cannot be drawn', {
            cause: picture?.error,
            permanent: true,
          });
        if (address === undefined)
          throw new QuartermasterError('platform', 'no-account', { permanent: true });
        if (address instanceof QuartermasterError) throw address;
        const root = delivery.root ?? undefined;
        const message = await this.send(adapter, address, delivery, picture.card, lane.bulk, root);
        posted.set(delivery.id, message);
        sent.push({ id: delivery.id, shown: picture.version, attempts: 0, message, sentAt: clock.now() });
        this.options.onSettled?.(lane.platform, 'sent');
        nextAt = afterSending(adapter.capabilities.pace, nextAt, clock.now());
      } catch (error) {
        const outcome = this.failed(delivery, error);
        sent.push(outcome.result);
        if (outcome.waitUntil !== undefined) {
          nextAt = outcome.waitUntil;
          break;
        }
      }
    }
    if (nextAt !== null && nextAt > clock.now()) this.options.wakeAt(nextAt);
    const found = address === undefined || address instanceof QuartermasterError ? null : address;
    await this.settle({ key: lane.key, nextAt, address: found }, sent);
  }

  private async send(
    adapter: ChatAdapter,
    address: Address,
    delivery: DueDelivery,
    card: Card,
    bulk: boolean,
    thread: PostedMessage | undefined,
  ): Promise<PostedMessage> {
    const message: OutboundMessage = {
      card,
      thread,
      deliveryId: delivery.id,
      attempt: delivery.attempts,
      bulk,
    };
    if (delivery.message === null) return adapter.post(address, message);
    await adapter.update(delivery.message, message);
    return delivery.message;
  }

  /** A failure either ends the delivery for good, or makes its lane wait. */
  private failed(delivery: DueDelivery, error: unknown): { result: DeliveryResult; waitUntil?: Date } {
    const { clock, logger } = this.options;
    const { id, attempts, platform } = delivery;
    const where = { deliveryId: id, platform, attempts };
    if (hasCode(error, 'rate-limited')) {
      logger.debug({ ...where, retryAfterMs: error.retryAfterMs }, 'the platform asks to wait');
      // It said no for certain: the next attempt has nothing to look for.
      return {
        result: { id, attempts: attempts - 1 },
        waitUntil: new Date(clock.now().getTime() + (error.retryAfterMs ?? 1000)),
      };
    }
    const permanent = error instanceof QuartermasterError && (error.permanent || error.code === 'invalid');
    if (permanent || attempts >= mostAttempts) {
      const problem = error instanceof QuartermasterError ? error.message : 'gave up';
      if (problem === 'no-account') logger.debug(where, 'this person has no account there');
      else logger.error({ ...where, err: error }, 'a message could not be delivered');
      this.options.onSettled?.(platform, 'failed');
      return { result: { id, attempts, problem } };
    }
    logger.warn({ ...where, err: error }, 'a message was not delivered; it is tried again');
    return { result: { id, attempts }, waitUntil: retryAt(clock.now(), attempts) };
  }

  /** Lanes that finish while the database is busy are written down together. */
  private settle(lane: LaneResult, sent: DeliveryResult[]): Promise<void> {
    return new Promise((done) => {
      this.finished.push({ lane, sent, done });
      if (!this.settling) void this.settleAll();
    });
  }

  private async settleAll(): Promise<void> {
    this.settling = true;
    while (this.finished.length > 0) {
      const batch = this.finished.splice(0);
      try {
        await settle(
          this.options.database,
          batch.map(({ lane }) => lane),
          batch.flatMap(({ sent }) => sent),
        );
      } catch (error) {
        // The lease ends by itself, and the next attempt looks for what was sent.
        this.options.logger.error({ err: error }, 'what was sent could not be written down');
      }
      for (const { done } of batch) done();
    }
    this.settling = false;
  }
}
