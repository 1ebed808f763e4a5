import type { Intent } from '../../time/recurrence.ts';

/** When it comes back where nobody has done it. */
export const comebacks = ['15m', '1h', 'tomorrow', 'workday'] as const;
export type ComesBack = (typeof comebacks)[number];

/** What it is about, where it was set at a request, at somebody's message, or after a poll. */
export type Origin =
  | { readonly requestId: string }
  | {
      readonly url: string | null;
      readonly author: string | null;
      readonly text: string;
      /** What else it came from, such as a poll. */
      readonly source?: { readonly subject: string; readonly number: number };
    };

/** `ended`: its rule has no more times. `deleted` by whom it belongs to, `declined` by whom it reminded. */
export type ReminderState = 'active' | 'paused' | 'ended' | 'deleted' | 'declined';

/** Who is reminded: a person, or a team in its channel. */
export type Recipient = { readonly personId: string } | { readonly teamId: string };

/** Something that somebody wants to be told, or others to be, at a time, once or by a rule. */
export interface Reminder {
  readonly id: string;
  readonly version: number;
  readonly ownerId: string;
  readonly to: Recipient;
  readonly text: string;
  readonly origin: Origin | null;
  readonly intent: Intent;
  readonly comesBack: ComesBack | null;
  readonly state: ReminderState;
  /** Which of the rule's times is the next one, counted from 0. */
  readonly nth: number;
  readonly createdAt: Date;
}

/** What somebody wants to be reminded of, before it counts. */
export type Wanted = Pick<Reminder, 'to' | 'text' | 'origin' | 'intent' | 'comesBack'>;

/** The longest text, in characters: with all else it fits into the value of a button. */
export const longestText = 500;

export const subjectOf = (id: string) => `reminder:${id}`;
export const idOf = (subject: string) => subject.slice('reminder:'.length);
