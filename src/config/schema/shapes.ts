import { z } from 'zod';
import { locales } from '../../core/locale.ts';
import { weekdays } from '../../core/working-hours.ts';
import { normaliseEmail } from '../office-outline.ts';
import { didYouMean } from '../suggest.ts';

/** An object with these keys and no others. `elsewhere` says of a known key where it does belong. */
export function exact<T extends z.ZodRawShape>(shape: T, elsewhere: Record<string, string> = {}) {
  const explain = (key: string) =>
    Object.hasOwn(elsewhere, key)
      ? `belongs to ${elsewhere[key]}`
      : `is not a known key${didYouMean(key, Object.keys(shape))}`;
  // One line a key, in the order of `issue.keys`: see `explainIssue`.
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map(explain).join('\n') : undefined),
  });
}

/** Reads a value by the schema that it seems to be meant for, so that what is wrong is told in that one's words. */
export function byShape<T>(choose: (value: unknown) => z.ZodType<T>): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const read = choose(value).safeParse(value, { reportInput: true });
    if (read.success) return read.data;
    for (const issue of read.error.issues) context.issues.push(issue as (typeof context.issues)[number]);
    return z.NEVER;
  });
}

export const hasKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

export const line = z.string().trim().min(1).max(3000);
export const localized = z.union([
  line.transform((text) => ({ en: text, 'zh-CN': text })),
  exact({ en: line, 'zh-CN': line }),
]);
export const locale = z.enum(locales);
export const email = z
  .string()
  .transform(normaliseEmail)
  .pipe(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail'));

export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,39}$/,
    'must begin with a lower-case letter and go on with lower-case letters, digits, - and _',
  );

/** The id of a field or a question: conditions name it. */
export const askedId = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9_]{0,39}$/,
    'must begin with a lower-case letter and go on with letters, digits and _',
  );

/** One sign or emoji, e.g. 🔧; some are several characters long. */
export const icon = line.max(16);

export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as "09:00"');

const endOfHours = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time of day such as "18:00"');
export const workingHours = exact({
  days: z.array(z.enum(weekdays)).min(1).refine(isDistinct, 'names a day twice'),
  from: wallTime,
  to: endOfHours,
}).refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than "from"' });

export const workingTime = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhd]$/, 'is not a duration such as 30m, 8h or 5d')
  .transform(toWorkingTime);

/** A duration that may be none: `0m`. */
export const delay = z
  .string()
  .regex(/^(0|[1-9]\d{0,4})[mhd]$/, 'is not a duration such as 0m, 8h or 5d')
  .transform(toWorkingTime);

function toWorkingTime(duration: string) {
  const count = Number.parseInt(duration, 10);
  if (duration.endsWith('d') && count > 0) return { workingDays: count };
  return { minutes: duration.endsWith('h') ? count * 60 : count };
}

/** ISO, and a day that there is. */
export const isoDate = z.string().refine(isDate, 'is not a date such as 2026-10-01');

/** An ISO date, `today`, or so many days after it: `today+7d`. */
export const relativeDate = z
  .string()
  .refine(
    (text) => /^today(\+\d{1,4}d)?$/.test(text) || isDate(text),
    'is not a date such as 2026-10-01, today or today+7d',
  );

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

export function isDistinct(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

/** Hours of the day, over midnight where `to` is earlier. */
export const hoursOfDay = exact({ from: wallTime, to: endOfHours }).refine(({ from, to }) => from !== to, {
  path: ['to'],
  message: 'must not be the same as "from"',
});

/** A duration of the clock in minutes: `30m`, `11h`, `1d` (24 hours). */
export const minutes = z
  .string()
  .regex(/^(0|[1-9]\d{0,4})[mhd]$/, 'is not a duration such as 30m, 11h or 1d')
  .transform((duration) => {
    const count = Number.parseInt(duration, 10);
    return count * (duration.endsWith('d') ? 24 * 60 : duration.endsWith('h') ? 60 : 1);
  });
