import type { Directory } from '../../directory/directory.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Delegation } from './absences.ts';

/** What somebody wants to set, as days in the zone of whom it is about. */
export interface Wanted {
  personId: string;
  /** Null: they are just away. */
  substituteId: string | null;
  /** ISO, both included. */
  from: string;
  until: string;
}

/** What is wrong with it, by the field of the form; undefined: nothing. */
export function faultOf(
  { personId, substituteId, from, until }: Wanted,
  directory: Pick<Directory, 'find'>,
): { field: 'substitute' | 'until'; problem: MessageKey } | undefined {
  if (until < from) return { field: 'until', problem: 'delegations.refused.until' };
  if (substituteId === personId) return { field: 'substitute', problem: 'delegations.refused.self' };
  if (substituteId !== null && !directory.find(substituteId)?.active)
    return { field: 'substitute', problem: 'delegations.refused.left' };
  return undefined;
}

/** May this person end it: whose it is, who takes their place, or an administrator? */
export const mayEnd = ({ personId, substituteId }: Delegation, actorId: string, isAdmin: boolean) =>
  isAdmin || actorId === personId || actorId === substituteId;

/** Who is concerned: whose it is, and whoever is asked in their place. */
export function concernedBy(
  { personId, substituteId }: Pick<Delegation, 'personId' | 'substituteId'>,
  directory: Pick<Directory, 'managerOf'>,
): string[] {
  const other = substituteId ?? directory.managerOf(personId)?.id;
  return other === undefined ? [personId] : [personId, other];
}
