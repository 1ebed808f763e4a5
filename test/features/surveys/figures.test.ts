import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bordaPoints,
  countAnswers,
  estimate,
  percentOf,
  populationOf,
  promoterScore,
  type Tally,
} from '../../../src/features/surveys/results/figures.ts';

const unknown = { size: Infinity };

/** Numbers from a seed, so that a test that counts on chance says the same every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a mean', () => {
  it.each<[string, Tally, number, number, number]>([
    // s² = 2.5, t(4) = 2.7764: 2.7764 · √(2.5 / 5)
    [
      'five different answers',
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
        [5, 1],
      ],
      Infinity,
      3,
      1.9632,
    ],
    // s² = 10/9 · 0.24 = 0.26667, t(9) = 2.2622: 2.2622 · √(0.26667 / 10)
    [
      'ten answers',
      [
        [4, 6],
        [5, 4],
      ],
      Infinity,
      4.4,
      0.3694,
    ],
    // The same, with √((20 - 10) / 19)
    [
      'ten of twenty',
      [
        [4, 6],
        [5, 4],
      ],
      20,
      4.4,
      0.268,
    ],
    [
      'everybody',
      [
        [4, 6],
        [5, 4],
      ],
      10,
      4.4,
      0,
    ],
    // s² is 0, so 1/12: 2.7764 · √(1 / 60)
    ['five alike', [[4, 5]], Infinity, 4, 0.3584],
    ['all five, alike', [[4, 5]], 5, 4, 0],
    // s² = 1.00025 · 4, t(3999) = 1.9606: 1.9606 · 2.00025 / √4000
    [
      'thousands',
      [
        [1, 2000],
        [5, 2000],
      ],
      Infinity,
      3,
      0.062,
    ],
  ])('of %s', (_, tally, size, value, margin) => {
    const found = estimate(tally, { size })!;
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.margin).toBeCloseTo(margin, 3);
  });

  it('says nothing of a single answer', () => {
    expect(estimate([[3, 1]], unknown)).toBeUndefined();
    expect(estimate([], unknown)).toBeUndefined();
  });

  it('agrees with Student’s table, however many there are', () => {
    // With two answers 0 and the variance of one step, the margin is t · √(1/12 / n).
    const table: [number, number][] = [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [6, 2.447],
      [7, 2.365],
      [8, 2.306],
      [9, 2.262],
      [10, 2.228],
      [15, 2.131],
      [20, 2.086],
      [30, 2.042],
      [60, 2.0],
      [120, 1.98],
    ];
    for (const [freedom, expected] of table) {
      const n = freedom + 1;
      const t = estimate([[0, n]], unknown)!.margin / Math.sqrt(1 / 12 / n);
      expect(t, `${freedom} degrees of freedom`).toBeCloseTo(expected, 2);
    }
  });

  it('is that of the answers one by one, and nothing depends on their order', () => {
    const tallies = fc.array(fc.tuple(fc.integer({ min: -5, max: 10 }), fc.nat(30)), { minLength: 1 });
    fc.assert(
      fc.property(tallies, (tally) => {
        const answers = tally.flatMap(([value, count]) => Array<number>(count).fill(value));
        fc.pre(answers.length >= 2);
        const mean = answers.reduce((a, b) => a + b, 0) / answers.length;
        const found = estimate(tally, unknown)!;
        expect(found.value).toBeCloseTo(mean, 9);
        expect(estimate(tally.toReversed(), unknown)!.margin).toBeCloseTo(found.margin, 9);
        const finite = estimate(tally, { size: answers.length * 2 })!;
        expect(finite.margin).toBeLessThan(found.margin);
        expect(finite.margin).toBeGreaterThan(0);
      }),
    );
  });

  it('covers the true one in 95 of 100 samples, of few of an office as of most of it', () => {
    const random = randomFrom(7);
    const office = Array.from({ length: 60 }, () => [1, 2, 3, 3, 4, 4, 4, 5, 5][Math.floor(random() * 9)]!);
    const truth = office.reduce((a, b) => a + b, 0) / office.length;
    for (const n of [8, 20, 45]) {
      let covered = 0;
      for (let trial = 0; trial < 2000; trial += 1) {
        const sample = office
          .map((value) => ({ value, at: random() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, n);
        const { value, margin } = estimate(
          sample.map((one) => [one.value, 1]),
          { size: office.length },
        )!;
        if (Math.abs(value - truth) <= margin) covered += 1;
      }
      expect(covered / 2000, `of ${n}`).toBeGreaterThan(0.92);
      expect(covered / 2000, `of ${n}`).toBeLessThan(0.98);
    }
  });
});

describe('the promoter score', () => {
  it.each<[string, Record<string, number>, number, number]>([
    // s² = (5 · 80² + 2 · 20² + 3 · 120²) / 9, t(9) = 2.2622: 2.2622 · √(8444.4 / 10)
    ['half of each less some', { 10: 3, 9: 2, 8: 1, 7: 1, 6: 1, 0: 2 }, 20, 65.74],
    ['nobody is for it', { 0: 5 }, -100, 35.84],
    ['all are for it', { 9: 2, 10: 3 }, 100, 35.84],
    ['nobody minds', { 7: 4, 8: 4 }, 0, 24.13],
  ])('where %s', (_, counts, value, margin) => {
    const score = promoterScore(counts, unknown)!;
    expect(score.value).toBeCloseTo(value, 10);
    expect(score.margin).toBeCloseTo(margin, 1);
  });

  it('stays between -100 and 100', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.integer({ min: 0, max: 10 }).map(String), fc.nat(50)), (counts) => {
        const score = promoterScore(counts, unknown);
        if (score === undefined) return;
        expect(Math.abs(score.value)).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('counting', () => {
  it('names every option, in order, and no other', () => {
    const counts = countAnswers(['b', 'a', 'b', 'gone'], ['a', 'b', 'c']);
    expect(Object.entries(counts)).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 0],
    ]);
  });

  it('takes several of one person', () => {
    expect(countAnswers([['a', 'c'], ['c'], []], ['a', 'b', 'c'])).toEqual({ a: 1, b: 0, c: 2 });
  });
});

describe('a ranking', () => {
  it.each<[string, string[][], Record<string, number>]>([
    ['one person', [['b', 'a', 'c']], { a: 1, b: 2, c: 0 }],
    [
      'three',
      [
        ['a', 'b', 'c'],
        ['b', 'a', 'c'],
        ['b', 'c', 'a'],
      ],
      { a: 3, b: 5, c: 1 },
    ],
    ['only the best was named', [['b']], { a: 0.5, b: 2, c: 0.5 }],
    ['nothing was', [[]], { a: 1, b: 1, c: 1 }],
    ['one twice, and one that there is not', [['b', 'b', 'x', 'a', 'c']], { a: 1, b: 2, c: 0 }],
  ])('of %s', (_, rankings, points) => {
    expect(bordaPoints(rankings, ['a', 'b', 'c'])).toEqual(points);
  });

  it('gives away as much for everyone, and the same whoever is first', () => {
    const options = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.array(fc.shuffledSubarray(options)), (rankings) => {
        const points = bordaPoints(rankings, options);
        const sum = Object.values(points).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(rankings.length * 6, 9);
        const reversed = bordaPoints(rankings.toReversed(), options);
        for (const option of options) expect(reversed[option]).toBeCloseTo(points[option]!, 9);
      }),
    );
  });
});

it('a share is in whole percent, and a random share stands for all', () => {
  expect([percentOf(1, 3), percentOf(2, 3), percentOf(0, 0)]).toEqual([33, 67, 0]);
  expect(populationOf(25, 20)).toEqual({ size: 125 });
});
