import type { Locale, Localized } from '../core/locale.ts';
import type { HoursOfDay, WorkingHours, WorkingTime } from '../core/working-hours.ts';
import type { Condition } from './condition.ts';
import type { Roster } from './roster-types.ts';
import type { SuggestionRules } from './suggestion-types.ts';
import type { Survey, SurveyFatigue } from './survey-types.ts';

export type * from './roster-types.ts';
export type * from './suggestion-types.ts';
export type * from './survey-types.ts';

/** The office file, read and checked: every e-mail, team and field that is named in it exists. Frozen. */
export interface Office {
  readonly organisation: Organisation;
  readonly people: readonly OfficePerson[];
  /** By department id, in the order of the file; one that is only named by people is here too. Has no prototype. */
  readonly departments: Readonly<Record<string, Department>>;
  /** E-mails, lower case, by role id. Has no prototype. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** By calendar id. A country's code needs no entry. Has no prototype. */
  readonly calendars: Readonly<Record<string, CustomCalendar>>;
  /** Every place by its id, parents before their children. Has no prototype. */
  readonly places: Readonly<Record<string, Place>>;
  /** By team id, in the order of the file. Has no prototype: a foreign key finds nothing. */
  readonly teams: Readonly<Record<string, Team>>;
  /** By category id, in the order of the file. Has no prototype: a foreign key finds nothing. */
  readonly catalogue: Readonly<Record<string, Category>>;
  /** What categories are shown under, in the order of the file. Has no prototype. */
  readonly groups: Readonly<Record<string, CategoryGroup>>;
  readonly budgets: readonly Budget[];
  /** By roster id, in the order of the file. Has no prototype. */
  readonly rosters: Readonly<Record<string, Roster>>;
  /** By survey id, in the order of the file. Has no prototype. */
  readonly surveys: Readonly<Record<string, Survey>>;
  readonly surveyFatigue: SurveyFatigue;
  readonly suggestions: SuggestionRules;
}

