import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../../time/day-start.ts';
import { type Due, dueAt } from '../../time/due.ts';
import { isWorkingDay, type WorkSchedule } from '../../time/working-time.ts';

/** For how long something is put off; `other` is a time of one's own. */
export const snoozes = ['15m', '1h', 'tomorrow', 'workday'] as const;
export type Snooze = (typeof snoozes)[number];

/** A calendar that leaves no working day for so long has a mistake in it. */
const mostDays = 60;

/** When something comes back. Days begin with the working hours, in this zone. */
export function snoozedUntil(snooze: Snooze, now: Date, timezone: string, schedule: WorkSchedule): Due {
  const minutes = { '15m': 15, '1h': 60, tomorrow: 0, workday: 0 }[snooze];
  if (minutes > 0) return dueAt(new Date(now.getTime() + minutes * 60_000), timezone);
  const today = Temporal.PlainDate.from(dayOf(now, timezone));
  let days = 1;
  if (snooze === 'workday')
    while (days < mostDays && !isWorkingDay(today.add({ days }).toString(), schedule)) days += 1;
  return wallDue(today.add({ days }).toPlainDateTime(schedule.from), timezone);
}

/** What was picked in a form, `2026-11-30T14:00[Asia/Shanghai]`. */
export function pickedDue(zoned: string, timezone: string): Due {
  const [, meant = '', zone = timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(zoned) ?? [];
  return wallDue(Temporal.PlainDateTime.from(meant), zone);
}

const wallDue = (meant: Temporal.PlainDateTime, timezone: string): Due => ({
  dueAt: new Date(meant.toZonedDateTime(timezone).epochMilliseconds),
  localTime: meant.toString({ smallestUnit: 'minute' }),
  timezone,
});
