import type { CategoryOutline, Outline } from '../office-outline.ts';
import { didYouMean } from '../suggest.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

/** The roles that every roster knows. */
const usualRoles = ['primary', 'backup'];

/** Layers in roles that there are not, and what is there twice. */
export function checkRosters({ rosters }: Outline): Fault[] {
  return Object.entries(rosters).flatMap(([roster, { roles, layers, checklist }]) => {
    const path = ['rosters', roster];
    const known = [...usualRoles, ...Object.keys(roles)];
    // As they are called where they have no id of their own.
    const ids = layers.map(({ id }, index) => id ?? `layer${index + 1}`);
    return [
      ...layers.flatMap(({ role }, index): Fault[] => {
        if (role === undefined || known.includes(role)) return [];
        const message = `there is no role "${role}" among primary, backup and "roles"${didYouMean(role, known)}`;
        return [{ path: [...path, 'layers', index, 'role'], message }];
      }),
      ...repeats(ids).map(
        (index): Fault => ({
          path: [...path, 'layers', index, 'id'],
          message: `there are two layers "${ids[index]}"`,
        }),
      ),
      ...repeats(checklist.map(({ id }) => id)).map(
        (index): Fault => ({
          path: [...path, 'checklist', index, 'id'],
          message: `there are two items "${checklist[index]?.id}"`,
        }),
      ),
    ];
  });
}

/** An assignment to whoever is on duty, in a role in which nobody ever is. */
export function checkOnDuty(path: PropertyKey[], { assign }: CategoryOutline, { rosters }: Outline): Fault[] {
  if (typeof assign !== 'object' || assign === null || !('onDuty' in assign)) return [];
  const id = String(assign.onDuty);
  const roster = Object.hasOwn(rosters, id) ? rosters[id] : undefined;
  const role = 'role' in assign ? assign.role : 'primary';
  if (roster === undefined || typeof role !== 'string') return [];
  const served = [...new Set(roster.layers.map((layer) => layer.role ?? 'primary'))];
  if (roster.layers.length === 0 || served.includes(role)) return [];
  const message = `nobody is ever on duty as ${role} in ${id}${didYouMean(role, served)}`;
  return [{ path: 'role' in assign ? [...path, 'role'] : path, message }];
}
