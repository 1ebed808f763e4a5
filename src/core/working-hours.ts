export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall times `HH:MM`, `from` before `to`; `to` may be `24:00`. */
export interface WorkingHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** `HH:MM`; over midnight where `to` is not later than `from`. */
export interface HoursOfDay {
  readonly from: string;
  readonly to: string;
}

/** Minutes within working hours (`30m`, `8h`), or whole working days (`5d`), however long those are. */
export type WorkingTime = { readonly minutes: number } | { readonly workingDays: number };

/** What kinds of days rosters know: `makeup` ones are worked although they would be free (调休). */
export const dutyDays = ['workdays', 'weekends', 'holidays', 'makeup'] as const;
export type DutyDay = (typeof dutyDays)[number];
