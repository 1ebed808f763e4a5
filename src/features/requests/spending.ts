import type { Context } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import {
  type Agreement,
  isAskedOverBudget,
  planExtraSteps,
  type Refusal,
  type Step,
} from '../approvals/index.ts';
import { actualWrites, commitWrites, overBudgetStep } from '../budgets/index.ts';
import type { RequestState } from './request.ts';

/**
 * Everybody who was asked has agreed: the budget is charged, in the same commit. Where it has been used up since the
 * request was filed, whoever the office file names has to agree first. Two queries at most.
 */
export async function agreedTo(
  ctx: Context,
  request: RequestState,
  steps: Step[],
  earlier: Outcome,
): Promise<Agreement | Refusal> {
  const charged = await commitWrites(ctx, request, { actorId: ctx.person.id, at: ctx.now, earlier });
  if (charged === undefined) return {};
  const rule = overBudgetStep(charged.standing);
  if (rule === undefined || isAskedOverBudget(steps)) return { outcome: charged.outcome };
  const more = await planExtraSteps(ctx, { ...request, values: request.fields }, steps, [rule]);
  return 'refused' in more ? more : { steps: more };
}

/** What the finished work takes from the budget. Two queries at most. */
export const spentOn = (ctx: Context, request: RequestState, actualCost: number | null): Promise<Outcome> =>
  actualWrites(ctx, request, actualCost, { actorId: ctx.person.id, at: ctx.now });
