import { Temporal } from 'temporal-polyfill';

/** The instant at which a day begins in this zone. @param date ISO; `days` later. */
export function dayStart(date: string, timezone: string, days = 0): Date {
  const start = Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(timezone);
  return new Date(start.epochMilliseconds);
}

/** The day that the clocks of this zone show, ISO. */
export function dayOf(instant: Date, timezone: string): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);
  return shown.toPlainDate().toString();
}
