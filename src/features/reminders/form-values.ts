import { Temporal } from 'temporal-polyfill';
import { type Weekday, weekdays } from '../../core/working-hours.ts';
import type { DayOfMonth, Intent, OnFreeDay, Recurrence } from '../../time/recurrence.ts';
import type { FieldValue } from '../../ui/form.ts';
import { instantOf } from '../../ui/wall-time.ts';
import { type ComesBack, comebacks } from './reminder.ts';

/** How the form asks for a rule. */
export const repeats = [
  'never',
  'day',
  'workday',
  'week',
  'monthDay',
  'firstWorkday',
  'lastWorkday',
  'lastDay',
  'nthWeekday',
  'year',
] as const;
export type Repeats = (typeof repeats)[number];
export const nths = ['1', '2', '3', '4', '5', '-1'] as const;
export const onFreeDays = ['keep', 'previous', 'next', 'skip'] as const satisfies OnFreeDay[];

/** A rule as the fields of the form show it. */
export function repeatsOf(rule: Recurrence | null): { repeats: Repeats; nth?: string } {
  if (rule === null) return { repeats: 'never' };
  const { every, on } = rule;
  if (every !== 'month') return { repeats: every };
  if (on === undefined || 'day' in on) return { repeats: 'monthDay' };
  if ('nth' in on) return { repeats: 'nthWeekday', nth: String(on.nth) };
  if ('first' in on) return { repeats: 'firstWorkday' };
  return { repeats: on.last === 'day' ? 'lastDay' : 'lastWorkday' };
}

export type Values = Readonly<Record<string, FieldValue | undefined>>;

/** What is wrong with a filled form, by its field; the text is `reminders.refused.<why>`. */
export type FormFault = { field: 'start'; why: 'past' } | { field: 'until'; why: 'until' };

/** The intent that a filled form means. @param timezone of the form's clock. @param before what stood in it. */
export function intentFrom(values: Values, timezone: string, before: Recurrence | null): Intent {
  const start = String(values.start).replace(/\[.*$/, '');
  return {
    start,
    timezone,
    rule: ruleFrom(values, start, before),
    onFreeDay: (onFreeDays as readonly unknown[]).includes(values.onFreeDay)
      ? (values.onFreeDay as OnFreeDay)
      : 'keep',
  };
}

function ruleFrom(values: Values, start: string, before: Recurrence | null): Recurrence | null {
  const asked = values.repeats as Repeats;
  if (asked === 'never') return null;
  const chosen = asked === 'week' && Array.isArray(values.weekdays) ? values.weekdays : [];
  // Of a year the form does not ask for the day.
  const on = asked === 'year' && before?.every === 'year' ? before.on : onFrom(asked, values, start);
  return {
    every: asked === 'day' || asked === 'workday' || asked === 'week' || asked === 'year' ? asked : 'month',
    interval: typeof values.interval === 'number' ? Math.max(1, Math.trunc(values.interval)) : 1,
    weekdays: weekdays.filter((day) => chosen.includes(day)),
    ...(on && { on }),
    ...(typeof values.until === 'string' && { until: values.until }),
    ...(typeof values.count === 'number' && { count: Math.max(1, Math.trunc(values.count)) }),
  };
}

function onFrom(asked: Repeats, { nth }: Values, start: string): DayOfMonth | undefined {
  const first = Temporal.PlainDateTime.from(start);
  switch (asked) {
    case 'monthDay':
      return { day: first.day };
    case 'firstWorkday':
      return { first: 'workday' };
    case 'lastWorkday':
      return { last: 'workday' };
    case 'lastDay':
      return { last: 'day' };
    case 'nthWeekday': {
      const weekday: Weekday = weekdays[first.dayOfWeek - 1]!;
      const which = Number(nth ?? Math.ceil(first.day / 7)) as 1 | 2 | 3 | 4 | 5 | -1;
      return { nth: which, weekday };
    }
    default:
      return undefined;
  }
}

export const comesBackFrom = ({ comesBack }: Values): ComesBack | null =>
  comebacks.find((one) => one === comesBack) ?? null;

/** What is wrong with it that no single field knows; undefined: nothing. */
export function faultIn({ start, timezone, rule }: Intent, now: Date): FormFault | undefined {
  if (rule === null && (instantOf(start, timezone) ?? 0) <= now.getTime())
    return { field: 'start', why: 'past' };
  if (rule?.until !== undefined && rule.until < start.slice(0, 10)) return { field: 'until', why: 'until' };
  return undefined;
}
