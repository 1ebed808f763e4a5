import type { Recurrence } from './recurring/recurrence.ts';

/** Who learns who voted what: nobody, its owners, or everybody. */
export type Secrecy = 'anonymous' | 'toOwners' | 'named';
/** When results are shown: at once, to whoever has voted, or at the end. */
export type ResultsShown = 'live' | 'afterVote' | 'afterClose';

export type QuestionKind = 'single' | 'multiple' | 'ranked' | 'scale' | 'yesNo';

export interface PollOption {
  /** Never changes: votes are kept by it when texts are edited. */
  readonly id: string;
  readonly text: string;
  /** Who added it, where that was not an owner. */
  readonly addedById?: string;
}

export interface PollQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly text: string;
  /** Of a scale: its points, `1` to `5`; of yesNo: `yes` and `no`. */
  readonly options: readonly PollOption[];
  /** How many options one may choose, at most. Of `multiple` and `ranked`. */
  readonly most?: number;
}

/** What one person voted: option ids by question id; for `ranked` the best first. Every question may be left out. */
export type Choices = { readonly [questionId: string]: readonly string[] };

/** What a poll is made of: what the form gives, a template keeps, and a duplicate begins with. */
export interface PollDraft {
  readonly title: string;
  /** One to ten. */
  readonly questions: readonly PollQuestion[];
  readonly secrecy: Secrecy;
  readonly results: ResultsShown;
  readonly canChange: boolean;
  readonly canAddOptions: boolean;
  readonly closesAt: Date | null;
  readonly closesAtVotes: number | null;
  readonly audience: PollAudience;
  readonly coOwnerIds: readonly string[];
  readonly recurs: Recurrence | null;
}

/** Where it is posted, which is who is asked. */
export interface PollAudience {
  /** In their channels, on every platform where they have one. */
  readonly teamIds: readonly string[];
  /** In private. */
  readonly personIds: readonly string[];
  /** Everybody of the office, in private. */
  readonly everyone: boolean;
}

export type PollState = 'open' | 'closed' | 'counted' | 'deleted';

export interface Poll extends PollDraft {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly edition: number;
  readonly changes: number;
  readonly ownerId: string;
  readonly state: PollState;
  readonly voters: number;
  readonly nth: number;
  readonly result: PollResult | null;
  readonly nextSteps: readonly NextStep[];
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** When its owners last changed what it says; its card tells everybody. */
  readonly editedAt: Date | null;
}

/** What came out, of all ballots together. */
export interface PollResult {
  readonly voters: number;
  readonly questions: readonly QuestionResult[];
}

export interface QuestionResult {
  readonly id: string;
  /** How many answered this question. */
  readonly answered: number;
  /** Votes by option id; for `ranked` points (Borda: the first of n gets n). */
  readonly votes: { readonly [optionId: string]: number };
  /** Of a scale. */
  readonly mean?: number;
  /** The options with the most; several where they are even; none where nobody voted. */
  readonly winners: readonly string[];
}

/** What was made of an outcome. `id` is the request's, the reminder's, or of an announcement the option's. */
export interface NextStep {
  readonly kind: 'request' | 'reminder' | 'announcement';
  readonly id: string;
  readonly number: number | null;
  readonly byId: string;
}

export const subjectOf = ({ id }: Pick<Poll, 'id'>) => `poll:${id}`;
export const idOf = (subject: string) => subject.slice('poll:'.length);
/** Fewer voters than this say nothing in an anonymous poll. */
export const fewestVoters = 5;
