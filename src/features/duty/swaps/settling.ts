import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { changeShifts } from '../shift-changes.ts';
import { changeSwap } from './changes.ts';
import { type Checked, checkSwap } from './checking.ts';
import type { FoundSwap } from './find.ts';
import { leadOf } from './people.ts';
import { replacedBy } from './replaced.ts';
import { decidersOf } from './rules.ts';
import type { Swap } from './swap.ts';
import { swapCards, swapNotices } from './telling.ts';
import { namesOf } from './words.ts';

/**
 * Both have said yes: it is done, or it waits for the lead, where the rule wants that or something speaks against it.
 * Three queries.
 * @param found with whoever takes it, and what they give for it.
 */
export async function settle(
  ctx: Context,
  found: FoundSwap,
  taken: Partial<Swap> & { takenById: string },
): Promise<Outcome> {
  const { state } = found;
  const swap = { ...found.swap, ...taken };
  const checked = await checkSwap(ctx, state, swap);
  if (checked === undefined) return overtaken(ctx, found);
  const { roster } = state;
  if (checked.conflicts.length === 0 && roster.swapApproval === 'none')
    return complete(ctx, found, taken, checked);
  const deciders = decidersOf(swap, leadOf(roster, ctx.directory), ctx.directory);
  if (deciders.length === 0)
    return { answer: { kind: 'notice', text: ctx.t('swaps.refused.nobodyDecides'), refused: true } };
  const changed = { ...taken, state: 'accepted', conflicts: checked.conflicts } as const;
  const change = changeSwap(ctx, swap, changed, { kind: 'swapAccepted', actorId: ctx.person.id });
  return merge(change, {
    say: [
      ...swapCards(swap.id, swap.version + 1, deciders),
      ...swapNotices(swap, [swap.offeredById, swap.takenById], 'waits', { by: ctx.person.id }),
    ],
    ...notice(ctx.t('swaps.did.accepted', { names: namesOf(deciders, ctx, ctx) })),
  });
}

/** Moves exactly that part of the shifts, and tells everybody whom it affects. */
export function complete(
  ctx: Context,
  { swap: before, state }: FoundSwap,
  changed: Partial<Swap>,
  { moved, conflicts }: Checked,
): Outcome {
  const swap = { ...before, ...changed };
  const actorId = ctx.person.id;
  const deed = { kind: 'dutySwapped', actorId, data: { swapId: swap.id } };
  const { outcome } = changeShifts(ctx, state, { ...moved, ...deed });
  const done = { ...changed, state: 'done', conflicts, before: replacedBy(moved) } as const;
  const change = changeSwap(ctx, swap, done, { kind: 'swapDone', actorId });
  const { offeredById, takenById } = swap;
  const approved = changed.decidedById === actorId;
  const lead = leadOf(state.roster, ctx.directory);
  const others = lead === offeredById || lead === takenById ? [] : [lead];
  return merge(merge(outcome, change), {
    say: [
      ...swapNotices(swap, [offeredById, takenById], approved ? 'approved' : 'done', { by: actorId }),
      ...swapNotices(swap, others, 'leadTold', { by: actorId }),
    ],
    ...notice(ctx.t(approved ? 'swaps.did.approved' : 'swaps.did.done')),
  });
}

/** Its shifts are not what they were when it was offered: it ends, and both hear why. */
export function overtaken(ctx: Context, { swap }: FoundSwap): Outcome {
  const changed = changeSwap(ctx, swap, { state: 'expired' }, { kind: 'swapOvertaken', actorId: null });
  return merge(changed, {
    say: swapNotices(swap, [swap.offeredById, swap.takenById], 'overtaken', { by: ctx.person.id }),
    answer: { kind: 'notice', text: ctx.t('swaps.refused.overtaken'), refused: true },
  });
}
