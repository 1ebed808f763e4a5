import { Temporal } from 'temporal-polyfill';

/** So far ahead shifts are kept in the database; what is further is worked out when somebody asks. */
const weeksAhead = 13;

/** The Monday on which this week began, by the clocks of a zone, or one so many weeks later. */
export function mondayOf(at: Date, timezone: string, weeks = 0): Temporal.PlainDate {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  return today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks });
}

export const startOfWeek = (at: Date, timezone: string, weeks = 0): Date =>
  new Date(mondayOf(at, timezone, weeks).toZonedDateTime(timezone).epochMilliseconds);

/** Until when shifts are planned at this instant: at least 13 weeks ahead, in whole weeks. */
export const horizonAt = (at: Date, timezone: string): Date => startOfWeek(at, timezone, weeksAhead + 1);

/** Later than any shift that is kept. */
export const farAheadMs = 3 * 366 * 24 * 3600_000;
