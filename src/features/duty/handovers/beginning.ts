import type { Roster } from '../../../config/office-types.ts';
import { newId } from '../../../core/ids.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { dueAt } from '../../../time/due.ts';
import type { Turn } from '../notices/turn.ts';
import { type Handover, subjectOf } from './handover.ts';

/** So long both have to sign before they are reminded, in milliseconds. */
const signWithinMs = 3600_000;
export const unsignedTimer = 'duty.handoverUnsigned';

/** The duty changes hands: both get the card. For a turn before which somebody else was on duty. */
export function handOver(
  { clock }: Pick<World, 'clock'>,
  { timezone }: Roster,
  { shift, before }: Turn,
): Outcome {
  const at = clock.now();
  const handover: Handover = {
    ...{ id: newId('hnd'), version: 1, rosterId: shift.rosterId, role: shift.role },
    ...{ fromShiftId: before!.id, toShiftId: shift.id, fromSlot: before!.slot, at: shift.startsAt },
    ...{ fromPersonId: before!.personId!, toPersonId: shift.personId!, notes: [] },
    ...{ givenSignedAt: null, takenSignedAt: null, createdAt: at },
  };
  const subject = subjectOf(handover.id);
  return {
    writes: [{ kind: 'insert', table: 'ShiftHandover', rows: [{ ...handover }] }],
    history: [{ subject, version: 1, kind: 'handoverBegun', actorId: null, platform: null, at, data: {} }],
    say: [handover.fromPersonId, handover.toPersonId].map((personId) => cardFor(handover, personId, 1)),
    timers: [{ kind: unsignedTimer, subject, ...dueAt(new Date(at.getTime() + signWithinMs), timezone) }],
  };
}

/** The card of a handover, live, for one of both. */
export const cardFor = ({ id }: Handover, personId: string, version: number) => ({
  ...{ to: { kind: 'person' as const, personId }, view: 'duty.handover', subject: subjectOf(id), version },
  ...{ live: 'main' as const },
});
