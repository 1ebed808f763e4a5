import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Weekday, weekdays } from '../core/working-hours.ts';
import type { DayOfMonth, Intent, Recurrence, WorkDays } from './intent.ts';
import { dayMs } from './wall-clock.ts';
import { isoDate, isWorkingDay } from './working-time.ts';

/** A day of a rule, before it is moved because it is free. */
export interface RuleDay {
  readonly nth: number;
  /** Counted from 1970-01-01. */
  readonly day: number;
}

type Days = Generator<number, undefined>;

const last = new Temporal.PlainDate(2099, 12, 31);
const dayNumber = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').epochMilliseconds / dayMs;
const lastDay = dayNumber(last);
/** A calendar that leaves no work for so many days has a mistake in it. */
const longestPause = 1000;

/** The days of an intent, in order, from the one numbered `fromNth` on. */
export function* ruleDays(
  intent: Intent,
  workDays: WorkDays,
  fromNth: number,
): Generator<RuleDay, undefined> {
  const { rule } = intent;
  const start = Temporal.PlainDateTime.from(intent.start).toPlainDate();
  if (rule === null) {
    if (fromNth === 0) yield { nth: 0, day: dayNumber(start) };
    return;
  }
  const near = nearby(start, rule, fromNth);
  let { nth } = near;
  for (const day of daysFrom(near.from, start, rule, workDays)) {
    if (rule.count !== undefined && nth >= rule.count) return;
    if (rule.until !== undefined && isoDate(day) > rule.until) return;
    if (nth >= fromNth) yield { nth, day };
    nth += 1;
  }
}

/** A day shortly before the one of this number, and the number that the first day from there on has. */
function nearby(start: Temporal.PlainDate, rule: Recurrence, wanted: number) {
  if (rule.every === 'day') return { nth: wanted, from: start.add({ days: wanted * rule.interval }) };
  if (rule.every !== 'week') return { nth: 0, from: start };
  const days = daysOfWeek(start, rule).map(isoDay);
  const inFirstWeek = days.filter((day) => day >= start.dayOfWeek).length;
  const weeks = Math.floor((wanted - inFirstWeek) / days.length);
  if (weeks < 0) return { nth: 0, from: start };
  const monday = start.subtract({ days: start.dayOfWeek - 1 });
  return {
    nth: inFirstWeek + weeks * days.length,
    from: monday.add({ weeks: (weeks + 1) * rule.interval }),
  };
}

function daysFrom(from: Temporal.PlainDate, start: Temporal.PlainDate, rule: Recurrence, workDays: WorkDays) {
  if (rule.every === 'workday') return workdaysFrom(dayNumber(start), rule.interval, workDays);
  return rule.on !== undefined && onWorkday(rule.on) && rule.every !== 'day' && rule.every !== 'week'
    ? workdaysOfMonths(start, rule, 'last' in rule.on ? 'last' : 'first', workDays)
    : expand(from, start, rule);
}

/** Of rules of days, weeks, months and years. Wall days stand for themselves, so that no clock plays a part. */
function* expand(from: Temporal.PlainDate, start: Temporal.PlainDate, rule: Recurrence): Days {
  const expanded = new RRuleTemporal({
    ...partsOf(start, rule),
    interval: rule.interval,
    wkst: 'MO',
    dtstart: start.toZonedDateTime('UTC'),
    cache: false,
  });
  const end = last.toZonedDateTime('UTC');
  let first = from.toZonedDateTime('UTC');
  // Few at first, as seldom more are wanted; more and more of a long way.
  for (let ahead = 4 * rule.interval; Temporal.ZonedDateTime.compare(first, end) <= 0; ahead *= 2) {
    const until = first.add({ [`${rule.every}s`]: ahead });
    for (const at of expanded.between(
      first,
      Temporal.ZonedDateTime.compare(until, end) < 0 ? until : end,
      true,
    ))
      yield at.epochMilliseconds / dayMs;
    first = until.add({ days: 1 });
  }
}

function partsOf(start: Temporal.PlainDate, rule: Recurrence) {
  if (rule.every === 'day') return { freq: 'DAILY' as const };
  if (rule.every === 'week') return { freq: 'WEEKLY' as const, byDay: daysOfWeek(start, rule).map(ruleDay) };
  const day = partOfMonth(rule.on ?? { day: start.day });
  return rule.every === 'month'
    ? { freq: 'MONTHLY' as const, ...day }
    : { freq: 'YEARLY' as const, byMonth: [start.month], ...day };
}

function partOfMonth(on: DayOfMonth) {
  if ('day' in on) return { byMonthDay: [on.day] };
  if ('nth' in on) return { byDay: [`${on.nth}${ruleDay(on.weekday)}`] };
  // The month itself, where a workday of it is looked for.
  return { byMonthDay: ['last' in on && on.last === 'day' ? -1 : 1] };
}

function* workdaysFrom(start: number, interval: number, workDays: WorkDays): Days {
  let day = workdayFrom(start, 1, workDays);
  for (let passed = 0; day !== undefined && day <= lastDay; passed += 1) {
    if (passed % interval === 0) yield day;
    day = workdayFrom(day + 1, 1, workDays);
  }
}

function* workdaysOfMonths(
  start: Temporal.PlainDate,
  rule: Recurrence,
  which: 'first' | 'last',
  workDays: WorkDays,
): Days {
  const month = start.with({ day: 1 });
  const on: DayOfMonth = which === 'first' ? { day: 1 } : { last: 'day' };
  for (const edge of expand(month, month, { ...rule, on })) {
    const day = workdayFrom(edge, which === 'first' ? 1 : -1, workDays);
    const sameMonth = day !== undefined && isoDate(day).slice(0, 7) === isoDate(edge).slice(0, 7);
    if (sameMonth && day >= dayNumber(start)) yield day;
  }
}

/** This day or the next that is worked, forwards or backwards. Days are counted from 1970-01-01. */
export function workdayFrom(from: number, step: 1 | -1, workDays: WorkDays): number | undefined {
  for (let day = from; Math.abs(day - from) < longestPause; day += step)
    if (isWorkingDay(isoDate(day), workDays)) return day;
  return undefined;
}

/** Does it depend on the calendar? */
export const onWorkday = (on: DayOfMonth): boolean =>
  ('last' in on && on.last === 'workday') || 'first' in on;

const daysOfWeek = (start: Temporal.PlainDate, { weekdays: named }: Recurrence): readonly Weekday[] =>
  named.length > 0 ? [...new Set(named)] : [weekdays[start.dayOfWeek - 1]!];
const isoDay = (weekday: Weekday) => weekdays.indexOf(weekday) + 1;
const ruleDay = (weekday: Weekday) => weekday.slice(0, 2).toUpperCase();
