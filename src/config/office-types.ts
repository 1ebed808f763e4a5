import type { Locale, Localized } from '../core/locale.ts';
import type { Condition } from './condition.ts';

/** The office file, read and checked: every e-mail, team and field that is named in it exists. Frozen. */
export interface Office {
  readonly organisation: Organisation;
  readonly people: readonly OfficePerson[];
  /** By team id, in the order of the file. Has no prototype: a foreign key finds nothing. */
  readonly teams: Readonly<Record<string, Team>>;
  /** By category id, in the order of the file. Has no prototype: a foreign key finds nothing. */
  readonly catalogue: Readonly<Record<string, Category>>;
}

export interface Organisation {
  readonly name: Localized;
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timezone: string;
  /** The language of channels. */
  readonly locale: Locale;
  /** ISO 4217, e.g. `CNY`. */
  readonly currency: string;
  /** ISO 3166 code of the country whose public holidays count. */
  readonly calendar?: string;
  readonly workingHours?: WorkingHours;
  /** E-mails, lower case. */
  readonly admins: readonly string[];
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall times `HH:MM`, `from` before `to`. */
export interface WorkingHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

export interface OfficePerson {
  /** Lower case; what joins a person to their accounts on the platforms. */
  readonly email: string;
  readonly name: string;
  readonly locale?: Locale;
  readonly timezone?: string;
  /** The manager's e-mail, lower case. No chain of managers comes back to where it began. */
  readonly manager?: string;
  readonly department?: string;
}

export interface Team {
  readonly id: string;
  readonly name: Localized;
  /** E-mail, lower case. */
  readonly lead?: string;
  /** E-mails, lower case; at least one. */
  readonly members: readonly string[];
  readonly channels: Readonly<Partial<Record<'slack' | 'teams' | 'web', string>>>;
}

/** A kind of request. */
export interface Category {
  readonly id: string;
  readonly name: Localized;
  /** Other words that people use for it. No word means two categories. */
  readonly aliases: readonly string[];
  /** The id of the team that does it. */
  readonly team: string;
  readonly fields: readonly CatalogueField[];
  /** Steps, in order. */
  readonly approval: readonly ApprovalRule[];
  readonly target?: Target;
}

export type CatalogueField = FieldBase &
  (
    | { readonly type: 'text' | 'paragraph'; readonly default?: string }
    | {
        readonly type: 'number' | 'money';
        readonly default?: number;
        readonly min?: number;
        readonly max?: number;
      }
    | { readonly type: 'choice'; readonly default?: string; readonly options: readonly ChoiceOption[] }
  );

interface FieldBase {
  readonly id: string;
  readonly label: Localized;
  readonly hint?: Localized;
  readonly required: boolean;
}

/** What is stored, and what people read; the file may say `low` or `{ value: low, label: { en: …, zh-CN: … } }`. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: Localized;
}

export interface ApprovalRule {
  readonly by: Approver;
  /** Without one, the step is always asked for. */
  readonly when?: Condition;
}

export type Approver =
  | { readonly kind: 'manager' }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'person'; readonly email: string };

/** How soon a request should be answered and done, in working time. */
export interface Target {
  readonly respond?: WorkingTime;
  readonly resolve?: WorkingTime;
}

/** Minutes within working hours (`30m`, `8h`), or whole working days (`5d`), however long those are. */
export type WorkingTime = { readonly minutes: number } | { readonly workingDays: number };
