import { Temporal } from 'temporal-polyfill';
import type { CatalogueField, ChoiceOption } from '../../../config/office.ts';
import { pathOf } from '../../../config/places.ts';
import type { Locale } from '../../../core/locale.ts';
import type { Context, Reader, World } from '../../../engine/context.ts';
import { formatList } from '../../../i18n/list.ts';
import { formatMoney, formatNumber } from '../../../i18n/number.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDay, formatZoned } from '../../../time/format-day.ts';
import { withValues } from '../../../ui/fill-form.ts';
import { asTyped, type Field, type FieldValue, type Option } from '../../../ui/form.ts';

// Words that nearly every office uses as options, and writes in one language only.
const commonOptions = ['low', 'normal', 'high'] as const;

function optionLabel(option: ChoiceOption, locale: Locale): string {
  const common = commonOptions.find((word) => word === option.value);
  return common && option.label[locale] === common
    ? t(locale, `requests.option.${common}`)
    : option.label[locale];
}

/** The fields of a category as a form asks this person for them. `given` comes before a field's default. */
export function formFields(
  ctx: Context,
  fields: readonly CatalogueField[],
  given: Readonly<Record<string, FieldValue>> = {},
): Field[] {
  const asked = fields.flatMap((field) => formField(ctx, field, given[field.id]) ?? []);
  // What is stored is not always what is drawn: a stored time has its zone behind it.
  return withValues({ id: '', context: '', title: '', submit: '', fields: asked }, {}).fields;
}

/** Undefined where nothing can be asked: an office without places. */
function formField(ctx: Context, field: CatalogueField, given: FieldValue | undefined): Field | undefined {
  const { locale, timezone } = ctx;
  const value = asTyped(given ?? null) || defaultOf(ctx, field);
  const base = {
    id: field.id,
    label: field.label[locale],
    required: field.required,
    ...(field.hint && { hint: field.hint[locale] }),
    ...(field.showWhen && { showWhen: field.showWhen }),
    ...(value !== '' && { value }),
  };
  switch (field.type) {
    case 'text':
    case 'paragraph': {
      const { pattern, patternHint } = field;
      const checked = pattern === undefined ? {} : { pattern };
      const said = patternHint === undefined ? {} : { patternHint: patternHint[locale] };
      const size = field.type === 'text' ? { maxLength: 200 } : { multiline: true };
      return { ...base, kind: 'text', ...size, ...checked, ...said };
    }
    case 'number':
      return { ...base, kind: 'number', ...bounds(field) };
    case 'money':
      return { ...base, kind: 'money', currency: ctx.office.organisation.currency, ...bounds(field) };
    case 'choice':
    case 'choices':
      return { ...base, kind: field.type, options: optionsOf(field.options, locale) };
    case 'date':
      return { ...base, kind: 'date', ...days(ctx, field) };
    case 'datetime':
      return { ...base, kind: 'datetime', timezone, ...days(ctx, field) };
    case 'time':
    case 'person':
    case 'file':
      return { ...base, kind: field.type };
    case 'place': {
      const options = placesOf(ctx);
      return options.length === 0 ? undefined : { ...base, kind: 'place', options };
    }
  }
}

const optionsOf = (options: readonly ChoiceOption[], locale: Locale): Option[] =>
  options.map((option) => ({ value: option.value, label: optionLabel(option, locale) }));

function defaultOf(ctx: Context, field: CatalogueField): string {
  if (!('default' in field) || field.default === undefined) return '';
  const preset = field.default;
  if (field.type === 'date') return dayOf(ctx, String(preset));
  if (field.type === 'person')
    return (preset === 'me' ? ctx.person.id : ctx.directory.byEmail(String(preset))?.id) ?? '';
  return typeof preset === 'object' ? preset.join('\n') : String(preset);
}

function bounds({ min, max }: { min?: number; max?: number }) {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function days(ctx: Context, { min, max }: { min?: string; max?: string }) {
  return {
    ...(min !== undefined && { min: dayOf(ctx, min) }),
    ...(max !== undefined && { max: dayOf(ctx, max) }),
  };
}

/** `today` and `today+7d` by this person's calendar; or the ISO date that it is already. */
function dayOf({ now, timezone }: Context, meant: string): string {
  const [today, days] = /^today(?:\+(\d+)d)?$/.exec(meant) ?? [];
  if (today === undefined) return meant;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  return here
    .toPlainDate()
    .add({ days: Number(days ?? 0) })
    .toString();
}

/** As long as a label may be that every platform shows whole. */
const longestLabel = 75;

/** Every place, in the order of the file. Of a long way its end is kept, which tells it from others. */
function placesOf({ office: { places }, locale }: Context): Option[] {
  return Object.keys(places).map((value) => {
    let label = pathOf(places, value, locale);
    while (label.length > longestLabel && /›.*›/.test(label))
      label = label.replace(/^(?:… › )?.*? › /, '… › ');
    return { value, label };
  });
}

/** A stored value as this reader reads it: in their language, and at their time of day. Undefined: nothing was said. */
export function shownValue(
  world: Pick<World, 'office' | 'directory'>,
  field: CatalogueField,
  value: FieldValue | undefined,
  reader: Reader,
): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value) && value.length === 0) return undefined;
  const { locale } = reader;
  const { organisation, places } = world.office;
  switch (field.type) {
    case 'money':
      return formatMoney(Number(value), organisation.currency, locale);
    case 'number':
      return formatNumber(Number(value), locale);
    case 'choice':
    case 'choices': {
      const labels = new Map(field.options.map((option) => [option.value, optionLabel(option, locale)]));
      return formatList(
        [value].flat().map((one) => labels.get(String(one)) ?? String(one)),
        locale,
      );
    }
    case 'date':
      return formatDay(String(value), locale);
    case 'datetime':
      return formatZoned(String(value), reader);
    case 'person':
      return world.directory.nameOf(String(value));
    case 'place':
      return pathOf(places, String(value), locale);
    case 'file':
      return t(locale, 'form.files', { count: [value].flat().length });
    default:
      return String(value);
  }
}