export interface Organisation {
  readonly name: Localized;
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timezone: string;
  /** The language of channels. */
  readonly locale: Locale;
  /** ISO 4217, e.g. `CNY`. */
  readonly currency: string;
  /** ISO 3166 code of the country whose public holidays count, or the id of one of `calendars`. */
  readonly calendar?: string;
  readonly workingHours?: WorkingHours;
  /** When nothing is told that can wait, in each person's zone; people may set their own. Over midnight where `to` is earlier. */
  readonly quietHours?: HoursOfDay;
  /** May an approver approve several requests at once? Rejecting is always one by one. Default false. */
  readonly bulkApproval: boolean;
  /** E-mails, lower case. */
  readonly admins: readonly string[];
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

/** A department, for approvals and budgets: people name it by its id. */
export interface Department {
  readonly id: string;
  readonly name: Localized;
  /** E-mail, lower case. */
  readonly head?: string;
}

/** Days that differ from a country's calendar, or from bare weekdays where there is no `base`. ISO dates. */
export interface CustomCalendar {
  readonly id: string;
  /** ISO 3166 code. */
  readonly base?: string;
  readonly holidays: readonly string[];
  /** Days that are worked although they would be free. */
  readonly workdays: readonly string[];
  /** The last day that it speaks of; after it the administrators are warned. */
  readonly validThrough?: string;
}

/** A site, building, floor, room or the like. */
export interface Place {
  readonly id: string;
  readonly name: Localized;
  readonly parentId?: string;
  /** Who answers for it, an e-mail in lower case; without one, whoever answers for its parent. */
  readonly responsible?: string;
}

export interface CategoryGroup {
  readonly id: string;
  readonly name: Localized;
  readonly icon?: string;
}

/** What a department may spend on a category in each period; without a category, on all that have none of their own. */
export interface Budget {
  readonly department: string;
  readonly category?: string;
  readonly period: 'month' | 'quarter' | 'year';
  /** In the organisation's currency. */
  readonly amount: number;
  /** The step that a request over budget needs besides. */
  readonly overBudget?: StepRule;
}

export interface Team {
  readonly id: string;
  readonly name: Localized;
  /** E-mail, lower case. */
  readonly lead?: string;
  /** E-mails, lower case; at least one. */
  readonly members: readonly string[];
  readonly channels: Readonly<Partial<Record<'slack' | 'teams' | 'web', string>>>;
  /** Like the organisation's; without one, the organisation's. */
  readonly calendar?: string;
  readonly workingHours?: WorkingHours;
  /** Which places each member looks after, for assignment by place: place ids by e-mail. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  /** Texts that are often needed, to choose from when answering. */
  readonly replies: readonly CannedReply[];
}

export interface CannedReply {
  readonly id: string;
  readonly title: Localized;
  readonly text: Localized;
}

/** A kind of request. */
export interface Category {
  readonly id: string;
  readonly name: Localized;
  /** Other words that people use for it. No word means two categories. */
  readonly aliases: readonly string[];
  /** The id of the team that does it. */
  readonly team: string;
  /** The id of its group. */
  readonly group?: string;
  readonly icon?: string;
  /** What it is for, above its form. */
  readonly help?: Localized;
  /** Who may file it; without it, everyone. */
  readonly visibleTo?: Visibility;
  /** Who is responsible at once when one is filed; without it, the team until somebody takes it. */
  readonly assign?: Assignment;
  readonly fields: readonly CatalogueField[];
  readonly approval: ApprovalChain;
  /** What the one who does it ticks off. */
  readonly checklist: readonly Localized[];
  /** The first one whose condition holds counts. */
  readonly targets: readonly Target[];
}

/** One of these is enough. */
export interface Visibility {
  /** Department ids. */
  readonly departments: readonly string[];
  /** Team ids. */
  readonly teams: readonly string[];
  /** E-mails, lower case. */
  readonly people: readonly string[];
}

export type Assignment =
  /** Each member in turn. */
  | { readonly kind: 'roundRobin' }
  /** Whoever has the fewest requests that are not over. */
  | { readonly kind: 'leastLoaded' }
  /** Whoever looks after the place, or the nearest place that it is in; nobody: the team. */
  | { readonly kind: 'byPlace' }
  | { readonly kind: 'person'; readonly email: string }
  /** Whoever is on duty then, in this role; nobody: the team. */
  | { readonly kind: 'onDuty'; readonly roster: string; readonly role: string };

export type CatalogueField = FieldBase &
  (
    | {
        readonly type: 'text' | 'paragraph';
        readonly default?: string;
        /** What the whole text must match. */
        readonly pattern?: string;
        /** What to say where it does not. */
        readonly patternHint?: Localized;
      }
    | {
        readonly type: 'number' | 'money';
        readonly default?: number;
        readonly min?: number;
        readonly max?: number;
      }
    | { readonly type: 'choice'; readonly default?: string; readonly options: readonly ChoiceOption[] }
    | {
        readonly type: 'choices';
        readonly default?: readonly string[];
        readonly options: readonly ChoiceOption[];
      }
    /** `min`, `max` and `default` are ISO dates, `today`, or `today+7d`. */
    | { readonly type: 'date'; readonly default?: string; readonly min?: string; readonly max?: string }
    /** `HH:MM`. */
    | { readonly type: 'time'; readonly default?: string }
    | { readonly type: 'datetime'; readonly min?: string; readonly max?: string }
    /** `default` may be `me`. */
    | { readonly type: 'person'; readonly default?: string }
    /** `default` is a place's id. */
    | { readonly type: 'place'; readonly default?: string }
    | { readonly type: 'file' }
  );

interface FieldBase {
  readonly id: string;
  readonly label: Localized;
  readonly hint?: Localized;
  readonly required: boolean;
  /** Asked only where that field has one of these values. It stands before this one. */
  readonly showWhen?: { readonly field: string; readonly in: readonly string[] };
}

/** What is stored, and what people read; the file may say `low` or `{ value: low, label: { en: …, zh-CN: … } }`. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: Localized;
}

/** The first one whose condition holds counts; where none does, nothing has to be approved. */
export type ApprovalChain = readonly ChainRule[];

export interface ChainRule {
  /** Without one, it always holds. */
  readonly when?: Condition;
  /** In order; those of one group are asked side by side. */
  readonly groups: readonly (readonly StepRule[])[];
}

export interface StepRule {
  readonly by: Approver;
  /** Without one, the step is always asked for. */
  readonly when?: Condition;
  /** How many of those who are asked have to approve. */
  readonly need: 'any' | 'all' | number;
  readonly silence: Silence;
}

/** What becomes of a step that nobody decides. Silence never approves. */
export interface Silence {
  /** The approvers are reminded after so long, and once more at each further such time. */
  readonly remind: WorkingTime;
  /** After so long, `outcome` happens. */
  readonly after?: WorkingTime;
  /** Goes on waiting; asks the approvers' managers as well; or the request lapses. */
  readonly outcome: 'wait' | 'escalate' | 'lapse';
}

export type Approver =
  /** `levels` above the requester: 1 is their manager, 2 the manager's manager. */
  | { readonly kind: 'manager'; readonly levels: number }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'person'; readonly email: string }
  | { readonly kind: 'role'; readonly role: string }
  /** Whoever answers for the place that the request names. */
  | { readonly kind: 'place' }
  /** The head of this department; without one, of the requester's. */
  | { readonly kind: 'department'; readonly department?: string };

/** How soon a request should be answered and done, in working time. */
export interface Target {
  readonly when?: Condition;
  readonly respond?: WorkingTime;
  readonly resolve?: WorkingTime;
  /** Who is told when it is missed, and so long after. */
  readonly escalate: readonly Escalation[];
}

export interface Escalation {
  readonly after: WorkingTime;
  readonly to: 'assignee' | 'lead' | 'manager';
}
