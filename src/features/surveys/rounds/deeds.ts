import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, text } from '../../../ui/card.ts';
import { mayManage, type SurveyState, surveysOf } from '../surveys.ts';
import { endRound } from './closing.ts';
import { openRound, planRound } from './opening.ts';
import type { Round } from './round.ts';
import { mayManageRound, roundCard, turnoutsOf } from './round-card.ts';
import { findRound, lastRounds } from './store.ts';

/** A survey that can be opened now; else why not. Two queries. */
async function toOpen(ctx: Context, id: string): Promise<SurveyState | { refused: Outcome }> {
  const state = (await surveysOf(ctx)).get(id);
  if (state?.state !== 'active' || !mayManage(ctx.directory, state, ctx.person.id))
    return { refused: refusal(ctx.t('surveys.refused.gone')) };
  const last = (await lastRounds(ctx.database, [id])).get(id);
  if (last?.state !== 'open') return state;
  return { refused: refusal(ctx.t('surveys.status.open', { until: formatDateTime(last.closesAt, ctx) })) };
}

/** Says who would be asked when, with the button that asks them. Four queries. */
export async function askToOpen(ctx: Context, id: string): Promise<Outcome> {
  const state = await toOpen(ctx, id);
  if ('refused' in state) return state.refused;
  const { invitations, leftOut, closesAt } = await planRound(ctx, state);
  if (invitations.length === 0) return refusal(ctx.t('surveys.refused.nobody', { leftOut }));
  const first = new Date(Math.min(...invitations.map(({ nextAt }) => nextAt.getTime())));
  const words = {
    survey: state.survey.name[ctx.locale],
    n: invitations.length,
    at: formatDateTime(first, ctx),
    until: formatDateTime(closesAt, ctx),
    leftOut,
  };
  const line = ctx.t('surveys.open.ask', words);
  const button = {
    label: ctx.t('surveys.button.openNow'),
    action: 'surveys.openNow',
    value: id,
    style: 'primary' as const,
  };
  return { answer: { kind: 'card', card: { summary: line, blocks: [text(line), actions(button)] } } };
}

/** Opens a round. Six queries. */
export const openNow =
  (keyring: Keyring) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const state = await toOpen(ctx, id);
    if ('refused' in state) return state.refused;
    const opened = await openRound(ctx, keyring, state, { actorId: ctx.person.id });
    if (opened === undefined) return refusal(ctx.t('surveys.refused.nobody', { leftOut: 0 }));
    const { asked, closesAt } = opened.round;
    const said = ctx.t('surveys.open.done', { n: asked, until: formatDateTime(closesAt, ctx) });
    return merge(opened.outcome, notice(said));
  };

/** How many have answered by now. Two queries. */
export async function showRound(ctx: Context, id: string): Promise<Outcome> {
  const found = await roundFor(ctx, id);
  if ('refused' in found) return found.refused;
  const turnouts = await turnoutsOf(ctx, [id]);
  return { answer: { kind: 'card', card: roundCard({ round: found, turnout: turnouts.get(id) }, ctx, ctx) } };
}

/** Says what it means to close a round early, with the button that does it. Two queries. */
export async function askToClose(ctx: Context, id: string): Promise<Outcome> {
  const round = await roundFor(ctx, id);
  if ('refused' in round) return round.refused;
  if (round.state !== 'open') return refusal(ctx.t('surveys.refused.over'));
  const turnout = (await turnoutsOf(ctx, [id])).get(id);
  const line = ctx.t('surveys.close.ask', {
    survey: round.rules.name[ctx.locale],
    answered: turnout?.answered ?? 0,
    asked: round.asked,
  });
  const button = {
    label: ctx.t('surveys.button.closeNow'),
    action: 'surveys.closeNow',
    value: id,
    style: 'danger' as const,
  };
  return { answer: { kind: 'card', card: { summary: line, blocks: [text(line), actions(button)] } } };
}

/** One query. */
export async function closeNow(ctx: Context, id: string): Promise<Outcome> {
  const round = await roundFor(ctx, id);
  if ('refused' in round) return round.refused;
  if (round.state !== 'open') return refusal(ctx.t('surveys.refused.over'));
  const said = ctx.t('surveys.close.done', { survey: round.rules.name[ctx.locale] });
  return merge(endRound(ctx, round), notice(said));
}

/** A round, where this person may know how it stands. Two queries. */
async function roundFor(ctx: Context, id: string): Promise<Round | { refused: Outcome }> {
  const round = await findRound(ctx, id);
  const may = round !== undefined && (await mayManageRound(ctx, round, ctx.person.id));
  return may ? round : { refused: refusal(ctx.t('surveys.refused.gone')) };
}
