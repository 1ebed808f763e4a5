import type { Roster } from '../../../config/office-types.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { nothing } from '../../../engine/feature.ts';
import { mainRole } from '../role-name.ts';
import type { Shift } from '../shift.ts';
import { checksSubject } from './check.ts';

/** Whoever begins a turn gets its checklist, where there is one for them. */
export function begin(roster: Roster, { role, slot, personId }: Shift): Outcome {
  if (personId === null || roster.checklist.length === 0 || mainRole(roster) !== role) return nothing;
  return {
    say: [
      {
        to: { kind: 'person', personId },
        ...{ view: 'duty.checklist', subject: checksSubject(roster.id, slot), live: 'main' },
      },
    ],
  };
}
