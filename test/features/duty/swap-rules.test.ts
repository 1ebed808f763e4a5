import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/ids.ts';
import type { PlannedShift, Shift } from '../../../src/features/duty/shift.ts';
import { gainsOf, holds, moveShifts, type ShiftsMoved } from '../../../src/features/duty/swaps/moving.ts';
import { asJson, fromJson, replacedBy, wayBack } from '../../../src/features/duty/swaps/replaced.ts';
import {
  decidersOf,
  rolesOf,
  type SwapRole,
  type SwapVerb,
  swapVerbs,
  whyNot,
} from '../../../src/features/duty/swaps/rules.ts';
import { type SwapState, swapStates } from '../../../src/features/duty/swaps/swap.ts';

const now = new Date('2026-12-01T09:00Z');
const hour = (at: number) => new Date(now.getTime() + at * 3600_000);
const swapIn = (state: SwapState, because: 'swap' | 'override' | 'gap' = 'swap') => ({
  because,
  state,
  fromAt: hour(24),
  inReturn: null,
});
const swapRoles: SwapRole[] = ['offerer', 'asked', 'taker', 'decider', 'lead'];

/** What one role alone may do, by the state. Everything else is refused. */
const allowed: Record<SwapRole, Partial<Record<SwapState, SwapVerb[]>>> = {
  offerer: {
    offered: ['withdraw'],
    proposed: ['agree', 'refuse', 'withdraw'],
    done: ['undo'],
  },
  asked: { offered: ['take', 'propose', 'decline'] },
  taker: { proposed: ['decline'], accepted: ['decline'], done: ['undo'] },
  decider: { accepted: ['approve', 'reject'] },
  lead: { done: ['undo'] },
};

describe('what may be done with a swap', () => {
  it.each(swapRoles.flatMap((role) => swapStates.map((state) => [role, state] as const)))(
    'as %s of one that is %s',
    (role, state) => {
      const may = swapVerbs.filter((verb) => whyNot(swapIn(state), verb, new Set([role]), now) === undefined);
      expect(may).toEqual(allowed[role][state] ?? []);
    },
  );

  it.each<[string, SwapVerb, SwapState, SwapRole[], string]>([
    ['a stranger', 'take', 'offered', [], 'notYours'],
    ['one’s own offer', 'take', 'offered', ['offerer'], 'own'],
    ['one’s own offer', 'decline', 'offered', ['offerer', 'lead'], 'own'],
    ['somebody was quicker', 'take', 'done', ['asked'], 'taken'],
    ['somebody was quicker, and waits', 'propose', 'accepted', ['asked'], 'taken'],
    ['there is nothing to turn down any more', 'decline', 'proposed', ['asked'], 'taken'],
    ['it is done', 'decline', 'done', ['asked', 'taker'], 'taken'],
    ['it is taken', 'withdraw', 'accepted', ['offerer'], 'taken'],
    ['nothing was proposed', 'agree', 'offered', ['offerer'], 'answered'],
    ['the lead has decided', 'approve', 'done', ['decider'], 'decided'],
    ['nobody asked the lead', 'reject', 'offered', ['decider'], 'decided'],
    ['the lead takes part in it', 'approve', 'accepted', ['taker', 'lead'], 'notYours'],
    ['nothing was done yet', 'undo', 'accepted', ['offerer'], 'notDone'],
    ['it was taken back', 'take', 'withdrawn', ['asked'], 'withdrawn'],
    ['everybody has declined', 'take', 'declined', ['asked'], 'declined'],
    ['it is too late', 'take', 'expired', ['asked'], 'expired'],
    ['it was undone', 'undo', 'undone', ['taker'], 'undone'],
  ])('not where %s: %s of one that is %s', (_, verb, state, roles, why) => {
    expect(whyNot(swapIn(state), verb, new Set(roles), now)).toBe(why);
  });

  it('nothing once the duty, or what is given for it, has begun', () => {
    const inReturn = { role: 'primary', fromAt: hour(1), untilAt: hour(2) };
    const by: Partial<Record<SwapVerb, [SwapRole, SwapState]>> = {
      take: ['asked', 'offered'],
      agree: ['offerer', 'proposed'],
      withdraw: ['offerer', 'offered'],
      approve: ['decider', 'accepted'],
      undo: ['taker', 'done'],
    };
    for (const [verb, [role, state]] of Object.entries(by)) {
      const swap = swapIn(state);
      expect(whyNot(swap, verb as SwapVerb, new Set([role]), hour(23))).toBeUndefined();
      expect(whyNot(swap, verb as SwapVerb, new Set([role]), hour(24))).toBe('begun');
      expect(whyNot({ ...swap, inReturn }, verb as SwapVerb, new Set([role]), hour(1))).toBe('begun');
    }
  });

  it('what the lead has changed, only those undo who may change it', () => {
    const undo = (because: 'override' | 'gap', ...roles: SwapRole[]) =>
      whyNot(swapIn('done', because), 'undo', new Set(roles), now);
    expect(undo('override', 'taker')).toBe('notYours');
    expect(undo('override', 'lead')).toBeUndefined();
    expect(undo('override', 'offerer')).toBeUndefined();
    expect(undo('gap', 'taker', 'offerer')).toBeUndefined();
  });

  it('nobody agrees to what they take part in', () => {
    const people = ['ann', 'bob', 'cem', 'dee'].map((id) => ({ id, active: true }));
    const directory = {
      admins: () => people.slice(2),
      find: (id: string) => people.find((one) => one.id === id),
      isAdmin: (id: string) => id === 'cem' || id === 'dee',
    } as unknown as Parameters<typeof rolesOf>[2]['directory'];
    const swap = (offeredById: string, takenById: string) => ({
      because: 'swap' as const,
      offeredById,
      takenById,
    });
    expect(decidersOf(swap('bob', 'eva'), 'ann', directory)).toEqual(['ann']);
    expect(decidersOf(swap('ann', 'bob'), 'ann', directory)).toEqual(['cem', 'dee']);
    expect(decidersOf(swap('bob', 'ann'), 'ann', directory)).toEqual(['cem', 'dee']);
    expect(decidersOf(swap('ann', 'cem'), 'ann', directory)).toEqual(['dee']);
    expect(decidersOf(swap('bob', 'cem'), undefined, directory)).toEqual(['dee']);
    const roles = rolesOf(swap('ann', 'bob'), 'ann', { askedIds: ['bob'], leadId: 'ann', directory });
    expect([...roles].sort()).toEqual(['lead', 'offerer']);
  });
});

