import type { Json } from '../../../core/json.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { rowOf } from './store.ts';
import { type Swap, subjectOf } from './swap.ts';

export interface SwapDeed {
  readonly kind: string;
  readonly actorId: string | null;
  readonly data?: { [key: string]: Json };
}

/** A swap's next version: the change, its entry in the history, and every card of it drawn again. */
export function changeSwap(
  { clock }: Pick<World, 'clock'>,
  { id, version }: Pick<Swap, 'id' | 'version'>,
  changed: Partial<Swap>,
  { kind, actorId, data = {} }: SwapDeed,
): Outcome {
  const at = clock.now();
  const subject = subjectOf(id);
  return {
    writes: [
      {
        kind: 'update',
        table: 'Swap',
        rows: [{ ...rowOf(changed), id, version: version + 1, updatedAt: at }],
      },
      { kind: 'redraw', subject, version: version + 1 },
    ],
    history: [{ subject, version: version + 1, kind, actorId, platform: null, at, data }],
  };
}

/** A new one, and the beginning of its history. */
export function newSwap(swap: Swap, { kind, actorId, data = {} }: SwapDeed): Outcome {
  const { id, version, createdAt: at } = swap;
  return {
    writes: [{ kind: 'insert', table: 'Swap', rows: [rowOf(swap)] }],
    history: [{ subject: subjectOf(id), version, kind, actorId, platform: null, at, data }],
  };
}
