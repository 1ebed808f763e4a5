import { type CategoryOutline, normaliseEmail, type Outline } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

/** An assignment that would find nobody. */
export function checkAssignment(path: PropertyKey[], category: CategoryOutline, outline: Outline): Fault[] {
  const { assign, team: id = '', fields } = category;
  const team = Object.hasOwn(outline.teams, id) ? outline.teams[id] : undefined;
  if (team === undefined) return [];
  if (assign === 'byPlace') {
    if (!fields.some(({ type }) => type === 'place'))
      return [{ path, message: 'needs a field of type place in the category' }];
    return Object.keys(team.places).length > 0
      ? []
      : [{ path, message: `needs "places" of team ${id}: who looks after which` }];
  }
  const email =
    typeof assign === 'object' && assign !== null && 'person' in assign ? assign.person : undefined;
  if (typeof email !== 'string') return [];
  const members = [team.lead, ...team.members].map((member) => normaliseEmail(member ?? ''));
  if (members.includes(normaliseEmail(email))) return [];
  return [{ path: [...path, 'person'], message: `${normaliseEmail(email)} is no member of ${id}` }];
}

/** Two budgets for the same, and budgets for what costs nothing. */
export function checkBudgets({ budgets, catalogue }: Outline): Fault[] {
  const keys = budgets.map(({ department, category = '' }) =>
    department === undefined ? undefined : `${department.trim()} ${category}`,
  );
  const costless = budgets.flatMap(({ category: id = '' }, index): Fault[] => {
    const category = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
    if (category === undefined || category.fields.some(({ type }) => type === 'money')) return [];
    return [{ path: ['budgets', index, 'category'], message: `${id} has no field of type money` }];
  });
  const twice = repeats(keys).map(
    (index): Fault => ({
      path: ['budgets', index],
      message: `there is another budget for the same department and category`,
    }),
  );
  return [...twice, ...costless];
}
