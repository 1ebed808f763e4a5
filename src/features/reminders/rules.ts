import type { Directory } from '../../directory/directory.ts';
import type { Recipient, Reminder, ReminderState } from './reminder.ts';

/** What somebody wants of a reminder that is there. */
export const verbs = ['edit', 'pause', 'resume', 'skip', 'delete', 'decline'] as const;
export type Verb = (typeof verbs)[number];

/** What a person is to a reminder. */
export interface Roles {
  readonly owner: boolean;
  /** They are reminded themselves. */
  readonly reminded: boolean;
  /** It reminds a team that they belong to. */
  readonly member: boolean;
  readonly admin: boolean;
}

/** Why not; the text is the key `reminders.refused.<refusal>`. */
export type Refusal = 'notYours' | 'over' | 'paused' | 'notPaused' | 'once' | 'own';

/** So many that are not over may one person have. */
export const mostActive = 200;
/** So many may one person set for others in a day. */
export const mostForOthersADay = 20;

export function rolesOf(
  { ownerId, to }: Pick<Reminder, 'ownerId' | 'to'>,
  personId: string,
  directory: Pick<Directory, 'isMember' | 'isAdmin' | 'team'>,
): Roles {
  const ofTeam = 'teamId' in to;
  return {
    owner: ownerId === personId,
    reminded: !ofTeam && to.personId === personId,
    member:
      ofTeam && (directory.isMember(personId, to.teamId) || directory.team(to.teamId).leadId === personId),
    // What people set for themselves is nobody else's.
    admin: directory.isAdmin(personId) && (ofTeam || to.personId !== ownerId),
  };
}

/** To everybody else there is no such reminder. */
export const maySee = ({ owner, reminded, member, admin }: Roles) => owner || reminded || member || admin;

/**
 * What it is then, or why not. Whose it is may do all with it, and so may the team that it reminds; whom somebody
 * else reminds may turn it off, and an administrator may delete it.
 */
export function decide(
  { state, intent }: Pick<Reminder, 'state' | 'intent'>,
  verb: Verb,
  roles: Roles,
): { state: ReminderState } | { refused: Refusal } {
  if (verb === 'decline') {
    if (roles.owner) return { refused: 'own' };
    if (!roles.reminded) return { refused: 'notYours' };
    return isOver(state) ? { refused: 'over' } : { state: 'declined' };
  }
  const its = roles.owner || roles.member;
  if (!its && !(verb === 'delete' && roles.admin)) return { refused: 'notYours' };
  // What was deleted can be brought back; what was declined cannot, by whoever set it.
  if (verb === 'resume')
    return state === 'paused' || state === 'deleted'
      ? { state: 'active' }
      : { refused: state === 'active' ? 'notPaused' : 'over' };
  // A new time may be given to what has none left.
  if (verb === 'edit')
    return state === 'deleted' || state === 'declined'
      ? { refused: 'over' }
      : { state: state === 'paused' ? 'paused' : 'active' };
  if (isOver(state)) return { refused: 'over' };
  if (verb === 'delete') return { state: 'deleted' };
  if (state === 'paused') return { refused: 'paused' };
  if (verb === 'pause') return { state: 'paused' };
  return intent.rule === null ? { refused: 'once' } : { state: 'active' };
}

const isOver = (state: ReminderState) => state !== 'active' && state !== 'paused';

/** Why this person may not set one more; the text is `reminders.refused.<why>`. */
export function faultOf(
  { to, ownerId }: { to: Recipient; ownerId: string },
  { active, forOthers }: { active: number; forOthers: number },
  directory: Pick<Directory, 'find' | 'team'>,
): 'tooMany' | 'tooManyForOthers' | 'left' | 'noChannel' | undefined {
  if ('teamId' in to && !canHear(to.teamId, directory)) return 'noChannel';
  if ('personId' in to && !directory.find(to.personId)?.active) return 'left';
  if (active >= mostActive) return 'tooMany';
  const forOneself = 'personId' in to && to.personId === ownerId;
  return !forOneself && forOthers >= mostForOthersADay ? 'tooManyForOthers' : undefined;
}

/** Whether a team has a channel; one that has left the office file has none. */
export const canHear = (teamId: string, directory: Pick<Directory, 'team'>) =>
  Object.values(directory.team(teamId).channels).some((channel) => channel !== undefined);
