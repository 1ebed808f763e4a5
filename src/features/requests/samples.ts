import type { World } from '../../engine/context.ts';
import { withdraw } from '../approvals/index.ts';
import type { Intent, Verb } from './intents.ts';
import type { RequestState } from './request.ts';
import { assigneeOf } from './rules-team.ts';

const dayMs = 24 * 3600_000;

/**
 * What somebody would ask for who fills the form of a verb rightly: whether they may, decides whether it is offered.
 * Undefined: there is nothing that it could be asked for, no other team or nothing to tick.
 */
export function sampleOf(verb: Verb, request: RequestState, world: World): Intent | undefined {
  const { directory } = world;
  switch (verb) {
    case 'assign': {
      const { memberIds, leadId } = directory.team(request.teamId);
      const assignee = assigneeOf(request, directory);
      const other = [...memberIds, ...(leadId ? [leadId] : [])].find((id) => id !== assignee);
      return other === undefined ? undefined : { verb, personId: other };
    }
    case 'askRequester':
      return { verb, question: '…' };
    case 'hold':
      return { verb, reason: '…', until: new Date(world.clock.now().getTime() + dayMs) };
    case 'handOver': {
      const offered = [request.teamId, request.handover?.teamId];
      const team = directory.allTeams().find(({ id }) => !offered.includes(id));
      return team && { verb, teamId: team.id, reason: '…' };
    }
    case 'decline':
    case 'reopen':
    case 'cancel':
      return { verb, reason: '…' };
    case 'check': {
      const first = request.checklist[0];
      return first && { verb, ticked: first.doneById === null ? [0] : [] };
    }
    case 'finish':
      return { verb, note: '…', actualCost: null };
    case 'confirm':
      return { verb, ratings: { speed: null, quality: null, manner: null }, comment: null };
    case 'edit':
    case 'correct': {
      const { fields, placeId, urgency, about, words, steps } = request;
      const filled = { fields, placeId, urgency, about, words };
      return verb === 'edit' ? { verb, ...filled } : { verb, ...filled, steps: withdraw(steps) };
    }
    case 'addWatcher': {
      const told = [request.requesterId, ...request.watcherIds];
      const other = directory.everyone().find(({ id }) => !told.includes(id));
      return other && { verb, personId: other.id };
    }
    case 'comment':
    case 'note':
      return { verb, words: '…' };
    default:
      return { verb };
  }
}
