import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Roster, RosterLayer } from '../../../../src/config/office-types.ts';
import { type DutyDay, dutyDays } from '../../../../src/core/working-hours.ts';
import { type planShifts, pointsOf, qualityOf } from '../../../../src/features/duty/plan/index.ts';
import type { PlannedShift, Span } from '../../../../src/features/duty/shift.ts';
import { china, layerOf, plan, rosterOf } from './rosters.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-09-14T00:00Z');
const people = ['a', 'b', 'c', 'd'];

const turn: fc.Arbitrary<RosterLayer['turn']> = fc.oneof(
  fc.constantFrom(6, 8, 12).map((hours) => ({ hours })),
  fc.integer({ min: 1, max: 5 }).map((days) => ({ days })),
  fc.constant({ weeks: 1 }),
  fc.integer({ min: 1, max: 5 }).map((workdays) => ({ workdays })),
);
const members = fc.shuffledSubarray(people, { minLength: 2 });
const pick = fc.constantFrom('inOrder' as const, 'fair' as const);
const at = fc.constantFrom('00:00', '09:00', '21:30');
const layer = (more: Partial<Record<keyof RosterLayer, fc.Arbitrary<unknown>>>) =>
  fc.record({ turn, members, pick, at, ...more }).map((made) => layerOf(made as Partial<RosterLayer>));

/** One layer that covers everything, and others above it and beside it that do not. */
const roster: fc.Arbitrary<Roster> = fc
  .record({
    base: layer({}),
    above: fc.array(
      layer({
        on: fc.subarray<DutyDay>([...dutyDays], { minLength: 1, maxLength: 2 }),
        role: fc.constantFrom('primary', 'backup'),
        hours: fc.constantFrom(undefined, { from: '22:00', to: '06:00' }, { from: '08:00', to: '18:00' }),
      }),
      { maxLength: 2 },
    ),
    timezone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
  })
  .map(({ base, above, timezone }) =>
    rosterOf({ timezone, layers: [base, ...above].map((each, nth) => ({ ...each, id: `l${nth}` })) }),
  );

const leave: fc.Arbitrary<Span[]> = fc.array(
  fc
    .record({ person: fc.constantFrom('A', 'B'), from: fc.nat(45), days: fc.integer({ min: 1, max: 10 }) })
    .map(({ person, from, days }) => ({
      personId: person,
      fromAt: new Date(start + from * day),
      untilAt: new Date(start + (from + days) * day),
    })),
  { maxLength: 4 },
);
const wishes = fc
  .array(fc.record({ from: fc.nat(45), wish: fc.constantFrom('rather' as const, 'ratherNot' as const) }))
  .map((made) =>
    made.map(({ from, wish }, nth) => ({
      id: String(nth),
      personId: people[nth % 4]!.toUpperCase(),
      rosterId: null,
      fromAt: new Date(start + from * day),
      untilAt: new Date(start + (from + 3) * day),
      wish,
    })),
  );

const instant = (days: number) => new Date(start + days * day);
const planned = (
  made: Roster,
  from: Date,
  until: Date,
  more: Partial<Parameters<typeof planShifts>[0]> = {},
) => plan(made, from.toISOString(), until.toISOString(), { schedule: china, ...more });
const at49 = instant(49);
const touching = (a: { startsAt: Date; endsAt: Date }, from: Date, until: Date) =>
  a.startsAt < until && from < a.endsAt;
const overlapping = (shifts: readonly PlannedShift[], key: 'role' | 'personId') =>
  shifts.flatMap((shift, nth) =>
    shifts
      .slice(nth + 1)
      .filter(
        (other) =>
          shift[key] !== null && shift[key] === other[key] && touching(shift, other.startsAt, other.endsAt),
      ),
  );

