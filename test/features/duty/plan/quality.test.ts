import { describe, expect, it } from 'vitest';
import {
  conflictsOf,
  ledgerOf,
  type QualityReason,
  qualityOf,
} from '../../../../src/features/duty/plan/index.ts';
import type { PlannedShift } from '../../../../src/features/duty/shift.ts';
import { china, layerOf, plain, plan, rosterOf } from './rosters.ts';

const [from, until] = ['2026-01-05T01:00Z', '2026-03-30T01:00Z'];
const roster = rosterOf();
const members = new Map(['a', 'b', 'c'].map((email) => [email, email.toUpperCase()]));
/** Twelve weeks of three people, one after another. */
const shifts = plan(roster, from, until);
const quality = (changed: readonly PlannedShift[], made = roster, schedule = plain) =>
  qualityOf({
    roster: made,
    schedule,
    shifts: changed,
    from: new Date(from),
    until: new Date(until),
    members,
  });
const given = (to: Record<number, string | null>) =>
  shifts.map((shift, nth) => (nth in to ? { ...shift, personId: to[nth]! } : shift));
const told = (reasons: readonly QualityReason[]) => reasons.map(({ kind, lost }) => `${kind} ${lost}`);

describe('the quality of a roster', () => {
  it.each<[what: string, to: Record<number, string | null>, score: number, reasons: string[]]>([
    ['everybody in turn', {}, 100, []],
    ['nobody in one week of twelve', { 4: null }, 87, ['gap 12.5']],
    ['nobody in half of them', { 0: null, 2: null, 4: null, 6: null, 8: null, 10: null }, 25, ['gap 75']],
    ['two weeks without rest between', { 1: 'A' }, 97, ['rest 2.1']],
    ['two weeks too much for one of them', { 1: 'A', 4: 'A' }, 91, ['imbalance 4.2', 'rest 4.2']],
    [
      'all on one',
      Object.fromEntries(shifts.map((_, nth) => [nth, 'A'])),
      47,
      ['imbalance 29.2', 'rest 22.9'],
    ],
  ])('%s', (_what, to, score, reasons) => {
    const { score: found, reasons: why } = quality(given(to));
    expect([found, told(why)]).toEqual([score, reasons]);
  });

  it('is worse where a role has two people, or somebody two roles', () => {
    const twice = quality([...shifts, { ...shifts[3]!, personId: 'C', layerId: 'other' }]);
    expect(twice.reasons[0]).toMatchObject({
      kind: 'overlap',
      data: { hours: 168, times: [{ role: 'primary', from: '2026-01-26T01:00:00.000Z' }] },
    });
    const elsewhere = quality([...shifts, { ...shifts[3]!, role: 'backup' }]);
    expect(elsewhere.reasons.map(({ kind }) => kind)).toContain('overlap');
  });

  it('is not 100 for the shortest gap, and says where it is', () => {
    const minute = { ...shifts[0]!, endsAt: new Date(shifts[0]!.endsAt.getTime() - 60_000) };
    const { score, reasons } = quality([minute, ...shifts.slice(1)]);
    expect([score, reasons[0]?.lost]).toEqual([99, 0.1]);
    expect(reasons[0]?.data).toMatchObject({
      times: [{ from: '2026-01-12T00:59:00.000Z', until: '2026-01-12T01:00:00.000Z' }],
    });
  });

  it('says from when on the holidays are not known, which costs nothing', () => {
    const year = {
      roster,
      schedule: china,
      members,
      from: new Date(from),
      until: new Date('2027-01-05T01:00Z'),
    };
    const planned = plan(roster, from, '2027-01-05T01:00Z', { schedule: { ...china, days: ['mon'] } });
    const { reasons } = qualityOf({ ...year, shifts: planned });
    expect(reasons.at(-1)).toEqual({ kind: 'calendarEnds', lost: 0, data: { date: '2026-12-31' } });
    const known = qualityOf({ ...year, shifts: planned, until: new Date('2026-12-28T01:00Z') });
    expect(known.reasons.map(({ kind }) => kind)).not.toContain('calendarEnds');
  });

  it('does not blame those who do what others could not', () => {
    const apart = rosterOf({
      layers: [
        layerOf({ members: ['a'] }),
        layerOf({ id: 'rare', members: ['a', 'b', 'c'], role: 'backup', on: ['sat'], turn: { days: 1 } }),
      ],
    });
    const { reasons } = quality(plan(apart, from, until), apart);
    expect(reasons.find(({ kind }) => kind === 'imbalance')).toBeUndefined();
  });
});

it('the ledger says what everybody carries, and how it was counted', () => {
  const { A, B } = Object.fromEntries(ledgerOf(roster, plain, shifts.slice(0, 2)));
  expect(A).toEqual({ points: 236, hours: { weekday: 80, night: 40, weekend: 48, holiday: 0 }, shifts: 1 });
  expect(B?.points).toBe(236);
  const parts = [
    { ...shifts[0]!, endsAt: new Date('2026-01-08T04:00Z'), points: 100 },
    { ...shifts[0]!, startsAt: new Date('2026-01-08T04:00Z'), points: 136 },
  ];
  expect(ledgerOf(roster, plain, parts).get('A')).toEqual({ ...A, shifts: 2 });
});

it.each([
  ['2026-01-06T00:00Z', '2026-01-07T00:00Z', ['clash']],
  ['2026-01-12T01:00Z', '2026-01-12T12:00Z', ['rest']],
  ['2026-01-12T12:00Z', '2026-01-13T00:00Z', []],
  ['2026-01-11T00:00Z', '2026-01-15T00:00Z', ['clash', 'leave']],
  ['2026-01-14T00:00Z', '2026-01-15T00:00Z', ['leave']],
  ['2026-01-25T20:00Z', '2026-01-26T00:00Z', ['rest']],
] as const)(
  'somebody on duty before and after conflicts from %s to %s with %o',
  (startsAt, endsAt, conflicts) => {
    const planned = { personId: 'A', startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    const leave = ['A', 'B'].map((personId, nth) => ({
      personId,
      fromAt: new Date(nth ? '2026-01-01' : '2026-01-14'),
      untilAt: new Date('2026-01-15'),
    }));
    expect(conflictsOf(roster, planned, { shifts, leave })).toEqual(conflicts);
    const sameTurn = { ...planned, slot: shifts[0]!.slot };
    if (startsAt === '2026-01-12T01:00Z')
      expect(conflictsOf(roster, sameTurn, { shifts, leave })).toEqual([]);
  },
);
