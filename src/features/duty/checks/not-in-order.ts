import type { Context } from '../../../engine/context.ts';
import { type FormHandler, nothing, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import type { DutyRequests } from '../duty-requests.ts';
import { type Checklist, keyOf, readKey } from './check.ts';
import { checklistsOf } from './check-store.ts';
import { findItem, findList, keep } from './finding.ts';
import { fileIn, photoField } from './ticking.ts';

const formOf = (ctx: Context, list: Checklist) => ({
  id: 'duty.wrong',
  context: keyOf(list),
  title: ctx.t('duty.checks.wrong.title'),
  submit: ctx.t('duty.checks.form.submit'),
  fields: [
    {
      ...{ id: 'item', kind: 'choice' as const, required: true, label: ctx.t('duty.checks.form.item') },
      options: list.roster.checklist.map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
    },
    {
      ...{ id: 'note', kind: 'text' as const, multiline: true, required: true, maxLength: 1000 },
      label: ctx.t('duty.checks.form.note'),
    },
    photoField(ctx, false),
  ],
});

export async function openWrong(ctx: Context, value: string): Promise<Outcome> {
  const list = await findList(ctx, value);
  return 'roster' in list ? { answer: { kind: 'form', form: formOf(ctx, list) } } : list;
}

/** Something is not in order: kept with a note, and a request is one click away. */
export const wrongHandler: FormHandler = {
  async build(ctx, context) {
    const list = await findList(ctx, context);
    return 'roster' in list ? formOf(ctx, list) : undefined;
  },
  async submit(ctx, context, values) {
    const found = await findItem(ctx, `${context} ${values.item}`);
    if (!('item' in found)) return found;
    const { list, item } = found;
    const outcome = keep(ctx, found, {
      ...{ state: 'notInOrder', note: String(values.note), fileId: fileIn(values.photo) },
    });
    const line = ctx.t('duty.checks.keptWrong', { item: item.name[ctx.locale] });
    if (item.category === undefined) return merge(outcome, notice(line));
    const file = {
      ...{ label: ctx.t('duty.checks.file'), action: 'duty.checkFile', value: `${keyOf(list)} ${item.id}` },
      ...{ style: 'primary' as const, opensForm: true },
    };
    const card: Card = { summary: line, blocks: [text(line), actions(file)] };
    return merge(outcome, { answer: { kind: 'card', card } });
  },
};

/** Files a request about an item that is not in order: at once where its category asks for nothing more, else by its form. */
export const fileAbout =
  ({ file }: Pick<DutyRequests, 'file'>) =>
  async (ctx: Context, value: string): Promise<Outcome> => {
    const found = await findItem(ctx, value);
    if (!('item' in found)) return found;
    const { list, item } = found;
    const check = list.checks.get(item.id);
    if (check?.state !== 'notInOrder' || item.category === undefined)
      return refusal(ctx.t('duty.checks.refused.inOrder'));
    if (check.requestId !== null) return refusal(ctx.t('duty.checks.refused.filed'));
    const words = ctx.t('duty.checks.request', { item: item.name[ctx.locale], note: check.note ?? '' });
    const fileIds = check.fileId === null ? [] : [check.fileId];
    return file(ctx, item.category, { words, fileIds, checkId: check.id });
  };

/**
 * A request was filed about what was not in order: checklist and handover name it from now on. Nothing where they name
 * another already. Four queries.
 */
export async function checkFiled(
  ctx: Context,
  checkId: string,
  { id: requestId, number: requestNumber }: { id: string; number: number },
): Promise<Outcome> {
  const { rosterId, slot, rest } = readKey(checkId);
  const list = (await checklistsOf(ctx, [{ rosterId, slot }])).get(`${rosterId} ${slot}`);
  const item = list?.roster.checklist.find(({ id }) => id === rest[0]);
  const check = item && list?.checks.get(item.id);
  if (!item || check?.state !== 'notInOrder' || check.requestId !== null) return nothing;
  return keep(ctx, { list: list!, item }, { ...check, requestId, requestNumber });
}
