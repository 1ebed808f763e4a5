import type { Json } from '../../../core/json.ts';
import type { PlannedShift, Shift } from '../shift.ts';
import { inPlaceOf, planned, type ShiftsMoved } from './moving.ts';

/** What a change of shifts replaced by what, for undoing it exactly. */
export interface Replaced {
  readonly removed: readonly PlannedShift[];
  readonly added: readonly PlannedShift[];
}

export const replacedBy = ({ remove, add }: ShiftsMoved): Replaced => ({
  removed: remove.map(planned),
  added: add.map(planned),
});

/**
 * The way back. Undefined: shifts that it made are not there any more as they were.
 * @param shifts those of the roster now, at least in the time of what was added.
 */
export function wayBack({ removed, added }: Replaced, shifts: readonly Shift[]): ShiftsMoved | undefined {
  const remove = added.flatMap((one) => shifts.find((shift) => isSame(shift, one)) ?? []);
  return remove.length === added.length
    ? { remove, add: removed.map((shift) => inPlaceOf(shift, remove)) }
    : undefined;
}

function isSame(one: PlannedShift, other: PlannedShift): boolean {
  return (
    one.role === other.role &&
    one.personId === other.personId &&
    one.startsAt.getTime() === other.startsAt.getTime() &&
    one.endsAt.getTime() === other.endsAt.getTime()
  );
}

/** From the beginning of what was added to its end. */
export function timeOf({ added }: Replaced): { from: Date; until: Date } {
  return {
    from: new Date(Math.min(...added.map(({ startsAt }) => startsAt.getTime()))),
    until: new Date(Math.max(...added.map(({ endsAt }) => endsAt.getTime()))),
  };
}

/** As it is kept, with its instants as texts. */
export const asJson = (replaced: Replaced): Json => JSON.parse(JSON.stringify(replaced)) as Json;

type Written = Omit<PlannedShift, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string };

export function fromJson({ removed, added }: { removed: Written[]; added: Written[] }): Replaced {
  const read = (shift: Written): PlannedShift => ({
    ...shift,
    startsAt: new Date(shift.startsAt),
    endsAt: new Date(shift.endsAt),
  });
  return { removed: removed.map(read), added: added.map(read) };
}
