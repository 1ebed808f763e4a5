/**
 * What one person answered, by question id: text for scale, stars, nps, single and text; a list for multiple and
 * ranking (the best first); by row for a matrix. What was skipped is left out.
 */
export type Answers = { readonly [questionId: string]: Answer };
export type Answer = string | readonly string[] | { readonly [row: string]: string };

/** What is in an envelope. Only what was sent off counts. */
export interface EnvelopeContent {
  readonly answers: Answers;
  /** The group it is counted in, as the invitation had it. */
  readonly group: string | null;
  /** True once it was sent off; what is changed after that counts at once. */
  readonly sent: boolean;
  /** They want to be named with their low answers: whose it is. */
  readonly namedPersonId: string | null;
  /** What they want their name to be seen with. */
  readonly comment: string | null;
  /** The page where they are, by its id; null: at the beginning. */
  readonly at: string | null;
}

export const emptyEnvelope = (group: string | null): EnvelopeContent => ({
  answers: {},
  group,
  sent: false,
  namedPersonId: null,
  comment: null,
  at: null,
});
