import type { ApprovalChain, StepRule } from '../../config/office.ts';
import { newId } from '../../core/ids.ts';
import type { Json } from '../../core/json.ts';
import type { World } from '../../engine/context.ts';
import { absencesAt } from '../delegations/index.ts';
import { hashOf } from './decision-chain.ts';
import { type PlanContext, planChain } from './plan.ts';
import { replan } from './rules.ts';
import { currentRound, lastRound, type Refusal, type Step } from './step.ts';

/** What is to be approved, as far as it decides who is asked. */
export type ToApprove = Pick<PlanContext, 'requesterId' | 'filedById' | 'values' | 'placeId'>;

const contextOf = (
  world: World,
  of: ToApprove,
  rest: Pick<PlanContext, 'absences' | 'at' | 'extra'>,
): PlanContext => ({
  ...of,
  department: world.directory.find(of.requesterId)?.department,
  directory: world.directory,
  office: world.office,
  newStepId: () => newId('stp'),
  ...rest,
});

/**
 * The steps of something that is being filed, those that are asked first open. One query.
 * @param extra steps besides those of the chain: over budget.
 */
export async function planApproval(
  world: World,
  chain: ApprovalChain,
  of: ToApprove,
  extra: readonly StepRule[] = [],
): Promise<Step[] | Refusal> {
  const at = world.clock.now();
  return planChain(
    chain,
    contextOf(world, of, { absences: await absencesAt(world.database, at), at, extra }),
  );
}

/** A step for each of these rules behind a chain that has been agreed to; the first one is asked now. One query. */
export async function planExtraSteps(
  world: World,
  of: ToApprove,
  steps: readonly Step[],
  extra: readonly StepRule[],
): Promise<Step[] | Refusal> {
  const at = world.clock.now();
  const absences = await absencesAt(world.database, at);
  const round = Math.max(1, lastRound(steps));
  const planned = planChain([], { ...contextOf(world, of, { absences, at, extra }), round });
  const last = Math.max(0, ...currentRound(steps).map(({ position }) => position));
  return 'refused' in planned
    ? planned
    : planned.map((step) => ({ ...step, position: step.position + last }));
}

/**
 * The steps after a change of what is to be approved, and those that are asked because of it; undefined where the
 * chain goes on as it is. What was returned for correction begins a new round in any case. One query.
 * @param before what it was, and the extra steps that it had; `after`: what it is now.
 */
export async function replanApproval(
  world: World,
  chain: ApprovalChain,
  steps: readonly Step[],
  before: ToApprove & { extra?: readonly StepRule[] },
  after: ToApprove & { extra?: readonly StepRule[] },
): Promise<{ steps: Step[]; opened: Step[] } | Refusal | undefined> {
  const at = world.clock.now();
  const absences = await absencesAt(world.database, at);
  const planFor = ({ extra = [], ...of }: ToApprove & { extra?: readonly StepRule[] }) =>
    planChain(chain, { ...contextOf(world, of, { absences, at, extra }), round: lastRound(steps) + 1 });
  const [was, will] = [planFor(before), planFor(after)];
  if ('refused' in will) return will;
  const said = ({ values, placeId = null }: ToApprove) => hashOf({ values, placeId } as Json);
  return replan(steps, said(before) !== said(after), 'refused' in was ? [] : was, will, () => newId('stp'));
}
