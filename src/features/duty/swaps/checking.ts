import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { absencesBetween } from '../../delegations/index.ts';
import { conflictsOf, pointsOf } from '../plan/index.ts';
import type { RosterState } from '../rosters.ts';
import type { PlannedShift } from '../shift.ts';
import { shiftsBetween, shiftsOfPeople } from '../shift-store.ts';
import { gainsOf, holds, type Move, moveShifts, type ShiftsMoved, type Stretch } from './moving.ts';
import { timeOf, wayBack } from './replaced.ts';
import type { Swap, SwapConflict } from './swap.ts';

/** Which shifts would be replaced by which, and what speaks against it. */
export interface Checked {
  readonly moved: ShiftsMoved;
  readonly conflicts: readonly SwapConflict[];
}

const dayMs = 24 * 3600_000;

/**
 * What a swap would do now. Undefined: one of the two is not on duty then any more. Three queries.
 * @param swap with whoever takes it.
 */
export async function checkSwap(
  world: World,
  state: RosterState,
  swap: Pick<Swap, 'role' | 'fromAt' | 'untilAt' | 'offeredById' | 'inReturn'> & { takenById: string },
): Promise<Checked | undefined> {
  const { role, fromAt, untilAt, offeredById, takenById, inReturn } = swap;
  const given: Stretch = { role, fromAt, untilAt };
  const stretches = inReturn === null ? [given] : [given, inReturn];
  const shifts = await shiftsAround(world, state, stretches);
  if (!holds(shifts, given, offeredById)) return undefined;
  if (inReturn !== null && !holds(shifts, inReturn, takenById)) return undefined;
  const moves: Move[] = [{ ...given, toId: takenById }];
  if (inReturn !== null) moves.push({ ...inReturn, toId: offeredById });
  const moved = moveShifts(shifts, moves, { because: 'swap', pointsOf: pointsIn(world, state) });
  return { moved, conflicts: await conflictsIn(world, state, moved) };
}

/** What putting somebody on duty would do; times in which nobody was are theirs as well. Three queries. */
export async function checkOverride(world: World, state: RosterState, move: Move): Promise<Checked> {
  const { roster } = state;
  const shifts = await shiftsAround(world, state, [move]);
  const layer = roster.layers.find(({ role }) => role === move.role) ?? roster.layers[0]!;
  const points = pointsIn(world, state);
  const moved = moveShifts(shifts, [move], {
    because: 'override',
    pointsOf: points,
    fill: (startsAt, endsAt): PlannedShift => ({
      rosterId: roster.id,
      role: move.role,
      layerId: layer.id,
      slot: `${layer.id}/${startsAt.toISOString()}`,
      startsAt,
      endsAt,
      personId: null,
      plannedPersonId: null,
      because: 'override',
      points: points(startsAt, endsAt),
    }),
  });
  return { moved, conflicts: await conflictsIn(world, state, moved) };
}

/**
 * What undoing it would do now. Undefined: its shifts were changed since. Only what was arranged later can speak
 * against it, and leave. Three queries.
 */
export async function checkUndo(world: World, state: RosterState, swap: Swap): Promise<Checked | undefined> {
  if (swap.before === null) return undefined;
  const { from, until } = timeOf(swap.before);
  const shifts = await shiftsBetween(world.database, [state.roster.id], from, until);
  const moved = wayBack(swap.before, shifts);
  return moved && { moved, conflicts: await conflictsIn(world, state, moved, swap.updatedAt) };
}

const pointsIn =
  ({ office }: World, { roster }: RosterState) =>
  (startsAt: Date, endsAt: Date) =>
    pointsOf(roster, scheduleOf(office, roster.team), startsAt, endsAt);

const shiftsAround = ({ database }: World, { roster }: RosterState, stretches: readonly Stretch[]) =>
  shiftsBetween(
    database,
    [roster.id],
    new Date(Math.min(...stretches.map(({ fromAt }) => fromAt.getTime()))),
    new Date(Math.max(...stretches.map(({ untilAt }) => untilAt.getTime()))),
  );

/** What speaks against the new times of those who get some, over all rosters. Two queries. */
async function conflictsIn(
  { database }: World,
  { roster }: RosterState,
  moved: ShiftsMoved,
  since?: Date,
): Promise<SwapConflict[]> {
  const gains = gainsOf(moved);
  if (gains.length === 0) return [];
  const marginMs = roster.restMinutes * 60_000 + dayMs;
  const from = new Date(Math.min(...gains.map(({ startsAt }) => startsAt.getTime())) - marginMs);
  const until = new Date(Math.max(...gains.map(({ endsAt }) => endsAt.getTime())) + marginMs);
  const people = [...new Set(gains.map(({ personId }) => personId))];
  const [kept, leave] = await Promise.all([
    shiftsOfPeople(database, people, from, until),
    absencesBetween(database, from, until),
  ]);
  const gone = new Set(moved.remove.map(({ id }) => id));
  const found = gains.flatMap((gain): SwapConflict[] => {
    const others = kept.filter(
      ({ id, personId, createdAt }) =>
        personId === gain.personId && !gone.has(id) && (since === undefined || createdAt > since),
    );
    // What they have besides in this roster, and get elsewhere in the same exchange.
    const added = since === undefined ? besides(moved.add, gain) : [];
    const conflicts = conflictsOf(roster, gain, { shifts: [...others, ...added], leave });
    return conflicts.map((conflict) => ({ personId: gain.personId, conflict }));
  });
  return found.filter(
    ({ personId, conflict }, at) =>
      found.findIndex((other) => other.personId === personId && other.conflict === conflict) === at,
  );
}

const besides = (
  add: readonly PlannedShift[],
  { personId, startsAt, endsAt }: { personId: string; startsAt: Date; endsAt: Date },
) =>
  add.filter(
    (shift) => shift.personId === personId && !(shift.startsAt >= startsAt && shift.endsAt <= endsAt),
  );
