import type { Temporal } from 'temporal-polyfill';
import type { OnFreeDay, Recurrence } from '../recurrence.ts';

/** The half of the day that was named, or what of it. */
export type Part = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** Why it is not clear when: what the person is told. */
export type Doubt =
  | 'vague'
  | 'twoTimes'
  | 'whichHalf'
  | 'whichDay'
  | 'deadline'
  | 'tooOften'
  | 'midnight'
  | 'whichInterval';

/** What one phrase says of a time. */
export type Piece =
  | {
      readonly kind: 'day';
      readonly day: Temporal.PlainDate;
      /** What it would be, said tomorrow: of those that come again, `Friday` or `the 5th`. */
      readonly again?: Temporal.PlainDate;
    }
  /** `either`: of a clock of twelve hours, and nobody said which half of the day. */
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number; readonly either: boolean }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'moment'; readonly minutes: number }
  /** `needsDay`: it says how often, but not on which day. `quarter`: of the year's own quarters. */
  | {
      readonly kind: 'rule';
      readonly rule: Recurrence;
      readonly needsDay?: boolean;
      readonly quarter?: boolean;
    }
  | { readonly kind: 'until'; readonly day: Temporal.PlainDate }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'free'; readonly onFreeDay: OnFreeDay }
  | { readonly kind: 'doubt'; readonly doubt: Doubt };

/** A phrase and what it says; `read` may find that it says nothing after all. */
export interface Phrase {
  /** The source of a regular expression whose groups `read` is given. */
  readonly pattern: string;
  /** Without a rule it is part of the text: `knock 3 times`. */
  readonly needsRule?: true;
  read(groups: readonly (string | undefined)[], now: Temporal.PlainDateTime): readonly Piece[] | undefined;
}

export const doubt = (why: Doubt): Piece[] => [{ kind: 'doubt', doubt: why }];

/** A rule, with what is usual where nothing is said of it. */
export const ruleOf = (every: Recurrence['every'], more: Partial<Recurrence> = {}): Recurrence => ({
  every,
  interval: 1,
  weekdays: [],
  ...more,
});

/** A time of day as a clock shows it; undefined where none does. */
export function timePiece(hour: number, minute: number, either: boolean): Piece[] | undefined {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return [{ kind: 'time', hour, minute, either: either && hour >= 1 && hour <= 12 }];
}
