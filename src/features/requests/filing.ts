import type { Category } from '../../config/office.ts';
import { newId } from '../../core/ids.ts';
import type { Write } from '../../db/commit.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { daysLater } from '../../time/due.ts';
import { actions, buttonLimits, type Card, text } from '../../ui/card.ts';
import { type FieldValue, type Form, maxTextLength } from '../../ui/form.ts';
import { planChain } from '../approvals/index.ts';
import { attach, fileIdsIn } from './attachments.ts';
import { askForApproval, fileNew, mainCards } from './changes.ts';
import { type Draft, findDraft, forget, newDraft, splitDraft } from './drafts.ts';
import { formFields } from './fields.ts';
import { newRequest, type RequestState } from './request.ts';
import { nextNumber, subjectOf } from './store.ts';
import { describingField, understand } from './understand.ts';

/** After so many days an approver who has not decided is reminded. */
const remindApproverAfterDays = 1;

function formFor(ctx: Context, category: Category, said = '', draft?: Draft): Form {
  const describing = describingField(category);
  return {
    id: 'requests.file',
    context: draft ? `${category.id} ${draft.id}` : category.id,
    title: category.name[ctx.locale],
    submit: ctx.t('requests.file.submit'),
    fields: formFields(
      ctx,
      category.fields,
      describing && said !== '' ? { [describing]: cut(said, maxTextLength) } : {},
    ),
  };
}

/** The beginning of a text, at most so many characters and no half one. */
const cut = (said: string, length: number) => said.slice(0, length).replace(/\p{Surrogate}$/u, '');

/** The form for a new request of one kind. Its context is the category's id, and the draft's where there is one. */
export const fileForm: FormHandler = {
  async build(ctx, context) {
    const { rest, draftId } = splitDraft(context);
    const category = ctx.office.catalogue[rest];
    if (draftId === undefined) return category && formFor(ctx, category);
    const draft = await findDraft(ctx, draftId);
    return category && draft && formFor(ctx, category, draft.text, draft);
  },
  async submit(ctx, context, values) {
    const { rest, draftId } = splitDraft(context);
    const category = ctx.office.catalogue[rest]!;
    const draft = draftId === undefined ? undefined : await findDraft(ctx, draftId);
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
      stage: steps.length > 0 ? 'awaitingApproval' : 'new',
      fields: values,
      origin: draft ? originOf(draft, category) : null,
      createdAt: now,
      steps,
    });
    const [first] = steps;
    const team = directory.team(category.team).name[ctx.locale];
    const key = first ? 'requests.filed.approval' : 'requests.filed';
    const filed = fileNew(ctx, request, { kind: 'filed', actorId: person.id, at: now });
    return merge(filed, {
      writes: filesOf(category, values, draft, id, now),
      say: [...mainCards(request), ...(first ? askForApproval(request, first, 1) : [])],
      timers: first ? [approvalReminder(request.subject, first.id, now, ctx)] : [],
      answer: { kind: 'notice', text: ctx.t(key, { number: request.number, team }) },
    });
  },
};

/** The message that a request was made of; its words too, where no field of the form has taken them. */
function originOf({ url, author, text }: Draft, category: Category): RequestState['origin'] {
  if (url === null && author === null) return null;
  const words = describingField(category) === undefined && text !== '' ? { text } : {};
  return { ...(url ? { url } : {}), ...(author ? { author } : {}), ...words };
}

/** The writes that put to a request what was chosen in its form and what came with the message. */
function filesOf(
  category: Category,
  values: Record<string, FieldValue>,
  draft: Draft | undefined,
  requestId: string,
  at: Date,
): Write[] {
  const chosen = category.fields.flatMap(({ id, type }) => (type === 'file' ? fileIdsIn(values[id]) : []));
  return [
    ...attach(requestId, [...(draft?.fileIds ?? []), ...chosen], { phase: 'filing', at }),
    ...(draft ? [forget(draft)] : []),
  ];
}

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
  if (ctx.files.length > 0) {
    const { draft, write } = newDraft(ctx, { text: words });
    return merge({ writes: [write] }, startFilingDraft(ctx, draft));
  }
  const understood = words === '' ? undefined : understand(ctx.office, words);
  const all = Object.values(ctx.office.catalogue);
  const category = understood?.category ?? (all.length === 1 ? all[0] : undefined);
  if (category !== undefined)
    return { answer: { kind: 'form', form: formFor(ctx, category, understood?.rest ?? words) } };
  return { answer: { kind: 'card', card: chooser(ctx, all, words) } };
}

/** The same for a draft: its words, its files and where it came from go along, under its id. */
export function startFilingDraft(ctx: Context, draft: Draft): Outcome {
  const all = Object.values(ctx.office.catalogue);
  const understood = draft.text === '' ? undefined : understand(ctx.office, draft.text);
  const category = understood?.category ?? (all.length === 1 ? all[0] : undefined);
  if (category !== undefined)
    return { answer: { kind: 'form', form: formFor(ctx, category, draft.text, draft) } };
  return { answer: { kind: 'card', card: chooser(ctx, all, draft.id) } };
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
  const { draftId } = splitDraft(value);
  if (draftId !== undefined) {
    const draft = await findDraft(ctx, draftId);
    if (draft === undefined) return refusal(ctx.t('requests.draft.gone'));
    return { answer: { kind: 'form', form: formFor(ctx, category, draft.text, draft) } };
  }
  return { answer: { kind: 'form', form: formFor(ctx, category, words.join(' ')) } };
}
