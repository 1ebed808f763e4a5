import { z } from 'zod';
import { locales } from '../core/locale.ts';
import { weekdays } from '../core/working-hours.ts';
import { knownEmails, normaliseEmail, type Outline } from './office-outline.ts';
import { didYouMean } from './suggest.ts';

/** An object with these keys and no others. `elsewhere` says of a known key where it does belong. */
function exact<T extends z.ZodRawShape>(shape: T, elsewhere: Record<string, string> = {}) {
  const explain = (key: string) =>
    Object.hasOwn(elsewhere, key)
      ? `belongs to ${elsewhere[key]}`
      : `is not a known key${didYouMean(key, Object.keys(shape))}`;
  // One line a key, in the order of `issue.keys`: see `explainIssue`.
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map(explain).join('\n') : undefined),
  });
}

/** A text that must be one of those that `known` knows. */
function reference(
  known: ReadonlySet<string>,
  problem: (value: string) => string,
  base: z.ZodType<string, string>,
) {
  return base.superRefine((value, context) => {
    if (known.size > 0 && !known.has(value))
      context.addIssue({ code: 'custom', message: problem(value) + didYouMean(value, known) });
  });
}

const line = z.string().trim().min(1).max(3000);
const localized = z.union([
  line.transform((text) => ({ en: text, 'zh-CN': text })),
  exact({ en: line, 'zh-CN': line }),
]);
const locale = z.enum(locales);
const email = z
  .string()
  .transform(normaliseEmail)
  .pipe(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail'));

const timezone = z.string().superRefine((zone, context) => {
  if (!isTimezone(zone))
    context.addIssue({
      code: 'custom',
      message: `"${zone}" is not a time zone such as Asia/Shanghai${didYouMean(zone, Intl.supportedValuesOf('timeZone'))}`,
    });
});

function isTimezone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const currency = z
  .string()
  .refine((code) => currencies.has(code), 'is not a currency such as CNY (ISO 4217)');

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const country = z
  .string()
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined,
    'is not a country such as CN (ISO 3166)',
  );

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as "09:00"');
const workingHours = exact({
  days: z.array(z.enum(weekdays)).min(1).refine(isDistinct, 'names a day twice'),
  from: wallTime,
  to: wallTime,
}).refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than "from"' });

const workingTime = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhd]$/, 'is not a duration such as 30m, 8h or 5d')
  .transform((duration) => {
    const count = Number.parseInt(duration, 10);
    if (duration.endsWith('d')) return { workingDays: count };
    return { minutes: duration.endsWith('h') ? count * 60 : count };
  });

const option = z.union([
  line.transform((value) => ({ value, label: { en: value, 'zh-CN': value } })),
  exact({ value: line, label: localized }),
]);

const fieldBase = {
  id: z
    .string()
    .regex(
      /^[a-z][a-zA-Z0-9_]{0,39}$/,
      'must begin with a lower-case letter and go on with letters, digits and _',
    ),
  label: localized,
  hint: localized.optional(),
  required: z.boolean().default(false),
};
const elsewhere = {
  min: 'fields of type number and money',
  max: 'fields of type number and money',
  options: 'fields of type choice',
};
const range = { min: z.number().optional(), max: z.number().optional(), default: z.number().optional() };

function numberField<T extends string>(type: T) {
  return exact({ ...fieldBase, type: z.literal(type), ...range }, elsewhere)
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

function textField<T extends string>(type: T) {
  return exact({ ...fieldBase, type: z.literal(type), default: line.optional() }, elsewhere);
}

const choiceField = exact(
  {
    ...fieldBase,
    type: z.literal('choice'),
    options: z.array(option).min(1).max(100),
    default: line.optional(),
  },
  elsewhere,
);

const field = z.discriminatedUnion('type', [
  textField('text'),
  textField('paragraph'),
  numberField('number'),
  numberField('money'),
  choiceField,
]);

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,39}$/,
    'must begin with a lower-case letter and go on with lower-case letters, digits, - and _',
  );

/** The shape of the office file; what it names must be in the outline. To add a key, add it here and to the types. */
export function officeSchema(outline: Outline) {
  const person = reference(
    knownEmails(outline),
    (value) => `nobody in people has the e-mail ${value}`,
    email,
  );
  const team = reference(
    new Set(Object.keys(outline.teams)),
    (value) => `there is no team "${value}"`,
    z.string(),
  );

  const approver = z.union([
    z
      .string()
      .refine((by) => by === 'manager', 'must be manager, { team: … } or { person: … }')
      .transform(() => ({ kind: 'manager' as const, levels: 1 })),
    exact({ team: team.optional(), person: person.optional() })
      .refine((by) => (by.team === undefined) !== (by.person === undefined), 'must name a team or a person')
      .transform((by) =>
        by.person === undefined
          ? { kind: 'team' as const, team: by.team ?? '' }
          : { kind: 'person' as const, email: by.person },
      ),
  ]);

  return exact({
    organisation: exact({
      name: localized,
      timezone,
      locale,
      currency,
      calendar: country.optional(),
      workingHours: workingHours.optional(),
      admins: z.array(person).min(1),
    }),
    people: z
      .array(
        exact({
          email,
          name: line,
          locale: locale.optional(),
          timezone: timezone.optional(),
          manager: person.optional(),
          department: line.optional(),
        }),
      )
      .min(1),
    teams: z.record(
      id,
      exact({
        name: localized,
        lead: person.optional(),
        members: z.array(person).min(1).refine(isDistinct, 'names somebody twice'),
        channels: exact({ slack: line.optional(), teams: line.optional(), web: line.optional() }).default({}),
      }),
    ),
    catalogue: z.record(
      id,
      exact({
        name: localized,
        aliases: z.array(line).default([]),
        team,
        fields: z.array(field).max(50).default([]),
        approval: z.array(exact({ by: approver, when: z.string().optional() })).default([]),
        target: exact({ respond: workingTime.optional(), resolve: workingTime.optional() }).optional(),
      }),
    ),
  });
}

function isDistinct(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}
