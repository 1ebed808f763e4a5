// What makes occurrences be told, and nothing else of Quartermaster: the alarm, the engine and two kinds. In this
// process, or in one of its own for who wants to kill it: `occurrence-process.ts <database> [<redis>]`.
import { fileURLToPath } from 'node:url';
import { readOfficeFile } from '../../src/config/office.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { openDatabase } from '../../src/db/client.ts';
import { Accounts } from '../../src/directory/accounts.ts';
import { CurrentOffice } from '../../src/directory/current-office.ts';
import type { World } from '../../src/engine/context.ts';
import { Engine } from '../../src/engine/engine.ts';
import { createOccurrences, type OccurrenceKind } from '../../src/features/occurrences/index.ts';
import { createAlarm } from '../../src/jobs/alarm.ts';
import type { ChatAdapter } from '../../src/platform/adapter.ts';

const kind = (name: string, whenLate: OccurrenceKind['whenLate']): OccurrenceKind => ({
  kind: name,
  whenLate,
  graceMinutes: 10,
  canWait: false,
  small: false,
  answers: [],
  load: async (_, occurrences) => new Map(occurrences.map(({ id }) => [id, {}])),
  describe: ({ occurrence }) => ({ line: occurrence.id }),
});

export interface OccurrenceProcess {
  readonly world: World;
  readonly engine: Engine;
  stop(): Promise<void>;
}

/** @param alarm whether it wakes by itself; else who calls it calls `engine.handleDueTimers`. */
export async function startOccurrences(
  databaseUrl: string,
  { clock = systemClock, redisUrl, alarm = true }: { clock?: Clock; redisUrl?: string; alarm?: boolean } = {},
): Promise<OccurrenceProcess> {
  const logger = silentLogger;
  const database = await openDatabase(databaseUrl, { logger, poolSize: 5 });
  const file = await readOfficeFile(`${projectRoot}/office.example.yaml`);
  const current = await CurrentOffice.start(file, { database, clock, logger });
  const world = (): World => ({ database, clock, publicUrl: 'http://localhost', ...current.present });
  const clockwork = alarm
    ? await createAlarm({ redisUrl, databaseUrl, clock, logger, sweepMs: 500 })
    : undefined;
  const engine = new Engine({
    world,
    database,
    clock,
    logger,
    accounts: new Accounts(database),
    adapters: new Map([['web', {} as ChatAdapter]]),
    nameEvent: async (event) => [event],
    features: [createOccurrences([kind('proof.tell', 'tell'), kind('proof.drop', 'drop')])],
    onCommitted: ({ nextDueAt }) => nextDueAt && clockwork?.ring('timers', nextDueAt),
  });
  await clockwork?.start(async (errand) => (errand === 'timers' ? engine.handleDueTimers() : undefined));
  return {
    world: world(),
    engine,
    async stop() {
      await clockwork?.stop(1000);
      await database.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , databaseUrl = '', redisUrl] = process.argv;
  await startOccurrences(databaseUrl, redisUrl ? { redisUrl } : {});
  process.stdout.write('ready\n');
}
