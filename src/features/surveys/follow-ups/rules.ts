import type { Survey } from '../../../config/survey-types.ts';
import type { RoundResults } from '../results/results.ts';
import { figureOf, limitOf, resultOf, topicsOf } from '../topics.ts';
import type { FollowUp } from './follow-up.ts';

/** The topics whose figure is below their limit; those that are withheld are not. In the survey's order. */
export function belowLimit(
  survey: Pick<Survey, 'sections'>,
  { questions }: Pick<RoundResults, 'questions'>,
): { key: string; score: number }[] {
  return topicsOf(survey).flatMap((topic) => {
    const limit = limitOf(topic.question);
    const figure = figureOf(resultOf(questions, topic));
    return limit !== undefined && figure !== undefined && figure.value < limit
      ? [{ key: topic.key, score: figure.value }]
      : [];
  });
}

/** Who somebody is to a follow-up. */
export interface Handler {
  readonly id: string;
  /** The survey is theirs. */
  readonly ownsSurvey: boolean;
  readonly isAdmin: boolean;
}

/** Whoever wanted to be named is seen by those who look after it alone: administrators have no part in that. */
export const maySee = ({ ownerId, kind }: FollowUp, { id, ownsSurvey, isAdmin }: Handler): boolean =>
  id === ownerId || ownsSurvey || (isAdmin && kind === 'topic');

export type Refusal = 'gone' | 'done';

/** Whether it can be done, put off or passed on by this person. */
export function whyNot(followUp: FollowUp | undefined, handler: Handler): Refusal | undefined {
  if (followUp === undefined || !maySee(followUp, handler)) return 'gone';
  return followUp.state === 'done' ? 'done' : undefined;
}
