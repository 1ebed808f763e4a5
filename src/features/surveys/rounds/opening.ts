import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Row, Write } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import { dayOf } from '../../../time/day-start.ts';
import { dueAt } from '../../../time/due.ts';
import { askedDays, servedIds } from '../audience/asked-before.ts';
import { groupingBy, meantBy, partOf } from '../audience/audience.ts';
import { invitationId } from '../inviting/invitation.ts';
import { type Plan, planInvitations } from '../inviting/plan.ts';
import { ownerIdOf, type SurveyState, surveySubject, writeSurvey } from '../surveys.ts';
import { dayAfter } from './rhythm.ts';
import { type Round, roundIdOf, subjectOf } from './round.ts';
import { insertRound } from './store.ts';

export const askTimer = 'surveys.ask';
export const closeTimer = 'surveys.close';

/** Who would be asked when, if it opened now. Two queries at the most. @param day ISO, that of its rhythm. */
export async function planRound(world: World, { survey }: SurveyState, day?: string): Promise<Plan> {
  const { office, clock } = world;
  const from = clock.now();
  const meant = meantBy(survey.audience, world, await servedIds(world, survey.audience));
  const people = partOf(meant, survey.audience.share);
  const { surveyFatigue: fatigue } = office;
  const lookBack = dayAfter(dayOf(from, 'UTC'), -fatigue.days - 1);
  const asked = await askedDays(
    world,
    people.map(({ id }) => id),
    lookBack,
  );
  const { at, openDays } = survey;
  return planInvitations({
    people,
    asked,
    fatigue,
    at,
    openDays,
    from,
    fromDay: day,
    workdays: scheduleOf(office),
  });
}

/**
 * Opens a round: what is asked, and who is asked when, is fixed in one commit, so that nothing that happens in between
 * loses anybody or asks them twice. Undefined: there is nobody to ask. Four queries at the most; for 10,000 people one
 * commit of as many rows.
 */
export async function openRound(
  world: World,
  keyring: Keyring,
  state: SurveyState,
  { actorId, day }: { actorId: string | null; day?: string },
): Promise<{ round: Round; outcome: Outcome } | undefined> {
  const { office, directory, clock } = world;
  const now = clock.now();
  const guard = await openings(world);
  const plan = await planRound(world, state, day);
  if (plan.invitations.length === 0) return undefined;
  const { survey } = state;
  const number = state.rounds + 1;
  const round: Round = {
    id: roundIdOf(survey.id, number),
    version: 1,
    surveyId: survey.id,
    number,
    rules: survey,
    state: 'open',
    opensAt: now,
    closesAt: plan.closesAt,
    asked: plan.invitations.length,
    leftOut: plan.leftOut,
    results: null,
    createdAt: now,
    countedAt: null,
  };
  await keyring.make(round.id);
  const subject = subjectOf(round);
  const zone = office.organisation.timezone;
  const ownerId = ownerIdOf(survey, directory);
  const first = new Date(Math.min(...plan.invitations.map(({ nextAt }) => nextAt.getTime())));
  const entry = { kind: 'surveyOpened', actorId, platform: null, at: now, data: { number } };
  return {
    round,
    outcome: {
      writes: [
        writeSurvey({ ...state, version: state.version + 1, rounds: number }, now),
        insertRound(round),
        invitationsOf(world, round, plan),
      ],
      history: [
        { ...entry, subject: surveySubject(survey.id), version: state.version + 1 },
        { ...entry, subject, version: 1 },
        { ...entry, ...guard, data: { round: round.id } },
      ],
      timers: [
        { kind: askTimer, subject, ...dueAt(first, zone) },
        { kind: closeTimer, subject, ...dueAt(plan.closesAt, zone) },
      ],
      say:
        ownerId === undefined
          ? []
          : [
              {
                to: { kind: 'person', personId: ownerId },
                view: 'surveys.round',
                subject,
                live: 'copy',
                version: 1,
              },
            ],
    },
  };
}

/**
 * Openings come one after the other over all surveys, so that each sees whom the one before it asks: else two at once
 * could ask somebody more often than the cap allows. One query.
 */
async function openings({ database }: World): Promise<Pick<HistoryEntry, 'subject' | 'version'>> {
  const subject = 'surveys';
  const { rows } = await namedQuery<{ last: number | null }>(
    database,
    'SELECT max("version") AS "last" FROM "History" WHERE "subject" = $1',
    [subject],
  );
  return { subject, version: (rows[0]?.last ?? 0) + 1 };
}

function invitationsOf(world: World, round: Round, { invitations }: Plan): Write {
  const groupOf = groupingBy(round.rules.groupBy, world);
  const rows = invitations.map(
    ({ personId, invitedOn, nextAt }): Row => ({
      id: invitationId(round.id, personId),
      roundId: round.id,
      personId,
      group: groupOf(world.directory.person(personId)),
      state: 'planned',
      invitedOn,
      nextAt,
      answeredOn: null,
    }),
  );
  return { kind: 'insert', table: 'SurveyInvitation', rows };
}
