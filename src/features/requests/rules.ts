import type { Directory } from '../../directory/directory.ts';
import type { MessageArgs, MessageKey } from '../../i18n/translate.ts';
import { openStep, type Step, standing, withdraw } from '../approvals/index.ts';
import { type Ratings, type RequestState, ratingAxes, type Stage } from './request.ts';

const isRating = (rating: number | null) =>
  rating === null || (Number.isInteger(rating) && rating >= 1 && rating <= 5);

export type { RequestState, Stage } from './request.ts';

/** What somebody wants of a request. */
export type Intent =
  | { verb: 'take' }
  | { verb: 'takeOver' }
  | { verb: 'release' }
  | { verb: 'finish'; note: string }
  | { verb: 'confirm'; ratings: Ratings; comment: string | null }
  | { verb: 'reopen'; reason: string }
  | { verb: 'withdraw' }
  | { verb: 'cancel'; reason: string };

export type Refusal = { refused: MessageKey; args?: MessageArgs };

/** What this person is to a request. Somebody can be several things at once. */
export interface Roles {
  requester: boolean;
  member: boolean;
  lead: boolean;
  assignee: boolean;
  /** Asked for approval by some step of it, now or before. */
  approver: boolean;
  admin: boolean;
}

export function rolesOf(request: RequestState, personId: string, directory: Directory): Roles {
  const active = directory.find(personId)?.active ?? false;
  return {
    requester: active && request.requesterId === personId,
    member: active && directory.isMember(personId, request.teamId),
    lead: active && directory.team(request.teamId).leadId === personId,
    assignee: active && request.assigneeId === personId,
    approver: active && request.steps.some(({ approverIds }) => approverIds.includes(personId)),
    admin: active && directory.isAdmin(personId),
  };
}

/** Those who have to do with a request may see it; to everybody else it does not exist. */
export function maySee(roles: Roles): boolean {
  return Object.values(roles).some(Boolean);
}

/** What people read as the stage: an open approval comes before what the work is at. */
export function shownStage(request: RequestState): Stage | 'awaitingApproval' {
  const working = request.stage === 'open' || request.stage === 'assigned';
  return working && openStep(request.steps) ? 'awaitingApproval' : request.stage;
}

/** Has everybody agreed who was to be asked? */
const isApproved = ({ steps }: RequestState) => ['none', 'approved'].includes(standing(steps));

export type Change = Partial<Omit<RequestState, 'id' | 'subject' | 'number'>>;

/** What changes when this person wants this, or why it does not. Whoever calls it has checked `maySee`. */
export function decide(
  request: RequestState,
  intent: Intent,
  actor: { id: string; roles: Roles; at: Date },
  nameOf: (personId: string) => string,
): Change | Refusal {
  const { stage } = request;
  const { roles } = actor;
  const assignee = request.assigneeId ? nameOf(request.assigneeId) : '';
  const over = stage === 'done' || stage === 'closed' || stage === 'rejected' || stage === 'cancelled';
  switch (intent.verb) {
    case 'take':
      if (!roles.member) return { refused: 'requests.refused.notMember' };
      if (over) return { refused: 'requests.refused.over' };
      if (roles.assignee) return { refused: 'requests.refused.alreadyYours' };
      if (stage === 'assigned') return { refused: 'requests.refused.taken', args: { name: assignee } };
      return { stage: 'assigned', assigneeId: actor.id };
    case 'takeOver':
      if (!roles.member) return { refused: 'requests.refused.notMember' };
      if (over) return { refused: 'requests.refused.over' };
      if (roles.assignee) return { refused: 'requests.refused.alreadyYours' };
      return { stage: 'assigned', assigneeId: actor.id };
    case 'release':
      if (over) return { refused: 'requests.refused.over' };
      if (stage === 'open')
        return { refused: roles.member ? 'requests.refused.notTaken' : 'requests.refused.notMember' };
      if (!roles.assignee) return { refused: 'requests.refused.notAssignee', args: { name: assignee } };
      return { stage: 'open', assigneeId: null };
    case 'finish':
      if (over) return { refused: 'requests.refused.over' };
      if (stage === 'open')
        return { refused: roles.member ? 'requests.refused.takeFirst' : 'requests.refused.notMember' };
      if (!roles.assignee && !roles.lead)
        return { refused: 'requests.refused.notAssignee', args: { name: assignee } };
      if (!isApproved(request)) return { refused: 'requests.refused.notApproved' };
      if (intent.note.trim() === '') return { refused: 'requests.refused.note' };
      return { stage: 'done', note: intent.note.trim(), doneAt: actor.at };
    case 'confirm':
      if (!roles.requester) return { refused: 'requests.refused.notRequester' };
      if (stage !== 'done') return { refused: 'requests.refused.notDone' };
      // Nobody rates their own work.
      if (roles.assignee) return { stage: 'closed', ratingComment: intent.comment };
      if (!ratingAxes.every((axis) => isRating(intent.ratings[axis])))
        return { refused: 'requests.refused.rating' };
      return { stage: 'closed', ...intent.ratings, ratingComment: intent.comment };
    case 'reopen':
      if (!roles.requester) return { refused: 'requests.refused.notRequester' };
      if (stage !== 'done' && stage !== 'closed') return { refused: 'requests.refused.notDone' };
      if (intent.reason.trim() === '') return { refused: 'requests.refused.reason' };
      return {
        stage: request.assigneeId ? 'assigned' : 'open',
        note: null,
        doneAt: null,
        speed: null,
        quality: null,
        manner: null,
        ratingComment: null,
      };
    case 'withdraw':
      if (!roles.requester) return { refused: 'requests.refused.notRequester' };
      if (over) return { refused: 'requests.refused.over' };
      return { stage: 'cancelled', steps: withdraw(request.steps) };
    case 'cancel':
      if (!roles.member) return { refused: 'requests.refused.notMember' };
      if (over) return { refused: 'requests.refused.over' };
      if (intent.reason.trim() === '') return { refused: 'requests.refused.reason' };
      return { stage: 'cancelled', steps: withdraw(request.steps) };
  }
}

/** What approvals mean for the request itself: one rejection ends it. */
export function afterDecision(steps: Step[]): Change {
  return standing(steps) === 'rejected' ? { stage: 'rejected', steps } : { steps };
}
