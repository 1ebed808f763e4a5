import type { Keyring } from '../../../anonymity/keyring.ts';
import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { findPeople } from '../../../engine/people-typed.ts';
import type { FieldValue, Form } from '../../../ui/form.ts';
import { instantOf } from '../../../ui/wall-time.ts';
import { pollLimits } from '../limits.ts';
import { fewestVoters, type PollDraft, type PollQuestion, type QuestionKind } from '../poll.ts';
import { questionFields, settingFields, thenField } from './ask-fields.ts';
import {
  type DraftFault,
  emptyDraft,
  faultOfQuestion,
  linesOf,
  questionOf,
  type Scale,
} from './draft-rules.ts';
import { findDraft, keepDraft } from './draft-store.ts';
import { faultOf, postDraft } from './posting-drafts.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** Opens the form with a poll in the making, which is kept from then on. */
export function openAsk(ctx: Context, draft: PollDraft = emptyDraft): Outcome {
  const id = newId('poll');
  return { writes: [keepDraft(ctx, id, draft)], answer: { kind: 'form', form: askForm(ctx, id, draft) } };
}

/** The first question, and all else. */
export const askForm = (ctx: Context, id: string, draft: PollDraft): Form => ({
  id: 'polls.ask',
  context: id,
  title: ctx.t('polls.form.title'),
  submit: ctx.t('polls.form.submit'),
  fields: [
    ...questionFields(ctx, draft.questions[0]?.text || draft.title, draft.questions[0]),
    ...settingFields(ctx, draft),
    ...(draft.questions.length > 1 ? [] : [thenField(ctx)]),
  ],
});

/** One more question; with the second one the poll gets a title of its own. The context is the draft and which one. */
const furtherForm = (ctx: Context, id: string, draft: PollDraft, at: number): Form => ({
  id: 'polls.question',
  context: `${id} ${at}`,
  title: ctx.t('polls.form.question', { nth: at + 1 }),
  submit: ctx.t('polls.form.submit'),
  fields: [
    ...(at === 1
      ? [
          {
            ...{ id: 'title', kind: 'text' as const, required: true, maxLength: pollLimits.title },
            label: ctx.t('polls.field.pollTitle'),
            hint: ctx.t('polls.field.pollTitle.hint'),
            value: draft.title,
          },
        ]
      : []),
    ...questionFields(ctx, draft.questions[at]?.text ?? '', draft.questions[at]),
    thenField(ctx),
  ],
});

export function createAskForms(keyring: Keyring): NonNullable<Feature['forms']> {
  const ask: FormHandler = {
    async build(ctx, id) {
      const draft = await findDraft(ctx, id);
      return draft && askForm(ctx, id, draft);
    },
    async submit(ctx, id, values) {
      const before = await findDraft(ctx, id);
      if (before === undefined) return refusal(ctx.t('polls.refused.posted'));
      const people = findPeople(ctx, String(values.people ?? ''));
      const form = askForm(ctx, id, before);
      if ('unknown' in people)
        return withErrors(form, { people: ctx.t('polls.fault.nobody', { name: people.unknown }) });
      const draft = settledBy(ctx, withFirst(before, values), values, people.ids);
      return proceed(ctx, keyring, { id, draft, form, at: 0, another: values.next === 'another' });
    },
  };
  const further: FormHandler = {
    async build(ctx, context) {
      const [id = '', at] = context.split(' ');
      const draft = await findDraft(ctx, id);
      return draft && furtherForm(ctx, id, draft, Number(at));
    },
    async submit(ctx, context, values) {
      const [id = '', nth] = context.split(' ');
      const at = Number(nth);
      const before = await findDraft(ctx, id);
      if (before === undefined || at > before.questions.length) return refusal(ctx.t('polls.refused.posted'));
      const draft = withFurther(before, at, values);
      const form = furtherForm(ctx, id, before, at);
      return proceed(ctx, keyring, { id, draft, form, at, another: values.next === 'another' });
    },
  };
  return { 'polls.ask': ask, 'polls.question': further };
}

