import { type Step, standing, withdraw as withdrawSteps } from '../approvals/index.ts';
import type { Change, Refusal, Rule } from './intents.ts';
import { type RequestState, ratingAxes } from './request.ts';
import { isOfTeam, maySeeNotes } from './roles.ts';
import { assigneeOf } from './rules-team.ts';
import { ended, goesOn, isApproved, isOver, paused } from './stages.ts';
import { isThanks } from './thanks.ts';

const unrated = { speed: null, quality: null, manner: null } as const;

const isRating = (rating: number | null) =>
  rating === null || (Number.isInteger(rating) && rating >= 1 && rating <= 5);

export const confirm: Rule<'confirm'> = (request, { ratings, comment }, { roles, at }) => {
  if (!roles.requester) return { refused: 'requests.refused.notRequester' };
  if (request.stage !== 'done') return { refused: 'requests.refused.notDone' };
  if (!ratingAxes.every((axis) => isRating(ratings[axis]))) return { refused: 'requests.refused.rating' };
  // Nobody rates their own work.
  const rating = roles.assignee ? unrated : ratings;
  return { ...ended('closed', at), ...rating, ratingComment: comment };
};

export const reopen: Rule<'reopen'> = (request, { reason }, { roles }, directory) => {
  if (!roles.requester) return { refused: 'requests.refused.notRequester' };
  if ((request.stage !== 'done' && request.stage !== 'closed') || request.mergedIntoId !== null)
    return { refused: 'requests.refused.notDone' };
  if (reason.trim() === '') return { refused: 'requests.refused.reason' };
  const assigneeId = assigneeOf(request, directory) ?? null;
  const stage = assigneeId === null ? 'open' : 'assigned';
  return { stage, assigneeId, note: null, doneAt: null, closedAt: null, ...unrated, ratingComment: null };
};

export const withdraw: Rule<'withdraw'> = (request, _, { roles, at }) => {
  if (!roles.requester) return { refused: 'requests.refused.notRequester' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  return { ...ended('cancelled', at), steps: withdrawSteps(request.steps) };
};

export const edit: Rule<'edit'> = (request, { verb, steps, ...filled }, { roles }) => {
  if (!roles.requester && !roles.assignee && !roles.lead) return { refused: 'requests.refused.notYours' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  if (isGivenBack(request)) return { refused: 'requests.refused.correctFirst' };
  return steps === undefined ? filled : { ...filled, ...approvedAnew(request, steps) };
};

export const correct: Rule<'correct'> = (request, { verb, steps, ...filled }, { roles }) => {
  if (!roles.requester) return { refused: 'requests.refused.notRequester' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  if (!isGivenBack(request)) return { refused: 'requests.refused.notGivenBack' };
  return { ...filled, ...approvedAnew(request, steps) };
};

/** An approver wants it corrected before they decide. */
export const isGivenBack = (request: RequestState) => request.stage === 'waiting' && !isApproved(request);

/** With another chain it waits for approval, or goes on where nobody has to be asked any more. */
function approvedAnew(request: RequestState, steps: Step[]): Change {
  const asking = request.stage === 'awaitingApproval';
  if (standing(steps) === 'open') return { ...(asking ? {} : paused(request, 'awaitingApproval')), steps };
  return { ...(asking || isGivenBack(request) ? goesOn(request) : {}), steps };
}

export const watch: Rule<'watch'> = (request, _, { id, roles }) => {
  // These hear of it in any case.
  if (roles.watcher || roles.requester || roles.joiner) return { refused: 'requests.refused.watching' };
  return { watcherIds: [...request.watcherIds, id] };
};

export const unwatch: Rule<'unwatch'> = (request, _, { id, roles }) => {
  if (!roles.watcher) return { refused: 'requests.refused.notWatching' };
  return { watcherIds: request.watcherIds.filter((each) => each !== id) };
};

/** Who watches a request may see it: only those who have it, or whose it is, let others in. */
export const addWatcher: Rule<'addWatcher'> = (request, { personId }, { roles }, directory) => {
  if (!roles.requester && !roles.filer && !isOfTeam(roles) && !roles.admin)
    return { refused: 'requests.refused.notYours' };
  const name = directory.nameOf(personId);
  if (!directory.find(personId)?.active) return { refused: 'requests.refused.noPerson' };
  if (request.watcherIds.includes(personId) || request.requesterId === personId)
    return { refused: 'requests.refused.theyWatch', args: { name } };
  return { watcherIds: [...request.watcherIds, personId] };
};

/**
 * What is said may move it: the requester's answer wakes what waited for it, and the team's first word means that
 * it has been seen. What is over stays over.
 */
export const comment: Rule<'comment'> = (request, { words }, { roles }) => {
  if (words.trim() === '') return { refused: 'requests.refused.words' };
  if (roles.requester) {
    const woken = request.stage === 'waiting' && isApproved(request) && !isThanks(words);
    return woken ? goesOn(request) : {};
  }
  return isOfTeam(roles) && request.stage === 'new' ? { stage: 'open' } : {};
};

export const note: Rule<'note'> = (_, { words }, { roles }): Change | Refusal => {
  if (!maySeeNotes(roles)) return { refused: 'requests.refused.notMember' };
  if (words.trim() === '') return { refused: 'requests.refused.words' };
  return {};
};
