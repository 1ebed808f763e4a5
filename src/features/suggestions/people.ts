import type { SuggestionCategory } from '../../config/office-types.ts';
import type { World } from '../../engine/context.ts';
import type { Suggestion } from './suggestion.ts';

type Here = Pick<World, 'office' | 'directory'>;

/** What somebody is to a suggestion. `author` is left out wherever it must not show. */
export interface Roles {
  /** Theirs to answer: its owner, or without one the curator of its category. */
  readonly answers: boolean;
  readonly curator: boolean;
  readonly moderator: boolean;
  readonly author: boolean;
}

/** The category; one that the office file has dropped is looked after with the first of those that there are. */
export function categoryOf({ office }: Pick<World, 'office'>, id: string): SuggestionCategory {
  const { categories } = office.suggestions;
  return categories[id] ?? Object.values(categories)[0]!;
}

export function curatorOf(world: Here, category: string): string {
  const { curator } = categoryOf(world, category);
  return (world.directory.byEmail(curator) ?? world.directory.admins()[0])?.id ?? '';
}

/** Who answers for it now. */
export function answererOf(world: Here, { ownerId, category }: Pick<Suggestion, 'ownerId' | 'category'>) {
  return ownerId !== null && world.directory.find(ownerId)?.active ? ownerId : curatorOf(world, category);
}

export const moderatorsOf = ({ office, directory }: Here): string[] =>
  office.suggestions.moderators.flatMap((email) => directory.byEmail(email)?.id ?? []);

/** The categories that somebody is the curator of. */
export const curatedBy = (world: Here, personId: string): string[] =>
  Object.keys(world.office.suggestions.categories).filter((id) => curatorOf(world, id) === personId);

/** May they hold improvement meetings: moderators and curators. */
export const holdsMeetings = (world: Here, personId: string): boolean =>
  moderatorsOf(world).includes(personId) || curatedBy(world, personId).length > 0;

export const rolesOf = (
  world: Here,
  suggestion: Pick<Suggestion, 'ownerId' | 'category'>,
  personId: string,
  author: boolean,
): Roles => ({
  answers: answererOf(world, suggestion) === personId,
  curator: curatorOf(world, suggestion.category) === personId,
  moderator: moderatorsOf(world).includes(personId),
  author,
});
