import type { Row } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dueAt } from '../../../time/due.ts';
import { expect } from '../../occurrences/index.ts';
import { idOf } from '../rounds/closing.ts';
import { askTimer } from '../rounds/opening.ts';
import type { Round } from '../rounds/round.ts';
import { findRound } from '../rounds/store.ts';
import { type Invitation, invitationSubject, invitationVersions } from './invitation.ts';
import { nextReminder } from './plan.ts';
import { reminderKind } from './reminder.ts';

/** So many are asked or reminded in one commit. */
const batch = 500;

type Due = Pick<Invitation, 'id' | 'personId' | 'state' | 'invitedOn'>;

/**
 * Asks those whose hour has come, and reminds those who have not answered by then: some hundreds in one commit with
 * the timer of the next ones. Each is asked by their own row, which says in the same commit that they were; so
 * whatever is killed in between, nobody is left out and nobody is asked twice. Three queries for each batch.
 */
const askWhoIsDue = async (world: World, round: Round): Promise<Outcome> => {
  const { database, clock, office, directory } = world;
  const now = clock.now();
  const { rows: due } = await namedQuery<Due>(
    database,
    `SELECT "id", "personId", "state", "invitedOn" FROM "SurveyInvitation"
     WHERE "roundId" = $1 AND "nextAt" <= $2 AND "state" IN ('planned', 'invited')
     ORDER BY "nextAt", "id" LIMIT ${batch}`,
    [round.id, now],
  );
  const workdays = scheduleOf(office);
  const { at } = round.rules;
  const { closesAt } = round;
  const asked = due.map((one) => {
    const person = directory.find(one.personId);
    const isHere = person?.active ?? false;
    const timezone = person?.timezone ?? office.organisation.timezone;
    const nextAt = isHere ? nextReminder(one.invitedOn, { at, timezone, now, closesAt, workdays }) : null;
    return { ...one, isHere, timezone, nextAt };
  });
  const [first, second] = [
    asked.filter(({ state }) => state === 'planned'),
    asked.filter(({ state }) => state !== 'planned'),
  ];
  const next = due.length === batch ? now : await nextTime(world, round, asked);
  const here = first.filter(({ isHere }) => isHere);
  const left = first.filter(({ isHere }) => !isHere);
  const outcome: Outcome = {
    writes: [
      {
        kind: 'update',
        table: 'SurveyInvitation',
        rows: here.map(({ id, nextAt }): Row & { id: string } => ({ id, state: 'invited', nextAt })),
      },
      { kind: 'delete', table: 'SurveyInvitation', ids: left.map(({ id }) => id) },
      // Somebody may be answering at this moment: their state is left as it is.
      { kind: 'update', table: 'SurveyInvitation', rows: second.map(({ id, nextAt }) => ({ id, nextAt })) },
    ],
    say: here.map(({ id, personId }) => ({
      to: { kind: 'person', personId },
      view: 'surveys.invitation',
      subject: invitationSubject({ id }),
      live: 'copy',
      version: invitationVersions.invited,
      bulk: true,
    })),
    timers:
      next === undefined
        ? []
        : [{ kind: askTimer, subject: `round:${round.id}`, ...dueAt(next, office.organisation.timezone) }],
  };
  const reminders = second.filter(({ isHere }) => isHere);
  return merge(
    outcome,
    expect(
      world,
      reminders.map(({ id, personId, nextAt, timezone }) => ({
        id: `occ_${id}/${nextAt === null ? 'last' : 'first'}`,
        kind: reminderKind,
        subject: invitationSubject({ id }),
        to: { personId },
        ...dueAt(now, timezone),
      })),
    ),
  );
};

/** When the next of them is due, those of this batch with their new times included. One query. */
async function nextTime(
  { database, clock }: World,
  { id }: Round,
  asked: readonly { nextAt: Date | null }[],
): Promise<Date | undefined> {
  const { rows } = await namedQuery<{ next: Date | null }>(
    database,
    `SELECT min("nextAt") AS "next" FROM "SurveyInvitation"
     WHERE "roundId" = $1 AND "nextAt" > $2 AND "state" IN ('planned', 'invited')`,
    [id, clock.now()],
  );
  const times = [rows[0]?.next, ...asked.map(({ nextAt }) => nextAt)].flatMap((at) => at?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

export const askingTimers: NonNullable<Feature['timers']> = {
  [askTimer]: async (world, { subject }): Promise<Outcome> => {
    const round = await findRound(world, idOf(subject));
    return round?.state === 'open' ? askWhoIsDue(world, round) : nothing;
  },
};
