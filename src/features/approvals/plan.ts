import type { Condition, ConditionValue } from '../../config/condition.ts';
import type { ApprovalChain, Approver, ChainRule, Office, StepRule } from '../../config/office.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Absences } from '../delegations/index.ts';
import { seat } from './stand-ins.ts';
import { type ApproverLabel, isParty, newStep, type Parties, type Refusal, type Step } from './step.ts';

/** All that decides who is asked. */
export interface PlanContext extends Parties {
  /** What was filed, by field id. */
  values: Readonly<Record<string, ConditionValue>>;
  /** The requester's. */
  department?: string | undefined;
  /** The place that it is about. */
  placeId?: string | null;
  directory: Directory;
  office: Pick<Office, 'places' | 'departments' | 'roles'>;
  absences: Absences;
  /** When it is asked. */
  at: Date;
  /** Steps besides those of the office file's chain, after them, one by one: over budget. */
  extra?: readonly StepRule[];
  /** Default 1. */
  round?: number;
  newStepId(): string;
}

/** A chain with the reasons for it. */
export interface Plan {
  /** The first rule that holds; undefined: none does, and nobody is asked but for what is extra. */
  rule: ChainRule | undefined;
  steps: { step: Step; rule: StepRule }[];
  /** Steps of the rule whose own condition does not hold. */
  skipped: StepRule[];
}

/**
 * The steps that these rules ask for; those of the first group are open. A step that nobody could decide (no manager;
 * nobody but the requester) falls to the administrators: an empty list would let nobody through, or everybody.
 * Whoever is asked by several steps decides each of them: each may need something else of them.
 * @returns a refusal where even with the administrators there are too few.
 */
export function planChain(chain: ApprovalChain, context: PlanContext): Step[] | Refusal {
  const planned = plan(chain, context);
  return 'refused' in planned ? planned : planned.steps.map(({ step }) => step);
}

/** The same, with the reasons. */
export function plan(chain: ApprovalChain, context: PlanContext): Plan | Refusal {
  const values = { department: context.department ?? '', ...context.values };
  const holds = ({ when }: { when?: Condition }) => when === undefined || when.evaluate(values);
  const rule = chain.find(holds);
  const groups = [...(rule?.groups ?? []), ...(context.extra ?? []).map((extra) => [extra])];
  const skipped = groups.flat().filter((each) => !holds(each));
  const asked = groups.map((group) => group.filter(holds)).filter((group) => group.length > 0);
  const steps: Plan['steps'] = [];
  for (const [at, group] of asked.entries()) {
    for (const each of group) {
      const step = planStep(each, at + 1, context);
      if ('refused' in step) return step;
      const isExtra = context.extra?.includes(each) ?? false;
      steps.push({ step: isExtra ? { ...step, by: { ...step.by, besides: 'budget' } } : step, rule: each });
    }
  }
  return { rule, steps, skipped };
}

function planStep(rule: StepRule, position: number, context: PlanContext): Step | Refusal {
  const { label, ids } = approversOf(rule.by, context);
  const others = [...new Set(ids)].filter((id) => !isParty(id, context));
  const principals = [...others];
  const wanted = rule.need === 'any' ? 1 : rule.need === 'all' ? Math.max(1, others.length) : rule.need;
  for (const { id } of context.directory.admins()) {
    const enough = others.length === 0 ? false : principals.length >= wanted;
    if (!enough && !principals.includes(id) && !isParty(id, context)) principals.push(id);
  }
  if (principals.length === 0) return { refused: 'approvals.refused.nobody' };
  if (principals.length < wanted) return { refused: 'approvals.refused.tooFew', args: { need: wanted } };
  const step = newStep({
    id: context.newStepId(),
    round: context.round ?? 1,
    position,
    by: others.length > 0 ? label : { kind: 'admins' },
    approverIds: principals,
    need: wanted,
    silence: rule.silence,
  });
  return position === 1 ? opened(step, context) : step;
}

/** The step, asked now, of those who are here now. */
export function opened(
  step: Step,
  context: Parties & {
    directory: Pick<Directory, 'find' | 'managerOf' | 'admins'>;
    absences: Absences;
    at: Date;
  },
): Step {
  return { ...seat(step, context, context), state: 'open', openedAt: context.at };
}

interface Approvers {
  label: ApproverLabel;
  ids: readonly string[];
}

function approversOf(by: Approver, context: PlanContext): Approvers {
  const { directory, office } = context;
  const withEmail = (email: string | undefined) => {
    const person = email === undefined ? undefined : directory.byEmail(email);
    return person ? [person.id] : [];
  };
  switch (by.kind) {
    case 'manager': {
      let id: string | undefined = context.requesterId;
      for (let level = 0; level < by.levels && id !== undefined; level += 1) id = directory.managerOf(id)?.id;
      return { label: by, ids: id === undefined ? [] : [id] };
    }
    case 'team':
      return { label: by, ids: directory.team(by.team).memberIds };
    case 'person': {
      const ids = withEmail(by.email);
      return { label: { kind: 'person', personId: ids[0] ?? '' }, ids };
    }
    case 'role':
      return { label: by, ids: (office.roles[by.role] ?? []).flatMap(withEmail) };
    case 'place': {
      const place = responsiblePlace(office, context.placeId);
      return { label: { kind: 'place', place: place?.id ?? '' }, ids: withEmail(place?.responsible) };
    }
    case 'department': {
      const department = by.department ?? context.department ?? '';
      return {
        label: { kind: 'department', department },
        ids: withEmail(office.departments[department]?.head),
      };
    }
  }
}

/** The place, or the nearest one that it is in, for which somebody answers. */
function responsiblePlace({ places }: PlanContext['office'], placeId: string | null | undefined) {
  let place = places[placeId ?? ''];
  while (place && place.responsible === undefined) place = places[place.parentId ?? ''];
  return place;
}
