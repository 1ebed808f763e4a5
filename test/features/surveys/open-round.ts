import type { Keyring } from '../../../src/anonymity/keyring.ts';
import type { Survey } from '../../../src/config/survey-types.ts';
import type { Database } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import { closeRound } from '../../../src/features/surveys/counting/close.ts';
import { invitationId } from '../../../src/features/surveys/inviting/invitation.ts';
import { type Round, roundIdOf } from '../../../src/features/surveys/rounds/round.ts';
import { findRound, insertRound } from '../../../src/features/surveys/rounds/store.ts';
import { setTimers } from '../../../src/jobs/timers.ts';
import type { TestOffice } from '../../helpers/office.ts';

export interface AskedPerson {
  readonly id: string;
  readonly group: string | null;
}

/** A round in which these people have been asked, with its key. It is open for a week. */
export async function openRound(
  { database, keyring, now }: { database: Database; keyring: Keyring; now: Date },
  number: number,
  rules: Survey,
  people: readonly AskedPerson[],
): Promise<Round> {
  const closesAt = new Date(now.getTime() + 7 * 86_400_000);
  const round: Round = {
    ...{ id: roundIdOf(rules.id, number), version: 1, surveyId: rules.id, number, rules, state: 'open' },
    ...{ opensAt: now, closesAt, asked: people.length, leftOut: 0, results: null, createdAt: now },
    countedAt: null,
  };
  await keyring.make(round.id);
  const invitedOn = new Date(now.getTime() - number * 86_400_000).toISOString().slice(0, 10);
  const rows = people.map(({ id: personId, group }) => ({
    ...{ id: invitationId(round.id, personId), roundId: round.id, personId, group, state: 'invited' },
    ...{ invitedOn, nextAt: null, answeredOn: null },
  }));
  await commit(database, [insertRound(round), { kind: 'insert', table: 'SurveyInvitation', rows }]);
  return round;
}

/** Closes it and has it counted, as when its time is up. */
export async function endRound({ app }: TestOffice, id: string, now: Date): Promise<Round> {
  const { database } = app;
  const office = { organisation: { timezone: 'Asia/Shanghai' } };
  const world = { database, office, clock: { now: () => now } } as unknown as Parameters<
    typeof closeRound
  >[0];
  const outcome = closeRound(world, (await findRound({ database }, id))!);
  await commit(database, [...outcome.writes!, setTimers(outcome.timers!, now)]);
  // Counting, and then destroying the key.
  await app.engine.handleDueTimers();
  await app.engine.handleDueTimers();
  return (await findRound({ database }, id))!;
}
