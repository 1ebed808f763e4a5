import { groupBy } from '../core/group-by.ts';
import type { Database } from '../db/client.ts';
import type { ChatAdapter, PlatformName } from '../platform/adapter.ts';
import { type AddressBook, resolveAddresses } from './address-book.ts';
import { BulkPauses } from './bulk-pauses.ts';
import { claimLanes, type DeliveryResult, type DueDelivery, takeDue } from './lanes.ts';
import { allowance } from './pace.ts';
import { Settler } from './settler.ts';
import { type Drawn, sendTurn, type Turn, type TurnOptions } from './turn.ts';

export interface SenderOptions extends AddressBook, TurnOptions {
  database: Database;
  adapters: ReadonlyMap<PlatformName, ChatAdapter>;
  /** Draws deliveries from the present state of what they show: a few queries for all of them together. */
  draw(deliveries: DueDelivery[]): Promise<ReadonlyMap<string, Drawn>>;
  /** Asks to be woken at an instant, because a lane has to wait until then. */
  wakeAt(at: Date): void;
}

/** How many lanes are sent in at once: bulk sending has its own places and takes none from people who wait. */
const lanesAtOnce = { interactive: 100, bulk: 50 };
/** How many deliveries one turn of a lane takes at most. */
const deliveriesATurn = 50;

/** So often may lanes fail to be claimed before the sender gives up until it is woken again. */
const mostFailures = 3;

type Kind = keyof typeof lanesAtOnce;
const kinds = ['interactive', 'bulk'] as const satisfies Kind[];

/**
 * Sends what the outbox holds. Each lane is sent in by one process at a time, in order and at its platform's
 * pace; a lane that has to wait holds up no other. What cannot be sent now is tried again later.
 */
export class Sender {
  private readonly active: Record<Kind, number> = { interactive: 0, bulk: 0 };
  private readonly settler: Settler;
  private readonly bulkPauses: BulkPauses;
  private stopped = false;
  /** In which kind of lanes something may wait. */
  private readonly again = new Set<Kind>();
  private pumping: Promise<void> | undefined;
  private stir = () => {};

  constructor(private readonly options: SenderOptions) {
    this.settler = new Settler(options.database, options.logger);
    this.bulkPauses = new BulkPauses(options.clock);
  }

  /** Begins to send all that is due now, and waits for none of it: one silent platform must not hold up a ring. */
  wake(): void {
    if (this.pumping === undefined)
      this.drain().catch((error) =>
        this.options.logger.error({ err: error }, 'sending failed; the next sweep tries again'),
      );
    else this.lookAgain();
  }

  /** Sends all that is due now, and resolves when nothing more is. */
  async drain(): Promise<void> {
    this.lookAgain();
    // Somebody may ask again in the very moment in which the pump ends.
    while (this.again.size > 0 && !this.stopped) {
      this.pumping ??= this.pump().finally(() => {
        this.pumping = undefined;
      });
      await this.pumping;
    }
  }

  /** A lane that has just got something to send does not wait for those that are being sent in. */
  private lookAgain(): void {
    for (const kind of kinds) this.again.add(kind);
    this.stir();
  }

  /** Takes no more lanes and waits for those in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.pumping;
  }

  private async pump(): Promise<void> {
    const running = new Set<Promise<void>>();
    const failures: unknown[] = [];
    while ((this.again.size > 0 && !this.stopped) || running.size > 0) {
      if (this.again.size > 0 && !this.stopped) {
        const kindsNow = [...this.again];
        this.again.clear();
        for (const kind of kindsNow) {
          const turns = await this.claim(kind).catch((error: unknown) => {
            failures.push(error);
            // A deadlock is over by now; anything that lasts is left to the next ring or sweep.
            if (failures.length < mostFailures) this.again.add(kind);
            return [];
          });
          for (const turn of turns) {
            this.active[kind] += 1;
            const run = this.take(turn).finally(() => {
              running.delete(run);
              this.active[kind] -= 1;
              this.again.add(kind);
            });
            running.add(run);
          }
        }
      } else {
        const stirred = new Promise<void>((resolve) => {
          this.stir = resolve;
        });
        await Promise.race([...running, stirred]);
      }
    }
    if (failures.length >= mostFailures) throw failures[0];
  }

  /** Takes lanes in which something waits, with what is to be sent there now: four queries for all of them. */
  private async claim(kind: Kind): Promise<Turn[]> {
    const { database, adapters, clock } = this.options;
    const limit = lanesAtOnce[kind] - this.active[kind];
    if (limit <= 0) return [];
    const now = clock.now();
    const platforms = [...adapters.keys()].filter(
      (platform) => kind === 'interactive' || this.bulkPauses.until(platform) === undefined,
    );
    if (platforms.length === 0) return [];
    const lanes = await claimLanes(database, { now, bulk: kind === 'bulk', limit, platforms });
    if (lanes.length === 0) return [];
    try {
      const allowed = lanes.map(({ key, platform, nextAt }) => {
        const { pace } = adapters.get(platform)!.capabilities;
        return { key, allowed: Math.min(deliveriesATurn, allowance(pace, nextAt, now)) };
      });
      const due = await takeDue(database, allowed, now);
      const drawn = await this.options.draw(due);
      const addresses = await resolveAddresses(this.options, adapters, lanes);
      const byLane = groupBy(due, (delivery) => delivery.lane);
      return lanes.map((lane) => ({
        lane,
        adapter: adapters.get(lane.platform)!,
        due: byLane.get(lane.key) ?? [],
        drawn,
        address: addresses.get(lane.key)!,
      }));
    } catch (error) {
      await this.settler.settle(lanes, []);
      throw error;
    }
  }

  private async take(turn: Turn): Promise<void> {
    const { lane, sent } = await sendTurn(turn, { ...this.options, bulkPauses: this.bulkPauses });
    await this.settler.settle([lane], sent);
    const { clock, wakeAt } = this.options;
    // A timer may come a millisecond early, and who looks too early is not woken again.
    if (lane.nextAt !== null && lane.nextAt > clock.now()) wakeAt(new Date(lane.nextAt.getTime() + 1));
    for (const at of restsUntil(turn, sent)) wakeAt(at);
  }
}

/** Instants are rounded up to so many milliseconds, so that cards that were drawn together are one ring. */
const ringMs = 100;

/** When the live cards that were drawn in this turn may be drawn again: by then they may have changed. */
function restsUntil({ due }: Turn, sent: readonly DeliveryResult[]): Set<Date> {
  const restMs = new Map(due.map(({ id, redrawMs }) => [id, redrawMs]));
  const ends = sent.flatMap(({ id, sentAt }) => {
    const rest = restMs.get(id) ?? 0;
    return sentAt && rest > 0 ? [Math.ceil((sentAt.getTime() + rest) / ringMs) * ringMs] : [];
  });
  return new Set([...new Set(ends)].map((end) => new Date(end)));
}
