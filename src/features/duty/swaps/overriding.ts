import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import { changeShifts } from '../shift-changes.ts';
import { newSwap } from './changes.ts';
import { type Checked, checkOverride } from './checking.ts';
import type { Move } from './moving.ts';
import { swapNow } from './offering.ts';
import { leadOf, peopleOf } from './people.ts';
import { replacedBy } from './replaced.ts';
import { findShift } from './store.ts';
import type { Swap } from './swap.ts';
import { type NoticeKey, swapCards, swapNotices } from './telling.ts';
import { conflictLines } from './words.ts';

/** A lead puts somebody on duty. Those whom it concerns are told why. */
export const putOnDuty = (
  ctx: Context,
  state: RosterState,
  move: Move,
  checked: Checked,
  reason: string,
): Outcome => changeDuty(ctx, state, move, checked, { because: 'override', reason });

/**
 * "I'll take it": one of the roster takes a time for which nobody could be found, where nothing speaks against it.
 * Five queries. @param shiftId the shift without anybody.
 */
export async function fillGap(ctx: Context, shiftId: string): Promise<Outcome> {
  const [shift, rosters] = await Promise.all([findShift(ctx.database, shiftId), rostersOf(ctx)]);
  const state = shift && rosters.get(shift.rosterId);
  if (!state || shift.personId !== null) return refusal(ctx.t('swaps.refused.filled'));
  if (shift.endsAt <= ctx.now) return refusal(ctx.t('swaps.refused.over'));
  const { id: toId } = ctx.person;
  if (!peopleOf(state.roster, ctx.directory).includes(toId)) return refusal(ctx.t('swaps.refused.notYours'));
  const fromAt = new Date(Math.max(shift.startsAt.getTime(), ctx.now.getTime()));
  const move = { role: shift.role, fromAt, untilAt: shift.endsAt, toId };
  const checked = await checkOverride(ctx, state, move);
  if (checked.conflicts.length > 0)
    return refusal(
      ctx.t('swaps.refused.gap', { lines: conflictLines(checked.conflicts, ctx, ctx).join('\n') }),
    );
  return changeDuty(ctx, state, move, checked, { because: 'gap', reason: null });
}

/** It is kept as a swap that is done, so that it can be seen, and undone until it begins. */
function changeDuty(
  ctx: Context,
  state: RosterState,
  { role, fromAt, untilAt, toId }: Move,
  { moved, conflicts }: Checked,
  { because, reason }: Pick<Swap, 'because' | 'reason'>,
): Outcome {
  const { roster } = state;
  const actorId = ctx.person.id;
  const swap = swapNow(ctx, {
    ...{ because, rosterId: roster.id, role, fromAt, untilAt, state: 'done' },
    ...{ takenById: toId, conflicts, reason, before: replacedBy(moved) },
  });
  const kind = because === 'gap' ? 'dutyGapFilled' : 'dutyOverridden';
  const deed = { kind, actorId, data: { swapId: swap.id, ...(reason !== null && { text: reason }) } };
  const { outcome } = changeShifts(ctx, state, { ...moved, ...deed });
  const key: NoticeKey = because === 'gap' ? 'filled' : 'overridden';
  const displaced = moved.remove.map(({ personId }) => personId);
  const lead = leadOf(roster, ctx.directory);
  return merge(merge(outcome, newSwap(swap, { kind, actorId })), {
    say: [
      ...swapCards(swap.id, 1, [actorId]),
      ...swapNotices(swap, [toId, ...displaced, lead], key, { by: actorId, reason }),
    ],
    ...notice(
      ctx.t(because === 'gap' ? 'swaps.did.filled' : 'swaps.did.overridden', {
        name: ctx.directory.nameOf(toId),
      }),
    ),
  });
}
