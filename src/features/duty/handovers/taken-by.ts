import type { Context } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Shift } from '../shift.ts';
import { cardFor } from './beginning.ts';
import { change } from './changing.ts';
import { handoverTo } from './handover-store.ts';

/** Somebody else is on duty after all: what was to be handed over is handed to them. One query. */
export async function takenBy(ctx: Context, { id }: Shift, by: Shift): Promise<Outcome> {
  const handover = await handoverTo(ctx.database, id);
  if (handover === undefined || by.personId === null || handover.takenSignedAt !== null) return nothing;
  const changed = change(
    ctx,
    handover,
    { toShiftId: by.id, toPersonId: by.personId },
    { kind: 'handoverTakenOver', actorId: ctx.person.id },
  );
  return merge(changed, { say: [cardFor(handover, by.personId, handover.version + 1)] });
}
