import type { Directory } from '../../directory/directory.ts';
import type { Rule } from './intents.ts';
import type { RequestState } from './request.ts';
import { isOfTeam, responsibleFor } from './roles.ts';
import { isOver, withAssignee } from './stages.ts';

/** The assignee, as long as they work here. */
export function assigneeOf(request: RequestState, directory: Directory): string | undefined {
  const responsible = responsibleFor(request, { directory });
  return responsible.kind === 'person' ? responsible.personId : undefined;
}

export const take: Rule<'take'> = (request, _, { id, roles }, directory) => {
  if (!roles.member && !roles.lead) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  if (roles.assignee) return { refused: 'requests.refused.alreadyYours' };
  const assignee = assigneeOf(request, directory);
  if (assignee !== undefined)
    return { refused: 'requests.refused.taken', args: { name: directory.nameOf(assignee) } };
  return withAssignee(request, id);
};

export const takeOver: Rule<'takeOver'> = (request, _, { id, roles }) => {
  if (!roles.member && !roles.lead) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  if (roles.assignee) return { refused: 'requests.refused.alreadyYours' };
  return withAssignee(request, id);
};

export const assign: Rule<'assign'> = (request, { personId }, { roles }, directory) => {
  if (!isOfTeam(roles) && !roles.admin) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  const name = directory.nameOf(personId);
  const team = directory.team(request.teamId);
  const works =
    directory.find(personId)?.active && (directory.isMember(personId, team.id) || team.leadId === personId);
  if (!works) return { refused: 'requests.refused.notOfTeam', args: { name } };
  if (request.assigneeId === personId) return { refused: 'requests.refused.alreadyTheirs', args: { name } };
  return withAssignee(request, personId);
};

export const release: Rule<'release'> = (request, _, { roles }, directory) => {
  if (!isOfTeam(roles)) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  const assignee = assigneeOf(request, directory);
  if (assignee === undefined) return { refused: 'requests.refused.notTaken' };
  if (!roles.assignee)
    return { refused: 'requests.refused.notAssignee', args: { name: directory.nameOf(assignee) } };
  return withAssignee(request, null);
};

export const handOver: Rule<'handOver'> = (request, { teamId, reason }, { id, roles, at }, directory) => {
  if (!isOfTeam(roles) && !roles.admin) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  const assignee = assigneeOf(request, directory);
  if (assignee !== undefined && !roles.assignee && !roles.lead && !roles.admin)
    return { refused: 'requests.refused.notAssignee', args: { name: directory.nameOf(assignee) } };
  const known = directory.allTeams().some((team) => team.id === teamId);
  if (!known || teamId === request.teamId) return { refused: 'requests.refused.otherTeam' };
  if (request.handover?.teamId === teamId) return { refused: 'requests.refused.offered' };
  if (reason.trim() === '') return { refused: 'requests.refused.reason' };
  return { handover: { teamId, reason: reason.trim(), byId: id, at: at.toISOString() } };
};

/** The team that it was offered to takes it: from now on it is theirs, and nobody's in particular. */
export const accept: Rule<'accept'> = (request, _, { roles }) => {
  if (request.handover === null) return { refused: 'requests.refused.notOffered' };
  if (!roles.offered) return { refused: 'requests.refused.notOfferedYou' };
  return { ...withAssignee(request, null), teamId: request.handover.teamId, handover: null };
};

export const decline: Rule<'decline'> = (request, { reason }, { roles }) => {
  if (request.handover === null) return { refused: 'requests.refused.notOffered' };
  if (!roles.offered) return { refused: 'requests.refused.notOfferedYou' };
  if (reason.trim() === '') return { refused: 'requests.refused.reason' };
  return { handover: null };
};
