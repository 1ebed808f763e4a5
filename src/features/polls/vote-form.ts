import type { Context } from '../../engine/context.ts';
import type { Field, FieldValue, Form, Option } from '../../ui/form.ts';
import { howSaid, optionText, questionText } from './drawing/wording.ts';
import type { Choices, Poll, PollQuestion } from './poll.ts';
import { mostOf } from './rules.ts';

/** So many places of a ranking are asked for, at most. */
const mostPlaces = 10;
/** So much of a form all options may take, in bytes of UTF-16: Teams takes 80 KB in all. */
const optionBytes = 60_000;

/** All questions at once, with what was voted so far. Each may be left out. */
export const voteFormFor = (ctx: Context, poll: Poll, before: Choices | undefined): Form => ({
  id: 'polls.vote',
  context: poll.id,
  title: ctx.t('polls.card.title', { number: poll.number }),
  intro: poll.title,
  submit: ctx.t('polls.button.choose'),
  fields: poll.questions.flatMap((question) => fieldsFor(ctx, poll, question, before?.[question.id] ?? [])),
});

function fieldsFor(ctx: Context, poll: Poll, question: PollQuestion, chosen: readonly string[]): Field[] {
  const options: Option[] = question.options.map((option) => ({
    value: option.id,
    label: optionText(question, option, ctx),
  }));
  const known = chosen.filter((id) => options.some(({ value }) => value === id));
  const label = questionText(poll, question);
  const hint = howSaid(question, ctx);
  const common = { required: false, ...(hint && { hint }), options };
  if (question.kind === 'multiple')
    return [{ ...common, id: question.id, kind: 'choices', label, value: known.join('\n') }];
  if (question.kind !== 'ranked')
    return [{ ...common, id: question.id, kind: 'choice', label, ...(known[0] && { value: known[0] }) }];
  return Array.from({ length: placesOf(question, placesIn(poll.questions)) }, (_, at) => ({
    ...common,
    id: placeId(question, at),
    kind: 'choice' as const,
    label: ctx.t('polls.field.place', { question: label, place: at + 1 }),
    ...(known[at] && { value: known[at] }),
  }));
}

/** How many places each ranking has: every one lists all options, and all of them have to fit into one form. */
function placesIn(questions: readonly PollQuestion[]): number {
  const bytesOf = ({ options }: PollQuestion) =>
    options.reduce((sum, { id, text }) => sum + 2 * (id.length + text.length + 30), 0);
  const bytes = (isRanked: boolean) =>
    questions
      .filter(({ kind }) => (kind === 'ranked') === isRanked)
      .reduce((sum, question) => sum + bytesOf(question), 0);
  const fitting = Math.floor((optionBytes - bytes(false)) / Math.max(1, bytes(true)));
  return Math.max(1, Math.min(mostPlaces, fitting));
}

const placesOf = (question: PollQuestion, most: number) =>
  Math.min(mostOf(question), question.options.length, most);
const placeId = ({ id }: PollQuestion, at: number) => `${id}-${at + 1}`;

/**
 * What was voted in it. Of a ranking the places move up where one was left out.
 * @returns `twice`: the field in which an option stands that has a better place already.
 */
export function choicesFrom(
  { questions }: Pick<Poll, 'questions'>,
  values: Readonly<Record<string, FieldValue>>,
): { choices: Choices } | { twice: string } {
  const choices: Record<string, readonly string[]> = {};
  const places = placesIn(questions);
  for (const question of questions) {
    const fields =
      question.kind === 'ranked'
        ? Array.from({ length: placesOf(question, places) }, (_, at) => placeId(question, at))
        : [question.id];
    const chosen: string[] = [];
    for (const field of fields)
      for (const one of [values[field] ?? []].flat().map(String)) {
        if (chosen.includes(one)) return { twice: field };
        chosen.push(one);
      }
    if (chosen.length > 0) choices[question.id] = chosen;
  }
  return { choices };
}
