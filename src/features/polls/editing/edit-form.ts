import { randomInt } from 'node:crypto';
import type { Context } from '../../../engine/context.ts';
import type { FormHandler, Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { asTyped, type Field, type FieldValue, type Form } from '../../../ui/form.ts';
import { instantOf, toWallTime } from '../../../ui/wall-time.ts';
import { closingTimer } from '../closing.ts';
import { pollLimits } from '../limits.ts';
import { findManaged } from '../managed.ts';
import { fewestVoters, type Poll, type PollQuestion } from '../poll.ts';
import { autoReminder } from '../reminding/planning.ts';
import { changed } from '../store.ts';
import { type Edited, type EditFault, faultOf, hasOwnOptions, isOtherEdition } from './edit-rules.ts';
import { linesOf, readLines } from './option-lines.ts';

/** Never one that was there before: votes for an option that is gone are nobody's. */
export const newOptionId = () =>
  `o${randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0')}`;

/** Its questions go by one text where there is but one: the title. */
const isAsked = ({ title, questions }: Poll, { text }: PollQuestion) =>
  questions.length > 1 || (text !== '' && text !== title);

function formFor(ctx: Context, poll: Poll): Form {
  const text = { kind: 'text' as const, required: true };
  return {
    id: 'polls.edit',
    context: `${poll.id} ${poll.edition}`,
    title: ctx.t('polls.edit.title'),
    intro: ctx.t('polls.edit.intro'),
    submit: ctx.t('polls.edit.submit'),
    fields: [
      {
        ...text,
        ...{ id: 'title', label: ctx.t('polls.field.title'), maxLength: pollLimits.title, value: poll.title },
      },
      ...poll.questions.flatMap((question, at) => questionFields(ctx, poll, question, at)),
      {
        ...{ id: 'closesAt', kind: 'datetime', required: false, timezone: ctx.timezone },
        label: ctx.t('polls.field.closesAt'),
        ...(poll.closesAt && { value: toWallTime(poll.closesAt.toISOString(), ctx.timezone)! }),
      },
      {
        ...{ id: 'closesAtVotes', kind: 'number', required: false, max: 1_000_000 },
        min: poll.secrecy === 'anonymous' ? fewestVoters : 1,
        label: ctx.t('polls.field.closesAtVotes'),
        ...(poll.closesAtVotes && { value: String(poll.closesAtVotes) }),
      },
      yesOrNo(ctx, 'canChange', ctx.t('polls.field.canChange'), poll.canChange),
      ...(poll.questions.some(hasOwnOptions)
        ? [yesOrNo(ctx, 'canAddOptions', ctx.t('polls.field.canAddOptions'), poll.canAddOptions)]
        : []),
    ],
  };
}

const yesOrNo = (ctx: Context, id: string, label: string, value: boolean): Field => ({
  ...{ id, label, kind: 'choice', required: true, value: value ? 'yes' : 'no' },
  options: (['yes', 'no'] as const).map((one) => ({ value: one, label: ctx.t(`polls.${one}`) })),
});

function questionFields(ctx: Context, poll: Poll, question: PollQuestion, at: number): Field[] {
  const { id, kind, options, text, most } = question;
  const nth = at + 1;
  const many = poll.questions.length > 1;
  return [
    ...(isAsked(poll, question)
      ? [
          {
            ...{ id: `text_${id}`, kind: 'text' as const, required: true, value: text },
            label: ctx.t('polls.field.questionNth', { nth }),
            maxLength: pollLimits.questionText,
          },
        ]
      : []),
    ...(hasOwnOptions(question)
      ? [
          {
            ...{ id: `options_${id}`, kind: 'text' as const, multiline: true, required: true },
            label: many ? ctx.t('polls.field.optionsNth', { nth }) : ctx.t('polls.field.options'),
            hint: ctx.t('polls.edit.options.hint'),
            value: linesOf(options),
          },
        ]
      : []),
    ...(kind === 'multiple' || kind === 'ranked'
      ? [
          {
            ...{
              id: `most_${id}`,
              kind: 'number' as const,
              required: false,
              min: 1,
              max: pollLimits.options,
            },
            label: many ? ctx.t('polls.field.mostNth', { nth }) : ctx.t('polls.field.most'),
            ...(most && { value: String(most) }),
          },
        ]
      : []),
  ];
}

type Values = Record<string, FieldValue>;

function editedWith(ctx: Context, poll: Poll, values: Values): Edited {
  const title = String(values.title ?? poll.title).trim();
  const wall = typeof values.closesAt === 'string' ? values.closesAt : undefined;
  return {
    title,
    questions: poll.questions.map((question) => questionWith(poll, question, title, values)),
    closesAt: wall === undefined ? null : readClosing(ctx, wall, poll.closesAt),
    closesAtVotes: typeof values.closesAtVotes === 'number' ? values.closesAtVotes : null,
    canChange: values.canChange !== 'no',
    canAddOptions: values.canAddOptions === 'yes',
  };
}

function questionWith(poll: Poll, question: PollQuestion, title: string, values: Values): PollQuestion {
  const { id, options, most: _, ...rest } = question;
  const typed = values[`options_${id}`];
  const most = values[`most_${id}`];
  const text = isAsked(poll, question) ? String(values[`text_${id}`] ?? question.text).trim() : question.text;
  return {
    ...rest,
    id,
    // Where the question goes by the title, it goes on doing so.
    text: text === poll.title && !isAsked(poll, question) ? title : text,
    options: typeof typed === 'string' ? readLines(typed, options, newOptionId) : options,
    ...(typeof most === 'number' && { most }),
  };
}

/** To the second what it was, where the form shows the minute that it was filled with. */
function readClosing({ timezone }: Context, value: string, known: Date | null): Date {
  const [, wall = '', zone = timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(value) ?? [];
  return known && toWallTime(known.toISOString(), zone) === wall ? known : new Date(instantOf(wall, zone)!);
}

/** Changes a poll that is open: what was voted stays with its option. The context is its id and edition. */
export const editForm: FormHandler = {
  async build(ctx, context) {
    const found = await findManaged(ctx, context.split(' ')[0]!, 'edit');
    return 'poll' in found ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, context, values) {
    const [id = '', edition] = context.split(' ');
    const found = await findManaged(ctx, id, 'edit');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    // Somebody added or took out options since the form opened: its numbers may stand for others now.
    if (String(poll.edition) !== edition) return afresh(ctx, poll, values);
    const edited = editedWith(ctx, poll, values);
    const fault = faultOf(edited, poll, ctx.now);
    if (fault) return again(ctx, poll, values, errorOf(ctx, fault));
    const other = isOtherEdition(poll.questions, edited.questions);
    const outcome = changed(
      ctx,
      poll,
      { ...edited, editedAt: ctx.now, ...(other && { edition: poll.edition + 1 }) },
      { kind: 'pollEdited', actorId: ctx.person.id },
    );
    const next = { ...poll, ...edited };
    const moved = edited.closesAt?.getTime() !== poll.closesAt?.getTime();
    const timers = moved ? [...closingTimer(next, ctx.timezone), ...autoReminder(next, ctx)] : [];
    return merge(outcome, {
      timers,
      answer: { kind: 'notice', text: ctx.t('polls.edit.done', { number: poll.number }) },
    });
  },
};

/** The form once more, with what was typed, as far as it is kept, and what is wrong with it. */
function again(
  ctx: Context,
  poll: Poll,
  values: Values,
  errors: Record<string, string>,
  isKept: (fieldId: string) => boolean = () => true,
): Outcome {
  const form = formFor(ctx, poll);
  const fields = form.fields.map((field): Field => {
    const typed = values[field.id];
    return typed != null && isKept(field.id) ? { ...field, value: asTyped(typed) } : field;
  });
  return { answer: { kind: 'form', form: { ...form, fields, errors } } };
}

/** The options as they are now, and why they are shown anew. */
function afresh(ctx: Context, poll: Poll, values: Values): Outcome {
  const own = poll.questions.filter(hasOwnOptions).map(({ id }) => `options_${id}`);
  const errors = Object.fromEntries(own.map((id) => [id, ctx.t('polls.edit.meanwhile')]));
  return again(ctx, poll, values, errors, (id) => !own.includes(id));
}

function errorOf(ctx: Context, fault: EditFault): Record<string, string> {
  const field = fault.part === 'options' ? `options_${fault.questionId}` : fault.part;
  const most = fault.why === 'tooLong' ? pollLimits.optionText : pollLimits.options;
  return { [field]: ctx.t(`polls.edit.${fault.why}`, { most }) };
}

/** Opens it at a click. */
export async function openEdit(ctx: Context, id: string): Promise<Outcome> {
  const found = await findManaged(ctx, id, 'edit');
  return 'poll' in found ? { answer: { kind: 'form', form: formFor(ctx, found.poll) } } : found.refused;
}
