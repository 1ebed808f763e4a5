import type { Silence } from '../../config/office.ts';
import type { MessageArgs, MessageKey } from '../../i18n/translate.ts';

/**
 * `waiting`: an earlier step comes first. `superseded`: another round has taken its place. A step that is `approved`,
 * `rejected`, `returned`, `withdrawn`, `lapsed` or `superseded` never changes again.
 */
export type StepState =
  | 'waiting'
  | 'open'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'withdrawn'
  | 'lapsed'
  | 'superseded';

/** One step of a chain. Those of one round and position are asked side by side. */
export interface Step {
  id: string;
  /** Counts from 1; the last one is the one that counts. */
  round: number;
  /** Counts from 1 in its round. */
  position: number;
  by: ApproverLabel;
  /** Everyone who may decide it now: its principals, whom the office file names, and their stand-ins. */
  approverIds: string[];
  /** Those among them who take the place of a principal, by their id. */
  standIns: Record<string, StandIn>;
  /** How many principals have to approve; one that rejects is enough to reject. */
  need: number;
  silence: Silence | null;
  state: StepState;
  openedAt: Date | null;
  remindedAt: Date | null;
  decidedById: string | null;
  decidedAt: Date | null;
  reason: string | null;
  /** What was decided here so far, in order. */
  decisions: DecisionRecord[];
}

export interface StandIn {
  /** In whose place: a principal of the step. */
  for: string;
  because: 'substitute' | 'manager' | 'admin' | 'escalated';
}

/** Who is asked, for people to read: the manager, a team, a person, or the administrators in their stead. */
export type ApproverLabel = ApproverKind & {
  /** Asked besides the chain of the office file: it takes more than there is in the budget. */
  besides?: 'budget';
};

type ApproverKind =
  | { kind: 'manager'; levels: number }
  | { kind: 'team'; team: string }
  /** `addedById`: who asked for this signer besides. */
  | { kind: 'person'; personId: string; addedById?: string }
  | { kind: 'role'; role: string }
  | { kind: 'place'; place: string }
  | { kind: 'department'; department: string }
  | { kind: 'admins' }
  /** After a change nobody has to be asked any more. */
  | { kind: 'nobody' };

/** What an approver decides. */
export type Verb = 'approve' | 'reject' | 'return';

/** What one person decided, for whom. */
export interface Given {
  stepId: string;
  verb: Verb;
  personId: string;
  /** In whose place; null where it was their own. */
  forPersonId: string | null;
  reason: string | null;
  at: Date;
}

/** The same, sealed: see decision-chain.ts. */
export interface DecisionRecord extends Given {
  id: string;
  subject: string;
  /** Counts the decisions on one subject from 1. */
  sequence: number;
  platform: string | null;
  subjectVersion: number;
  contentHash: string;
  previousHash: string | null;
  hash: string;
}

export type Refusal = { refused: MessageKey; args?: MessageArgs };

/** Those who decide nothing about what is theirs. */
export interface Parties {
  requesterId: string;
  /** Who wrote it down for them, or they themselves. */
  filedById: string;
}

export const isParty = (id: string, { requesterId, filedById }: Parties) =>
  id === requesterId || id === filedById;

/** A step that nobody has decided, in the first round unless it says otherwise. */
export function newStep(given: Pick<Step, 'id' | 'position' | 'by' | 'approverIds'> & Partial<Step>): Step {
  return {
    round: 1,
    standIns: {},
    need: 1,
    silence: null,
    state: 'waiting',
    openedAt: null,
    remindedAt: null,
    decidedById: null,
    decidedAt: null,
    reason: null,
    decisions: [],
    ...given,
  };
}

/** Was somebody asked, in the round that counts, because it takes more than the budget has? */
export const isAskedOverBudget = (steps: readonly Step[]) =>
  currentRound(steps).some(({ by }) => by.besides === 'budget');

/** The round that counts; 0 where there is none. */
export const lastRound = (steps: readonly Step[]) => Math.max(0, ...steps.map(({ round }) => round));

export function currentRound(steps: readonly Step[]): Step[] {
  const last = lastRound(steps);
  return steps.filter(({ round }) => round === last);
}

export const isUndecided = ({ state }: Step) => state === 'open' || state === 'waiting';

/** Those that are asked now, side by side. */
export const openSteps = (steps: readonly Step[]) => steps.filter(({ state }) => state === 'open');

/** Those whom the step is about, as opposed to those who stand in for one of them. */
export const principalsOf = ({ approverIds, standIns }: Step) =>
  approverIds.filter((id) => standIns[id] === undefined);

/** Whose place somebody takes at this step: their own or a principal's. Undefined: they are not asked. */
export function seatOf(step: Step, personId: string): string | undefined {
  if (!step.approverIds.includes(personId)) return undefined;
  return step.standIns[personId]?.for ?? personId;
}

export const approvalsOf = ({ decisions }: Step) => decisions.filter(({ verb }) => verb === 'approve');

/** The principals for whom the step has been approved. */
export const takenSeats = (step: Step) =>
  new Set(approvalsOf(step).map(({ personId, forPersonId }) => forPersonId ?? personId));

export type Standing = 'none' | 'open' | 'approved' | 'rejected' | 'returned' | 'lapsed' | 'withdrawn';

/** Where a chain stands as a whole. `none`: nobody has to be asked. */
export function standing(steps: readonly Step[]): Standing {
  const round = currentRound(steps);
  const some = (wanted: StepState) => round.some(({ state }) => state === wanted);
  for (const ended of ['rejected', 'returned', 'lapsed', 'open'] as const) if (some(ended)) return ended;
  if (round.every(({ by }) => by.kind === 'nobody')) return 'none';
  return round.every(({ state }) => state === 'approved') ? 'approved' : 'withdrawn';
}
