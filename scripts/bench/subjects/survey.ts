import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { commit } from '../../../src/db/commit.ts';
import { createSurveys } from '../../../src/features/surveys/index.ts';
import { invitationId, invitationSubject } from '../../../src/features/surveys/inviting/invitation.ts';
import { roundIdOf } from '../../../src/features/surveys/rounds/round.ts';
import { insertRound } from '../../../src/features/surveys/rounds/store.ts';
import { createAlarm } from '../../../src/jobs/alarm.ts';
import { clock, logger, startSending } from './sending.ts';
import { serve } from './serve.ts';

// The invitations of a survey in the outbox, and the alarm by which the sender wakes after each wait.
const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl } = process.env;
const alarm = await createAlarm({ redisUrl, databaseUrl, clock, logger });
const keyring = new Keyring(join(tmpdir(), 'quartermaster-bench', 'keys'));
const { office, database, say, sender, stop } = await startSending(createSurveys(keyring), (at) =>
  alarm.ring('deliver', at),
);
await alarm.start(async (errand) => {
  if (errand === 'deliver') sender.wake();
  return undefined;
});

let rounds = 0;
serve(undefined, {
  /** Asks so many people: a round of their invitations, and each in the outbox. */
  async fill({ count }: { count: number }) {
    const now = clock.now();
    const rules = office.surveys.logistics!;
    rounds += 1;
    const id = roundIdOf(rules.id, rounds);
    const invitations = Array.from({ length: count }, (_, n) => ({
      id: invitationId(id, `person${n}`),
      roundId: id,
      personId: `person${n}`,
      group: null,
      state: 'invited',
      invitedOn: `${rounds}`,
      nextAt: null,
      answeredOn: null,
    }));
    const round = {
      ...{ id, version: 1, surveyId: rules.id, number: rounds, rules, state: 'open' as const },
      ...{ opensAt: now, closesAt: new Date(now.getTime() + 86_400_000), asked: count, leftOut: 0 },
      ...{ results: null, createdAt: now, countedAt: null },
    };
    await commit(database, [
      insertRound(round),
      { kind: 'insert', table: 'SurveyInvitation', rows: invitations },
    ]);
    await database.pool.query('ANALYZE "SurveyInvitation"');
    const card = { view: 'surveys.invitation', live: 'copy', version: 1, bulk: true } as const;
    await say(
      invitations.map((invitation) => ({ ...card, subject: invitationSubject(invitation) })),
      count,
    );
  },
  /** Resolves when all that waits has been sent. */
  async send() {
    const waiting = 'SELECT 1 FROM "Delivery" WHERE "shown" < "wanted" AND "problem" IS NULL LIMIT 1';
    alarm.ring('deliver');
    while ((await database.pool.query(waiting)).rowCount) await sleep(100);
  },
  async stop() {
    await alarm.stop(2000);
    await stop();
  },
});
