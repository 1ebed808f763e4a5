import { newId } from '../../core/ids.ts';
import type { Json } from '../../core/json.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { expect } from '../occurrences/index.ts';
import { showTimers } from './feeds/standing.ts';
import { noticesFor } from './notices/expected.ts';
import { nextMorning } from './notices/today.ts';
import type { RosterState } from './rosters.ts';
import type { PlannedShift, Shift } from './shift.ts';

export interface ShiftChange {
  readonly remove: readonly Shift[];
  /** One may be confirmed already: by somebody who takes over what is left of another. */
  readonly add: readonly (PlannedShift & Partial<Pick<Shift, 'confirmedAt' | 'confirmedById'>>)[];
  /** What the history calls it: `history.<kind>`. */
  readonly kind: string;
  readonly actorId: string | null;
  readonly data?: { [key: string]: Json };
  /** More columns of the roster's row that change with it. */
  readonly columns?: { readonly [column: string]: Json | Date };
}

/** A shift as the history keeps it: instants are ISO. */
export type NamedShift = { role: string; personId: string | null; from: string; until: string };

/** So many are named one by one: more is what planning does. */
const mostNamed = 6;

/** How much changes, and if that is little, who is on duty when by it. */
function named(remove: readonly PlannedShift[], add: readonly PlannedShift[]): { [key: string]: Json } {
  const keyOf = ({ role, personId, startsAt, endsAt }: PlannedShift) =>
    `${role} ${personId} ${startsAt.getTime()} ${endsAt.getTime()}`;
  const before = new Set(remove.map(keyOf));
  const changed = add.filter((shift) => !before.has(keyOf(shift)));
  const shifts = changed.map(
    ({ role, personId, startsAt, endsAt }): NamedShift => ({
      ...{ role, personId, from: startsAt.toISOString(), until: endsAt.toISOString() },
    }),
  );
  const counts = { removed: remove.length, added: add.length };
  return shifts.length > mostNamed ? counts : { ...counts, shifts };
}

/**
 * Replaces shifts of a roster by others, which is the only way in which shifts change: times and people of a row stay
 * as they are. The roster's version guards it, the notices of the new ones fall due with it, and those of the removed
 * ones lapse by themselves.
 */
export function changeShifts(
  world: World,
  { roster, version }: Pick<RosterState, 'roster' | 'version'>,
  { add, ...change }: ShiftChange,
): { outcome: Outcome; added: Shift[] } {
  const createdAt = world.clock.now();
  const added = add.map(
    (shift): Shift => ({
      confirmedAt: null,
      confirmedById: null,
      ...shift,
      id: newId('shf'),
      version: 1,
      createdAt,
    }),
  );
  const rows = added.map((shift) => ({ ...shift }));
  const data = { ...named(change.remove, add), ...change.data };
  const changed = merge(
    { writes: [{ kind: 'insert', table: 'Shift', rows }] },
    removeShifts(world, { id: roster.id, version }, { ...change, data }),
  );
  const shown: Outcome = { writes: nextMorning(roster, createdAt), timers: showTimers(roster, createdAt) };
  return {
    outcome: merge(
      merge(changed, shown),
      expect(world, noticesFor(roster, added, world.directory.team(roster.team).leadId)),
    ),
    added,
  };
}

/** Removes shifts, and puts nobody in their place: of a roster whose rules need not be known any more. */
export function removeShifts(
  world: World,
  { id, version }: { id: string; version: number },
  { remove, kind, actorId, data = {}, columns = {} }: Omit<ShiftChange, 'add'>,
): Outcome {
  const at = world.clock.now();
  const subject = `roster:${id}`;
  const row = { id, version: version + 1, ...columns };
  return {
    writes: [
      { kind: 'delete', table: 'Shift', ids: remove.map((shift) => shift.id) },
      version === 0
        ? { kind: 'insert', table: 'Roster', rows: [{ createdAt: at, ...row }] }
        : { kind: 'update', table: 'Roster', rows: [row] },
      { kind: 'redraw', subject, version: version + 1 },
    ],
    history: [{ subject, version: version + 1, kind, actorId, platform: null, at, data }],
  };
}
