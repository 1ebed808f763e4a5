import type { Roster } from '../../../config/office-types.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Shift } from '../shift.ts';
import { removeShifts } from '../shift-changes.ts';
import { shiftsBetween } from '../shift-store.ts';
import { farAheadMs } from './horizon.ts';
import { changesByPerson, tellChanged } from './telling.ts';

/** The shifts of a roster that have not begun. One query. */
export async function comingShifts({ database, clock }: World, rosterId: string): Promise<Shift[]> {
  const now = clock.now();
  const shifts = await shiftsBetween(database, [rosterId], now, new Date(now.getTime() + farAheadMs));
  return shifts.filter(({ startsAt }) => startsAt > now);
}

/** Ends a roster: whoever is on duty goes on to the end of their shift, what was to come is removed, and all are told. */
export function endRoster(
  world: World,
  { id, version, ...roster }: Pick<Roster, 'id' | 'name' | 'roles'> & { version: number },
  coming: readonly Shift[],
  actorId: string | null,
): Outcome {
  const ended = removeShifts(
    world,
    { id, version },
    {
      remove: coming,
      kind: 'rosterEnded',
      actorId,
      data: { removed: coming.length },
      columns: { endedAt: world.clock.now() },
    },
  );
  return merge(ended, { say: tellChanged(world, roster, changesByPerson(coming, []), 'ended') });
}
