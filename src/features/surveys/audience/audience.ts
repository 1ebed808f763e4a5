import { shuffled } from '../../../anonymity/shuffle.ts';
import type { Office, Survey, SurveyAudience } from '../../../config/office-types.ts';
import { isWithin } from '../../../config/places.ts';
import type { Directory } from '../../../directory/directory.ts';
import type { Person } from '../../../directory/people.ts';

/**
 * Who is meant, before chance takes its part: everybody who fits one of what is named, and where nothing is named
 * everyone. @param servedIds who was served, where that is asked for.
 */
export function meantBy(
  audience: SurveyAudience,
  { office, directory }: { office: Pick<Office, 'teams' | 'places'>; directory: Directory },
  servedIds: ReadonlySet<string>,
): Person[] {
  const { departments, teams, places, people, served } = audience;
  const all = directory.everyone();
  const named = departments.length + teams.length + places.length + people.length > 0 || served !== undefined;
  if (!named) return all;
  const members = new Set(teams.flatMap((id) => directory.team(id).memberIds));
  const placed = new Set(places.flatMap((id) => belongingTo(id, office)));
  return all.filter(
    ({ id, email, department }) =>
      (department !== undefined && departments.includes(department)) ||
      members.has(id) ||
      placed.has(email) ||
      people.includes(email) ||
      (served !== undefined && servedIds.has(id)),
  );
}

/** The e-mails of those who look after a place, or after one in it. */
function belongingTo(placeId: string, { teams, places }: Pick<Office, 'teams' | 'places'>): string[] {
  return Object.values(teams).flatMap((team) =>
    Object.entries(team.places).flatMap(([email, ids]) =>
      ids.some((id) => isWithin(places, id, placeId)) ? [email] : [],
    ),
  );
}

/** A random part of them, at least one. @param share in percent. */
export function partOf(people: readonly Person[], share: number): readonly Person[] {
  return share >= 100 ? people : shuffled(people).slice(0, Math.ceil((people.length * share) / 100));
}

/** In which group somebody is counted; each in one: of several teams or places the first of the office file. */
export function groupingBy(
  by: Survey['groupBy'],
  { office, directory }: { office: Pick<Office, 'teams' | 'places'>; directory: Directory },
): (person: Person) => string | null {
  const groups = new Map<string, string>();
  const add = (key: string, group: string) => {
    if (!groups.has(key)) groups.set(key, group);
  };
  switch (by) {
    case undefined:
      return () => null;
    case 'department':
      return ({ department = null }) => department;
    case 'team':
      for (const { id, memberIds } of directory.allTeams())
        for (const memberId of memberIds) add(memberId, id);
      return ({ id }) => groups.get(id) ?? null;
    case 'place': {
      const emailsAt = new Map<string, string[]>();
      for (const team of Object.values(office.teams))
        for (const [email, ids] of Object.entries(team.places))
          for (const id of ids) emailsAt.set(id, [...(emailsAt.get(id) ?? []), email]);
      for (const id of Object.keys(office.places)) for (const email of emailsAt.get(id) ?? []) add(email, id);
      return ({ email }) => groups.get(email) ?? null;
    }
  }
}
