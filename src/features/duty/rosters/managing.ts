import type { Roster } from '../../../config/office-types.ts';
import type { Directory } from '../../../directory/directory.ts';
import type { RosterState } from '../rosters.ts';

/** May this person make rosters of a team, and change or end those that were made: its lead, and administrators? */
export const mayManage = (directory: Directory, { team }: Pick<Roster, 'team'>, personId: string): boolean =>
  directory.team(team).leadId === personId || directory.isAdmin(personId);

/** Rosters of the office file are changed there. */
export const isMade = ({ madeById }: Pick<RosterState, 'madeById'>): boolean => madeById !== null;
