import type { Category } from '../../../config/office.ts';
import { pathOf } from '../../../config/places.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { type FieldValue, type Form, maxTextLength } from '../../../ui/form.ts';
import { offerAlike } from '../alike/alike-offer.ts';
import { findRequest, notFound } from '../find.ts';
import { partOf, splitParent } from '../parts.ts';
import {
  type Carried,
  chooser,
  cut,
  fileable,
  fileableCategories,
  noGroup,
  placeField,
  readChosen,
} from './choosing.ts';
import { type Draft, findDraft, newDraft, splitDraft } from './drafts.ts';
import { formFields } from './fields.ts';
import { fileRequest } from './file-request.ts';
import { forPersonField, splitForPerson } from './on-behalf.ts';
import { describingField, understand } from './understand.ts';

/** What stands in a form as it opens, and what it belongs to. */
interface Beginning {
  words?: string | undefined;
  draft?: Draft | undefined;
  placeId?: string | undefined;
  /** What it is to be a part of. */
  parentId?: string | undefined;
}

function formFor(ctx: Context, category: Category, beginning: Beginning = {}): Form {
  const { draft, words = draft?.text ?? '', placeId, parentId } = beginning;
  const describing = describingField(category);
  return {
    id: 'requests.file',
    context: [category.id, ...(parentId ? [partOf(parentId)] : []), ...(draft ? [draft.id] : [])].join(' '),
    title: category.name[ctx.locale],
    ...(category.help && { intro: category.help[ctx.locale] }),
    submit: ctx.t('requests.file.submit'),
    fields: [
      ...formFields(ctx, category.fields, {
        ...(describing && words !== '' && { [describing]: cut(words, maxTextLength) }),
        ...(placeId !== undefined && placeIn(ctx, category, placeId)),
      }),
      // A part of a request is whose part it is: nobody else's.
      ...(parentId === undefined ? forPersonField(ctx, category) : []),
    ],
  };
}

/** A place as the category's field for it takes it: its id, or in a text the way to it. */
function placeIn(ctx: Context, category: Category, placeId: string): Record<string, string> {
  const field = placeField(category);
  if (field === undefined) return {};
  return { [field.id]: field.type === 'place' ? placeId : pathOf(ctx.office.places, placeId, ctx.locale) };
}

/**
 * The form for a new request of one kind. Its context is the category's id, then, where there is one, the id of what it
 * is a part of, and the draft's.
 */
export const fileForm: FormHandler = {
  async build(ctx, context) {
    const { rest, draftId } = splitDraft(context);
    const { rest: id, parentId } = splitParent(rest);
    const category = fileable(ctx, id);
    if (draftId === undefined) return category && formFor(ctx, category, { parentId });
    const draft = await findDraft(ctx, draftId);
    return category && draft && formFor(ctx, category, { draft, parentId });
  },
  submit: (ctx, context, values) => fileFilled(ctx, context, values, offerAlike),
};

/** Files what a form says. `first` may answer with something else instead: that there are others like it. */
export async function fileFilled(
  ctx: Context,
  context: string,
  values: Record<string, FieldValue>,
  first?: typeof offerAlike,
): Promise<Outcome> {
  const { rest, draftId } = splitDraft(context);
  const { rest: id, parentId } = splitParent(rest);
  const category = fileable(ctx, id);
  // It may have gone from the office since the form was opened.
  if (category === undefined) return refusal(ctx.t('engine.outdated'));
  const draft = draftId === undefined ? undefined : await findDraft(ctx, draftId);
  const parent = parentId === undefined ? undefined : (await findRequest(ctx, parentId))?.request;
  if (parentId !== undefined && parent === undefined) return notFound(ctx);
  const { requesterId, fields } = splitForPerson(ctx, values);
  // What is filed for somebody else cannot be joined for them.
  const own = parent === undefined && requesterId === ctx.person.id;
  const instead = own ? await first?.(ctx, category, context, values) : undefined;
  return instead ?? fileRequest(ctx, category, fields, { requesterId, draft, parent });
}

