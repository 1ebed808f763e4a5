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
import { createRoutes } from '../../../src/engine/routing.ts';
import { requests } from '../../../src/features/requests/index.ts';
import { serve } from './serve.ts';

// The outbox and the Slack adapter without the pace of Slack, and nothing else.
const logger = createLogger('error');
const clock = systemClock;
const office = await readOffice(process.env.OFFICE_CONFIG!);
const database = await openDatabase(process.env.DATABASE_URL!, { logger });
const directory = await Directory.load(database, office);
const accounts = new Accounts(database);
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
const routes = createRoutes([requests]);
const world = { database, directory, office, clock, publicUrl: 'http://localhost' };
const sender = new Sender({
  database,
  adapters: new Map([['slack', slack]]),
  directory: () => directory,
  accounts,
  clock,
  logger,
  draw: (deliveries) => draw(world, routes, deliveries),
  wakeAt() {},
});

serve(undefined, {
  /** Writes `count` deliveries into the outbox, spread over so many conversations. */
  async fill({ count, conversations }: { count: number; conversations: number }) {
    const all = Array.from({ length: count }, (_, index): Say => {
      const key = `C${index % conversations}`;
      const address = { key, data: { channel: key } };
      return {
        to: { kind: 'conversation', platform: 'slack', address, readerId: null },
        view: 'requests.notice',
        args: { key: 'taken', title: '#42 Repair · the printer on 3F', by: '赵磊' },
      };
    });
    await commit(database, say(all, { platforms: ['slack'], directory, now: clock.now() }));
    // As autovacuum does by itself some time after so many new rows.
    await database.pool.query('ANALYZE "Delivery", "Lane"');
  },
  send: () => sender.drain(),
  async stop() {
    await sender.stop();
    await database.close();
  },
});
