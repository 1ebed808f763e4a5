import type { Survey } from '../../../config/survey-types.ts';
import { figureOf, resultOf, scaleOf, type Topic, topicsOf } from '../topics.ts';
import { type Estimate, fewestAnswers, type RoundResults } from './results.ts';

/** A round as it is compared with others. */
export interface Compared {
  readonly number: number;
  readonly opensAt: Date;
  readonly rules: Survey;
  readonly results: RoundResults;
}

/** How many took part in the one of two rounds and not in the other, and the other way round. */
export interface Difference {
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** Of one topic, from the oldest round to the present one. */
export interface Trend {
  readonly topic: Topic;
  readonly points: readonly { readonly number: number; readonly opensAt: Date; readonly figure: Estimate }[];
}

const isFew = (people: number) => people > 0 && people < fewestAnswers;

/**
 * May a topic's figures of two rounds stand side by side? Not where between one and four people make the difference:
 * it would say what they answered. Where the same people took part, as many have to have answered this question, or
 * five less or more.
 */
export const mayCompare = (
  { onlyBefore, onlyAfter }: Difference,
  answeredBefore: number,
  answeredAfter: number,
): boolean =>
  !isFew(onlyBefore) &&
  !isFew(onlyAfter) &&
  (onlyBefore + onlyAfter > 0 || !isFew(Math.abs(answeredBefore - answeredAfter)));

/** Was a topic asked in the same way? */
function isAlike(one: Topic, other: Topic | undefined): boolean {
  const [scale, otherScale] = [scaleOf(one.question), other && scaleOf(other.question)];
  return (
    one.question.type === other?.question.type &&
    scale?.from === otherScale?.from &&
    scale?.to === otherScale?.to
  );
}

/**
 * How each topic has gone over the rounds: only points of which any two may be compared, and only topics with two of
 * them. The present round counts first, and then each one before it.
 * @param rounds from the oldest to the present one.
 * @param difference between the rounds at these two places of `rounds`.
 */
export function trendsOf(
  rounds: readonly Compared[],
  difference: (before: number, after: number) => Difference,
): Trend[] {
  const last = rounds.length - 1;
  const present = rounds[last];
  if (present === undefined) return [];
  return topicsOf(present.rules).flatMap((topic): Trend[] => {
    const kept: { at: number; answered: number; figure: Estimate }[] = [];
    for (let at = last; at >= 0; at -= 1) {
      const { rules, results } = rounds[at]!;
      const then = topicsOf(rules).find(({ key }) => key === topic.key);
      const result = then && resultOf(results.questions, then);
      const figure = figureOf(result);
      if (figure === undefined || result?.answered == null || !isAlike(topic, then)) {
        if (at === last) return [];
        continue;
      }
      const { answered } = result;
      if (kept.every((later) => mayCompare(difference(at, later.at), answered, later.answered)))
        kept.unshift({ at, answered, figure });
    }
    if (kept.length < 2) return [];
    return [
      {
        topic,
        points: kept.map(({ at, figure }) => {
          const { number, opensAt } = rounds[at]!;
          return { number, opensAt, figure };
        }),
      },
    ];
  });
}

/** What changed since the round before, in the topic's own steps; undefined where nothing may be said. */
export function changeOf({ points }: Trend): number {
  const [before, after] = points.slice(-2);
  return after!.figure.value - before!.figure.value;
}
