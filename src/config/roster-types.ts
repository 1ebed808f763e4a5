import type { Localized } from '../core/locale.ts';
import type { DutyDay, HoursOfDay, Weekday } from '../core/working-hours.ts';

/** Who is on duty when, by rules. In the office file, or made in a chat or on the page. */
export interface Roster {
  readonly id: string;
  readonly name: Localized;
  /** The id of the team whose channel hears of it and whose lead decides about it. */
  readonly team: string;
  /** IANA; the wall times of the rules are those of this zone. */
  readonly timezone: string;
  /** The ISO date with which the rotations begin. */
  readonly start: string;
  /** What its roles are called, besides `primary` and `backup`. Has no prototype. */
  readonly roles: Readonly<Record<string, Localized>>;
  /** Where two of one role speak of the same time, the later one counts. */
  readonly layers: readonly RosterLayer[];
  readonly weights: DutyWeights;
  /** What counts as night. */
  readonly nights: HoursOfDay;
  /** The least time between two turns of one person, in minutes. */
  readonly restMinutes: number;
  readonly notices: DutyNotices;
  /** Whether the lead has to agree to a swap. */
  readonly swapApproval: 'none' | 'lead';
  /** Is there a card to sign when the duty changes hands? */
  readonly handover: boolean;
  readonly checklist: readonly DutyCheckItem[];
  /** The handle of a Slack user group that is kept in step with whoever is on duty, without its `@`. */
  readonly slackGroup?: string;
  /** Whether the topic of the team's Slack channel says who is on duty. */
  readonly slackTopic: boolean;
}

/** One rotation: people take turns in a role. */
export interface RosterLayer {
  readonly id: string;
  /** `primary`, `backup`, or one of the roster's own. */
  readonly role: string;
  /** E-mails, lower case, in their order; all different. */
  readonly members: readonly string[];
  readonly turn: TurnLength;
  /** When a turn begins and ends, and with it a day of duty: `09:00`. Where the file does not say, when `hours` begin. */
  readonly at: string;
  /** Each in order, or whoever has carried least. */
  readonly pick: 'inOrder' | 'fair';
  /**
   * On which days; a turn has no shift on others. Every day is of exactly one kind. Empty: all. A day of duty goes from
   * `at` to `at` of the next day, and is what its first date is.
   */
  readonly on: readonly (DutyDay | Weekday)[];
  /** Only at these hours of the day; over midnight they belong to the day on which they begin. */
  readonly hours?: HoursOfDay;
}

export type TurnLength =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  /** So many days that are worked. */
  | { readonly workdays: number };

/** What an hour of duty weighs in the ledger. A night on a holiday is a holiday: the heaviest counts. */
export interface DutyWeights {
  readonly weekday: number;
  readonly night: number;
  readonly weekend: number;
  readonly holiday: number;
}

export interface DutyNotices {
  /** So long before a shift begins, who comes and who goes are told, in minutes. */
  readonly aheadMinutes: number;
  /** When the channel is told each morning who is on duty: `08:30`; without it, it is not. */
  readonly channelAt?: string;
  /** So long after a shift has begun without a word from whoever is on duty the backup is asked, and after as long again the lead. Without it nobody has to confirm. */
  readonly confirmMinutes?: number;
}

/** Something to look after in each turn of duty. */
export interface DutyCheckItem {
  readonly id: string;
  readonly name: Localized;
  /** What is read off and kept. */
  readonly reading?: {
    readonly unit: string;
    readonly min?: number;
    readonly max?: number;
    /** By how much it may have risen since the last one; a meter never falls. */
    readonly mostRise?: number;
  };
  /** The id of the category in which a request is filed where it is not in order. */
  readonly category?: string;
  /** Whether a photo is asked for. */
  readonly photo: boolean;
}
