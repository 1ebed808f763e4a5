import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Roster, RosterLayer } from '../../../../src/config/office-types.ts';
import type { Material } from '../../../../src/features/duty/rosters/material.ts';
import { planAgain } from '../../../../src/features/duty/rosters/plan-again.ts';
import type { PlannedShift, Shift } from '../../../../src/features/duty/shift.ts';
import { moveShifts } from '../../../../src/features/duty/swaps/moving.ts';
import { layerOf, plain, rosterOf } from '../plan/rosters.ts';

const schedule = { ...plain, timezone: 'Asia/Shanghai', from: '09:00', to: '18:00' };
const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-09-14T00:00Z');
const people = ['a', 'b', 'c', 'd'];
const at = (hours: number) => new Date(start + hours * hour);

/** A roster as it is kept, and changed as the database would have it. */
class Kept {
  shifts: Shift[] = [];
  leave: Material['leave'][number][] = [];
  wishes: Material['wishes'][number][] = [];
  now = at(0);
  private changes = 0;

  constructor(public roster: Roster) {}

  replace(remove: readonly PlannedShift[], add: readonly PlannedShift[]) {
    const gone = new Set(remove);
    this.changes += 1;
    const createdAt = new Date(this.now.getTime() + this.changes);
    const rows = add.map(
      (shift, nth): Shift => ({
        ...{ confirmedAt: null, confirmedById: null, ...shift },
        ...{ id: `shf_${this.changes}_${nth}`, version: 1, createdAt },
      }),
    );
    this.shifts = [...this.shifts.filter((shift) => !gone.has(shift)), ...rows];
    this.shifts.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  }

  plan(afresh: boolean) {
    const { roster, shifts, leave, wishes, now } = this;
    const members = new Map(people.map((email) => [email, email.toUpperCase()]));
    const material = {
      roster,
      schedule,
      members,
      shifts,
      leave,
      wishes,
      elsewhere: [],
      isHere: () => true,
    };
    const until = new Date(now.getTime() + 21 * day);
    const { remove, add } = planAgain(material, { now, until, afresh });
    this.replace(remove, add);
    return until;
  }

  /** Puts somebody on duty from so many hours on. */
  move(from: number, hours: number, toId: string, because: 'swap' | 'override') {
    const fromAt = new Date(this.now.getTime() + from * hour);
    const untilAt = new Date(fromAt.getTime() + hours * hour);
    const touched = this.shifts.filter(({ startsAt, endsAt }) => startsAt < untilAt && endsAt > fromAt);
    const move = { role: 'primary', fromAt, untilAt, toId };
    const { remove, add } = moveShifts(touched, [move], { because, pointsOf: () => 1 });
    this.replace(remove, add);
  }
}

const pick = fc.constantFrom('inOrder' as const, 'fair' as const);
const turn: fc.Arbitrary<RosterLayer['turn']> = fc.oneof(
  fc.constantFrom(12, 16).map((hours) => ({ hours })),
  fc.integer({ min: 1, max: 4 }).map((days) => ({ days })),
  fc.constant({ weeks: 1 }),
);
/** One layer that covers everything, and nights of another above it. */
const roster = fc
  .record({
    base: fc.record({ turn, pick }),
    nights: fc.boolean(),
    members: fc.shuffledSubarray(people, { minLength: 4 }),
  })
  .map(({ base, nights, members }) => {
    const above = layerOf({ ...base, id: 'nights', members, hours: { from: '22:00', to: '06:00' } });
    return rosterOf({ layers: [layerOf({ ...base, members }), ...(nights ? [above] : [])] });
  });

type Deed = (kept: Kept) => boolean;
const ahead = fc.nat(20 * 24);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ person: fc.constantFrom('A', 'B'), from: ahead, days: fc.integer({ min: 1, max: 9 }) }).map(
    ({ person, from, days }): Deed =>
      (kept) => {
        const fromAt = new Date(kept.now.getTime() + from * hour);
        const untilAt = new Date(fromAt.getTime() + days * day);
        kept.leave.push({ personId: person, fromAt, untilAt, createdAt: kept.now });
        return false;
      },
  ),
  fc.constant<Deed>((kept) => {
    kept.leave.pop();
    return false;
  }),
  fc
    .record({
      from: ahead,
      hours: fc.integer({ min: 1, max: 60 }),
      to: fc.constantFrom('C', 'D'),
      swap: fc.boolean(),
    })
    .map(
      ({ from, hours, to, swap }): Deed =>
        (kept) => {
          kept.move(from, hours, to, swap ? 'swap' : 'override');
          return false;
        },
    ),
  roster.map(
    (other): Deed =>
      (kept) => {
        kept.roster = other;
        return true;
      },
  ),
  fc.integer({ min: 1, max: 9 * 24 }).map(
    (hours): Deed =>
      (kept) => {
        kept.now = new Date(kept.now.getTime() + hours * hour);
        return false;
      },
  ),
);

