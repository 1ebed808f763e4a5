import { planShifts, pointsOf } from '../plan/index.ts';
import type { PlannedShift, Shift } from '../shift.ts';
import type { Leave, Material } from './material.ts';

export interface Replanned {
  readonly remove: readonly Shift[];
  readonly add: readonly PlannedShift[];
}

/**
 * What becomes of the shifts that are kept, so that they are as they should be until `until`. Those that have begun
 * stay, and so do those that people have arranged; one whose person has gone away meanwhile ends there, and somebody
 * stands in. What would come out the same is left as it is.
 * @param afresh the rules, or the people, are not those by which they were planned.
 * @param renew what comes out the same is replaced as well: their notices are others.
 */
export function planAgain(
  material: Material,
  { now, until, afresh, renew = false }: { now: Date; until: Date; afresh: boolean; renew?: boolean },
): Replanned {
  const { roster, schedule, members, shifts, leave, wishes, elsewhere } = material;
  const since = now.getTime() - carriedMs;
  const ended = shifts.filter(({ endsAt }) => endsAt <= now && endsAt.getTime() > since);
  const running = shifts.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
  const ahead = shifts.filter(({ startsAt }) => startsAt > now);
  const cut = running.flatMap((shift) => cutShort(shift, material, now));
  const parts = cut.flatMap(({ part }) => (part.endsAt > part.startsAt ? [part] : []));
  const free = ahead.filter((shift) =>
    afresh ? !stays(shift, material) : isOutOfDate(shift, material, now),
  );
  const gone = new Set([...cut.map(({ whole }) => whole), ...free]);
  const planned = planShifts({
    ...{ roster, schedule, members, leave, wishes, elsewhere },
    from: now,
    until,
    before: [...ended, ...running.filter((shift) => !gone.has(shift)), ...parts],
    fixed: ahead.filter((shift) => !gone.has(shift)),
  });
  const wanted = new Set(planned.map(keyOf));
  const there = new Set(renew ? [] : free.map(keyOf));
  return {
    remove: [...gone].filter((shift) => renew || !free.includes(shift) || !wanted.has(keyOf(shift))),
    add: [...parts, ...planned.filter((shift) => !there.has(keyOf(shift)))],
  };
}

/** What was carried before counts no more: else whoever is new would have to catch up with all of it. */
const carriedMs = 13 * 7 * 24 * 3600_000;

/** By what two shifts are the same to people. */
export const keyOf = ({ role, startsAt, endsAt, personId }: PlannedShift) =>
  `${role} ${startsAt.getTime()} ${endsAt.getTime()} ${personId}`;

/** People have arranged this themselves. */
const isArranged = ({ because }: Shift) => because === 'swap' || because === 'override';

/** The absence that keeps somebody from a shift; what was arranged when it was known already counts for more. */
const absenceIn = (shift: Shift, { leave }: Material): Leave | undefined =>
  leave.find(
    ({ personId, fromAt, untilAt, createdAt }) =>
      personId === shift.personId &&
      fromAt < shift.endsAt &&
      untilAt > shift.startsAt &&
      !(isArranged(shift) && createdAt <= shift.createdAt),
  );

function stays(shift: Shift, material: Material): boolean {
  const { personId, role } = shift;
  return (
    isArranged(shift) &&
    personId !== null &&
    material.isHere(personId) &&
    material.roster.layers.some((layer) => layer.role === role) &&
    absenceIn(shift, material) === undefined
  );
}

/**
 * Is its person on duty on another roster as well? Two rosters that were planned at the same moment did not see each
 * other: the later one makes room. What people have arranged, they have arranged with that in mind.
 */
export const clashes = (shift: Shift, { elsewhere }: Pick<Material, 'elsewhere'>): boolean =>
  !isArranged(shift) &&
  elsewhere.some(
    (other) =>
      other.personId === shift.personId &&
      other.startsAt < shift.endsAt &&
      other.endsAt > shift.startsAt &&
      isEarlier(other, shift),
  );

const isEarlier = (one: Shift, other: Shift): boolean =>
  one.createdAt < other.createdAt ||
  (one.createdAt.getTime() === other.createdAt.getTime() && one.rosterId < other.rosterId);

/** Nearer shifts stay whose they are, whatever people wish: this long before they are told of them. */
const reliableMs = 7 * 24 * 3600_000;

/** Would its person rather not, as they have said in time? Somebody who does not mind has it then, if there is anybody. */
export function isUnwished(shift: Shift, { roster, wishes }: Material, now: Date): boolean {
  const near = now.getTime() + roster.notices.aheadMinutes * 60_000 + reliableMs;
  return (
    shift.because === 'rotation' &&
    shift.confirmedAt === null &&
    shift.startsAt.getTime() > near &&
    wishes.some(
      ({ wish, personId, fromAt, untilAt }) =>
        wish === 'ratherNot' &&
        personId === shift.personId &&
        fromAt < shift.endsAt &&
        untilAt > shift.startsAt,
    )
  );
}

/** Whoever has it is away or on duty elsewhere, or would rather not have it; whoever it was meant for is back, or nobody was found before. */
function isOutOfDate(shift: Shift, material: Material, now: Date): boolean {
  const { personId, plannedPersonId, because } = shift;
  if (personId === null || absenceIn(shift, material) !== undefined) return true;
  if (clashes(shift, material) || isUnwished(shift, material, now)) return true;
  return because === 'leave' && absenceIn({ ...shift, personId: plannedPersonId }, material) === undefined;
}

/** Ends a running shift where its person is away from: now, or later in it. Whoever has left has left now. */
function cutShort(shift: Shift, material: Material, now: Date): { whole: Shift; part: PlannedShift }[] {
  const hasLeft = shift.personId !== null && !material.isHere(shift.personId);
  const absence = hasLeft ? { fromAt: now, untilAt: shift.endsAt } : absenceIn(shift, material);
  if (absence === undefined || absence.untilAt <= now) return [];
  const { id, version, confirmedAt, confirmedById, createdAt, ...part } = shift;
  const endsAt = new Date(Math.max(now.getTime(), absence.fromAt.getTime()));
  const points = pointsOf(material.roster, material.schedule, shift.startsAt, endsAt);
  return [{ whole: shift, part: { ...part, endsAt, points } }];
}
