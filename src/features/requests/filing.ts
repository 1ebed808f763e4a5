import type { Category } from '../../config/office.ts';
import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { daysLater } from '../../time/due.ts';
import { actions, buttonLimits, type Card, text } from '../../ui/card.ts';
import { type Form, maxTextLength } from '../../ui/form.ts';
import { planChain } from '../approvals/index.ts';
import { formField } from './catalogue.ts';
import { askForApproval, entryOf, mainCards } from './changes.ts';
import { newRequest } from './request.ts';
import { insertRequest, nextNumber, subjectOf } from './store.ts';
import { describingField, understand } from './understand.ts';

/** After so many days an approver who has not decided is reminded. */
const remindApproverAfterDays = 1;

function formFor(ctx: Context, category: Category, said = ''): Form {
  const describing = describingField(category);
  return {
    id: 'requests.file',
    context: category.id,
    title: category.name[ctx.locale],
    submit: ctx.t('requests.file.submit'),
    fields: category.fields.map((field) => {
      const words = field.id === describing && said !== '' ? cut(said, maxTextLength) : undefined;
      return formField(field, ctx.locale, ctx.office.organisation.currency, words);
    }),
  };
}

/** The beginning of a text, at most so many characters and no half one. */
const cut = (said: string, length: number) => said.slice(0, length).replace(/\p{Surrogate}$/u, '');

/** The form for a new request of one kind. Its context is the category's id. */
export const fileForm: FormHandler = {
  async build(ctx, context) {
    const category = ctx.office.catalogue[context];
    return category && formFor(ctx, category);
  },
  async submit(ctx, context, values) {
    const category = ctx.office.catalogue[context]!;
    const { person, directory, now } = ctx;
    const conditions = { ...values, department: person.department ?? '' };
    const steps = planChain(category.approval, person.id, conditions, directory, () => newId('stp'));
    if ('refused' in steps) return refusal(ctx.t(steps.refused, steps.args));
    const id = newId('req');
    const request = newRequest({
      id,
      subject: subjectOf(id),
      number: await nextNumber(ctx.database),
      category: category.id,
      teamId: category.team,
      requesterId: person.id,
      stage: 'open',
      fields: values,
      createdAt: now,
      steps,
    });
    const [first] = steps;
    const team = directory.team(category.team).name[ctx.locale];
    const key = first ? 'requests.filed.approval' : 'requests.filed';
    return {
      writes: insertRequest(request),
      history: [entryOf(request.subject, 1, { kind: 'filed', actorId: person.id, at: now })],
      say: [...mainCards(request), ...(first ? askForApproval(request, first, 1) : [])],
      timers: first ? [approvalReminder(request.subject, first.id, now, ctx)] : [],
      answer: { kind: 'notice', text: ctx.t(key, { number: request.number, team }) },
    };
  },
};

export const approvalReminder = (
  subject: string,
  stepId: string,
  now: Date,
  { office }: Pick<Context, 'office'>,
) => ({
  kind: 'requests.remindApprover',
  subject,
  args: { stepId },
  ...daysLater(now, remindApproverAfterDays, office.organisation.timezone),
});

/** What there is to file, a button each; or at once the form, where the words say which. */
export async function startFiling(ctx: Context, words: string): Promise<Outcome> {
  const understood = words === '' ? undefined : understand(ctx.office, words);
  const all = Object.values(ctx.office.catalogue);
  const category = understood?.category ?? (all.length === 1 ? all[0] : undefined);
  if (category !== undefined)
    return { answer: { kind: 'form', form: formFor(ctx, category, understood?.rest ?? words) } };
  return { answer: { kind: 'card', card: chooser(ctx, all, words) } };
}

/** How much of what somebody said a button carries, in characters. */
const longestCarried = buttonLimits.value - 200;

function chooser(ctx: Context, categories: Category[], words: string): Card {
  const question = ctx.t('requests.choose');
  const buttons = categories.map((category) => ({
    label: category.name[ctx.locale],
    action: 'requests.file',
    // What was said goes with the click; most of it, where it is very long.
    value: words === '' ? category.id : `${category.id} ${cut(words, longestCarried)}`,
    opensForm: true,
  }));
  return {
    title: question,
    summary: question,
    blocks: [text(ctx.t('requests.choose.hint')), actions(...buttons)],
  };
}

/** A sentence that names a kind of request opens its form; any other is not ours. */
export async function fileFromSentence(ctx: Context, sentence: string): Promise<Outcome | undefined> {
  return understand(ctx.office, sentence) && startFiling(ctx, sentence);
}

/** Opens the form of a button's kind, with what was said before it was chosen: `repair the lamp`. */
export async function openFileForm(ctx: Context, value: string): Promise<Outcome> {
  const [categoryId = '', ...words] = value.split(' ');
  const category = ctx.office.catalogue[categoryId];
  if (category === undefined) return startFiling(ctx, '');
  return { answer: { kind: 'form', form: formFor(ctx, category, words.join(' ')) } };
}
