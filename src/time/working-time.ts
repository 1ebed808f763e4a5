import { QuartermasterError } from '../core/errors.ts';
import { type DutyDay, type WorkingHours, type WorkingTime, weekdays } from '../core/working-hours.ts';
import type { Calendar } from './calendar.ts';
import { type Due, dueAt } from './due.ts';
import { dayMs, WallClock } from './wall-clock.ts';

/** When somebody works: hours of the day, in a zone, on the days that a calendar leaves. */
export interface WorkSchedule extends WorkingHours {
  /** IANA name. */
  readonly timezone: string;
  readonly calendar: Calendar;
}

/** One day's work, from when the clocks first show its beginning until they first show its end. In milliseconds. */
interface Shift {
  start: number;
  end: number;
}

type Shifts = Generator<Shift, never>;

const minuteMs = 60_000;
/** A calendar that leaves no work for so long has a mistake in it. */
const longestPause = 1000;

/** Is this a day on which work is done, whatever the time? @param date ISO. */
export function isWorkingDay(
  date: string,
  { days, calendar }: Pick<WorkSchedule, 'days' | 'calendar'>,
): boolean {
  const kind = calendar.kindOf(date);
  if (kind !== undefined) return kind === 'workday';
  // 1970-01-01 was a Thursday.
  const weekday = weekdays.at((Date.parse(date) / dayMs + 3) % 7);
  return weekday !== undefined && days.includes(weekday);
}

/** The shifts that end after an instant, in order, or those that begin before it, backwards; without an end. */
function* shiftsFrom(instant: number, schedule: WorkSchedule, step: 1 | -1 = 1): Shifts {
  const clock = new WallClock(schedule.timezone);
  const from = minutesOf(schedule.from) * minuteMs;
  const to = minutesOf(schedule.to) * minuteMs;
  let day = clock.dayOf(instant);
  for (let idle = 0; idle < longestPause; day += step, idle++) {
    if (!isWorkingDay(isoDate(day), schedule)) continue;
    const start = clock.instantOf(day * dayMs + from);
    const end = clock.instantOf(day * dayMs + to);
    const past = step > 0 ? end <= instant : start >= instant;
    if (past || end === start) continue;
    yield { start, end };
    idle = 0;
  }
  throw new QuartermasterError(
    'config',
    `nobody works for ${longestPause} days from ${isoDate(day - step * longestPause)}`,
  );
}

/**
 * The instant by which so much working time has passed. Minutes are those that really pass, a change of the clocks
 * included. A working day ends as far into a later shift as it began in its own: from Monday 10:00 to Tuesday
 * 10:00. What begins with a shift, or outside of working hours and so with the next one, ends with a shift: one
 * day from Sunday is Monday evening.
 * @param amount negative minutes lead to the instant from which on so much has passed.
 * @throws 'config' where the calendar leaves no work for years.
 */
export function addWorkingTime(from: Date, amount: WorkingTime, schedule: WorkSchedule): Date {
  const start = from.getTime();
  if ('workingDays' in amount)
    return new Date(addDays(start, amount.workingDays, shiftsFrom(start, schedule)));
  const worked = Math.round(amount.minutes * minuteMs);
  return new Date(
    worked < 0
      ? goBack(start, -worked, shiftsFrom(start, schedule, -1))
      : goOn(start, worked, shiftsFrom(start, schedule)),
  );
}

function goOn(from: number, worked: number, shifts: Shifts): number {
  for (let left = worked; ; ) {
    const { start, end } = shifts.next().value;
    const begun = Math.max(from, start);
    if (begun + left <= end) return begun + left;
    left -= end - begun;
  }
}

function goBack(from: number, worked: number, shifts: Shifts): number {
  for (let left = worked; ; ) {
    const { start, end } = shifts.next().value;
    const ended = Math.min(from, end);
    if (ended - left >= start) return ended - left;
    left -= ended - start;
  }
}

function addDays(from: number, workingDays: number, shifts: Shifts): number {
  let shift = shifts.next().value;
  const into = Math.max(from - shift.start, 0);
  for (let days = into > 0 ? 0 : 1; days < workingDays; days++) shift = shifts.next().value;
  return into > 0 || workingDays === 0 ? Math.min(shift.start + into, shift.end) : shift.end;
}

/** The working time that passes from `a` to `b`, in minutes and parts of them; negative where `b` comes first. */
export function workingMinutesBetween(a: Date, b: Date, schedule: WorkSchedule): number {
  const [first, last] = [Math.min(a.getTime(), b.getTime()), Math.max(a.getTime(), b.getTime())];
  let worked = 0;
  for (const { start, end } of shiftsFrom(first, schedule)) {
    if (start >= last) break;
    worked += Math.min(end, last) - Math.max(start, first);
  }
  return (b < a ? 0 - worked : worked) / minuteMs;
}

/** The same as something that falls due. */
export function workingDue(from: Date, amount: WorkingTime, schedule: WorkSchedule): Due {
  return dueAt(addWorkingTime(from, amount, schedule), schedule.timezone);
}

function minutesOf(wallTime: string): number {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  return hours * 60 + minutes;
}

/** @param day counted from 1970-01-01. */
export const isoDate = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

/** What kind of day it is, each of exactly one. @param date ISO. */
export function dutyDayOf(
  date: string,
  { days, calendar }: Pick<WorkSchedule, 'days' | 'calendar'>,
): DutyDay {
  const usual = days.includes(weekdays.at((Date.parse(date) / dayMs + 3) % 7)!);
  const kind = calendar.kindOf(date);
  if (usual) return kind === 'holiday' ? 'holidays' : 'workdays';
  return kind === 'workday' ? 'makeup' : kind === 'holiday' ? 'holidays' : 'weekends';
}