interface Step {
  readonly id: string;
  readonly draft: PollDraft;
  readonly form: Form;
  /** Which question it was. */
  readonly at: number;
  readonly another: boolean;
}

/** On to the next question, or posted; what is wrong comes back in the form. */
async function proceed(
  ctx: Context,
  keyring: Keyring,
  { id, draft, form, at, another }: Step,
): Promise<Outcome> {
  const question = faultOfQuestion(draft.questions[at]!);
  const most =
    another && at + 1 >= pollLimits.questions
      ? ({ field: 'next', why: 'tooManyQuestions' } as const)
      : undefined;
  // What is wrong with the rest of it is said at the step that asks for it.
  const fault = question ?? most ?? (at === 0 ? faultOf(ctx, draft, another) : undefined);
  if (fault) return withErrors(form, { [fault.field]: faultSaid(ctx, fault, draft) });
  if (another)
    return {
      writes: [keepDraft(ctx, id, draft)],
      answer: { kind: 'form', form: furtherForm(ctx, id, draft, at + 1) },
    };
  const late = faultOf(ctx, draft);
  if (late) {
    // The first step asks for it: there it is put right, with all the questions kept.
    const first = withErrors(askForm(ctx, id, draft), { [late.field]: faultSaid(ctx, late, draft) });
    return merge({ writes: [keepDraft(ctx, id, draft)] }, first);
  }
  return postDraft(ctx, keyring, id, draft);
}

const withErrors = (form: Form, errors: NonNullable<Form['errors']>): Outcome => ({
  answer: { kind: 'form', form: { ...form, errors } },
});

const faultSaid = (ctx: Context, { why }: DraftFault, { secrecy }: PollDraft): string =>
  ctx.t(`polls.fault.${why}`, {
    most:
      why === 'tooManyQuestions'
        ? pollLimits.questions
        : why === 'longOption'
          ? pollLimits.optionText
          : pollLimits.options,
    fewest: secrecy === 'anonymous' ? fewestVoters : 1,
  });

const questionFrom = (id: string, text: string, values: Values): PollQuestion =>
  questionOf(id, {
    kind: values.kind as QuestionKind,
    text,
    lines: linesOf(String(values.options ?? '')),
    ...(values.scale && { scale: values.scale as Scale }),
    ...(typeof values.most === 'number' && { most: values.most }),
  });

/** One question alone is the title of its poll. */
function withFirst(draft: PollDraft, values: Values): PollDraft {
  const text = String(values.question).trim();
  const alone = draft.questions.length < 2;
  const first = questionFrom('q1', alone ? '' : text, values);
  return { ...draft, title: alone ? text : draft.title, questions: [first, ...draft.questions.slice(1)] };
}

function withFurther(draft: PollDraft, at: number, values: Values): PollDraft {
  const [first, ...others] = draft.questions;
  const asked = { ...first!, text: first!.text || draft.title };
  const question = questionFrom(`q${at + 1}`, String(values.question).trim(), values);
  return {
    ...draft,
    ...(typeof values.title === 'string' && { title: values.title.trim() }),
    questions: [asked, ...others.slice(0, at - 1), question],
  };
}

function settledBy(ctx: Context, draft: PollDraft, values: Values, personIds: readonly string[]): PollDraft {
  const places = [values.places ?? []].flat().map(String);
  const may = [values.may ?? []].flat();
  return {
    ...draft,
    secrecy: values.secrecy as PollDraft['secrecy'],
    results: values.results as PollDraft['results'],
    canChange: may.includes('change'),
    canAddOptions: may.includes('add'),
    closesAt: typeof values.closesAt === 'string' ? readInstant(values.closesAt, ctx.timezone) : null,
    closesAtVotes: typeof values.closesAtVotes === 'number' ? values.closesAtVotes : null,
    audience: {
      teamIds: places.filter((place) => place !== 'everyone'),
      personIds: [...new Set(personIds)],
      everyone: places.includes('everyone'),
    },
  };
}

/** @param value a wall time with the zone that it was typed in behind it. */
function readInstant(value: string, timezone: string): Date {
  const [, wall = '', zone = timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(value) ?? [];
  return new Date(instantOf(wall, zone)!);
}
