import type { Condition, ConditionValue } from '../../config/condition.ts';
import type { ApprovalChain, Approver } from '../../config/office.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Person } from '../../directory/people.ts';
import type { MessageArgs, MessageKey } from '../../i18n/translate.ts';

export type StepState = 'waiting' | 'open' | 'approved' | 'rejected' | 'withdrawn';

/** One step of a chain. `approverIds` are fixed when the chain is planned. */
export interface Step {
  id: string;
  position: number;
  by: ApproverLabel;
  approverIds: string[];
  state: StepState;
  decidedById: string | null;
  decidedAt: Date | null;
  reason: string | null;
}

/** Who is asked, for people to read: the manager, a team, a person, or the administrators in their stead. */
export type ApproverLabel =
  | { kind: 'manager' }
  | { kind: 'team'; team: string }
  | { kind: 'person'; personId: string }
  | { kind: 'admins' };

export type Verb = 'approve' | 'reject';

export type Refusal = { refused: MessageKey; args?: MessageArgs };

/**
 * The steps that these rules ask for, the first one open. A step without anybody who could decide (no manager;
 * nobody but the requester) falls to the administrators: an empty list would let nobody through, or everybody.
 * @returns a refusal where not even an administrator other than the requester is there.
 */
export function planChain(
  chain: ApprovalChain,
  requesterId: string,
  values: Record<string, ConditionValue>,
  directory: Directory,
  newStepId: () => string,
): Step[] | Refusal {
  const holds = ({ when }: { when?: Condition }) => when === undefined || when.evaluate(values);
  const rules = chain.find(holds)?.groups.flat() ?? [];
  const asked = rules.filter(holds);
  const steps: Step[] = [];
  for (const { by } of asked) {
    const { label, ids } = approversOf(by, requesterId, directory);
    const others = ids.filter((id) => id !== requesterId);
    const admins = directory.admins().flatMap(({ id }) => (id === requesterId ? [] : [id]));
    const approverIds = others.length > 0 ? others : admins;
    if (approverIds.length === 0) return { refused: 'approvals.refused.nobody' };
    steps.push({
      id: newStepId(),
      position: steps.length + 1,
      by: others.length > 0 ? label : { kind: 'admins' },
      approverIds,
      state: steps.length === 0 ? 'open' : 'waiting',
      decidedById: null,
      decidedAt: null,
      reason: null,
    });
  }
  return steps;
}

function approversOf(
  by: Approver,
  requesterId: string,
  directory: Directory,
): { label: ApproverLabel; ids: readonly string[] } {
  switch (by.kind) {
    case 'manager': {
      const manager = directory.managerOf(requesterId);
      return { label: { kind: 'manager' }, ids: manager ? [manager.id] : [] };
    }
    case 'team':
      return { label: by, ids: directory.team(by.team).memberIds };
    case 'person': {
      const person = directory.byEmail(by.email);
      return { label: { kind: 'person', personId: person?.id ?? '' }, ids: person ? [person.id] : [] };
    }
    default:
      return { label: { kind: 'admins' }, ids: [] };
  }
}

export const openStep = (steps: readonly Step[]) => steps.find((step) => step.state === 'open');

/** Is this person asked by the step that is open now? Nobody is asked about their own request. */
export function mayDecide(
  steps: readonly Step[],
  requesterId: string,
  { id, active }: Pick<Person, 'id' | 'active'>,
): boolean {
  return active && id !== requesterId && (openStep(steps)?.approverIds.includes(id) ?? false);
}

export interface Decision {
  /** The steps as they stand afterwards. */
  steps: Step[];
  decided: Step;
  /** The next step, now open. Without one, and with `approved`, the chain is complete. */
  next: Step | undefined;
}

/** Decides the step with this id, or says why not. Checked at the click: the button proves nothing. */
export function decide(
  steps: readonly Step[],
  requesterId: string,
  intent: { stepId: string; verb: Verb; actorId: string; actorActive: boolean; reason?: string; at: Date },
  nameOf: (personId: string) => string,
): Decision | Refusal {
  const step = steps.find(({ id }) => id === intent.stepId);
  if (step === undefined) return { refused: 'approvals.refused.gone' };
  if (intent.actorId === requesterId) return { refused: 'approvals.refused.own' };
  if (!intent.actorActive || !step.approverIds.includes(intent.actorId))
    return {
      refused: 'approvals.refused.notYours',
      args: { names: step.approverIds.map(nameOf).join(', ') },
    };
  if (step.state === 'withdrawn') return { refused: 'approvals.refused.withdrawn' };
  if (step.state === 'waiting') return { refused: 'approvals.refused.notYet' };
  if (step.state !== 'open')
    return {
      refused: `approvals.refused.${step.state}`,
      args: { name: step.decidedById ? nameOf(step.decidedById) : '' },
    };
  if (intent.verb === 'reject' && !intent.reason?.trim()) return { refused: 'approvals.refused.reason' };
  const decided: Step = {
    ...step,
    state: intent.verb === 'approve' ? 'approved' : 'rejected',
    decidedById: intent.actorId,
    decidedAt: intent.at,
    reason: intent.reason?.trim() || null,
  };
  const following = steps.find(({ position }) => position === step.position + 1);
  const next: Step | undefined =
    intent.verb === 'approve' && following ? { ...following, state: 'open' } : undefined;
  return {
    steps: steps.map((each) => {
      if (each.id === decided.id) return decided;
      if (each.id === next?.id) return next;
      return intent.verb === 'reject' && each.state === 'waiting' ? { ...each, state: 'withdrawn' } : each;
    }),
    decided,
    next,
  };
}

/** The chain when what it was about is taken back: what is undecided will not be decided. */
export function withdraw(steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    step.state === 'open' || step.state === 'waiting' ? { ...step, state: 'withdrawn' } : step,
  );
}

/** Where a chain stands as a whole. */
export function standing(steps: readonly Step[]): 'none' | 'open' | 'approved' | 'rejected' | 'withdrawn' {
  if (steps.length === 0) return 'none';
  if (steps.some(({ state }) => state === 'rejected')) return 'rejected';
  if (openStep(steps) !== undefined) return 'open';
  return steps.every(({ state }) => state === 'approved') ? 'approved' : 'withdrawn';
}
