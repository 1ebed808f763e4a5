import type { Survey } from '../../../config/survey-types.ts';

/** What came out of a round: all that is kept of its answers, besides the texts. Nothing in it speaks of fewer than five. */
export interface RoundResults {
  readonly asked: number;
  readonly answered: number;
  /** Null: nothing may be shown, since fewer than five answered without giving their name. */
  readonly questions: readonly QuestionResult[] | null;
  /** By group, those that may be shown; empty where the survey tells none apart. */
  readonly groups: readonly GroupResult[];
  /** How many groups were left out, being too small or giving others away. */
  readonly groupsWithheld: number;
  /** The key that sealed the answers was lost: nobody could open them. */
  readonly keyLost?: boolean;
}

export interface GroupResult {
  readonly group: string;
  readonly asked: number;
  readonly answered: number;
  readonly questions: readonly QuestionResult[];
}

export interface QuestionResult {
  readonly id: string;
  /** Of a matrix: one for each row. */
  readonly row?: string;
  /** How many answered this question; null where they are too few to say anything of them. */
  readonly answered: number | null;
  /** How many chose each answer; for a ranking, the points of each (Borda). Null: withheld. */
  readonly counts: { readonly [answer: string]: number } | null;
  /** Of scale, stars and matrix. */
  readonly mean?: Estimate;
  /** Of nps: -100 to 100. */
  readonly score?: Estimate;
}

/** A figure, and how far it may be off: the half-width of its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly margin: number;
}
export const fewestAnswers = 5;

/** What publishing has to know of a round. */
export interface PublishedRound {
  readonly id: string;
  readonly surveyId: string;
  readonly number: number;
  readonly rules: Survey;
}

/** What somebody wrote, apart from everything else that they answered. */
export interface WrittenText {
  readonly questionId: string;
  readonly text: string;
}

/** A low answer of somebody who asked to be named with it, so that it is followed up. */
export interface NamedAnswer {
  readonly personId: string;
  readonly questionId: string;
  /** Of a matrix. */
  readonly row?: string;
  readonly score: number;
  /** What they want their name to be seen with, if anything. */
  readonly comment?: string;
}
