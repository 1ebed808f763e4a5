import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import { type DeliveryResult, type LaneResult, settle } from './lanes.ts';

/** So often is what was sent written down, if need be; with the delays between, about ten seconds. */
const mostTries = 8;

interface Finished {
  lanes: LaneResult[];
  sent: DeliveryResult[];
  done: () => void;
}

/** Writes down what was sent and lets lanes go. What comes while the database is busy is written together. */
export class Settler {
  private readonly finished: Finished[] = [];
  private writing = false;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  settle(lanes: LaneResult[], sent: DeliveryResult[]): Promise<void> {
    return new Promise((done) => {
      this.finished.push({ lanes, sent, done });
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.finished.length > 0) {
      const batch = this.finished.splice(0);
      await this.insist(
        batch.flatMap(({ lanes }) => lanes),
        batch.flatMap(({ sent }) => sent),
      );
      for (const { done } of batch) done();
    }
    this.writing = false;
  }

  /** A message that was sent and not written down would be sent again: a deadlock or a short outage is sat out. */
  private async insist(lanes: LaneResult[], sent: DeliveryResult[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await settle(this.database, lanes, sent);
      } catch (error) {
        if (tries === mostTries) {
          this.logger.error({ err: error }, 'what was sent could not be written down; it is looked up again');
          return;
        }
        await delay(40 * 2 ** tries);
      }
    }
  }
}
