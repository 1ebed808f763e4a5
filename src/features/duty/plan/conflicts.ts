import type { Roster } from '../../../config/office-types.ts';
import type { PlannedShift, Span } from '../shift.ts';
import { minuteMs, stretchOf, touches } from './spans.ts';

type Conflict = 'clash' | 'leave' | 'rest';

/**
 * Why somebody should not be on duty at this time: they are already, they are away, or it leaves them too little rest.
 * @param planned `slot`: the turn that this would be a part of, whose other shifts need no rest before or after.
 * @param around `shifts`: that person's in all rosters, without those that this would replace; others are passed over.
 */
export function conflictsOf(
  { id, restMinutes }: Pick<Roster, 'id' | 'restMinutes'>,
  planned: Pick<PlannedShift, 'startsAt' | 'endsAt'> & { personId: string; slot?: string },
  {
    shifts,
    leave,
  }: {
    shifts: readonly Pick<PlannedShift, 'rosterId' | 'personId' | 'startsAt' | 'endsAt' | 'slot'>[];
    leave: readonly Span[];
  },
): Conflict[] {
  const time = stretchOf(planned);
  const rested = { start: time.start - restMinutes * minuteMs, end: time.end + restMinutes * minuteMs };
  const own = shifts.filter(({ personId }) => personId === planned.personId);
  const clash = own.some((shift) => touches(stretchOf(shift), time));
  const away = leave.some(
    ({ personId, fromAt, untilAt }) =>
      personId === planned.personId && touches(stretchOf({ startsAt: fromAt, endsAt: untilAt }), time),
  );
  const tired = own.some((shift) => {
    const other = stretchOf(shift);
    const sameTurn = shift.rosterId === id && shift.slot === planned.slot;
    return !sameTurn && !touches(other, time) && touches(other, rested);
  });
  return [
    ...(clash ? (['clash'] as const) : []),
    ...(away ? (['leave'] as const) : []),
    ...(tired ? (['rest'] as const) : []),
  ];
}
