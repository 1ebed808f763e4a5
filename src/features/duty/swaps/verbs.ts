import type { Context } from '../../../engine/context.ts';
import { type Feature, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { changeShifts } from '../shift-changes.ts';
import { changeSwap } from './changes.ts';
import { checkSwap, checkUndo } from './checking.ts';
import { type FoundSwap, findFor, findSwap } from './find.ts';
import { askedBy, leadOf, leads } from './people.ts';
import { openPropose } from './propose-form.ts';
import { decidersOf, type SwapVerb } from './rules.ts';
import { complete, overtaken, settle } from './settling.ts';
import type { Swap } from './swap.ts';
import { swapNotices } from './telling.ts';
import { swapCard } from './views.ts';
import { conflictLines } from './words.ts';

/** Runs what is left to do once it is known that this person may do it now. */
const on =
  (verb: SwapVerb, perform: (ctx: Context, found: FoundSwap) => Promise<Outcome> | Outcome) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findFor(ctx, id, verb);
    return 'refused' in found ? found.refused : perform(ctx, found);
  };

async function take(ctx: Context, found: FoundSwap): Promise<Outcome> {
  const { swap } = found;
  // What they give for it has to be said first.
  if (swap.wantsReturn && swap.inReturn === null) return openPropose(ctx, swap.id);
  return settle(ctx, found, { takenById: ctx.person.id });
}

function decline(ctx: Context, { swap, state }: FoundSwap): Outcome {
  const { id: personId } = ctx.person;
  const { roster } = state;
  const steppedBack = swap.takenById === personId;
  const declinedIds = [...new Set([...swap.declinedIds, personId])];
  const nobodyLeft = askedBy(swap, roster, ctx.directory).every((asked) => declinedIds.includes(asked));
  const changed: Partial<Swap> = {
    state: nobodyLeft ? 'declined' : 'offered',
    declinedIds,
    // Whoever takes it after them gives something else for it.
    ...(steppedBack && { takenById: null, conflicts: [], inReturn: null }),
  };
  const change = changeSwap(ctx, swap, changed, { kind: 'swapDeclined', actorId: personId });
  const deciders =
    swap.state === 'accepted' ? decidersOf(swap, leadOf(roster, ctx.directory), ctx.directory) : [];
  const key = steppedBack ? 'steppedBack' : swap.offeredToId !== null ? 'declined' : 'allDeclined';
  const told = steppedBack || nobodyLeft ? [swap.offeredById, ...deciders] : [];
  return merge(change, {
    say: swapNotices(swap, told, key, { by: personId }),
    ...notice(ctx.t('swaps.did.declined')),
  });
}

/** The one who offers it does not want what the taker gives for it: anybody else may still take it. */
function refuse(ctx: Context, { swap }: FoundSwap): Outcome {
  const changed = { state: 'offered', takenById: null, inReturn: null } as const;
  const { id: actorId } = ctx.person;
  return merge(changeSwap(ctx, swap, changed, { kind: 'swapRefused', actorId }), {
    say: swapNotices(swap, [swap.takenById], 'refused', { by: actorId, takerId: swap.takenById }),
    ...notice(ctx.t('swaps.did.refused')),
  });
}

function withdraw(ctx: Context, { swap }: FoundSwap): Outcome {
  const { id: actorId } = ctx.person;
  return merge(changeSwap(ctx, swap, { state: 'withdrawn' }, { kind: 'swapWithdrawn', actorId }), {
    say: swapNotices(swap, [swap.takenById], 'withdrawn', { by: actorId }),
    ...notice(ctx.t('swaps.did.withdrawn')),
  });
}

/** The lead agrees to what was named to them; what speaks against it since then, they have to see first. */
async function approve(ctx: Context, found: FoundSwap): Promise<Outcome> {
  const { swap, state } = found;
  const checked = await checkSwap(ctx, state, { ...swap, takenById: swap.takenById! });
  if (checked === undefined) return overtaken(ctx, found);
  const known = (one: { personId: string; conflict: string }) =>
    swap.conflicts.some(({ personId, conflict }) => personId === one.personId && conflict === one.conflict);
  if (checked.conflicts.every(known))
    return complete(ctx, found, { decidedById: ctx.person.id, takenById: swap.takenById }, checked);
  const changed = { conflicts: checked.conflicts };
  const lines = conflictLines(checked.conflicts, ctx, ctx).join('\n');
  return {
    ...changeSwap(ctx, swap, changed, { kind: 'swapConflicts', actorId: null }),
    answer: { kind: 'notice', text: ctx.t('swaps.refused.newConflicts', { lines }), refused: true },
  };
}

/** The lead does not agree. The duty stays where it is. */
export async function reject(ctx: Context, id: string, reason: string): Promise<Outcome> {
  const found = await findFor(ctx, id, 'reject');
  if ('refused' in found) return found.refused;
  const { swap } = found;
  const { id: actorId } = ctx.person;
  const changed = { state: 'declined', decidedById: actorId, reason } as const;
  return merge(changeSwap(ctx, swap, changed, { kind: 'swapRejected', actorId, data: { text: reason } }), {
    say: swapNotices(swap, [swap.offeredById, swap.takenById], 'rejected', { by: actorId, reason }),
    ...notice(ctx.t('swaps.did.rejected')),
  });
}

/** Everything as it was before, unless something was arranged on top of it, or speaks against it now. */
async function undo(ctx: Context, { swap, state }: FoundSwap): Promise<Outcome> {
  const { person, directory } = ctx;
  const checked = await checkUndo(ctx, state, swap);
  if (checked === undefined) return refusal(ctx.t('swaps.refused.touched'));
  if (checked.conflicts.length > 0 && !leads(person.id, state.roster, directory))
    return refusal(
      ctx.t('swaps.refused.undo', { lines: conflictLines(checked.conflicts, ctx, ctx).join('\n') }),
    );
  const deed = { actorId: person.id, data: { swapId: swap.id } };
  const { outcome } = changeShifts(ctx, state, { ...checked.moved, ...deed, kind: 'dutySwapUndone' });
  const change = changeSwap(ctx, swap, { state: 'undone' }, { ...deed, kind: 'swapUndone' });
  const { remove, add } = checked.moved;
  const onDuty = [...remove, ...add].map(({ personId }) => personId);
  const told = [swap.offeredById, swap.takenById, leadOf(state.roster, directory), ...onDuty];
  return merge(merge(outcome, change), {
    say: swapNotices(swap, told, 'undone', { by: person.id }),
    ...notice(ctx.t('swaps.did.undone')),
  });
}

export const verbActions: NonNullable<Feature['actions']> = {
  'swaps.take': on('take', take),
  'swaps.decline': on('decline', decline),
  'swaps.agree': on('agree', (ctx, found) => settle(ctx, found, { takenById: found.swap.takenById! })),
  'swaps.refuse': on('refuse', refuse),
  'swaps.withdraw': on('withdraw', withdraw),
  'swaps.approve': on('approve', approve),
  'swaps.undo': on('undo', undo),
  'swaps.show': async (ctx, id) => {
    const found = await findSwap(ctx, id);
    if (found === undefined) return refusal(ctx.t('swaps.refused.notYours'));
    const shown = { swap: found.swap, roster: found.state.roster };
    return { answer: { kind: 'card', card: swapCard(shown, ctx.person, ctx) } };
  },
};
