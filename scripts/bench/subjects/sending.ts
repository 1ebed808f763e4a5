import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { readOffice } from '../../../src/config/office.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { createLogger } from '../../../src/core/logger.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import { type Say, say } from '../../../src/delivery/outbox.ts';
import { Sender } from '../../../src/delivery/sender.ts';
import { Accounts } from '../../../src/directory/accounts.ts';
import { Directory } from '../../../src/directory/directory.ts';
import { draw } from '../../../src/engine/draw.ts';
import type { Feature } from '../../../src/engine/feature.ts';
import { createRoutes } from '../../../src/engine/routing.ts';
import { demoOffice } from '../settings.ts';

export const logger = createLogger('error');
export const clock = systemClock;

/** The outbox and the Slack adapter without the pace of Slack in one conversation, and nothing else. */
export async function startSending(features: readonly Feature[], wakeAt: (at: Date) => void = () => {}) {
  const office = await readOffice(demoOffice);
  const database = await openDatabase(process.env.DATABASE_URL!, { logger });
  const directory = await Directory.load(database, office);
  const slack = createSlackAdapter({
    botToken: process.env.SLACK_BOT_TOKEN!,
    signingSecret: process.env.SLACK_SIGNING_SECRET!,
    apiUrl: process.env.SLACK_API_URL!,
    pace: { intervalMs: 0, burst: 1 },
    defaultLocale: 'en',
    logger,
    clock,
  });
  await slack.start(async () => ({ kind: 'ok' }));
  const routes = createRoutes(features);
  const world = { database, directory, office, clock, publicUrl: 'http://localhost' };
  const sender = new Sender({
    database,
    adapters: new Map([['slack', slack]]),
    directory: () => directory,
    accounts: new Accounts(database),
    clock,
    logger,
    draw: (deliveries) => draw(world, routes, deliveries),
    wakeAt,
  });
  return {
    office,
    database,
    sender,
    /** Puts it into the outbox, one to each of these conversations in turn. */
    async say(all: Omit<Say, 'to'>[], conversations: number): Promise<void> {
      const placed = all.map((one, index): Say => {
        const key = `C${index % conversations}`;
        const address = { key, data: { channel: key } };
        return { ...one, to: { kind: 'conversation', platform: 'slack', address, readerId: null } };
      });
      await commit(database, say(placed, { platforms: ['slack'], directory, now: clock.now() }));
      // As autovacuum does by itself some time after so many new rows.
      await database.pool.query('ANALYZE "Delivery", "Lane"');
    },
    async stop() {
      await sender.stop();
      await database.close();
    },
  };
}
