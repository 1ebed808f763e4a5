import { Temporal } from 'temporal-polyfill';
import type { Locale } from '../core/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: Locale, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withTime}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      ...(withTime && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    });
    formats.set(key, format);
  }
  return format;
}

/** A day as people of this language read it: `2026-12-04` is `Fri, Dec 4, 2026`. */
export function formatDay(day: string, locale: Locale): string {
  return formatOf(locale, false).format(new Date(`${day}T00:00Z`));
}

/**
 * A wall time with its zone, `2026-11-30T14:00[Asia/Shanghai]`, as it is for this reader: in their language, and at
 * their own time of day.
 */
export function formatZoned(zoned: string, reader: { locale: Locale; timezone: string }): string {
  const [, meant = '', zone = reader.timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(zoned) ?? [];
  const there = Temporal.PlainDateTime.from(meant).toZonedDateTime(zone);
  const here = there.withTimeZone(reader.timezone).toPlainDateTime();
  return formatOf(reader.locale, true).format(here.toZonedDateTime('UTC').epochMilliseconds);
}
