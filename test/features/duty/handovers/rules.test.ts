import { describe, expect, it } from 'vitest';
import { sideOf, signedAt, unsignedBy } from '../../../../src/features/duty/handovers/handover.ts';

const at = new Date('2026-11-23T01:00Z');
const parties = { fromPersonId: 'bob', toPersonId: 'ann' };

describe('a handover', () => {
  it.each([
    [null, null, ['bob', 'ann']],
    [at, null, ['ann']],
    [null, at, ['bob']],
    [at, at, []],
  ] as const)('given %s, taken %s: missing %s', (givenSignedAt, takenSignedAt, missing) => {
    expect(unsignedBy({ ...parties, givenSignedAt, takenSignedAt })).toEqual(missing);
  });
  it.each([
    ['bob', 'given'],
    ['ann', 'taken'],
    ['cat', undefined],
    [undefined, undefined],
  ] as const)('%s signs as %s', (personId, side) => {
    expect(sideOf(parties, personId)).toBe(side);
  });
  it('knows when each side has signed', () => {
    const signed = { ...parties, givenSignedAt: at, takenSignedAt: null };
    expect([signedAt(signed, 'given'), signedAt(signed, 'taken')]).toEqual([at, null]);
  });
});
