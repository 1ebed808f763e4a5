import { opened } from './plan.ts';
import type { Presence } from './stand-ins.ts';
import {
  approvalsOf,
  currentRound,
  type DecisionRecord,
  type Given,
  isUndecided,
  lastRound,
  newStep,
  openSteps,
  type Parties,
  type Refusal,
  type Step,
  type StepState,
  seatOf,
  standing,
  takenSeats,
  type Verb,
} from './step.ts';

/** Somebody who wants to do something about a step, as the verified event names them. */
export interface Actor {
  id: string;
  active: boolean;
  at: Date;
}

/** Why this person may not act on this step now; undefined: they may. Checked at the click: a button proves nothing. */
export function whyNot(
  steps: readonly Step[],
  stepId: string,
  actor: Pick<Actor, 'id' | 'active'>,
  parties: Parties,
  nameOf: (personId: string) => string,
): Refusal | undefined {
  const step = steps.find(({ id }) => id === stepId);
  if (step === undefined) return { refused: 'approvals.refused.gone' };
  if (actor.id === parties.requesterId) return { refused: 'approvals.refused.own' };
  if (actor.id === parties.filedById) return { refused: 'approvals.refused.filed' };
  const place = seatOf(step, actor.id);
  if (!actor.active || place === undefined)
    return {
      refused: 'approvals.refused.notYours',
      args: { names: step.approverIds.map(nameOf).join(', ') },
    };
  if (step.state === 'waiting') return { refused: 'approvals.refused.notYet' };
  if (step.state !== 'open')
    return {
      refused: `approvals.refused.${step.state}`,
      args: { name: step.decidedById ? nameOf(step.decidedById) : '' },
    };
  // One person never gives two of n, and nobody's place counts twice.
  if (approvalsOf(step).some(({ personId }) => personId === actor.id))
    return { refused: 'approvals.refused.already' };
  const instead = approvalsOf(step).find(({ personId, forPersonId }) => (forPersonId ?? personId) === place);
  if (instead)
    return {
      refused: 'approvals.refused.placeTaken',
      args: { name: nameOf(instead.personId), principal: nameOf(place) },
    };
  return undefined;
}

/** The open steps that this person may decide. */
export function decidableBy(
  steps: readonly Step[],
  actor: Pick<Actor, 'id' | 'active'>,
  parties: Parties,
): Step[] {
  return openSteps(steps).filter(({ id }) => whyNot(steps, id, actor, parties, () => '') === undefined);
}

export interface Decision {
  /** The steps as they stand afterwards. */
  steps: Step[];
  decided: Step;
  given: DecisionRecord;
  /** Those that are asked next. Without any, and with nothing open, the chain is over. */
  opened: Step[];
}

export interface DecideIntent {
  stepId: string;
  verb: Verb;
  reason?: string | undefined;
  actor: Actor;
}

const needsReason: readonly Verb[] = ['reject', 'return'];
const endOf = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

/**
 * Decides the step with this id, or says why not.
 * @param seal makes of what was decided the next link of the subject's chain of decisions.
 */
export function decide(
  steps: readonly Step[],
  parties: Parties,
  intent: DecideIntent,
  presence: Presence,
  seal: (given: Given) => DecisionRecord,
): Decision | Refusal {
  const { stepId, verb, actor } = intent;
  const refused = whyNot(steps, stepId, actor, parties, nameIn(presence));
  if (refused) return refused;
  const reason = intent.reason?.trim() || null;
  if (needsReason.includes(verb) && reason === null)
    return { refused: `approvals.refused.reason.${verb as 'reject'}` };
  const step = steps.find(({ id }) => id === stepId)!;
  const place = seatOf(step, actor.id)!;
  const forPersonId = place === actor.id ? null : place;
  const given = seal({ stepId, verb, personId: actor.id, forPersonId, reason, at: actor.at });
  const voted: Step = { ...step, decisions: [...step.decisions, given] };
  const isOver = verb !== 'approve' || takenSeats(voted).size >= step.need;
  const decided: Step = isOver
    ? { ...voted, state: endOf[verb], decidedById: actor.id, decidedAt: actor.at, reason }
    : voted;
  const after = steps.map((each) => (each.id === stepId ? decided : each));
  if (verb !== 'approve') {
    const left = verb === 'return' ? 'superseded' : 'withdrawn';
    return { steps: closeUndecided(after, left), decided, given, opened: [] };
  }
  const advanced = advance(after, parties, presence, actor.at);
  return { ...advanced, decided, given };
}

const nameIn =
  ({ directory }: Presence) =>
  (id: string) =>
    directory.find(id)?.name ?? '?';

/** Opens the next steps where all before them are approved. */
function advance(
  steps: readonly Step[],
  parties: Parties,
  presence: Presence,
  at: Date,
): { steps: Step[]; opened: Step[] } {
  const undecided = currentRound(steps).filter(isUndecided);
  if (undecided.length === 0 || openSteps(undecided).length > 0) return { steps: [...steps], opened: [] };
  const next = Math.min(...undecided.map(({ position }) => position));
  const asked = undecided
    .filter(({ position }) => position === next)
    .map((step) => opened(step, { ...parties, ...presence, at }));
  return { steps: replace(steps, asked), opened: asked };
}

/** The same steps, with these in the place of those that have their ids. */
export function replace(steps: readonly Step[], changed: readonly Step[]): Step[] {
  const byId = new Map(changed.map((step) => [step.id, step]));
  return steps.map((step) => byId.get(step.id) ?? step);
}

/** What is undecided will not be decided any more. */
function closeUndecided(steps: readonly Step[], state: StepState): Step[] {
  return steps.map((step) => (isUndecided(step) ? { ...step, state } : step));
}

/** The chain when what it was about is taken back. */
export const withdraw = (steps: readonly Step[]) => closeUndecided(steps, 'withdrawn');

/** The chain when nobody has decided this step for too long, and its rule says that it lapses. */
export function lapse(steps: readonly Step[], stepId: string): Step[] {
  const lapsed = steps.map(
    (step): Step => (step.id === stepId && step.state === 'open' ? { ...step, state: 'lapsed' } : step),
  );
  return closeUndecided(lapsed, 'withdrawn');
}

/**
 * The chain after a change of what it is about. A new round begins where what was decided has changed, where others
 * have to be asked, and after it was returned; else it goes on as it is. Nothing that was decided changes.
 * @param before whom the same rules ask for what was there before; `after`: for what is there now.
 */
export function replan(
  steps: readonly Step[],
  contentChanged: boolean,
  before: readonly Step[],
  after: readonly Step[],
  newStepId: () => string,
): { steps: Step[]; opened: Step[] } | undefined {
  const round = currentRound(steps);
  const somethingDecided = round.some(({ decisions, state }) => decisions.length > 0 || state === 'approved');
  const again =
    standing(steps) === 'returned' ||
    (contentChanged && somethingDecided) ||
    signature(before) !== signature(after);
  if (!again) return undefined;
  const nobody = () =>
    newStep({
      id: newStepId(),
      round: lastRound(steps) + 1,
      position: 1,
      by: { kind: 'nobody' },
      approverIds: [],
      need: 0,
      state: 'withdrawn',
    });
  return {
    steps: [...closeUndecided(steps, 'superseded'), ...(after.length > 0 ? after : [nobody()])],
    opened: openSteps(after),
  };
}

const signature = (steps: readonly Step[]) =>
  JSON.stringify(
    steps.map(({ position, by, approverIds, standIns, need }) => [
      position,
      by,
      approverIds.filter((id) => standIns[id] === undefined),
      need,
    ]),
  );
