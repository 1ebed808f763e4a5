import type { Roster } from '../../../config/office-types.ts';
import type { PlannedShift } from '../shift.ts';
import { type DutyHours, hoursOf } from './points.ts';
import type { DutyDays } from './wall-time.ts';

/** What somebody has carried, and how it was counted. */
export interface Balance {
  readonly points: number;
  readonly hours: DutyHours;
  readonly shifts: number;
}

/** What each person carries in these shifts, by person id. The points are those that the shifts were kept with. */
export function ledgerOf(
  roster: Roster,
  schedule: DutyDays,
  shifts: readonly PlannedShift[],
): Map<string, Balance> {
  const ledger = new Map<string, Balance>();
  for (const { personId, startsAt, endsAt, points } of shifts) {
    if (personId === null) continue;
    const before = ledger.get(personId);
    const hours = hoursOf(roster, schedule, startsAt, endsAt);
    ledger.set(personId, {
      points: (before?.points ?? 0) + points,
      hours: before === undefined ? hours : sum(before.hours, hours),
      shifts: (before?.shifts ?? 0) + 1,
    });
  }
  return ledger;
}

const sum = (a: DutyHours, b: DutyHours): DutyHours => ({
  weekday: a.weekday + b.weekday,
  night: a.night + b.night,
  weekend: a.weekend + b.weekend,
  holiday: a.holiday + b.holiday,
});
