import type { Survey } from '../../../config/survey-types.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import type { RoundResults } from './results.ts';

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

/**
 * What follows from a round that has been counted: follow-ups of what is below its limit and of low answers whose
 * authors asked for it, and telling all who were asked. It goes into the commit that writes the results.
 */
export async function publishResults(
  _world: World,
  _round: PublishedRound,
  _results: RoundResults,
  _texts: readonly WrittenText[],
  _named: readonly NamedAnswer[] = [],
): Promise<Outcome> {
  return {};
}
