import { asTyped, type Field, type Form, type Values } from './form.ts';
import { readField } from './read-field.ts';
import { toWallTime } from './wall-time.ts';

/** The same form with what was typed in its fields, so that nothing has to be typed twice. */
export function withValues(form: Form, typed: Values): Form {
  return {
    ...form,
    fields: form.fields.map((field) => ({ ...field, value: asDrawn(field, typed[field.id] ?? field.value) })),
  };
}

/** What was typed or picked, in the one way in which every platform draws it; what is nothing of the kind, as it is. */
function asDrawn(field: Field, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return value;
  switch (field.kind) {
    case 'datetime':
      return toWallTime(value, field.timezone) ?? value;
    case 'choice':
    case 'choices':
    case 'date':
    case 'time':
    case 'place': {
      const read = readField(field, value);
      return 'value' in read ? asTyped(read.value) : value;
    }
    default:
      return value;
  }
}