describe('of any roster', () => {
  it('at every instant a role has one person at most, and a covered one exactly one', () => {
    fc.assert(
      fc.property(roster, leave, (made, away) => {
        const shifts = planned(made, instant(0), at49, { leave: away });
        expect(overlapping(shifts, 'role')).toEqual([]);
        const primary = shifts.filter(({ role }) => role === 'primary');
        primary.forEach((shift, nth) => {
          if (nth > 0) expect(shift.startsAt).toEqual(primary[nth - 1]!.endsAt);
        });
        expect(primary[0]!.startsAt).toEqual(instant(0));
        expect(primary.at(-1)!.endsAt >= at49).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('nobody is on duty while away, or in two turns at once', () => {
    fc.assert(
      fc.property(roster, leave, wishes, (made, away, wished) => {
        const shifts = planned(made, instant(0), at49, { leave: away, wishes: wished });
        for (const { personId, fromAt, untilAt } of away)
          expect(
            shifts.filter((shift) => shift.personId === personId && touching(shift, fromAt, untilAt)),
          ).toEqual([]);
        expect(overlapping(shifts, 'personId')).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('is planned the same in one go as in two, and its slots are the same from wherever it is planned', () => {
    fc.assert(
      fc.property(roster, leave, wishes, fc.nat(49 * 24), (made, away, wished, cut) => {
        const more = { leave: away, wishes: wished };
        const middle = new Date(start + cut * hour);
        const whole = planned(made, instant(0), at49, more);
        const first = planned(made, instant(0), middle, more);
        const then = planned(made, middle, at49, { ...more, before: first });
        const rounded = (shifts: readonly PlannedShift[]) =>
          shifts.map(({ points, ...shift }) => ({ ...shift, points: points.toFixed(6) }));
        expect(rounded([...first, ...then])).toEqual(rounded(whole));
        const later = planned(made, middle, at49, more);
        for (const { role, slot, endsAt } of later)
          expect(
            whole.some((shift) => shift.role === role && shift.slot === slot && +shift.endsAt === +endsAt),
          ).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('weighs what its parts weigh together', () => {
    fc.assert(
      fc.property(roster, fc.nat(40 * 24 * 60), fc.nat(9 * 24 * 60), fc.nat(9 * 24 * 60), (made, a, b, c) => {
        const [from, middle, until] = [a, a + b, a + b + c].map(
          (minutes) => new Date(start + minutes * 60_000),
        );
        const weigh = (one: Date, other: Date) => pointsOf(made, china, one, other);
        expect(weigh(from!, middle!) + weigh(middle!, until!)).toBeCloseTo(weigh(from!, until!), 6);
      }),
      { numRuns: 100 },
    );
  });

  it('is never better for another gap', () => {
    fc.assert(
      fc.property(roster, leave, fc.infiniteStream(fc.nat(1000)), (made, away, picks) => {
        const members = new Map(people.map((email) => [email, email.toUpperCase()]));
        const span = { roster: made, schedule: china, from: instant(0), until: at49, members };
        let shifts = planned(made, instant(0), at49, { leave: away });
        let score = qualityOf({ ...span, shifts }).score;
        for (const nth of picks.take(12)) {
          shifts = shifts.with(nth % shifts.length, { ...shifts[nth % shifts.length]!, personId: null });
          const worse = qualityOf({ ...span, shifts }).score;
          expect(worse).toBeLessThanOrEqual(score);
          score = worse;
        }
        expect(qualityOf({ ...span, shifts: [] }).score).toBe(0);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a fair rotation', () => {
  /**
   * Whoever has carried least gets the next turn, unless they need rest after one of the last `barred`: while they
   * rest, the others can get ahead by that many of the heaviest turns, and by as many again before it is made up for.
   * With fewer than two people to choose from there is nothing to balance: rest alone says whose turn it is.
   */
  it('lets nobody be ahead by more than two turns for each that rest bars, and gives rest', () => {
    const even = fc.record({
      turn,
      at,
      more: fc.integer({ min: 2, max: 4 }),
      zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
    });
    fc.assert(
      fc.property(even, ({ more, zone, ...rest }) => {
        const barred = 'hours' in rest.turn ? Math.ceil(11 / rest.turn.hours) : 1;
        const members = [...'abcdef'].slice(0, barred + more);
        const made = rosterOf({ timezone: zone, layers: [layerOf({ ...rest, members, pick: 'fair' })] });
        const shifts = planned(made, instant(0), instant(100));
        const heaviest = Math.max(...shifts.map(({ points }) => points));
        const carried = new Map(members.map((email) => [email.toUpperCase(), 0]));
        for (const { personId, points } of shifts) {
          carried.set(personId!, carried.get(personId!)! + points);
          expect(Math.max(...carried.values()) - Math.min(...carried.values())).toBeLessThanOrEqual(
            2 * barred * heaviest + 1e-6,
          );
        }
        const { reasons } = qualityOf({
          roster: made,
          schedule: china,
          shifts,
          from: instant(0),
          until: instant(100),
        });
        expect(reasons.map(({ kind }) => kind)).not.toContain('rest');
      }),
      { numRuns: 20 },
    );
  });
});
