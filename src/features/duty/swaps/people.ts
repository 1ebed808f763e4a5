import type { Roster } from '../../../config/office-types.ts';
import type { Directory } from '../../../directory/directory.ts';
import { rolesOf, type SwapRole } from './rules.ts';
import type { Swap } from './swap.ts';

/** Those of a roster who work here, in its order; with a role, those who take turns in it. */
export function peopleOf({ layers }: Roster, directory: Pick<Directory, 'byEmail'>, role?: string): string[] {
  const emails = layers.filter((layer) => role === undefined || layer.role === role);
  const people = emails.flatMap(({ members }) => members).map((email) => directory.byEmail(email));
  return [...new Set(people.flatMap((person) => (person?.active ? [person.id] : [])))];
}

/** Who is asked whether they take it. */
export function askedBy(
  swap: Swap,
  roster: Roster,
  directory: Pick<Directory, 'byEmail' | 'find'>,
): string[] {
  const { because, offeredToId, offeredById, role } = swap;
  if (because !== 'swap') return [];
  if (offeredToId !== null) return directory.find(offeredToId)?.active ? [offeredToId] : [];
  return peopleOf(roster, directory, role).filter((id) => id !== offeredById);
}

export const leadOf = ({ team }: Roster, directory: Pick<Directory, 'team'>) => directory.team(team).leadId;

/** May this person put somebody on duty, and agree to what speaks against it? */
export const leads = (personId: string, roster: Roster, directory: Directory): boolean =>
  leadOf(roster, directory) === personId || directory.isAdmin(personId);

/** What this person is to the swap. */
export const swapRolesOf = (
  swap: Swap,
  personId: string,
  roster: Roster,
  directory: Directory,
): ReadonlySet<SwapRole> =>
  rolesOf(swap, personId, {
    askedIds: askedBy(swap, roster, directory),
    leadId: leadOf(roster, directory),
    directory,
  });