const people = ['ann', 'bob', 'cem', 'dee'];
const roles = ['primary', 'backup'];
/** A point an hour. */
const pointsOf = (startsAt: Date, endsAt: Date) => (endsAt.getTime() - startsAt.getTime()) / 3600_000;
const keep = (shift: PlannedShift): Shift => ({
  id: newId('shf'),
  version: 1,
  confirmedAt: null,
  confirmedById: null,
  createdAt: now,
  ...shift,
});

/** Ten turns of a day in both roles, without a gap. */
const roster = (): Shift[] =>
  roles.flatMap((role, at) =>
    Array.from({ length: 10 }, (_, day) => {
      const personId = people[(day + at) % people.length]!;
      const [startsAt, endsAt] = [hour(day * 24), hour(day * 24 + 24)];
      const rest = {
        rosterId: 'r',
        role,
        layerId: role,
        slot: `${role}/${day}`,
        because: 'rotation' as const,
      };
      return keep({ ...rest, startsAt, endsAt, personId, plannedPersonId: personId, points: 24 });
    }),
  );

const applied = (shifts: readonly Shift[], { remove, add }: ShiftsMoved): Shift[] => [
  ...shifts.filter((shift) => !remove.includes(shift)),
  ...add.map(keep),
];

/** What people see of shifts, in one order. */
const seen = (shifts: readonly PlannedShift[]) =>
  shifts
    .map(({ role, startsAt, endsAt, personId, plannedPersonId, slot, because, points }) =>
      [
        role,
        startsAt.toISOString(),
        endsAt.toISOString(),
        personId,
        plannedPersonId,
        slot,
        because,
        points,
      ].join(' '),
    )
    .sort();

/** Each shift begins where the one before it ends, somebody has it, and no hour is lost or counted twice. */
function checkCovered(shifts: readonly Shift[]): void {
  for (const role of roles) {
    const own = shifts.filter((shift) => shift.role === role);
    own.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    expect(own.map(({ startsAt }) => +startsAt)).toEqual([
      +hour(0),
      ...own.slice(0, -1).map(({ endsAt }) => +endsAt),
    ]);
    expect(own.at(-1)!.endsAt).toEqual(hour(240));
    expect(own.every(({ personId }) => personId !== null)).toBe(true);
    expect(own.reduce((sum, { points }) => sum + points, 0)).toBe(240);
  }
}

