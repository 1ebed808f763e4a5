import type { Roster } from '../../../config/office-types.ts';
import type { Localized } from '../../../core/locale.ts';
import type { Say } from '../../../delivery/outbox.ts';
import type { World } from '../../../engine/context.ts';
import { roleName } from '../role-name.ts';
import type { PlannedShift } from '../shift.ts';
import { keyOf } from './plan-again.ts';

/** Why somebody's shifts are others than before. */
export type ChangeReason = 'new' | 'rules' | 'leave' | 'elsewhere' | 'wish' | 'ended';

/** A shift as it is told: what its role is called, and ISO instants. */
export type ToldShift = { role: { en: string; 'zh-CN': string }; from: string; until: string };

export interface ChangedArgs {
  readonly roster: Localized;
  readonly reason: ChangeReason;
  /** At most `mostTold` each, and how many there are besides. */
  readonly before: readonly ToldShift[];
  readonly after: readonly ToldShift[];
  readonly moreBefore: number;
  readonly moreAfter: number;
}

const mostTold = 10;

/** Whom a change of shifts concerns: what each of them no longer has, and has instead. Earliest first. */
export function changesByPerson(
  removed: readonly PlannedShift[],
  added: readonly PlannedShift[],
): Map<string, { before: PlannedShift[]; after: PlannedShift[] }> {
  const changes = new Map<string, { before: PlannedShift[]; after: PlannedShift[] }>();
  const of = (personId: string) => {
    const known = changes.get(personId) ?? { before: [], after: [] };
    changes.set(personId, known);
    return known;
  };
  const there = new Set(added.map(keyOf));
  const same = new Set(removed.map(keyOf).filter((key) => there.has(key)));
  const differ = (shifts: readonly PlannedShift[]) => shifts.filter((shift) => !same.has(keyOf(shift)));
  for (const shift of differ(removed)) if (shift.personId !== null) of(shift.personId).before.push(shift);
  for (const shift of differ(added)) if (shift.personId !== null) of(shift.personId).after.push(shift);
  for (const { before, after } of changes.values())
    for (const list of [before, after]) list.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return changes;
}

/** Tells everybody whose shifts have changed, each in one message. What was never planned before is no change. */
export function tellChanged(
  { directory }: Pick<World, 'directory'>,
  roster: Pick<Roster, 'name' | 'roles'>,
  changes: ReturnType<typeof changesByPerson>,
  reason: ChangeReason,
): Say[] {
  const told = (shifts: PlannedShift[]): ToldShift[] =>
    shifts.slice(0, mostTold).map(({ role, startsAt, endsAt }) => ({
      role: { en: roleName(roster, role, 'en'), 'zh-CN': roleName(roster, role, 'zh-CN') },
      from: startsAt.toISOString(),
      until: endsAt.toISOString(),
    }));
  const more = (shifts: PlannedShift[]) => Math.max(0, shifts.length - mostTold);
  return [...changes]
    .filter(([personId]) => directory.find(personId)?.active)
    .map(([personId, { before, after }]) => ({
      to: { kind: 'person', personId },
      view: 'duty.changed',
      args: {
        roster: { ...roster.name },
        reason,
        before: told(before),
        after: told(after),
        moreBefore: more(before),
        moreAfter: more(after),
      },
    }));
}
