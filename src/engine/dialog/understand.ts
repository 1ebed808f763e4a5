import { Temporal } from 'temporal-polyfill';
import { formatList } from '../../i18n/list.ts';
import { formatDay, formatZoned } from '../../time/format-day.ts';
import { readSpokenDateTime, readSpokenDay, readSpokenTime } from '../../time/spoken-date.ts';
import type { Field, Form, Values } from '../../ui/form.ts';
import { readField } from '../../ui/read-field.ts';
import type { Context } from '../context.ts';
import { personFinder } from '../person-fields.ts';
import type { ReadAnswer } from './questions.ts';

/** Reads answers as they are given in a chat, where a day is `next Friday` and a colleague is `me`. */
export async function readerOf(ctx: Context, form: Form, typed = ''): Promise<ReadAnswer> {
  const mentioned: Values = Object.fromEntries(form.fields.map(({ id }) => [id, typed]));
  const findPerson = await personFinder(ctx, form, mentioned);
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.timezone)
    .toPlainDateTime();
  return (field, text) => readField(field, inDigits(field, text, now) ?? text, findPerson);
}

/** A spoken day or time as a field carries it. What is in digits already stays as it is. */
function inDigits(field: Field, text: string, now: Temporal.PlainDateTime): string | undefined {
  if ('value' in readField(field, text)) return undefined;
  switch (field.kind) {
    case 'date':
      return readSpokenDay(text, now);
    case 'time':
      return readSpokenTime(text, now);
    case 'datetime':
      return readSpokenDateTime(text, now);
    default:
      return undefined;
  }
}

/** How a value reads: a choice by its label, a person by their name, a day as people of this language say it. */
export function shown(ctx: Context, field: Field, value: string | undefined): string {
  if (value === undefined || value === '') return '–';
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'place': {
      const labelOf = (chosen: string) =>
        field.options.find((option) => option.value === chosen)?.label ?? chosen;
      return formatList(value.split('\n').map(labelOf), ctx.locale);
    }
    case 'date':
      return formatDay(value, ctx.locale);
    case 'datetime':
      return formatZoned(value, ctx);
    case 'person':
      return ctx.directory.nameOf(value);
    case 'file':
      return ctx.t('form.files', { count: value.split(/[,\n]/).length });
    default:
      return value;
  }
}
