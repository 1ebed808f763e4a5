import type { Estimate } from './results.ts';

/** How many gave each value: `[4, 12]` is twelve fours. */
export type Tally = readonly (readonly [value: number, count: number])[];

/** Of whom the answers speak. */
export interface Population {
  /** How many could have answered in all; Infinity where nobody knows. At least as many as there are answers. */
  readonly size: number;
}

/**
 * The mean of whole steps, and how far it may be off: the half-width of its 95 % confidence interval by Student's t,
 * made narrower by the finite population correction, since with everyone's answer nothing is left to be unsure of.
 *
 * A step stands for whatever somebody feels that is nearest to it, so an answer alone has a variance of step²/12: five
 * people who all say 4 do not prove that everyone does.
 * @param step how far two neighbouring values are apart.
 * @returns undefined for fewer than two answers.
 */
export function estimate(tally: Tally, population: Population, step = 1): Estimate | undefined {
  const n = tally.reduce((sum, [, count]) => sum + count, 0);
  if (n < 2) return undefined;
  const mean = tally.reduce((sum, [value, count]) => sum + value * count, 0) / n;
  const squares = tally.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0);
  const variance = Math.max(squares / (n - 1), step ** 2 / 12);
  const size = Math.max(n, population.size);
  const correction = size === Infinity ? 1 : Math.sqrt((size - n) / (size - 1));
  return { value: mean, margin: quantile(n - 1) * Math.sqrt(variance / n) * correction };
}

/**
 * The net promoter score: the share of those who answered 9 or 10 less that of those who answered 0 to 6, in percent,
 * with its margin. It is the mean of 100, 0 and -100, and estimated as such.
 * @param counts by answer, `0` to `10`.
 */
export function promoterScore(counts: Counts, population: Population): Estimate | undefined {
  const of = (matches: (answer: number) => boolean) =>
    tallyOf(counts).reduce((sum, [answer, count]) => (matches(answer) ? sum + count : sum), 0);
  const [promoters, detractors] = [of((answer) => answer >= 9), of((answer) => answer <= 6)];
  const passives = of((answer) => answer === 7 || answer === 8);
  return estimate(
    [
      [100, promoters],
      [0, passives],
      [-100, detractors],
    ],
    population,
    100,
  );
}

export type Counts = { readonly [answer: string]: number };

/** The counts of a question whose answers are numbers. */
export const tallyOf = (counts: Counts): Tally =>
  Object.entries(counts).map(([value, count]) => [Number(value), count]);

/**
 * How many gave each answer, in the order of the options, those that nobody gave as well.
 * @param given one for each person; several where several may be chosen.
 */
export function countAnswers(
  given: readonly (string | readonly string[])[],
  options: readonly string[],
): Counts {
  const counts = new Map(options.map((option) => [option, 0]));
  for (const answer of given.flat()) {
    const before = counts.get(answer);
    if (before !== undefined) counts.set(answer, before + 1);
  }
  return Object.fromEntries(counts);
}

/**
 * The points of each option by Borda's count: of k options the first in a ranking gets k-1, the last none. Those that
 * somebody left out share evenly what is left, so that everyone gives away the same.
 */
export function bordaPoints(rankings: readonly (readonly string[])[], options: readonly string[]): Counts {
  const points = new Map(options.map((option) => [option, 0]));
  const add = (option: string, more: number) => points.set(option, (points.get(option) ?? 0) + more);
  for (const ranking of rankings) {
    const ranked = [...new Set(ranking)].filter((option) => points.has(option));
    ranked.forEach((option, at) => {
      add(option, options.length - 1 - at);
    });
    const left = options.filter((option) => !ranked.includes(option));
    for (const option of left) add(option, (left.length - 1) / 2);
  }
  return Object.fromEntries(points);
}

/** How many those asked stand for, where they are a random share of all. @param share in percent. */
export const populationOf = (asked: number, share: number): Population => ({
  size: Math.round((asked * 100) / share),
});

/** The share of a whole, in whole percent. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100 * part) / whole);

/** That of the normal distribution, at 97.5 %. */
const z = 1.959963984540054;

/**
 * Student's t at 97.5 %, by the expansion of Cornish and Fisher; the exact values where that is not good enough.
 * @param freedom degrees of freedom, at least 1.
 */
function quantile(freedom: number): number {
  const exact = [12.7062, 4.3027, 3.1824, 2.7764][freedom - 1];
  if (exact !== undefined) return exact;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, at) => sum + term / freedom ** (at + 1), z);
}
