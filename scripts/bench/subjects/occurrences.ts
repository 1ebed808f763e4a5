import { readOfficeFile } from '../../../src/config/office.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { createLogger } from '../../../src/core/logger.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import { Accounts } from '../../../src/directory/accounts.ts';
import { CurrentOffice } from '../../../src/directory/current-office.ts';
import type { World } from '../../../src/engine/context.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { createOccurrences, expect } from '../../../src/features/occurrences/index.ts';
import { createAlarm } from '../../../src/jobs/alarm.ts';
import { setTimers, type Timer } from '../../../src/jobs/timers.ts';
import type { ChatAdapter } from '../../../src/platform/adapter.ts';
import { dueAt } from '../../../src/time/due.ts';
import { demoOffice } from '../settings.ts';
import { serve } from './serve.ts';

// The alarm, the engine and occurrences, each told by itself; what is said waits in the outbox.
const logger = createLogger('error');
const clock = systemClock;
const databaseUrl = process.env.DATABASE_URL!;
const database = await openDatabase(databaseUrl, { logger });
const current = await CurrentOffice.start(await readOfficeFile(demoOffice), { database, clock, logger });
const world = (): World => ({ database, clock, publicUrl: 'http://localhost', ...current.present });
const alarm = await createAlarm({ redisUrl: process.env.REDIS_URL, databaseUrl, clock, logger });

/** How late each was when its telling had been committed, in milliseconds. */
let late: number[] = [];
class Measured extends Engine {
  protected override async fire(timer: Timer): Promise<void> {
    await super.fire(timer);
    late.push(Date.now() - timer.dueAt.getTime());
  }
}
const engine = new Measured({
  world,
  database,
  clock,
  logger,
  accounts: new Accounts(database),
  adapters: new Map([['web', {} as ChatAdapter]]),
  nameEvent: async (event) => [event],
  features: [
    createOccurrences([
      {
        kind: 'bench.due',
        whenLate: 'tell',
        graceMinutes: 10,
        canWait: false,
        small: false,
        answers: [],
        load: async (_, occurrences) => new Map(occurrences.map(({ id }) => [id, {}])),
        describe: ({ occurrence }) => ({ line: occurrence.id }),
      },
    ]),
  ],
  onCommitted: ({ nextDueAt }) => nextDueAt && alarm.ring('timers', nextDueAt),
});
await alarm.start(async (errand) => (errand === 'timers' ? engine.handleDueTimers() : undefined));

serve(undefined, {
  /** Plans one for each of these instants, in epoch milliseconds. */
  async plan(instants: number[]) {
    late = [];
    const people = world().directory.everyone();
    const all = instants.map((at, index) => ({
      kind: 'bench.due',
      subject: `bench:${index}`,
      to: { personId: people[index % people.length]!.id },
      ...dueAt(new Date(at), 'Asia/Shanghai'),
    }));
    const { writes = [], timers = [] } = expect({ clock }, all);
    await commit(database, [...writes, setTimers(timers, clock.now())]);
    alarm.ring('timers', new Date(Math.min(...instants)));
  },
  late: () => late,
  async stop() {
    await alarm.stop(2000);
    await database.close();
  },
});