/** Opens the form for a part of a request. `value`: `repair of:req_1`. */
export async function openPartForm(ctx: Context, value: string): Promise<Outcome> {
  const form = await fileForm.build(ctx, value);
  return form ? opened(form) : refusal(ctx.t('engine.outdated'));
}

/** What there is to file, a button each; or at once the form, where the words say which. */
export async function startFiling(ctx: Context, words: string): Promise<Outcome> {
  if (ctx.files.length > 0) {
    const { draft, write } = newDraft(ctx, { text: words });
    return merge({ writes: [write] }, startFilingDraft(ctx, draft));
  }
  const categories = fileableCategories(ctx);
  const understood = words === '' ? undefined : understand(categories, words);
  const category = understood?.category ?? onlyOne(categories);
  return category
    ? opened(formFor(ctx, category, { words: understood?.rest ?? words }))
    : choose(ctx, categories, { words });
}

/** The same for a draft: its words, its files and where it came from go along, under its id. */
export function startFilingDraft(ctx: Context, draft: Draft): Outcome {
  const categories = fileableCategories(ctx);
  const understood = draft.text === '' ? undefined : understand(categories, draft.text);
  const category = understood?.category ?? onlyOne(categories);
  return category
    ? opened(formFor(ctx, category, { draft }))
    : choose(ctx, categories, { draftId: draft.id });
}

/**
 * What there is to file at a place, as its QR code says: `a3`, or `a3 repair` for one kind alone. The place is filled
 * in; one that has gone from the office is left out.
 */
export async function startFilingAt(ctx: Context, value: string): Promise<Outcome> {
  const [placeId = '', categoryId = ''] = value.split(' ');
  const known = ctx.office.places[placeId] ? { placeId } : {};
  const categories = fileableCategories(ctx);
  const category = fileable(ctx, categoryId) ?? onlyOne(categories);
  if (category) return opened(formFor(ctx, category, known));
  const there = categories.filter((each) => placeField(each) !== undefined);
  return choose(ctx, known.placeId && there.length > 0 ? there : categories, known);
}

const onlyOne = (categories: Category[]) => (categories.length === 1 ? categories[0] : undefined);
const opened = (form: Form): Outcome => ({ answer: { kind: 'form', form } });

/** The form of one category with a draft in it, which this event may have made. */
export const openFormWith = (ctx: Context, category: Category, draft: Draft): Outcome =>
  opened(formFor(ctx, category, { draft }));

function choose(ctx: Context, categories: Category[], carried: Carried, groupId?: string): Outcome {
  if (categories.length === 0) return refusal(ctx.t('requests.choose.none'));
  return { answer: { kind: 'card', card: chooser(ctx, categories, carried, groupId) } };
}

/** A sentence that names a kind of request opens its form; any other is not ours. */
export async function fileFromSentence(ctx: Context, sentence: string): Promise<Outcome | undefined> {
  return understand(fileableCategories(ctx), sentence) && startFiling(ctx, sentence);
}

/** The kinds of one group, where there are too many to show at once. */
export async function openGroup(ctx: Context, value: string): Promise<Outcome> {
  const { id, ...carried } = readChosen(ctx, value);
  return choose(ctx, fileableCategories(ctx), carried, id === noGroup ? '' : id);
}

/** Opens the form of a button's kind, with what was said before it was chosen: `repair the lamp`. */
export async function openFileForm(ctx: Context, value: string): Promise<Outcome> {
  const { id, words, draftId, placeId } = readChosen(ctx, value);
  const category = fileable(ctx, id);
  if (category === undefined) return startFiling(ctx, '');
  if (draftId === undefined) return opened(formFor(ctx, category, { words, placeId }));
  const draft = await findDraft(ctx, draftId);
  if (draft === undefined) return refusal(ctx.t('requests.draft.gone'));
  return opened(formFor(ctx, category, { draft }));
}
