import { Temporal } from 'temporal-polyfill';

/** `2026-12-04` where that is a day of the calendar. */
export function readDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (year === '') return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return attempt(() => Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString());
}

/** `14:00` of `14:00`, `9:05` or `14:00:00`. */
export function readTimeOfDay(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, '0')}:${minute}`
    : undefined;
}

/**
 * What the clocks of a zone show, `2026-11-30T14:00`: of a wall time there, of one with its own zone behind it
 * (`2026-11-30T07:00[Europe/Berlin]`), or of an instant (`2026-11-30T06:00:00.000Z`). A time that the clocks skip
 * moves forward by the gap.
 */
export function toWallTime(text: string, timezone: string): string | undefined {
  return attempt(() => {
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text))
      return wall(Temporal.Instant.from(text).toZonedDateTimeISO(timezone));
    const [, meant = '', zone] =
      /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(?::\d{2})?(?:\[([\w/+-]+)\])?$/.exec(text) ?? [];
    const there = Temporal.PlainDateTime.from(meant.replace(' ', 'T'), { overflow: 'reject' });
    return wall(there.toZonedDateTime(zone ?? timezone).withTimeZone(timezone));
  });
}

/** The instant, in milliseconds, at which the clocks of a zone show this wall time; undefined where it is none. */
export function instantOf(wallTime: string, timezone: string): number | undefined {
  return attempt(() => Temporal.PlainDateTime.from(wallTime).toZonedDateTime(timezone).epochMilliseconds);
}

const wall = (at: Temporal.ZonedDateTime) => at.toPlainDateTime().toString({ smallestUnit: 'minute' });

/** Temporal says by throwing what is not a time. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
