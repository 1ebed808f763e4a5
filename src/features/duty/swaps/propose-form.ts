import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Shift } from '../shift.ts';
import { shiftsOf } from '../shift-store.ts';
import { changeSwap } from './changes.ts';
import { checkSwap } from './checking.ts';
import { type FoundSwap, findFor } from './find.ts';
import { overtaken, settle } from './settling.ts';
import { swapCards } from './telling.ts';
import { stretchText } from './words.ts';

/** The most that every platform lets one choose from. */
const mostOptions = 100;

/** One's own shifts of that roster that have not begun. One query. */
async function ownShifts(ctx: Context, { swap }: FoundSwap): Promise<Shift[]> {
  const shifts = await shiftsOf(ctx.database, ctx.person.id, ctx.now, 2 * mostOptions);
  return shifts.filter(({ rosterId, startsAt }) => rosterId === swap.rosterId && startsAt > ctx.now);
}

/** Offers one of one's own shifts for a swap. The context is the swap's id. */
export const proposeForm: FormHandler = {
  async build(ctx, id) {
    const found = await findFor(ctx, id, 'propose');
    if ('refused' in found) return undefined;
    const { roster } = found.state;
    const options = (await ownShifts(ctx, found)).slice(0, mostOptions).map((shift) => ({
      value: shift.id,
      label: stretchText({ ...shift, fromAt: shift.startsAt, untilAt: shift.endsAt }, roster, ctx),
    }));
    if (options.length === 0) return undefined;
    return {
      id: 'swaps.propose',
      context: id,
      title: ctx.t('swaps.propose.title'),
      intro: ctx.t('swaps.propose.intro', { name: ctx.directory.nameOf(found.swap.offeredById) }),
      submit: ctx.t('swaps.propose.submit'),
      fields: [{ id: 'shift', kind: 'choice', required: true, label: ctx.t('swaps.propose.shift'), options }],
    };
  },
  async submit(ctx, id, values) {
    const found = await findFor(ctx, id, 'propose');
    if ('refused' in found) return found.refused;
    const shift = (await ownShifts(ctx, found)).find((one) => one.id === values.shift);
    return shift ? propose(ctx, found, shift) : refusal(ctx.t('swaps.refused.shiftGone'));
  },
};

/** The form, or why there is none. */
export async function openPropose(ctx: Context, id: string): Promise<Outcome> {
  const found = await findFor(ctx, id, 'propose');
  if ('refused' in found) return found.refused;
  const form = await proposeForm.build(ctx, id);
  return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('swaps.refused.nothingToGive'));
}

/** The one who offers it decides whether they want that for it. */
async function propose(ctx: Context, found: FoundSwap, shift: Shift): Promise<Outcome> {
  const { swap, state } = found;
  const inReturn = { role: shift.role, fromAt: shift.startsAt, untilAt: shift.endsAt };
  const wanted = swap.inReturn;
  const takenById = ctx.person.id;
  // Just what was asked for: there is nothing left to agree to.
  if (wanted?.role === inReturn.role && sameTime(wanted, inReturn)) return settle(ctx, found, { takenById });
  const proposed = { takenById, inReturn };
  if ((await checkSwap(ctx, state, { ...swap, ...proposed })) === undefined) return overtaken(ctx, found);
  const deed = { kind: 'swapProposed', actorId: takenById };
  return merge(changeSwap(ctx, swap, { ...proposed, state: 'proposed' }, deed), {
    say: swapCards(swap.id, swap.version + 1, [swap.offeredById]),
    ...notice(ctx.t('swaps.did.proposed', { name: ctx.directory.nameOf(swap.offeredById) })),
  });
}

interface Time {
  readonly fromAt: Date;
  readonly untilAt: Date;
}
const sameTime = (one: Time, other: Time) =>
  one.fromAt.getTime() === other.fromAt.getTime() && one.untilAt.getTime() === other.untilAt.getTime();
