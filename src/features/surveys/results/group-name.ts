import type { Office } from '../../../config/office-types.ts';
import type { Survey } from '../../../config/survey-types.ts';
import type { Locale } from '../../../core/locale.ts';

/** What a group is called; one that has left the office file keeps its id for a name. */
export function groupName(
  { departments, teams, places }: Pick<Office, 'departments' | 'teams' | 'places'>,
  by: Survey['groupBy'],
  id: string,
  locale: Locale,
): string {
  const found = by === 'team' ? teams[id] : by === 'place' ? places[id] : departments[id];
  return found?.name?.[locale] ?? id;
}
