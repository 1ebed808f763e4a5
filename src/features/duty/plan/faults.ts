import type { Roster } from '../../../config/office-types.ts';
import type { PlannedShift } from '../shift.ts';
import { hourMs, lengthOf, minuteMs, type Stretch, stretchOf, united, within, without } from './spans.ts';

/** A stretch of one role in which something is wrong. */
export interface RoleStretch extends Stretch {
  readonly role: string;
}

export type AssignedShift = PlannedShift & { readonly personId: string };

/** Where a role that the layers mean to cover has nobody. @param covered by role. */
export function gapsIn(
  covered: ReadonlyMap<string, readonly Stretch[]>,
  shifts: readonly AssignedShift[],
): RoleStretch[] {
  return [...covered].flatMap(([role, stretches]) => {
    const taken = united(shifts.filter((shift) => shift.role === role).map(stretchOf));
    return stretches.flatMap((stretch) => without(stretch, taken).map((gap) => ({ role, ...gap })));
  });
}

/** Where a role has two people, or somebody two roles, once for each shift too many. */
export function overlapsIn(shifts: readonly AssignedShift[], span: Stretch): RoleStretch[] {
  const overlaps: RoleStretch[] = [];
  for (const key of ['role', 'personId'] as const) {
    const busyUntil = new Map<string, number>();
    for (const shift of byBeginning(shifts)) {
      const { start, end } = stretchOf(shift);
      const until = busyUntil.get(shift[key]) ?? start;
      for (const common of within([{ start, end: Math.min(end, until) }], span))
        overlaps.push({ role: shift.role, ...common });
      busyUntil.set(shift[key], Math.max(until, end));
    }
  }
  return overlaps;
}

/** A turn that begins too soon after somebody's last one; `hours`: how long the shorter of both is. */
export interface Unrested {
  readonly personId: string;
  readonly at: Date;
  readonly hours: number;
}

/** Who has too little rest before a turn. */
export function unrestedIn(
  { restMinutes }: Pick<Roster, 'restMinutes'>,
  shifts: readonly AssignedShift[],
): Unrested[] {
  const last = new Map<string, AssignedShift>();
  return byBeginning(shifts).flatMap((shift) => {
    const { personId, slot, startsAt, endsAt } = shift;
    const before = last.get(personId);
    if (before === undefined || before.endsAt < endsAt) last.set(personId, shift);
    if (before === undefined || before.slot === slot) return [];
    const rest = startsAt.getTime() - before.endsAt.getTime();
    if (rest < 0 || rest >= restMinutes * minuteMs) return [];
    const hours = Math.min(lengthOf([stretchOf(shift)]), lengthOf([stretchOf(before)])) / hourMs;
    return [{ personId, at: startsAt, hours }];
  });
}

const byBeginning = <T extends PlannedShift>(shifts: readonly T[]): T[] =>
  [...shifts].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
