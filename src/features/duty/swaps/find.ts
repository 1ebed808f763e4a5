import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import { swapRolesOf } from './people.ts';
import { type SwapRole, type SwapVerb, whyNot } from './rules.ts';
import { swapsById } from './store.ts';
import type { Swap } from './swap.ts';

export interface FoundSwap {
  readonly swap: Swap;
  readonly state: RosterState;
  /** What whoever asks is to it. */
  readonly roles: ReadonlySet<SwapRole>;
}

/** The swap, where this person has to do with it. Two queries. */
export async function findSwap(ctx: Context, id: string): Promise<FoundSwap | undefined> {
  const [swaps, rosters] = await Promise.all([swapsById(ctx.database, [id]), rostersOf(ctx)]);
  const swap = swaps.get(id);
  const state = swap && rosters.get(swap.rosterId);
  if (swap === undefined || state === undefined) return undefined;
  const roles = swapRolesOf(swap, ctx.person.id, state.roster, ctx.directory);
  return roles.size > 0 ? { swap, state, roles } : undefined;
}

/** The swap, where this person may do that with it now; else what to tell them. Two queries. */
export async function findFor(
  ctx: Context,
  id: string,
  verb: SwapVerb,
): Promise<FoundSwap | { refused: Outcome }> {
  const found = await findSwap(ctx, id);
  if (found === undefined) return { refused: refusal(ctx.t('swaps.refused.notYours')) };
  const why = whyNot(found.swap, verb, found.roles, ctx.now);
  if (why === undefined) return found;
  const { takenById, decidedById } = found.swap;
  const name = ctx.directory.nameOf(decidedById ?? takenById ?? '');
  return { refused: refusal(ctx.t(`swaps.refused.${why}`, { name })) };
}
