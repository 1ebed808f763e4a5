import type { Category } from '../../config/office.ts';
import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { daysLater } from '../../time/due.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import type { Form } from '../../ui/form.ts';
import { planChain } from '../approvals/index.ts';
import { formField } from './catalogue.ts';
import { askForApproval, entryOf, mainCards } from './changes.ts';
import type { RequestState } from './rules.ts';
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
      const words = field.id === describing && said !== '' ? said : undefined;
      return formField(field, ctx.locale, ctx.office.organisation.currency, words);
    }),
  };
}

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
    const request: RequestState = {
      id,
      subject: subjectOf(id),
      number: await nextNumber(ctx.database),
      version: 1,
      category: category.id,
      teamId: category.team,
      requesterId: person.id,
      assigneeId: null,
      stage: 'open',
      fields: values,
      note: null,
      rating: null,
      ratingComment: null,
      createdAt: now,
      updatedAt: now,
      doneAt: null,
      steps,
    };
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
  return { answer: { kind: 'card', card: chooser(ctx, all) } };
}

function chooser(ctx: Context, categories: Category[]): Card {
  const question = ctx.t('requests.choose');
  const buttons = categories.map((category) => ({
    label: category.name[ctx.locale],
    action: 'requests.file',
    value: category.id,
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

export async function openFileForm(ctx: Context, categoryId: string): Promise<Outcome> {
  const category = ctx.office.catalogue[categoryId];
  if (category === undefined) return startFiling(ctx, '');
  return { answer: { kind: 'form', form: formFor(ctx, category) } };
}
