import type { Roster } from '../../../config/office-types.ts';
import type { PlannedShift } from '../shift.ts';

export interface Imbalance {
  /** The points that others should rather have had. */
  readonly misplaced: number;
  readonly most: { readonly personId: string; readonly points: number };
  readonly least: { readonly personId: string; readonly points: number };
}

/**
 * What some carry too much of. Somebody carries too much who is above the mean of a layer's members by more than the
 * roster's heaviest turn, which no rotation can divide; and no more of it is misplaced than they do in that layer,
 * for the others could not have done the rest.
 * @param points what each shift weighs. @param turn what the heaviest turn weighs.
 */
export function imbalanceOf(
  { layers }: Pick<Roster, 'layers'>,
  shifts: readonly PlannedShift[],
  points: (shift: PlannedShift) => number,
  turn: number,
  members?: ReadonlyMap<string, string>,
): Imbalance | undefined {
  const carried = sumBy(shifts, points);
  const misplaced = new Map<string, number>();
  let widest: { most: string; least: string; spread: number } | undefined;
  for (const layer of layers) {
    const own = shifts.filter(({ layerId }) => layerId === layer.id);
    const people = members
      ? layer.members.flatMap((email) => members.get(email) ?? [])
      : [
          ...new Set(
            own.flatMap(({ personId, plannedPersonId }) => [personId ?? [], plannedPersonId ?? []].flat()),
          ),
        ];
    if (people.length === 0) continue;
    const total = (person: string) => carried.get(person) ?? 0;
    const mean = people.reduce((sum, person) => sum + total(person), 0) / people.length;
    const inLayer = sumBy(own, points);
    const ordered = [...people].sort((a, b) => total(a) - total(b));
    const [least, most] = [ordered[0]!, ordered.at(-1)!];
    for (const person of people) {
      const excess = Math.min(total(person) - mean - turn, inLayer.get(person) ?? 0);
      if (excess <= 1e-6) continue;
      misplaced.set(person, Math.max(excess, misplaced.get(person) ?? 0));
      const spread = total(most) - total(least);
      if (widest === undefined || spread > widest.spread) widest = { most, least, spread };
    }
  }
  if (widest === undefined) return undefined;
  const named = (personId: string) => ({ personId, points: carried.get(personId) ?? 0 });
  return {
    misplaced: [...misplaced.values()].reduce((sum, excess) => sum + excess, 0),
    most: named(widest.most),
    least: named(widest.least),
  };
}

function sumBy(
  shifts: readonly PlannedShift[],
  points: (shift: PlannedShift) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const shift of shifts)
    if (shift.personId !== null) sums.set(shift.personId, (sums.get(shift.personId) ?? 0) + points(shift));
  return sums;
}
