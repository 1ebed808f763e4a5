import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { formatNumber } from '../../../i18n/number.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Field, FieldValue, Form } from '../../../ui/form.ts';
import { doubtOf, keyOf, missed, readKey } from './check.ts';
import { reading } from './checklist-card.ts';
import { type FoundItem, findItem, keep } from './finding.ts';

/** In the context of a form that asks whether what was typed is right. */
const doubtedMark = 'sure';

/** Thanks once all is done, else says what is kept. */
function kept(ctx: Context, { list, item }: FoundItem, line: string): Outcome {
  const left = missed(list.roster, list.checks).filter(({ id }) => id !== item.id).length;
  const standing = left === 0 ? ctx.t('duty.checks.allDone') : ctx.t('duty.checks.left', { count: left });
  return notice(`${line}\n${standing}`);
}

/** An item that asks for nothing more is done at a click. */
export async function tick(ctx: Context, value: string): Promise<Outcome> {
  const found = await findItem(ctx, value);
  if (!('item' in found)) return found;
  if (found.item.reading || found.item.photo) return openReading(ctx, value);
  if (found.list.checks.has(found.item.id)) return refusal(ctx.t('duty.checks.refused.done'));
  const line = ctx.t('duty.checks.kept', { item: found.item.name[ctx.locale] });
  return merge(keep(ctx, found, { state: 'done' }), kept(ctx, found, line));
}

export async function openReading(ctx: Context, value: string): Promise<Outcome> {
  const found = await findItem(ctx, value);
  return 'item' in found ? { answer: { kind: 'form', form: readingForm(ctx, found, false) } } : found;
}

export const photoField = (ctx: Context, required: boolean): Field => ({
  id: 'photo',
  kind: 'file',
  required,
  label: ctx.t('duty.checks.form.photo'),
});

/** @param doubted what was typed did not look right: it is asked whether it is. */
function readingForm(ctx: Context, { list, item }: FoundItem, doubted: boolean): Form {
  const last = list.lastReadings.get(item.id);
  const hint =
    last?.value == null
      ? undefined
      : ctx.t('duty.checks.last', {
          value: reading(last.value, last.unit, ctx.locale),
          at: formatDateTime(last.at, ctx),
        });
  return {
    id: 'duty.reading',
    context: [keyOf(list), item.id, ...(doubted ? [doubtedMark] : [])].join(' '),
    title: item.name[ctx.locale],
    submit: ctx.t('duty.checks.form.submit'),
    ...(item.photo && { aboutFile: true }),
    fields: [
      ...(item.reading
        ? [
            {
              ...{ id: 'value', kind: 'number' as const, required: true },
              label: ctx.t('duty.checks.form.value', { unit: item.reading.unit }),
              ...(hint === undefined ? {} : { hint }),
            },
          ]
        : []),
      ...(doubted
        ? [
            {
              ...{ id: 'sure', kind: 'choice' as const, required: false },
              label: ctx.t('duty.checks.form.sure'),
              options: [{ value: 'yes', label: ctx.t('duty.checks.form.sure.yes') }],
            },
          ]
        : []),
      ...(item.photo ? [photoField(ctx, true)] : []),
    ],
  };
}

/** A number read off, a photo, or both. What does not look right is asked about once, and then kept with a mark. */
export const readingHandler: FormHandler = {
  async build(ctx, context) {
    const found = await findItem(ctx, context);
    return 'item' in found ? readingForm(ctx, found, readKey(context).rest[1] === doubtedMark) : undefined;
  },
  async submit(ctx, context, values) {
    const found = await findItem(ctx, context);
    if (!('item' in found)) return found;
    const { list, item } = found;
    const photo = fileIn(values.photo);
    const name = item.name[ctx.locale];
    if (item.reading === undefined) {
      const line = ctx.t('duty.checks.kept', { item: name });
      return merge(keep(ctx, found, { state: 'done', fileId: photo }), kept(ctx, found, line));
    }
    const value = Number(values.value);
    const doubt = doubtOf(item.reading, value, list.lastReadings.get(item.id)?.value ?? undefined);
    const said = doubt && doubtText(ctx, doubt, item.reading.unit);
    const sure = values.sure === 'yes';
    // A chat asks its questions one by one, and would ask this one for ever: there it is kept, and said.
    if (said !== undefined && !sure && ctx.event.kind === 'submit') {
      const form = readingForm(ctx, found, true);
      const please = ctx.t('duty.checks.form.pleaseCheck', { doubt: said });
      return { answer: { kind: 'form', form: { ...form, errors: { value: please } } } };
    }
    const { unit } = item.reading;
    const check = { state: 'done', value, unit, unusual: doubt !== undefined, fileId: photo } as const;
    const shown = { item: name, value: reading(value, unit, ctx.locale) };
    const line =
      said === undefined || sure
        ? ctx.t('duty.checks.keptReading', shown)
        : ctx.t('duty.checks.keptDoubted', { ...shown, doubt: said });
    return merge(keep(ctx, found, check), kept(ctx, found, line));
  },
};

function doubtText(
  ctx: Context,
  { doubt, ...numbers }: NonNullable<ReturnType<typeof doubtOf>>,
  unit: string,
) {
  const shown = Object.entries(numbers).map(([name, number]) => [name, formatNumber(number, ctx.locale)]);
  return ctx.t(`duty.checks.doubt.${doubt}`, {
    limit: '',
    last: '',
    most: '',
    ...Object.fromEntries(shown),
    unit,
  });
}

/** The first file of a file field; the engine has seen to it that it is this person's own. */
export const fileIn = (value: FieldValue | undefined): string | null =>
  Array.isArray(value) ? (value[0] ?? null) : null;
