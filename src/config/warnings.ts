import type { Office, StepRule } from './office-types.ts';
import { responsibleFor } from './places.ts';
import { rosterWarnings } from './roster-warnings.ts';

/** What is allowed, and still is likely not meant: each as a sentence. */
export function warningsOf(office: Office): string[] {
  return [
    ...unansweredPlaces(office),
    ...headlessDepartments(office),
    ...unusedGroups(office),
    ...rosterWarnings(office),
  ];
}

const stepsIn = ({ catalogue }: Office): StepRule[] =>
  Object.values(catalogue).flatMap(({ approval }) => approval.flatMap(({ groups }) => groups.flat()));

/** Whoever answers for the place is to approve, and nobody does. */
function unansweredPlaces(office: Office): string[] {
  if (!stepsIn(office).some(({ by }) => by.kind === 'place')) return [];
  const alone = Object.keys(office.places).filter((id) => responsibleFor(office.places, id) === undefined);
  return alone.length === 0
    ? []
    : [`nobody is responsible for ${alone.join(', ')}, and a step "by: place" would find nobody there.`];
}

/** The head of the requester's department is to approve, and there is none. */
function headlessDepartments(office: Office): string[] {
  if (!stepsIn(office).some(({ by }) => by.kind === 'department' && by.department === undefined)) return [];
  const headless = Object.values(office.departments).filter(({ head }) => head === undefined);
  const nowhere = office.people.filter(({ department }) => department === undefined);
  return [
    ...headless.map(
      ({ id }) => `department ${id} has no head, and a step "by: department" would find nobody.`,
    ),
    ...(nowhere.length > 0
      ? [`a step "by: department" would find nobody for ${nowhere.map(({ email }) => email).join(', ')}.`]
      : []),
  ];
}

function unusedGroups({ groups, catalogue }: Office): string[] {
  const used = new Set(Object.values(catalogue).map(({ group }) => group));
  return Object.keys(groups).flatMap((id) => (used.has(id) ? [] : [`no category is in group ${id}.`]));
}
