import type { OfficeFile } from './office-schema.ts';
import type { SuggestionCategory, SuggestionRules } from './suggestion-types.ts';

/** Where the office file says nothing: one category, and the first administrator looks after it. */
const usual = (curator: string) => ({ general: { name: { en: 'General', 'zh-CN': '综合' }, curator } });

/** The rules for suggestions, with the administrators in the place of whoever is not named. */
export function suggestionRulesOf({ suggestions, organisation }: OfficeFile): SuggestionRules {
  const { admins } = organisation;
  const { categories = usual(admins[0]!), moderators = admins, ...rest } = suggestions;
  const made: Record<string, SuggestionCategory> = Object.create(null);
  for (const [id, category] of Object.entries(categories)) made[id] = { id, ...category };
  return { categories: made, moderators, ...rest };
}
