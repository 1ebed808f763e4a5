import type { Context } from '../../../engine/context.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type Button, type Card, facts, text } from '../../../ui/card.ts';
import { nextRound } from '../rounds/rhythm-timers.ts';
import type { Round } from '../rounds/round.ts';
import type { SurveyState } from '../surveys.ts';
import { audienceText, questionLines, rhythmText } from './words.ts';

/** So many questions stand on one card. */
const perCard = 12;

/**
 * A survey as it was understood: what is asked of whom and when, and what may be done about it.
 * @param last its last round. @param from how many questions to pass over.
 */
export function surveyCard(ctx: Context, state: SurveyState, last: Round | undefined, from = 0): Card {
  const { locale } = ctx;
  const { survey } = state;
  const lines = questionLines(survey, locale);
  const first = Math.min(Math.max(0, from), Math.max(0, lines.length - 1));
  const shown = lines.slice(first, first + perCard);
  const left = lines.length - first - shown.length;
  const title = survey.name[locale];
  return {
    title,
    summary: title,
    blocks: [
      text(statusText(ctx, state, last), 'strong'),
      ...(first === 0 ? [factsOf(ctx, state)] : []),
      text(shown.join('\n')),
      actions(
        ...buttonsFor(ctx, state, last),
        left > 0 && {
          label: ctx.t('surveys.button.moreQuestions', { n: left }),
          action: 'surveys.show',
          value: `${survey.id} ${first + perCard}`,
        },
      ),
    ],
  };
}

/** Where it stands: a draft, asked at the moment, when next. */
export function statusText(ctx: Context, { survey, state }: SurveyState, last: Round | undefined): string {
  if (state === 'draft') return ctx.t('surveys.status.draft');
  if (last?.state === 'open')
    return ctx.t('surveys.status.open', { until: formatDateTime(last.closesAt, ctx) });
  const next = nextRound(ctx, survey, ctx.now);
  return next
    ? ctx.t('surveys.status.next', { at: formatDateTime(next.opensAt, ctx) })
    : ctx.t(last ? 'surveys.status.over' : 'surveys.status.waiting');
}

function factsOf(ctx: Context, { survey, rounds }: SurveyState): Block {
  const { locale } = ctx;
  return facts(
    { label: ctx.t('surveys.fact.audience'), value: audienceText(survey.audience, ctx, locale) },
    { label: ctx.t('surveys.fact.rhythm'), value: rhythmText(survey, locale) },
    { label: ctx.t('surveys.fact.openDays'), value: ctx.t('surveys.days', { days: survey.openDays }) },
    survey.groupBy && {
      label: ctx.t('surveys.field.groupBy'),
      value: ctx.t(`surveys.field.groupBy.${survey.groupBy}`),
    },
    {
      label: ctx.t('surveys.fact.owner'),
      value: ctx.directory.byEmail(survey.owner)?.name ?? survey.owner,
    },
    rounds > 0 ? { label: ctx.t('surveys.fact.rounds'), value: String(rounds) } : undefined,
  );
}

function buttonsFor(ctx: Context, state: SurveyState, last: Round | undefined): Button[] {
  const value = state.survey.id;
  const isMade = state.madeById !== null;
  const end: Button = { label: ctx.t('surveys.button.end'), action: 'surveys.end', value, style: 'danger' };
  if (state.state === 'draft')
    return [
      { label: ctx.t('surveys.button.activate'), action: 'surveys.activate', value, style: 'primary' },
      { label: ctx.t('surveys.button.edit'), action: 'surveys.edit', value, opensForm: true },
      { ...end, label: ctx.t('surveys.button.discard') },
    ];
  const isOpen = last?.state === 'open';
  return [
    ...(isOpen
      ? [{ label: ctx.t('surveys.button.round'), action: 'surveys.round', value: last.id }]
      : [{ label: ctx.t('surveys.button.open'), action: 'surveys.open', value }]),
    ...(last && !isOpen
      ? [{ label: ctx.t('surveys.results.open'), action: 'surveys.results', value: `${last.id} 0` }]
      : []),
    ...(isMade && !isOpen ? [end] : []),
  ];
}
