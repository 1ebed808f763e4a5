import type { Json } from '../../../core/json.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { type FollowUp, subjectOf } from './follow-up.ts';

type Change = Partial<Pick<FollowUp, 'state' | 'outcome' | 'doneAt' | 'dueOn' | 'ownerId'>>;

/** A follow-up's next version, with its history; its cards follow. */
export function change(
  { clock }: Pick<World, 'clock'>,
  followUp: FollowUp,
  changed: Change,
  { data = {}, ...deed }: { kind: string; actorId: string | null; data?: { [key: string]: Json } },
): { followUp: FollowUp; outcome: Outcome } {
  const { id } = followUp;
  const version = followUp.version + 1;
  const subject = subjectOf(followUp);
  return {
    followUp: { ...followUp, ...changed, version },
    outcome: {
      writes: [
        { kind: 'update', table: 'SurveyFollowUp', rows: [{ id, version, ...changed }] },
        { kind: 'redraw', subject, version },
      ],
      history: [{ subject, version, ...deed, platform: null, at: clock.now(), data }],
    },
  };
}
