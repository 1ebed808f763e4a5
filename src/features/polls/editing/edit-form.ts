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

const editedAtOf = ({ editedAt }: Poll) => String(editedAt?.getTime() ?? 0);

/** Which poll, when it was last edited, and how many options of each question the form shows. */
const contextOf = (poll: Poll) =>
  [poll.id, editedAtOf(poll), poll.questions.map(({ options }) => options.length).join(',')].join(' ');

/** Its questions go by one text where there is but one: the title. */
const isAsked = ({ title, questions }: Poll, { text }: PollQuestion) =>
  questions.length > 1 || (text !== '' && text !== title);

function formFor(ctx: Context, poll: Poll, context = contextOf(poll)): Form {
  const text = { kind: 'text' as const, required: true };
  return {
    id: 'polls.edit',
    context,
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

function editedWith(ctx: Context, poll: Poll, values: Values, counts: readonly number[]): Edited {
  const title = String(values.title ?? poll.title).trim();
  const wall = typeof values.closesAt === 'string' ? values.closesAt : undefined;
  return {
    title,
    questions: poll.questions.map((question, at) => {
      const shown = counts[at] ?? question.options.length;
      return questionWith(poll, question, { title, values, shown });
    }),
    closesAt: wall === undefined ? null : readClosing(ctx, wall, poll.closesAt),
    closesAtVotes: typeof values.closesAtVotes === 'number' ? Math.trunc(values.closesAtVotes) : null,
    canChange: values.canChange !== 'no',
    canAddOptions: values.canAddOptions === 'yes',
  };
}

interface Typed {
  readonly title: string;
  readonly values: Values;
  /** How many options the form showed: those that voters have added since come after them, and stay. */
  readonly shown: number;
}

function questionWith(poll: Poll, question: PollQuestion, { title, values, shown }: Typed): PollQuestion {
  const { id, options, most: _, ...rest } = question;
  const typed = values[`options_${id}`];
  const most = values[`most_${id}`];
  const asked = isAsked(poll, question);
  const text = asked ? String(values[`text_${id}`] ?? question.text).trim() : question.text;
  const lines =
    typeof typed === 'string' ? readLines(typed, options.slice(0, shown), newOptionId) : undefined;
  return {
    ...rest,
    id,
    // Where the question goes by the title, it goes on doing so.
    text: !asked && text === poll.title ? title : text,
    options: lines ? [...lines, ...options.slice(shown)] : options,
    ...(typeof most === 'number' && { most: Math.trunc(most) }),
  };
}

/** To the second what it was, where the form shows the minute that it was filled with. */
function readClosing({ timezone }: Context, value: string, known: Date | null): Date {
  const [, wall = '', zone = timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(value) ?? [];
  return known && toWallTime(known.toISOString(), zone) === wall ? known : new Date(instantOf(wall, zone)!);
}

/** Changes a poll that is open: what was voted stays with its option. */
export const editForm: FormHandler = {
  async build(ctx, context) {
    const found = await findManaged(ctx, context.split(' ')[0]!, 'edit');
    return 'poll' in found ? formFor(ctx, found.poll, context) : undefined;
  },
  async submit(ctx, context, values) {
    const [id = '', editedAt, counts = ''] = context.split(' ');
    const found = await findManaged(ctx, id, 'edit');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    // Another owner edited it since the form opened: its numbers may stand for other options now.
    if (editedAt !== editedAtOf(poll)) return again(kept(formFor(ctx, poll), values), meanwhile(ctx, poll));
    const edited = editedWith(ctx, poll, values, counts.split(',').map(Number));
    const fault = faultOf(edited, poll, ctx.now);
    if (fault) return again(formFor(ctx, poll, context), errorOf(ctx, fault));
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

/** The form once more; the engine puts what was typed into it where it is the same form. */
const again = (form: Form, errors: Record<string, string>): Outcome => ({
  answer: { kind: 'form', form: { ...form, errors } },
});

/** With what was typed into one of before. */
const kept = (form: Form, values: Values): Form => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: asTyped(values[field.id] ?? null) })),
});

/** What the numbers stand for now. */
const meanwhile = (ctx: Context, { questions }: Poll): Record<string, string> =>
  Object.fromEntries([
    ['title', ctx.t('polls.edit.meanwhile')],
    ...questions.filter(hasOwnOptions).map(({ id, options }) => {
      const lines = linesOf(options).replaceAll('\n', ' · ');
      return [`options_${id}`, ctx.t('polls.edit.meanwhile.options', { options: lines })];
    }),
  ]);

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
