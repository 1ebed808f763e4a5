import { Temporal } from 'temporal-polyfill';

/** An instant together with the wall time and zone that were meant by it. */
export interface Due {
  dueAt: Date;
  localTime: string;
  timezone: string;
}

/**
 * The same time of day, so many days later, in this zone. Where a change of the clocks skips that time it moves
 * forward by the gap; where the clocks show it twice, it is the first.
 */
export function daysLater(from: Date, days: number, timezone: string): Due {
  const meant = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime()
    .add({ days });
  const due = meant.toZonedDateTime(timezone, { disambiguation: 'compatible' });
  return {
    dueAt: new Date(due.epochMilliseconds),
    localTime: meant.toString({ smallestUnit: 'minute' }),
    timezone,
  };
}

/** An instant that was not meant as a time of day, as the clocks of this zone show it. */
export function dueAt(instant: Date, timezone: string): Due {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);
  return {
    dueAt: instant,
    localTime: shown.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    timezone,
  };
}

/**
 * So many minutes of real time from an instant, at the next full one, as it is shown by the clocks of the zone; where
 * they show that time twice, and this is the second, by those of UTC.
 */
export function minutesLater(
  from: Date,
  minutes: number,
  timezone: string,
): { start: string; timezone: string } {
  const at = new Date(Math.ceil(from.getTime() / 60_000 + minutes) * 60_000);
  const start = dueAt(at, timezone).localTime;
  const first = Temporal.PlainDateTime.from(start).toZonedDateTime(timezone).epochMilliseconds;
  return first === at.getTime()
    ? { start, timezone }
    : { start: dueAt(at, 'UTC').localTime, timezone: 'UTC' };
}

/** Nine in the morning of the day so many days after this one; before it, where they are negative. @param date ISO. */
export function morningAfter(date: string, days: number, timezone: string): Due {
  const meant = Temporal.PlainDate.from(date).add({ days }).toPlainDateTime('09:00');
  return {
    dueAt: new Date(meant.toZonedDateTime(timezone).epochMilliseconds),
    localTime: meant.toString({ smallestUnit: 'minute' }),
    timezone,
  };
}
