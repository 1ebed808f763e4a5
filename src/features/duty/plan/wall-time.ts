import type { DutyDay, HoursOfDay, Weekday } from '../../../core/working-hours.ts';
import { weekdays } from '../../../core/working-hours.ts';
import { dayMs, WallClock } from '../../../time/wall-clock.ts';
import { dutyDayOf, type WorkSchedule } from '../../../time/working-time.ts';
import { minuteMs, type Stretch } from './spans.ts';

/** Which days are worked, and which are holidays. */
export type DutyDays = Pick<WorkSchedule, 'days' | 'calendar'>;

/** What a clock knows of its zone is the same for everybody, and costs a millisecond to find. */
const clocks = new Map<string, WallClock>();

export function clockOf(timezone: string): WallClock {
  const clock = clocks.get(timezone) ?? new WallClock(timezone);
  clocks.set(timezone, clock);
  return clock;
}

export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const dayNumber = (date: string): number => Date.parse(date) / dayMs;

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): Weekday => weekdays.at((((day + 3) % 7) + 7) % 7)!;

/** `09:30` in milliseconds after midnight. */
export const timeOfDay = (wallTime: string): number =>
  (Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3))) * minuteMs;

/** Hours of a day, over midnight where they end no later than they begin. In wall time. */
export function hoursOn(day: number, { from, to }: HoursOfDay): Stretch {
  const [start, end] = [timeOfDay(from), timeOfDay(to)];
  return { start: day * dayMs + start, end: day * dayMs + end + (end <= start ? dayMs : 0) };
}

/** What kind of day each is, counted from 1970-01-01. A calendar is asked once of each day: it never changes. */
export function dutyDaysOf(schedule: DutyDays): (day: number) => DutyDay {
  const { calendar, days } = schedule;
  const byDays = kinds.get(calendar) ?? new Map<string, Map<number, DutyDay>>();
  kinds.set(calendar, byDays);
  const known = byDays.get(days.join()) ?? new Map<number, DutyDay>();
  byDays.set(days.join(), known);
  return (day) => {
    const kind = known.get(day) ?? dutyDayOf(isoDay(day), schedule);
    known.set(day, kind);
    return kind;
  };
}

const kinds = new WeakMap<DutyDays['calendar'], Map<string, Map<number, DutyDay>>>();
