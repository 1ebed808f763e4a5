import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crowd, shownParts } from '../../../src/features/surveys/counting/thresholds.ts';
import { fewestAnswers } from '../../../src/features/surveys/results/results.ts';

const crowd = (unnamed: number, named = 0): Crowd => ({ all: unnamed + named, unnamed });
const sum = (crowds: readonly Crowd[]): Crowd =>
  crowds.reduce((all, one) => ({ all: all.all + one.all, unnamed: all.unnamed + one.unnamed }), crowd(0));
const without = (whole: Crowd, part: Crowd): Crowd => ({
  all: whole.all - part.all,
  unnamed: whole.unnamed - part.unnamed,
});
const isSafe = ({ all, unnamed }: Crowd) => all === 0 || unnamed >= fewestAnswers;

/** Groups, and people in none. */
const groups = fc.record({
  parts: fc.array(
    fc.record({ unnamed: fc.integer({ min: 0, max: 12 }), named: fc.integer({ min: 0, max: 3 }) }),
    { maxLength: 6 },
  ),
  none: fc.record({ unnamed: fc.integer({ min: 0, max: 7 }), named: fc.integer({ min: 0, max: 2 }) }),
});

describe('which groups are shown', () => {
  it.each<[string, Crowd, Crowd[], number[]]>([
    ['all that are large enough', crowd(17), [crowd(10), crowd(7)], [0, 1]],
    ['nothing where too few answered', crowd(4), [crowd(4)], []],
    ['a whole of one group', crowd(5), [crowd(5)], [0]],
    ['none beside two others', crowd(12), [crowd(10), crowd(2)], []],
    ['one beside five others in small groups', crowd(15), [crowd(10), crowd(2), crowd(3)], [0]],
    [
      'not the smallest, where it would give the others away',
      crowd(22),
      [crowd(10), crowd(9), crowd(3)],
      [0],
    ],
    ['none where one is in no group', crowd(11), [crowd(10)], []],
    ['none whose names hide nobody', crowd(14, 3), [crowd(10), crowd(4, 3)], []],
    ['none beside those who gave their names', crowd(10, 2), [crowd(10), crowd(0, 2)], []],
  ])('%s', (_, whole, parts, expected) => {
    const shown = shownParts(whole, new Map(parts.entries()));
    expect([...shown].sort()).toEqual(expected);
  });

  it('nothing that can be worked out of the whole and any groups speaks of one to four people', () => {
    fc.assert(
      fc.property(groups, ({ parts, none }) => {
        const crowds = new Map(parts.map(({ unnamed, named }, at) => [at, crowd(unnamed, named)]));
        const whole = sum([...crowds.values(), crowd(none.unnamed, none.named)]);
        const shown = [...shownParts(whole, crowds)].map((at) => crowds.get(at)!);
        if (shown.length > 0) expect(isSafe(whole)).toBe(true);
        for (let subset = 0; subset < 2 ** shown.length; subset += 1) {
          const some = shown.filter((_, at) => subset & (2 ** at));
          expect(isSafe(sum(some))).toBe(true);
          if (shown.length > 0) expect(isSafe(without(whole, sum(some)))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('no more is withheld than has to be: one large group at the most', () => {
    fc.assert(
      fc.property(groups, ({ parts, none }) => {
        const crowds = new Map(parts.map(({ unnamed, named }, at) => [at, crowd(unnamed, named)]));
        const whole = sum([...crowds.values(), crowd(none.unnamed, none.named)]);
        fc.pre(whole.unnamed >= fewestAnswers);
        const large = [...crowds.values()].filter(({ unnamed }) => unnamed >= fewestAnswers).length;
        expect(shownParts(whole, crowds).size).toBeGreaterThanOrEqual(large - 1);
      }),
    );
  });

  it('a control: with the size of groups alone as a rule, what is left speaks of few', () => {
    const naive = (crowds: Crowd[]) => crowds.filter(({ unnamed }) => unnamed >= fewestAnswers);
    const found = fc.check(
      fc.property(groups, ({ parts }) => {
        const crowds = parts.map(({ unnamed, named }) => crowd(unnamed, named));
        return isSafe(without(sum(crowds), sum(naive(crowds))));
      }),
    );
    expect(found.failed).toBe(true);
  });
});
