import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dueAt } from '../../../time/due.ts';
import { closeRound } from '../counting/close.ts';
import { invitationSubject, invitationVersions } from '../inviting/invitation.ts';
import { closeTimer } from './opening.ts';
import { type Round, subjectOf } from './round.ts';
import { findRound } from './store.ts';

const overTimer = 'surveys.over';
/** So many cards are drawn again in one commit. */
const batch = 500;

export const idOf = (subject: string) => subject.slice(subjectOf({ id: '' }).length);

/** Ends a round: nobody answers any more, and the cards of all who were asked come to say so, a few at a time. */
export const endRound = (world: World, round: Round): Outcome =>
  merge(closeRound(world, round), { timers: [overFrom(world, round, '')] });

const overFrom = ({ clock, office }: World, round: Pick<Round, 'id'>, from: string) => ({
  kind: overTimer,
  subject: subjectOf(round),
  args: { from },
  ...dueAt(clock.now(), office.organisation.timezone),
});

export const closingTimers: NonNullable<Feature['timers']> = {
  /** The time is up. One query, and what counting needs. */
  [closeTimer]: async (world, { subject }): Promise<Outcome> => {
    const round = await findRound(world, idOf(subject));
    return round?.state === 'open' ? endRound(world, round) : nothing;
  },
  /** Two queries for every 500 who were asked. Whose hour had not come was not asked, and counts for no cap. */
  [overTimer]: async (world, { subject, args }): Promise<Outcome> => {
    const roundId = idOf(subject);
    const { rows } = await namedQuery<{ id: string; state: string }>(
      world.database,
      `SELECT "id", "state" FROM "SurveyInvitation" WHERE "roundId" = $1 AND "id" > $2 ORDER BY "id" LIMIT ${batch}`,
      [roundId, String(args.from)],
    );
    if (rows.length === 0) return nothing;
    const { rows: cards } = await namedQuery<{ id: string }>(
      world.database,
      `SELECT "id" FROM "Delivery" WHERE "live" AND "subject" = ANY ($1)`,
      [rows.map(invitationSubject)],
    );
    const unanswered = rows.filter(({ state }) => state === 'invited' || state === 'declined');
    const neverAsked = rows.filter(({ state }) => state === 'planned');
    return {
      writes: [
        {
          kind: 'update',
          table: 'SurveyInvitation',
          rows: unanswered.map(({ id }) => ({ id, state: 'expired', nextAt: null })),
        },
        { kind: 'delete', table: 'SurveyInvitation', ids: neverAsked.map(({ id }) => id) },
        {
          kind: 'update',
          table: 'Delivery',
          rows: cards.map(({ id }) => ({ id, wanted: invitationVersions.expired })),
        },
      ],
      timers: rows.length === batch ? [overFrom(world, { id: roundId }, rows.at(-1)!.id)] : [],
    };
  },
};
