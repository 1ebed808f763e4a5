import type { DutyWeights, Roster } from '../../../config/office-types.ts';
import { dayMs } from '../../../time/wall-clock.ts';
import { hourMs, type Stretch, within } from './spans.ts';
import { clockOf, type DutyDays, dutyDaysOf, hoursOn } from './wall-time.ts';

/** As what an hour of duty can count. */
export type HourKind = keyof DutyWeights;

/** Hours of duty by what they counted as. */
export type DutyHours = Record<HourKind, number>;

/**
 * The hours between two instants by what each counts as: its day is a holiday, of a weekend, or a weekday (which a
 * make-up workday is as well), from midnight to midnight in the roster's zone; and if it is night too, whichever
 * weighs more. Costs a few microseconds a day.
 */
export function hoursOf(roster: Roster, schedule: DutyDays, startsAt: Date, endsAt: Date): DutyHours {
  const hours = { weekday: 0, night: 0, weekend: 0, holiday: 0 };
  const clock = clockOf(roster.timezone);
  const kindOf = dutyDaysOf(schedule);
  const span = { start: startsAt.getTime(), end: endsAt.getTime() };
  /** Of wall time, the hours that are in the span. */
  const hoursIn = ({ start, end }: Stretch) =>
    Math.max(0, Math.min(clock.instantOf(end), span.end) - Math.max(clock.instantOf(start), span.start)) /
    hourMs;
  for (let day = clock.dayOf(span.start); ; day++) {
    const today = { start: day * dayMs, end: (day + 1) * dayMs };
    if (clock.instantOf(today.start) >= span.end) return hours;
    const nights = within([hoursOn(day - 1, roster.nights), hoursOn(day, roster.nights)], today);
    const dark = nights.reduce((sum, night) => sum + hoursIn(night), 0);
    const kind = counts[kindOf(day)];
    const { [kind]: byDay, night } = roster.weights;
    // Where both weigh the same, an hour of a weekday's night is called night, and one of a holiday's holiday.
    const byNight = night > byDay || (night === byDay && kind === 'weekday') ? 'night' : kind;
    hours[kind] += hoursIn(today) - dark;
    hours[byNight] += dark;
  }
}

const counts = { holidays: 'holiday', weekends: 'weekend', workdays: 'weekday', makeup: 'weekday' } as const;

/** What time on duty adds to the ledger: each hour by its weight. A shift weighs what its parts weigh together. */
export function pointsOf(roster: Roster, schedule: DutyDays, startsAt: Date, endsAt: Date): number {
  return weighed(hoursOf(roster, schedule, startsAt, endsAt), roster.weights);
}

const weighed = (hours: DutyHours, weights: DutyWeights): number =>
  hours.weekday * weights.weekday +
  hours.night * weights.night +
  hours.weekend * weights.weekend +
  hours.holiday * weights.holiday;
