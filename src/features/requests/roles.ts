import type { Directory } from '../../directory/directory.ts';
import type { RequestState } from './request.ts';

/** What this person is to a request. Somebody can be several things at once. */
export interface Roles {
  requester: boolean;
  /** Wrote it down for the requester. */
  filer: boolean;
  member: boolean;
  lead: boolean;
  assignee: boolean;
  /** Asked for approval by some step of it, now or before. */
  approver: boolean;
  admin: boolean;
  watcher: boolean;
  /** Has the same need. */
  joiner: boolean;
  /** Of the team that it is offered to. */
  offered: boolean;
}

/** Costs nothing: the directory is in memory. */
export function rolesOf(request: RequestState, personId: string, directory: Directory): Roles {
  const active = directory.find(personId)?.active ?? false;
  const ofTeam = (teamId: string) => {
    const team = directory.allTeams().find(({ id }) => id === teamId);
    return { member: team?.memberIds.includes(personId) ?? false, lead: team?.leadId === personId };
  };
  const own = ofTeam(request.teamId);
  const offered = request.handover && ofTeam(request.handover.teamId);
  return {
    requester: active && request.requesterId === personId,
    filer: active && request.filedById === personId,
    member: active && own.member,
    lead: active && own.lead,
    assignee: active && request.assigneeId === personId,
    approver: active && request.steps.some(({ approverIds }) => approverIds.includes(personId)),
    admin: active && directory.isAdmin(personId),
    watcher: active && request.watcherIds.includes(personId),
    joiner: active && request.joinerIds.includes(personId),
    offered: active && offered !== null && (offered.member || offered.lead),
  };
}

/** Those who have to do with a request may see it; to everybody else it does not exist. */
export const maySee = (roles: Roles): boolean => Object.values(roles).some(Boolean);

/** Is this person one of those who do it? */
export const isOfTeam = ({ member, lead, assignee }: Roles): boolean => member || lead || assignee;

/** What the team writes for itself, the requester never reads, even as one of the team. */
export const maySeeNotes = (roles: Roles): boolean => (isOfTeam(roles) || roles.admin) && !roles.requester;

export type Responsible = { kind: 'person'; personId: string } | { kind: 'team'; teamId: string };

/** The one who is responsible: the assignee as long as they work here, else the team. Never nobody. */
export function responsibleFor(
  { assigneeId, teamId }: Pick<RequestState, 'assigneeId' | 'teamId'>,
  { directory }: { directory: Directory },
): Responsible {
  return assigneeId !== null && directory.find(assigneeId)?.active
    ? { kind: 'person', personId: assigneeId }
    : { kind: 'team', teamId };
}

/** For whom a card is: it decides which buttons are on it. Rules are checked at the click all the same. */
export type Audience = 'team' | 'requester' | 'other';

export function audienceOf(roles: Roles): Audience {
  if (roles.requester) return 'requester';
  return isOfTeam(roles) ? 'team' : 'other';
}
