import type { Roster } from '../../../config/office-types.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import type { WorkSchedule } from '../../../time/working-time.ts';
import { absencesBetween } from '../../delegations/index.ts';
import type { DutyWish, Shift, Span } from '../shift.ts';
import { shiftsBetween, shiftsOfPeople } from '../shift-store.ts';
import { wishesBetween } from '../swaps/wishes.ts';
import { membersOf } from './digest.ts';
import { farAheadMs, startOfWeek } from './horizon.ts';

/** An absence, and when it was set: what was arranged after that was arranged with it in mind. */
export interface Leave extends Span {
  readonly createdAt: Date;
}

/** All that shifts are planned from, besides the rules. */
export interface Material {
  readonly roster: Roster;
  readonly schedule: WorkSchedule;
  /** Ids by e-mail; those who have left are not in it. */
  readonly members: ReadonlyMap<string, string>;
  /** Those that are kept, the earliest first: of the last year, and all that lie ahead. */
  readonly shifts: readonly Shift[];
  readonly leave: readonly Leave[];
  /** The members' shifts on other rosters. */
  readonly elsewhere: readonly Shift[];
  readonly wishes: readonly DutyWish[];
  /** Does this person work here now? */
  isHere(personId: string): boolean;
}

/** Fairness looks back so far; in whole weeks from one Monday, so that an hour later nothing looks different. */
const weeksBack = 53;
/** Whoever was on duty on another roster so long ago has rested. */
const longestRestMs = 7 * 24 * 3600_000;

/** What these rosters are planned from, by their ids. Four queries, all at once. */
export async function materialFor(
  world: World,
  rosters: readonly Roster[],
): Promise<ReadonlyMap<string, Material>> {
  const now = world.clock.now();
  const until = new Date(now.getTime() + farAheadMs);
  const since = startOfWeek(now, world.office.organisation.timezone, -weeksBack);
  const ids = rosters.map(({ id }) => id);
  const people = new Set(rosters.flatMap((roster) => [...membersOf(roster, world).values()]));
  const [shifts, elsewhere, leave, wishes] = await Promise.all([
    shiftsBetween(world.database, ids, since, until),
    shiftsOfPeople(world.database, [...people], new Date(now.getTime() - longestRestMs), until),
    absencesBetween(world.database, now, until),
    wishesBetween(world.database, now, until),
  ]);
  return new Map(
    rosters.map((roster) => {
      const members = membersOf(roster, world);
      const those = new Set(members.values());
      return [
        roster.id,
        {
          roster,
          schedule: scheduleOf(world.office, roster.team),
          members,
          isHere: (personId: string) => world.directory.find(personId)?.active ?? false,
          shifts: shifts.filter(({ rosterId }) => rosterId === roster.id),
          leave: leave.filter(({ personId }) => those.has(personId)),
          elsewhere: elsewhere.filter(
            ({ rosterId, personId }) => rosterId !== roster.id && personId !== null && those.has(personId),
          ),
          wishes: wishes.filter(
            ({ personId, rosterId }) => those.has(personId) && (rosterId === null || rosterId === roster.id),
          ),
        },
      ];
    }),
  );
}
