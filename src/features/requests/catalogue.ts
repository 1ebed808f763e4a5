import type { CatalogueField, Category, ChoiceOption } from '../../config/office.ts';
import type { Locale } from '../../core/locale.ts';
import type { Reader, World } from '../../engine/context.ts';
import { formatMoney, formatNumber } from '../../i18n/number.ts';
import { t } from '../../i18n/translate.ts';
import type { Field } from '../../ui/form.ts';
import type { RequestState } from './rules.ts';

/** The category of a request, also when the office file has dropped it since: it keeps its id for a name. */
export function categoryOf(world: World, request: Pick<RequestState, 'category' | 'teamId'>): Category {
  const { category, teamId } = request;
  const name = { en: category, 'zh-CN': category };
  return (
    world.office.catalogue[category] ?? {
      id: category,
      name,
      aliases: [],
      team: teamId,
      fields: [],
      approval: [],
      checklist: [],
      targets: [],
    }
  );
}

// Words that nearly every office uses as options, and writes in one language only.
const commonOptions = ['low', 'normal', 'high'] as const;

function optionLabel(option: ChoiceOption, locale: Locale): string {
  const common = commonOptions.find((word) => word === option.value);
  return common && option.label[locale] === common
    ? t(locale, `requests.option.${common}`)
    : option.label[locale];
}

/** A field of the catalogue as a form asks for it. */
export function formField(field: CatalogueField, locale: Locale, currency: string, value?: string): Field {
  const base = {
    id: field.id,
    label: field.label[locale],
    required: field.required,
    ...(field.hint ? { hint: field.hint[locale] } : {}),
  };
  const preset =
    value ?? ('default' in field && field.default !== undefined ? String(field.default) : undefined);
  const filled = preset === undefined ? base : { ...base, value: preset };
  const limits = 'min' in field || 'max' in field ? { min: field.min, max: field.max } : {};
  const bounds = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
  switch (field.type) {
    case 'text':
      return { ...filled, kind: 'text', maxLength: 200 };
    case 'paragraph':
      return { ...filled, kind: 'text', multiline: true };
    case 'number':
      return { ...filled, kind: 'number', ...bounds };
    case 'money':
      return { ...filled, kind: 'money', currency, ...bounds };
    case 'choice': {
      const options = field.options.map((option) => ({
        value: option.value,
        label: optionLabel(option, locale),
      }));
      return { ...filled, kind: 'choice', options };
    }
    default:
      return { ...filled, kind: 'text' };
  }
}

/** A stored value as people of this language read it. */
export function shownValue(
  field: CatalogueField,
  value: string | number | null | undefined,
  reader: Reader,
  currency: string,
): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (field.type === 'money') return formatMoney(Number(value), currency, reader.locale);
  if (field.type === 'number') return formatNumber(Number(value), reader.locale);
  if (field.type === 'choice') {
    const option = field.options.find((each) => each.value === value);
    return option ? optionLabel(option, reader.locale) : String(value);
  }
  return String(value);
}

const longestTitle = 60;

/** What a request is about in a few words: `#42 Repair · the printer on 3F`. */
export function titleOf(world: World, request: RequestState, locale: Locale): string {
  const category = categoryOf(world, request);
  const telling = ['item', 'title', 'description'];
  const texts = category.fields.filter(({ type }) => type === 'text' || type === 'paragraph');
  const field = texts.find(({ id }) => telling.includes(id)) ?? texts[0];
  const about = String((field && request.fields[field.id]) ?? '')
    .split('\n')[0]!
    .trim();
  const symbols = [...about];
  const short = symbols.length > longestTitle ? `${symbols.slice(0, longestTitle - 1).join('')}…` : about;
  return `#${request.number} ${category.name[locale]}${short ? ` · ${short}` : ''}`;
}
