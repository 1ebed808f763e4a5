import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  difference,
  doubtOf,
  missed,
  readKey,
  whyNotCheck,
} from '../../../../src/features/duty/checks/check.ts';
import { mainRole } from '../../../../src/features/duty/role-name.ts';

describe('a reading', () => {
  it.each([
    ['of a thermometer, within its limits', { min: 2, max: 8 }, 5, 7, undefined],
    ['below', { min: 2, max: 8 }, 1.9, 7, 'tooLow'],
    ['above', { min: 2, max: 8 }, 8.1, 7, 'tooHigh'],
    ['that may fall', { min: 2, max: 8 }, 3, 7, undefined],
    ['of a meter', { mostRise: 100 }, 1100, 1000, undefined],
    ['of a meter that stood still', { mostRise: 100 }, 1000, 1000, undefined],
    ['of a meter that ran backwards', { mostRise: 100 }, 999, 1000, 'fell'],
    ['of a meter that ran too fast', { mostRise: 100 }, 1100.1, 1000, 'rose'],
    ['of a meter for the first time', { mostRise: 100 }, 9000, undefined, undefined],
    ['with dust of binary fractions', { mostRise: 0.1 }, 0.3, 0.2, undefined],
    ['without any rule', {}, -5, 1000, undefined],
  ] as const)('%s', (_, rules, value, last, expected) => {
    expect(doubtOf({ unit: 'kWh', ...rules }, value, last)?.doubt).toBe(expected);
  });
  it('of a meter is only doubted where it falls, or rises by more than it may', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.nat(500),
        (a, b, most) => {
          const right = b >= a && b - a <= most;
          expect(doubtOf({ unit: 'kWh', mostRise: most }, b, a) === undefined).toBe(right);
        },
      ),
      { numRuns: 50 },
    );
  });
  it('differs by what one would write', () => {
    expect(difference(12345.7, 12345.6)).toBe(0.1);
    expect(difference(900, 1000)).toBe(-100);
  });
});

describe('a checklist', () => {
  const turn = {
    personIds: ['ann'],
    startsAt: new Date('2026-11-23T01:00Z'),
    endsAt: new Date('2026-11-24T01:00Z'),
  };
  it.each([
    ['is for whoever is on duty', 'ann', false, '2026-11-23T02:00Z', undefined],
    ['is for the team', 'bob', true, '2026-11-23T02:00Z', undefined],
    ['is for nobody else', 'bob', false, '2026-11-23T02:00Z', 'notYours'],
    ['is not there before', 'ann', false, '2026-11-23T00:59Z', 'notYet'],
    ['may be finished after the turn', 'ann', false, '2026-11-24T13:00Z', undefined],
    ['ends at last', 'ann', true, '2026-11-24T13:01Z', 'over'],
  ] as const)('%s', (_, id, ofTeam, now, expected) => {
    expect(whyNotCheck(turn, { id, ofTeam }, new Date(now))).toBe(expected);
  });
  it('is that of whoever is on duty; where nobody is called so, of the first role', () => {
    const layer = (role: string) => ({ role }) as never;
    expect(mainRole({ layers: [layer('backup'), layer('primary')] })).toBe('primary');
    expect(mainRole({ layers: [layer('driver'), layer('guard')] })).toBe('driver');
  });
  it('names what nobody has looked at', () => {
    const checklist = ['door', 'meter'].map((id) => ({ id, name: { en: id, 'zh-CN': id }, photo: false }));
    expect(missed({ checklist }, new Set(['meter'])).map(({ id }) => id)).toEqual(['door']);
  });
  it('is named in buttons by roster and turn', () => {
    expect(readKey('gate l/2026-11-23 door sure')).toEqual({
      ...{ rosterId: 'gate', slot: 'l/2026-11-23', rest: ['door', 'sure'] },
    });
    expect(readKey('')).toEqual({ rosterId: '', slot: '', rest: [] });
  });
});
