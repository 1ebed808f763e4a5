import type { Weekday } from '../core/working-hours.ts';
import type { Due } from './due.ts';
import type { WorkSchedule } from './working-time.ts';

/** How often something comes again. Everything is meant in wall time. */
export interface Recurrence {
  readonly every: 'day' | 'workday' | 'week' | 'month' | 'year';
  /** Every so many of them; at least 1. */
  readonly interval: number;
  /** Of a week; empty: the weekday of the first time. */
  readonly weekdays: readonly Weekday[];
  /** Of a month or year; without it, the day of the first time. A month that has no such day is passed over. */
  readonly on?: DayOfMonth;
  /** The last ISO date, included. */
  readonly until?: string;
  /** How many times in all; those that are moved or skipped count. */
  readonly count?: number;
}

export type DayOfMonth =
  | { readonly day: number }
  | { readonly last: 'day' | 'workday' }
  | { readonly first: 'workday' }
  /** The second Tuesday: { nth: 2, weekday: 'tue' }; the last Friday: { nth: -1, weekday: 'fri' }. */
  | { readonly nth: 1 | 2 | 3 | 4 | 5 | -1; readonly weekday: Weekday };

/** What becomes of a time that falls on a day that is not worked. */
export type OnFreeDay = 'keep' | 'previous' | 'next' | 'skip';

/** What somebody meant by a time: it is kept as it was said, and its instants are computed from it. */
export interface Intent {
  /** The first wall time, `2026-11-27T16:00`. */
  readonly start: string;
  /** IANA name. */
  readonly timezone: string;
  /** Null: once. */
  readonly rule: Recurrence | null;
  readonly onFreeDay: OnFreeDay;
}

/** One of the times of an intent. */
export interface Time extends Due {
  /** Counted from 0, those that were skipped included. */
  readonly nth: number;
  /** Why it is not when the rule alone would have it: the clocks skip that time, or the day is not worked. */
  readonly moved?: 'gap' | 'previous' | 'next';
}

/** What is needed of a calendar: which days are worked. */
export type WorkDays = Pick<WorkSchedule, 'days' | 'calendar'>;
