import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { type Handover, subjectOf } from './handover.ts';

type Change = Partial<
  Pick<Handover, 'notes' | 'givenSignedAt' | 'takenSignedAt' | 'toShiftId' | 'toPersonId'>
>;

/** A handover's next version, with its history; its cards follow. */
export function change(
  { clock }: Pick<World, 'clock'>,
  handover: Handover,
  changed: Change,
  deed: { kind: string; actorId: string },
): Outcome {
  const { id, version } = handover;
  const subject = subjectOf(id);
  return {
    writes: [
      { kind: 'update', table: 'ShiftHandover', rows: [{ id, ...changed, version: version + 1 }] },
      { kind: 'redraw', subject, version: version + 1 },
    ],
    history: [{ ...deed, subject, version: version + 1, platform: null, at: clock.now(), data: {} }],
  };
}
