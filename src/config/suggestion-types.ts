import type { Localized } from '../core/locale.ts';

/** How suggestions are looked after. */
export interface SuggestionRules {
  /** By category id, in the order of the file; at least one. Has no prototype: a foreign key finds nothing. */
  readonly categories: Readonly<Record<string, SuggestionCategory>>;
  /** E-mails, lower case: they see what was reported, hide, and merge. Never who an anonymous author is. */
  readonly moderators: readonly string[];
  /** Whether "You said, we did" goes to everyone on the first workday of each month. */
  readonly digest: 'monthly' | 'none';
  /** After so many days without an answer of its author, what is done counts as confirmed. */
  readonly confirmDays: number;
  /** So many days after a promise was due, the category's curator is told as well. */
  readonly overdueDays: number;
}

/** What suggestions can be about. */
export interface SuggestionCategory {
  readonly id: string;
  readonly name: Localized;
  /** E-mail, lower case: answers for what nobody else answers for. */
  readonly curator: string;
  /** The team in whose channel suggestions of this kind stand; without one, the curator alone has them. */
  readonly team?: string;
}
