import type { Localized } from '../core/locale.ts';

/** What is asked of whom, and how often. In the office file, or made in a chat or on the page. */
export interface Survey {
  readonly id: string;
  readonly name: Localized;
  /** Said above the first question. */
  readonly intro?: Localized;
  /** Who answers for it and gets the follow-ups: an e-mail, lower case. */
  readonly owner: string;
  readonly sections: readonly SurveySection[];
  readonly audience: SurveyAudience;
  readonly rhythm: SurveyRhythm;
  /** The local hour of each person at which they are asked: `10:00`. */
  readonly at: string;
  /** How many days it is open. */
  readonly openDays: number;
  /** Results are also told by these groups, as far as they are large enough. */
  readonly groupBy?: 'department' | 'team' | 'place';
  /** May whoever gives a low answer ask to be named, for somebody to follow it up? */
  readonly followUp: boolean;
  /** How many days there are for a follow-up. */
  readonly followUpDays: number;
}

export interface SurveySection {
  readonly title?: Localized;
  readonly questions: readonly SurveyQuestion[];
}

export type SurveyQuestion = {
  readonly id: string;
  readonly text: Localized;
  readonly hint?: Localized;
  readonly required: boolean;
  /** Asked only where that question, which stands before this one, was answered with one of these. */
  readonly showWhen?: { readonly question: string; readonly in: readonly string[] };
} & (
  | {
      readonly type: 'scale';
      /** The answers are the numbers from `from` to `to`. */
      readonly from: number;
      readonly to: number;
      readonly low?: Localized;
      readonly high?: Localized;
      /** A mean below it opens a follow-up. */
      readonly limit?: number;
    }
  /** 1 to 5. */
  | { readonly type: 'stars'; readonly limit?: number }
  /** 0 to 10: how likely somebody is to recommend it. `limit` is of the score, -100 to 100. */
  | { readonly type: 'nps'; readonly limit?: number }
  | { readonly type: 'single'; readonly options: readonly SurveyOption[] }
  | { readonly type: 'multiple'; readonly options: readonly SurveyOption[]; readonly most?: number }
  | { readonly type: 'ranking'; readonly options: readonly SurveyOption[] }
  | { readonly type: 'text'; readonly maxLength: number }
  /** Each row is rated on one scale. */
  | {
      readonly type: 'matrix';
      readonly rows: readonly SurveyOption[];
      readonly from: number;
      readonly to: number;
      readonly limit?: number;
    }
);

export interface SurveyOption {
  readonly value: string;
  readonly label: Localized;
}

/** One of these is enough to be asked, without any: everyone. */
export interface SurveyAudience {
  /** Department, team and place ids. Who belongs to a place: the members of teams that look after it. */
  readonly departments: readonly string[];
  readonly teams: readonly string[];
  readonly places: readonly string[];
  /** E-mails, lower case. */
  readonly people: readonly string[];
  /** Those whose requests were done in the last so many days, of these categories, or of any. */
  readonly served?: { readonly days: number; readonly categories: readonly string[] };
  /** A random part of them, in percent. */
  readonly share: number;
}

export type SurveyRhythm =
  /** ISO date; the first workday from it. Without one: when somebody opens it. */
  | { readonly every: 'once'; readonly on?: string }
  /** On the nth workday of each month, or of each quarter. */
  | { readonly every: 'month' | 'quarter'; readonly workday: number };

/** The cap over all surveys: nobody is asked more often than this. */
export interface SurveyFatigue {
  readonly most: number;
  readonly days: number;
}