describe('a plan that is kept', () => {
  it('has exactly one person on duty at every instant, whatever people arrange, and never changes what is past', () => {
    fc.assert(
      fc.property(roster, fc.array(deed, { minLength: 4, maxLength: 10 }), (made, deeds) => {
        const kept = new Kept(made);
        kept.plan(false);
        for (const each of deeds) {
          const afresh = each(kept);
          const past = kept.shifts.filter(({ endsAt }) => endsAt <= kept.now);
          const until = kept.plan(afresh);
          const { shifts } = kept;
          expect(shifts.slice(0, past.length)).toEqual(past);
          expect(shifts[0]!.startsAt).toEqual(at(0));
          expect(shifts.at(-1)!.endsAt >= until).toBe(true);
          shifts.forEach((shift, nth) => {
            if (nth > 0) expect(shift.startsAt).toEqual(shifts[nth - 1]!.endsAt);
            expect(shift.personId).not.toBeNull();
          });
          for (const { personId, fromAt, untilAt } of kept.leave)
            expect(
              shifts.filter(
                (shift) =>
                  shift.personId === personId &&
                  shift.startsAt < untilAt &&
                  shift.endsAt > new Date(Math.max(fromAt.getTime(), kept.now.getTime())),
              ),
            ).toEqual([]);
        }
        // Looked at once more, it is as it was.
        const before = kept.shifts.map(({ id }) => id);
        kept.plan(false);
        expect(kept.shifts.map(({ id }) => id)).toEqual(before);
      }),
      { numRuns: 8 },
    );
  });

  it('gives away in time what somebody would rather not have, and leaves what is near', () => {
    const kept = new Kept(
      rosterOf({ layers: [layerOf({ pick: 'fair', members: people, turn: { days: 1 } })] }),
    );
    kept.plan(false);
    const mine = kept.shifts.filter(({ personId }) => personId === 'A').map(({ startsAt }) => +startsAt);
    kept.wishes = [
      {
        id: 'w',
        personId: 'A',
        rosterId: null,
        wish: 'ratherNot',
        fromAt: at(0),
        untilAt: at(21 * 24),
      },
    ];
    const before = kept.shifts;
    kept.plan(false);
    const near = start + 8 * day;
    const left = kept.shifts.filter(({ personId }) => personId === 'A').map(({ startsAt }) => +startsAt);
    expect(left.filter((at) => at < start + 21 * day)).toEqual(mine.filter((at) => at <= near));
    expect(kept.shifts.filter((shift) => !before.includes(shift)).length).toBeGreaterThan(0);
  });

  it.each([
    { set: 'before', because: 'override' as const, stays: true },
    { set: 'at the moment', because: 'override' as const, stays: true },
    { set: 'after', because: 'override' as const, stays: false },
    { set: 'before', because: 'swap' as const, stays: true },
    { set: 'at the moment', because: 'swap' as const, stays: true },
    { set: 'after', because: 'swap' as const, stays: false },
  ])('an absence that was set $set of a $because: it stays: $stays', ({ set, because, stays }) => {
    const kept = new Kept(rosterOf({ layers: [layerOf({ members: people, turn: { days: 1 } })] }));
    kept.plan(false);
    kept.move(5 * 24, 24, 'C', because);
    const { createdAt } = kept.shifts.find((shift) => shift.because === because)!;
    const minutes = { before: -1, 'at the moment': 0, after: 1 }[set]!;
    kept.leave.push({
      ...{ personId: 'C', fromAt: at(4 * 24), untilAt: at(7 * 24) },
      createdAt: new Date(createdAt.getTime() + minutes * 60_000),
    });
    for (const afresh of [false, true]) {
      kept.plan(afresh);
      expect(kept.shifts.some((shift) => shift.because === because)).toBe(stays);
      const then = kept.shifts.filter(({ startsAt, endsAt }) => startsAt < at(6 * 24) && endsAt > at(5 * 24));
      expect(then.length).toBeGreaterThan(0);
      for (const { personId } of then) expect(personId === 'C').toBe(stays);
    }
  });
});
