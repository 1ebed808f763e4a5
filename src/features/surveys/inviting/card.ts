import type { Survey } from '../../../config/survey-types.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { Context, Reader, World } from '../../../engine/context.ts';
import { type Outcome, refusal, type Versioned, type View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Button, type Card, text } from '../../../ui/card.ts';
import type { Round } from '../rounds/round.ts';
import { findRound, loadRounds } from '../rounds/store.ts';
import { findInvitation, type Invitation, invitationSubject, invitationVersions } from './invitation.ts';

/** What the card shows. `over` also of one that was answered. */
export type Standing = 'asked' | 'declined' | 'answered' | 'over' | 'overAnswered';

export interface ShownInvitation {
  readonly standing: Standing;
  readonly round: Pick<Round, 'id' | 'closesAt'> & { readonly rules: Pick<Survey, 'name' | 'intro'> };
}

/** Undefined: whose round is gone, or whose hour has not come. */
export function standingOf({ state }: Pick<Invitation, 'state'>, round: Pick<Round, 'state'>): Standing {
  const isOver = round.state !== 'open' || state === 'expired';
  if (state === 'answered') return isOver ? 'overAnswered' : 'answered';
  if (isOver) return 'over';
  return state === 'declined' ? 'declined' : 'asked';
}

const versionOf = (standing: Standing): number =>
  ({
    asked: invitationVersions.invited,
    declined: invitationVersions.declined,
    answered: invitationVersions.answered,
    over: invitationVersions.expired,
    overAnswered: invitationVersions.expired,
  })[standing];

/** Two queries, however many they are. */
async function load(
  { database }: World,
  subjects: string[],
): Promise<ReadonlyMap<string, Versioned<ShownInvitation>>> {
  const ids = subjects.map((subject) => subject.slice(invitationSubject({ id: '' }).length));
  const { rows } = await namedQuery<Pick<Invitation, 'id' | 'roundId' | 'state'>>(
    database,
    'SELECT "id", "roundId", "state" FROM "SurveyInvitation" WHERE "id" = ANY ($1)',
    [ids],
  );
  const rounds = await loadRounds(database, [...new Set(rows.map(({ roundId }) => roundId))]);
  return new Map(
    rows.flatMap((invitation) => {
      const round = rounds.get(invitation.roundId);
      if (round === undefined) return [];
      const standing = standingOf(invitation, round);
      return [[invitationSubject(invitation), { version: versionOf(standing), state: { standing, round } }]];
    }),
  );
}

/** The card of one invitation: asked, thanked, or over; never anything of what was answered. */
export const invitationView: View<ShownInvitation> = {
  load,
  draw: ({ state, reader }) => invitationCard(state, reader),
};

function invitationCard({ standing, round }: ShownInvitation, reader: Reader): Card {
  const { locale } = reader;
  const { name, intro } = round.rules;
  const until = formatDateTime(round.closesAt, reader);
  const words = { survey: name[locale], until };
  return {
    title: name[locale],
    summary: t(locale, `surveys.invitation.summary.${standing}`, words),
    ...(standing === 'answered' || standing === 'overAnswered' ? { tone: 'good' as const } : {}),
    blocks: [
      ...(standing === 'asked' && intro ? [text(intro[locale])] : []),
      text(t(locale, `surveys.invitation.${standing}`, words)),
      ...(standing === 'asked' ? [text(t(locale, 'surveys.invitation.kept'), 'subtle')] : []),
      ...buttonsFor(standing, round.id, reader),
    ],
  };
}

const buttonsFor = (standing: Standing, roundId: string, { locale }: Reader) => {
  if (standing === 'over' || standing === 'overAnswered') return [];
  const decline: Button = {
    label: t(locale, 'surveys.button.decline'),
    action: 'surveys.decline',
    value: roundId,
  };
  return [actions(answerButton(standing, roundId, { locale }), standing === 'asked' && decline)];
};

/** Opens the questions: of one that was answered, to change what was answered. */
export const answerButton = (
  standing: Standing,
  roundId: string,
  { locale }: Pick<Reader, 'locale'>,
): Button => ({
  label: t(locale, standing === 'answered' ? 'surveys.button.change' : 'surveys.button.answer'),
  action: 'surveys.answer',
  value: roundId,
  opensForm: true,
  ...(standing === 'answered' ? {} : { style: 'primary' as const }),
});

/** Somebody does not want to answer: they are not reminded, and may still change their mind. Two queries. */
export async function decline(ctx: Context, roundId: string): Promise<Outcome> {
  const [round, invitation] = await Promise.all([
    findRound(ctx, roundId),
    findInvitation(ctx, roundId, ctx.person.id),
  ]);
  if (round === undefined || invitation === undefined || invitation.state === 'planned')
    return refusal(ctx.t('surveys.refused.notAsked'));
  const standing = standingOf(invitation, round);
  const until = formatDateTime(round.closesAt, ctx);
  if (standing !== 'asked')
    return refusal(
      ctx.t(`surveys.invitation.summary.${standing}`, { survey: round.rules.name[ctx.locale], until }),
    );
  return {
    writes: [
      {
        kind: 'update',
        table: 'SurveyInvitation',
        rows: [{ id: invitation.id, state: 'declined', nextAt: null }],
      },
      { kind: 'redraw', subject: invitationSubject(invitation), version: invitationVersions.declined },
    ],
    answer: { kind: 'notice', text: ctx.t('surveys.declined', { until }) },
  };
}
