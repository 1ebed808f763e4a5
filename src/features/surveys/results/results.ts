/** What came out of a round: all that is kept of its answers, besides the texts. Nothing in it speaks of fewer than five. */
export interface RoundResults {
  readonly asked: number;
  readonly answered: number;
  /** Null: fewer than five answered, and nothing was opened. */
  readonly questions: readonly QuestionResult[] | null;
  /** By group, those that may be shown; empty where the survey tells none apart. */
  readonly groups: readonly GroupResult[];
  /** How many groups were left out, being too small or giving others away. */
  readonly groupsWithheld: number;
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
