import type { SurveyOption, SurveyQuestion } from '../../../config/survey-types.ts';
import type { Context } from '../../../engine/context.ts';
import { asTyped, type Field, type FieldValue, type Option } from '../../../ui/form.ts';
import type { Answer } from '../answers.ts';
import { cleaned } from '../envelopes/size.ts';
import { placesOf } from './pages.ts';

export type Teller = Pick<Context, 't' | 'locale'>;

/** The value of "no answer", for those who have chosen one and would rather not. */
const none = '~';

export const fieldId = (questionId: string, part?: string | number) =>
  part === undefined ? `q:${questionId}` : `q:${questionId}:${part}`;

/** The fields that ask a question, with what was answered standing in them. */
export function fieldsOf(
  ctx: Teller,
  question: SurveyQuestion,
  answer: Answer | undefined,
  showWhen?: Field['showWhen'],
): Field[] {
  const { locale } = ctx;
  const label = question.text[locale];
  const base = {
    id: fieldId(question.id),
    label,
    ...(question.hint && { hint: question.hint[locale] }),
    required: question.required,
    ...(showWhen && { showWhen }),
  };
  const value = typeof answer === 'string' ? answer : undefined;
  const choice = (options: Option[]): Field => ({
    ...base,
    kind: 'choice',
    options: withNone(ctx, question, options),
    ...(value !== undefined && { value }),
  });
  switch (question.type) {
    case 'scale':
    case 'stars':
    case 'nps':
    case 'single':
      return [choice(optionsOf(ctx, question))];
    case 'multiple':
      return [
        {
          ...base,
          kind: 'choices',
          options: optionsOf(ctx, question),
          ...hintOf(base.hint, question.most && ctx.t('surveys.answer.most', { count: question.most })),
          value: isList(answer) ? asTyped([...answer]) : '',
        },
      ];
    case 'ranking':
      return Array.from({ length: placesOf(question) }, (_, at) => ({
        ...base,
        id: fieldId(question.id, at),
        label: at === 0 ? label : ctx.t('surveys.answer.place', { place: at + 1 }),
        ...(at === 0 ? hintOf(base.hint, ctx.t('surveys.answer.best')) : { hint: undefined }),
        required: question.required && at === 0,
        kind: 'choice' as const,
        options: withNone(ctx, { required: question.required && at === 0 }, optionsOf(ctx, question)),
        value: (isList(answer) && answer[at]) || '',
      })).map(withoutUndefined);
    case 'matrix':
      return question.rows.map((row, at) => ({
        ...base,
        id: fieldId(question.id, row.value),
        label: at === 0 ? `${label}\n${row.label[locale]}` : row.label[locale],
        kind: 'choice' as const,
        options: withNone(ctx, question, optionsOf(ctx, question)),
        value: (isRows(answer) && answer[row.value]) || '',
      }));
    case 'text':
      return [
        {
          ...base,
          kind: 'text',
          multiline: true,
          maxLength: question.maxLength,
          ...hintOf(base.hint, ctx.t('surveys.answer.mayTell')),
          ...(value !== undefined && { value }),
        },
      ];
  }
}

/** What there is to choose from, in this reader's words. */
function optionsOf(ctx: Teller, question: Exclude<SurveyQuestion, { type: 'text' }>): Option[] {
  switch (question.type) {
    case 'scale':
      return numbers(question.from, question.to, question.low?.[ctx.locale], question.high?.[ctx.locale]);
    case 'matrix':
      return numbers(question.from, question.to);
    case 'stars':
      return [1, 2, 3, 4, 5].map((stars) => ({
        value: String(stars),
        label: `${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}`,
      }));
    case 'nps':
      return numbers(0, 10, ctx.t('surveys.answer.unlikely'), ctx.t('surveys.answer.likely'));
    default:
      return question.options.map((option: SurveyOption) => ({
        value: option.value,
        label: option.label[ctx.locale],
      }));
  }
}

/** What stands in the fields of a question. Undefined: nothing. `problem`: the field, and what is wrong there. */
export function readAnswer(
  ctx: Teller,
  question: SurveyQuestion,
  values: Readonly<Record<string, FieldValue>>,
): { answer: Answer | undefined } | { problem: { field: string; text: string } } {
  const at = (part?: string | number): string | undefined => {
    const value = values[fieldId(question.id, part)];
    return value === null || value === undefined || value === none ? undefined : String(value);
  };
  switch (question.type) {
    case 'multiple': {
      const chosen = values[fieldId(question.id)];
      if (!Array.isArray(chosen) || chosen.length === 0) return { answer: undefined };
      if (question.most === undefined || chosen.length <= question.most) return { answer: chosen };
      const text = ctx.t('surveys.answer.most', { count: question.most });
      return { problem: { field: fieldId(question.id), text } };
    }
    case 'ranking': {
      const places = Array.from({ length: placesOf(question) }, (_, place) => at(place));
      const twice = places.findIndex((one, place) => one !== undefined && places.indexOf(one) < place);
      if (twice >= 0)
        return { problem: { field: fieldId(question.id, twice), text: ctx.t('surveys.answer.twice') } };
      const ranked = places.filter((one) => one !== undefined);
      return { answer: ranked.length > 0 ? ranked : undefined };
    }
    case 'matrix': {
      const rows = question.rows.flatMap(({ value }) => {
        const rated = at(value);
        return rated === undefined ? [] : [[value, rated] as const];
      });
      return { answer: rows.length > 0 ? Object.fromEntries(rows) : undefined };
    }
    case 'text': {
      const text = at();
      return { answer: text === undefined ? undefined : cleaned(text).slice(0, question.maxLength) };
    }
    default:
      return { answer: at() };
  }
}

/** What was answered, as one line for a person to read. */
export function answerText(ctx: Teller, question: SurveyQuestion, answer: Answer | undefined): string {
  if (answer === undefined) return ctx.t('surveys.answer.skipped');
  if (question.type === 'text') return String(answer);
  const labels = new Map(optionsOf(ctx, question).map(({ value, label }) => [value, label]));
  const named = (value: string) => labels.get(value) ?? value;
  if (typeof answer === 'string') return named(answer);
  if (question.type === 'matrix' && isRows(answer))
    return question.rows
      .filter(({ value }) => answer[value] !== undefined)
      .map(({ value, label }) => `${label[ctx.locale]}: ${named(answer[value]!)}`)
      .join('; ');
  if (!isList(answer)) return '';
  return question.type === 'ranking'
    ? answer.map((value, at) => `${at + 1}. ${named(value)}`).join('  ')
    : answer.map(named).join('; ');
}

const isList = (answer: Answer | undefined): answer is readonly string[] => Array.isArray(answer);
export const isRows = (answer: Answer | undefined): answer is { readonly [row: string]: string } =>
  typeof answer === 'object' && !Array.isArray(answer);

function numbers(from: number, to: number, low?: string, high?: string): Option[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const value = String(from + at);
    const words = at === 0 ? low : from + at === to ? high : undefined;
    return { value, label: words ? `${value} – ${words}` : value };
  });
}

/** Not every platform lets go of a choice once it was made. */
const withNone = ({ t }: Teller, { required }: { required: boolean }, options: Option[]): Option[] =>
  required ? options : [...options, { value: none, label: t('surveys.answer.none') }];

const hintOf = (own: string | undefined, more: string | undefined | 0 | '') => {
  const hint = [own, more].filter(Boolean).join('\n');
  return hint === '' ? {} : { hint };
};

const withoutUndefined = <T extends object>(field: T): T =>
  Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as T;