describe('moving shifts', () => {
  const move = (shifts: readonly Shift[], role: string, from: number, until: number, toId: string) =>
    moveShifts(shifts, [{ role, fromAt: hour(from), untilAt: hour(until), toId }], {
      because: 'swap',
      pointsOf,
    });

  it('moves a part in the middle: what is before and after stays, with its points and its confirmation', () => {
    const [first, ...others] = roster();
    const confirmed = { ...first!, confirmedAt: now, confirmedById: 'ann' };
    const moved = move([confirmed, ...others], 'primary', 8, 12, 'dee');
    expect(moved.remove).toEqual([confirmed]);
    expect(
      moved.add.map(({ startsAt, endsAt, personId, because, points, confirmedAt }) => [
        (startsAt.getTime() - now.getTime()) / 3600_000,
        (endsAt.getTime() - now.getTime()) / 3600_000,
        ...[personId, because, points, confirmedAt ?? null],
      ]),
    ).toEqual([
      [0, 8, 'ann', 'rotation', 8, now],
      [8, 12, 'dee', 'swap', 4, null],
      [12, 24, 'ann', 'rotation', 12, null],
    ]);
    expect(gainsOf(moved)).toEqual([
      { personId: 'dee', slot: 'primary/0', startsAt: hour(8), endsAt: hour(12) },
    ]);
  });

  it('moves both ways at once, and joins what somebody gains', () => {
    const shifts = roster();
    const moved = moveShifts(
      shifts,
      [
        { role: 'primary', fromAt: hour(0), untilAt: hour(24), toId: 'bob' },
        { role: 'primary', fromAt: hour(24), untilAt: hour(48), toId: 'ann' },
      ],
      { because: 'swap', pointsOf },
    );
    const after = applied(shifts, moved);
    expect(holds(after, { role: 'primary', fromAt: hour(0), untilAt: hour(24) }, 'bob')).toBe(true);
    expect(holds(after, { role: 'primary', fromAt: hour(24), untilAt: hour(48) }, 'ann')).toBe(true);
    expect(holds(after, { role: 'primary', fromAt: hour(0), untilAt: hour(25) }, 'bob')).toBe(false);
    const long = move(shifts, 'primary', 0, 72, 'dee');
    expect(gainsOf(long)).toMatchObject([{ personId: 'dee', startsAt: hour(0), endsAt: hour(72) }]);
  });

  it('fills a time that had no shift at all', () => {
    const shifts = roster().filter(({ slot }) => slot !== 'primary/1');
    const fill = (startsAt: Date, endsAt: Date) => ({ ...shifts[0]!, startsAt, endsAt, points: 0 });
    const { remove, add } = moveShifts(
      shifts,
      [{ role: 'primary', fromAt: hour(20), untilAt: hour(50), toId: 'dee' }],
      { because: 'override', pointsOf, fill },
    );
    expect(remove.map(({ slot }) => slot)).toEqual(['primary/0', 'primary/2']);
    expect(add.map(({ personId, endsAt }) => [personId, pointsOf(now, endsAt)])).toEqual([
      ['ann', 20],
      ['dee', 24],
      ['dee', 48],
      ['dee', 50],
      ['cem', 72],
    ]);
  });

  it('is undone exactly by its undo, and after it was kept as text; not where something came on top', () => {
    const shifts = roster();
    const before = replacedBy(move(shifts, 'primary', 30, 40, 'dee'));
    const after = applied(shifts, move(shifts, 'primary', 30, 40, 'dee'));
    const kept = fromJson(JSON.parse(JSON.stringify(asJson(before))));
    expect(seen(applied(after, wayBack(kept, after)!))).toEqual(seen(shifts));
    const onTop = applied(after, move(after, 'primary', 35, 38, 'cem'));
    expect(wayBack(kept, onTop)).toBeUndefined();
  });

  it('would not go unnoticed where a shift were lost, or two had one', () => {
    const [first, ...others] = roster();
    expect(() => checkCovered([first!, ...others])).not.toThrow();
    expect(() => checkCovered(others)).toThrow();
    expect(() => checkCovered([first!, first!, ...others])).toThrow();
  });

  it('leaves one person for each role at each instant, whatever is moved and undone, and all hours', () => {
    const hours = fc.integer({ min: 0, max: 239 });
    const step = fc.oneof(
      fc.record({
        ...{ kind: fc.constant('move' as const), role: fc.constantFrom(...roles) },
        ...{ from: hours, length: fc.integer({ min: 1, max: 40 }), toId: fc.constantFrom(...people) },
      }),
      fc.record({ kind: fc.constant('undo' as const), nth: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const begun = roster();
        let shifts = begun;
        const done: ReturnType<typeof replacedBy>[] = [];
        for (const one of steps) {
          if (one.kind === 'move') {
            const moved = move(shifts, one.role, one.from, Math.min(one.from + one.length, 240), one.toId);
            if (moved.add.length === 0) continue;
            done.push(replacedBy(moved));
            shifts = applied(shifts, moved);
          } else {
            const back = done[one.nth] && wayBack(done[one.nth]!, shifts);
            if (back) shifts = applied(shifts, back);
          }
        }
        checkCovered(shifts);
        // Undone from the last to the first, nothing is left of it.
        for (const one of done.reverse()) {
          const back = wayBack(one, shifts);
          if (back) shifts = applied(shifts, back);
        }
        if (!steps.some(({ kind }) => kind === 'undo')) expect(seen(shifts)).toEqual(seen(begun));
      }),
      { numRuns: 60 },
    );
  });
});
