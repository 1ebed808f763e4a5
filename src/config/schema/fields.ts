import { z } from 'zod';
import { matchesWhole } from '../../core/pattern.ts';
import type { References } from './references.ts';
import { askedId, byShape, exact, line, localized, relativeDate, wallTime } from './shapes.ts';

const option = z.union([
  line.transform((value) => ({ value, label: { en: value, 'zh-CN': value } })),
  exact({ value: line, label: localized }),
]);
const options = z.array(option).min(1).max(100);

/** `{ urgency: high }` or `{ urgency: [high, normal] }`. */
const showWhen = z
  .record(
    z.string(),
    z.union([line.transform((value) => [value]), z.array(line).min(1)], 'must be a text or a list of texts'),
  )
  .refine((fields) => Object.keys(fields).length === 1, 'must name one field, e.g. { urgency: high }')
  .transform((fields) => {
    const [field = '', values = []] = Object.entries(fields)[0] ?? [];
    return { field, in: values };
  });

const base = {
  id: askedId,
  label: localized,
  hint: localized.optional(),
  required: z.boolean().default(false),
  showWhen: showWhen.optional(),
};

const elsewhere = {
  min: 'fields of type number, money, date and datetime',
  max: 'fields of type number, money, date and datetime',
  options: 'fields of type choice and choices',
  pattern: 'fields of type text and paragraph',
  patternHint: 'fields of type text and paragraph',
  default: 'fields of another type',
};

function fieldOf<T extends string, Shape extends z.ZodRawShape>(type: T, shape: Shape) {
  return exact({ ...base, type: z.literal(type), ...shape }, elsewhere);
}

function textField<T extends string>(type: T) {
  return fieldOf(type, {
    default: line.optional(),
    pattern: z.string().min(1).max(500).optional(),
    patternHint: localized.optional(),
  }).superRefine((field, context) => {
    const fault = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (field.pattern === undefined) {
      if (field.patternHint !== undefined) fault('patternHint', 'needs a "pattern"');
      return;
    }
    try {
      if (field.default !== undefined && !matchesWhole(field.pattern, field.default))
        fault('default', 'does not match the pattern');
    } catch {
      // That the pattern is none is told below.
    }
    try {
      matchesWhole(field.pattern, '');
    } catch (error) {
      fault('pattern', `is not a regular expression of RE2's: ${(error as Error).message}`);
    }
  });
}

/** Only limits that can be compared by themselves: today moves on. */
const isAfter = (left: string | undefined, right: string | undefined) =>
  left !== undefined && right !== undefined && dayOf(left) > dayOf(right) && kindOf(left) === kindOf(right);
const kindOf = (date: string) => date.startsWith('today');
const dayOf = (date: string) =>
  kindOf(date) ? Number(date.slice('today+'.length, -1) || '0') : Date.parse(date);

const dates = { min: relativeDate.optional(), max: relativeDate.optional() };

const dateField = fieldOf('date', { ...dates, default: relativeDate.optional() })
  .refine(({ min, max }) => !isAfter(min, max), { path: ['max'], message: 'is before "min"' })
  .refine(({ min, default: day }) => !isAfter(min, day), { path: ['default'], message: 'is before "min"' })
  .refine(({ max, default: day }) => !isAfter(day, max), { path: ['default'], message: 'is after "max"' });

const datetimeField = fieldOf('datetime', dates).refine(({ min, max }) => !isAfter(min, max), {
  path: ['max'],
  message: 'is before "min"',
});

const range = { min: z.number().optional(), max: z.number().optional(), default: z.number().optional() };

function numberField<T extends string>(type: T) {
  return fieldOf(type, range)
    .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
      path: ['max'],
      message: 'is less than "min"',
    })
    .refine((field) => field.default === undefined || field.default >= (field.min ?? -Infinity), {
      path: ['default'],
      message: 'is less than "min"',
    })
    .refine((field) => field.default === undefined || field.default <= (field.max ?? Infinity), {
      path: ['default'],
      message: 'is more than "max"',
    });
}

/** What a form may ask. That a default is one of the options is checked with the other rules. */
export const fieldSchema = ({ person, place }: References) =>
  z.discriminatedUnion('type', [
    textField('text'),
    textField('paragraph'),
    numberField('number'),
    numberField('money'),
    fieldOf('choice', { options, default: line.optional() }),
    fieldOf('choices', { options, default: z.array(line).optional() }),
    dateField,
    fieldOf('time', { default: wallTime.optional() }),
    datetimeField,
    fieldOf('person', { default: byShape((value) => (value === 'me' ? z.string() : person)).optional() }),
    fieldOf('place', { default: place.optional() }),
    fieldOf('file', {}),
  ]);
