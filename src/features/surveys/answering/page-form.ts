import type { Survey } from '../../../config/survey-types.ts';
import type { Context } from '../../../engine/context.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Field, Form, Option } from '../../../ui/form.ts';
import type { EnvelopeContent } from '../answers.ts';
import { askedQuestions } from '../asked.ts';
import { longestComment } from '../envelopes/size.ts';
import type { Round } from '../rounds/round.ts';
import { answerText, fieldId, fieldsOf } from './fields.ts';
import { lowAnswers } from './low.ts';
import { type Page, pagesOf, type Way, ways } from './pages.ts';

export const formId = 'surveys.answer';

const contextOf = (round: Round, spot: string) => `${round.id} ${spot}`;

/** What a form's context says. @returns undefined where it is none of ours. */
export function readContext(context: string): { roundId: string; spot: string } | undefined {
  const [, roundId, spot] = /^(\S+) (.+)$/s.exec(context) ?? [];
  return roundId && spot ? { roundId, spot } : undefined;
}

/** Until when answers are taken, as this reader says it: where others are a day behind, it ends within the day. */
export const untilSaid = (ctx: Pick<Context, 'timezone' | 'locale'>, { closesAt }: Round): string =>
  formatDateTime(closesAt, ctx);

/** Who answers for a survey, by their name. */
export const ownerName = ({ directory }: Pick<Context, 'directory'>, { owner }: Survey): string =>
  directory.byEmail(owner)?.name ?? owner;

/** A form of nothing: whoever sends it off is told why. */
export const emptyForm = (ctx: Context, context: string): Form => ({
  id: formId,
  context,
  title: ctx.t('surveys.answer.begin'),
  submit: ctx.t('surveys.answer.next'),
  fields: [],
});

/** The words about what is kept, before anything is asked. */
export function startForm(ctx: Context, round: Round): Form {
  const { rules } = round;
  const labels = { each: ctx.t('surveys.answer.wayEach'), section: ctx.t('surveys.answer.waySection') };
  const words = [
    rules.intro?.[ctx.locale],
    ctx.t('surveys.answer.kept', { until: untilSaid(ctx, round) }),
    rules.followUp && ctx.t('surveys.answer.named'),
  ];
  return {
    id: formId,
    context: contextOf(round, 'start'),
    title: rules.name[ctx.locale],
    intro: words.filter(Boolean).join('\n\n'),
    submit: ctx.t('surveys.answer.begin'),
    fields: [
      {
        kind: 'choice',
        id: 'way',
        label: ctx.t('surveys.answer.way'),
        required: true,
        options: ways.map((value) => ({ value, label: labels[value] })),
        value: 'each',
      },
    ],
  };
}

/** One page of questions, with what was answered standing in them. */
export function pageForm(
  ctx: Context,
  round: Round,
  content: EnvelopeContent,
  { page, way }: { page: Page; way: Way },
  remark?: string,
): Form {
  const pages = pagesOf(round.rules, way);
  const at = pages.findIndex(({ id }) => id === page.id);
  const skippable = way === 'each' && page.questions.every(({ required }) => !required);
  const progress = ctx.t('surveys.answer.progress', { at: at + 1, count: pages.length });
  const heading = page.title?.[ctx.locale];
  const words = [
    heading ? `${heading} · ${progress}` : progress,
    content.sent && ctx.t('surveys.answer.sentChange'),
    remark,
  ];
  const fields = page.questions.flatMap((question) => {
    const { showWhen } = question;
    const condition = showWhen && { field: fieldId(showWhen.question), in: showWhen.in };
    return fieldsOf(ctx, question, content.answers[question.id], condition);
  });
  return {
    id: formId,
    context: contextOf(round, page.id),
    title: round.rules.name[ctx.locale],
    intro: words.filter(Boolean).join('\n\n'),
    submit: at === pages.length - 1 ? ctx.t('surveys.answer.toReview') : ctx.t('surveys.answer.next'),
    buttons: [
      { value: 'back', label: ctx.t('surveys.answer.back') },
      ...(skippable ? [{ value: 'skip', label: ctx.t('surveys.answer.skip') }] : []),
      later(ctx),
    ],
    fields,
  };
}

/** All that was answered, before it is sent off. */
export function reviewForm(ctx: Context, round: Round, content: EnvelopeContent): Form {
  const { rules } = round;
  const asked = askedQuestions(rules, content.answers);
  const lines = asked.map((question) => {
    const answer = answerText(ctx, question, content.answers[question.id]);
    return `• ${question.text[ctx.locale]}\n   ${answer}`;
  });
  const words = content.sent
    ? ctx.t('surveys.answer.reviewSent', { until: untilSaid(ctx, round) })
    : ctx.t('surveys.answer.review');
  const fields: Field[] = [
    {
      kind: 'choice',
      id: 'change',
      label: ctx.t('surveys.answer.change'),
      hint: ctx.t('surveys.answer.changeHint'),
      required: false,
      options: asked.map((question) => ({ value: question.id, label: question.text[ctx.locale] })),
    },
  ];
  return {
    id: formId,
    context: contextOf(round, 'review'),
    title: rules.name[ctx.locale],
    intro: [words, ...lines].join('\n'),
    submit: content.sent ? ctx.t('surveys.answer.sendAgain') : ctx.t('surveys.answer.send'),
    buttons: [{ value: 'back', label: ctx.t('surveys.answer.back') }, later(ctx)],
    fields:
      rules.followUp && lowAnswers(asked, content.answers).length > 0
        ? [...consentFields(ctx, round, content), ...fields]
        : fields,
  };
}

function consentFields(ctx: Context, { rules }: Round, content: EnvelopeContent): Field[] {
  const owner = ownerName(ctx, rules);
  const options: Option[] = [
    { value: 'no', label: ctx.t('surveys.answer.followUpNo') },
    { value: 'yes', label: ctx.t('surveys.answer.followUpYes') },
  ];
  return [
    {
      kind: 'choice',
      id: 'named',
      label: ctx.t('surveys.answer.followUp'),
      hint: ctx.t('surveys.answer.followUpHint', { owner }),
      required: true,
      options,
      value: content.namedPersonId === null ? 'no' : 'yes',
    },
    {
      kind: 'text',
      id: 'comment',
      label: ctx.t('surveys.answer.comment'),
      hint: ctx.t('surveys.answer.commentHint'),
      required: false,
      multiline: true,
      maxLength: longestComment,
      showWhen: { field: 'named', in: ['yes'] },
      value: content.comment ?? '',
    },
  ];
}

const later = (ctx: Context): Option => ({ value: 'later', label: ctx.t('surveys.answer.later') });
