import type { Directory } from '../../directory/directory.ts';
import { withdraw as withdrawSteps } from '../approvals/index.ts';
import type { Actor, Refusal, Rule } from './intents.ts';
import type { RequestState } from './request.ts';
import { isOfTeam } from './roles.ts';
import { assigneeOf } from './rules-team.ts';
import { ended, goesOn, isApproved, isOver, paused } from './stages.ts';

/** The assignee works on it, and their lead may in their stead. Undefined: this person may. */
function notTheirWork(request: RequestState, { roles }: Actor, directory: Directory): Refusal | undefined {
  if (!isOfTeam(roles)) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  const assignee = assigneeOf(request, directory);
  if (assignee === undefined) return { refused: 'requests.refused.takeFirst' };
  if (!roles.assignee && !roles.lead)
    return { refused: 'requests.refused.notAssignee', args: { name: directory.nameOf(assignee) } };
  return isApproved(request) ? undefined : { refused: 'requests.refused.notApproved' };
}

export const begin: Rule<'begin'> = (request, _, actor, directory) => {
  const refused = notTheirWork(request, actor, directory);
  if (refused) return refused;
  if (request.stageBefore !== null) return { refused: 'requests.refused.paused' };
  return request.stage === 'assigned' ? { stage: 'inProgress' } : { refused: 'requests.refused.started' };
};

export const askRequester: Rule<'askRequester'> = (request, { question }, actor, directory) => {
  const refused = notTheirWork(request, actor, directory);
  if (refused) return refused;
  if (question.trim() === '') return { refused: 'requests.refused.words' };
  return paused(request, 'waiting');
};

export const hold: Rule<'hold'> = (request, { reason, until }, actor, directory) => {
  const refused = notTheirWork(request, actor, directory);
  if (refused) return refused;
  if (reason.trim() === '') return { refused: 'requests.refused.reason' };
  if (until <= actor.at) return { refused: 'requests.refused.past' };
  return { ...paused(request, 'onHold'), holdReason: reason.trim(), holdUntil: until };
};

export const resume: Rule<'resume'> = (request, _, actor, directory) => {
  const refused = notTheirWork(request, actor, directory);
  if (refused) return refused;
  return request.stageBefore === null ? { refused: 'requests.refused.notPaused' } : goesOn(request);
};

/** Everybody of the team may tick off what is done, and take that back. */
export const check: Rule<'check'> = (request, { ticked }, { id, roles, at }) => {
  if (!isOfTeam(roles)) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  const changes = request.checklist.some(
    (item, index) => (item.doneById !== null) !== ticked.includes(index),
  );
  if (!changes) return { refused: 'requests.refused.nothingTicked' };
  const checklist = request.checklist.map((item, index) => {
    if (!ticked.includes(index)) return { ...item, doneById: null, doneAt: null };
    return item.doneById === null ? { ...item, doneById: id, doneAt: at.toISOString() } : item;
  });
  return { checklist };
};

export const finish: Rule<'finish'> = (request, { note, actualCost }, actor, directory) => {
  const refused = notTheirWork(request, actor, directory);
  if (refused) return refused;
  const unticked = request.checklist.filter(({ doneById }) => doneById === null).length;
  if (unticked > 0) return { refused: 'requests.refused.checklist', args: { count: unticked } };
  const children = request.subRequests.filter(({ stage }) => !isOver(stage));
  if (children.length > 0) {
    const numbers = children.map(({ number }) => `#${number}`).join(', ');
    return { refused: 'requests.refused.subRequests', args: { numbers } };
  }
  if (note.trim() === '') return { refused: 'requests.refused.note' };
  const cost = actualCost === null ? {} : { actualCost };
  return { ...ended('done', actor.at), note: note.trim(), ...cost };
};

export const cancel: Rule<'cancel'> = (request, { reason }, { roles, at }) => {
  if (!isOfTeam(roles)) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  if (reason.trim() === '') return { refused: 'requests.refused.reason' };
  return { ...ended('cancelled', at), steps: withdrawSteps(request.steps) };
};
