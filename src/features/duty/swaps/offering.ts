import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dueAt } from '../../../time/due.ts';
import type { RosterState } from '../rosters.ts';
import { newSwap } from './changes.ts';
import { askedBy } from './people.ts';
import { expectReminders } from './reminders.ts';
import { type Swap, subjectOf } from './swap.ts';
import { swapCards } from './telling.ts';
import { namesOf } from './words.ts';

/** Offers it: those who are asked get a card, and it comes back to mind until somebody takes it. */
export function offerShift(
  ctx: Context,
  { roster }: RosterState,
  wanted: Pick<Swap, 'role' | 'fromAt' | 'untilAt' | 'offeredToId' | 'wantsReturn' | 'inReturn' | 'note'>,
): Outcome {
  const swap = swapNow(ctx, { ...wanted, because: 'swap', rosterId: roster.id, state: 'offered' });
  const asked = askedBy(swap, roster, ctx.directory);
  if (asked.length === 0) return refusal(ctx.t('swaps.refused.nobodyToAsk'));
  const made = newSwap(swap, { kind: 'swapOffered', actorId: ctx.person.id });
  const begins = {
    ...{ kind: 'swaps.begins', subject: subjectOf(swap.id), args: {} },
    ...dueAt(swap.fromAt, roster.timezone),
  };
  return merge(merge(made, expectReminders(ctx, swap, asked)), {
    timers: [begins],
    say: swapCards(swap.id, 1, [...asked, ctx.person.id]),
    ...notice(
      swap.offeredToId === null
        ? ctx.t('swaps.did.offeredAll', { count: asked.length })
        : ctx.t('swaps.did.offered', { name: namesOf(asked, ctx, ctx) }),
    ),
  });
}

/** A swap that begins its life now, of whoever did this. */
export const swapNow = (
  ctx: Context,
  wanted: Pick<Swap, 'because' | 'rosterId' | 'role' | 'fromAt' | 'untilAt' | 'state'> & Partial<Swap>,
): Swap => ({
  id: newId('swp'),
  version: 1,
  offeredById: ctx.person.id,
  offeredToId: null,
  wantsReturn: false,
  inReturn: null,
  note: null,
  takenById: null,
  declinedIds: [],
  conflicts: [],
  decidedById: null,
  reason: null,
  before: null,
  createdAt: ctx.now,
  updatedAt: ctx.now,
  ...wanted,
});
