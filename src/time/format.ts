import type { Locale } from '../core/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day and a time of day as people of this language read it, in their zone: `Sun, Nov 22, 14:05`. */
export function formatDateTime(instant: Date, reader: { locale: Locale; timezone: string }): string {
  const key = `${reader.locale} ${reader.timezone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(reader.locale, {
      timeZone: reader.timezone,
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  return format.format(instant);
}
