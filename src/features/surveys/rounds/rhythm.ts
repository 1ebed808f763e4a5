import { Temporal } from 'temporal-polyfill';
import type { SurveyRhythm } from '../../../config/survey-types.ts';
import type { WorkDays } from '../../../time/intent.ts';
import { isWorkingDay } from '../../../time/working-time.ts';

const monthsOf = { month: 1, quarter: 3 } as const;
/** A calendar that leaves no work for so long has a mistake in it. */
const longestPause = 366;

/** The first day that is worked, from this one on. @param date ISO. */
export function workdayFrom(date: string, days: WorkDays): string {
  let day = Temporal.PlainDate.from(date);
  for (let idle = 0; !isWorkingDay(day.toString(), days) && idle < longestPause; idle++)
    day = day.add({ days: 1 });
  return day.toString();
}

/** The nth day that is worked, counted from this date, itself included. */
function nthWorkday(first: Temporal.PlainDate, nth: number, days: WorkDays): string {
  let day = workdayFrom(first.toString(), days);
  for (let left = nth; left > 1; left--)
    day = workdayFrom(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), days);
  return day;
}

/**
 * The first day from this one on, itself included, on which a survey is asked. Undefined: when somebody opens it, or
 * not again. @param from ISO.
 */
export function roundDayFrom(rhythm: SurveyRhythm, from: string, days: WorkDays): string | undefined {
  if (rhythm.every === 'once') {
    const day = rhythm.on === undefined ? undefined : workdayFrom(rhythm.on, days);
    return day === undefined || day < from ? undefined : day;
  }
  const months = monthsOf[rhythm.every];
  const { year, month } = Temporal.PlainDate.from(from);
  let first = Temporal.PlainDate.from({ year, month: month - ((month - 1) % months), day: 1 });
  for (;;) {
    const day = nthWorkday(first, rhythm.workday, days);
    if (day >= from) return day;
    first = first.add({ months });
  }
}

/** When the clocks of a zone show this time of that day. @param at `10:00`. */
export function instantOf(date: string, at: string, timezone: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${date}T${at}`).toZonedDateTime(timezone).epochMilliseconds);
}

/** When a day's round opens: as soon as the first of those who might be asked has that time of day. */
export function openingOf(date: string, at: string, zones: Iterable<string>): Date {
  return new Date(Math.min(...[...zones].map((zone) => instantOf(date, at, zone).getTime())));
}

/** @param date ISO. */
export const dayAfter = (date: string, days = 1): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();
