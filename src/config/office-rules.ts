import type { Outline } from './office-outline.ts';
import { checkApproval } from './rules/approval.ts';
import { checkAssignment, checkBudgets } from './rules/catalogue.ts';
import { checkConditions } from './rules/conditions.ts';
import { checkFields } from './rules/fields.ts';
import { checkNames } from './rules/names.ts';
import { checkPeople } from './rules/people.ts';
import { checkPlaces, checkTeams } from './rules/places.ts';
import { checkOnDuty, checkRosters } from './rules/rosters.ts';
import { checkSuggestions } from './rules/suggestions.ts';
import { checkSurveys } from './rules/surveys.ts';
import type { Fault } from './yaml-source.ts';

/** What no single place of the file shows: things said twice, circles, and what could never come to pass. */
export function checkRules(outline: Outline): Fault[] {
  return [
    ...checkPeople(outline),
    ...checkPlaces(outline),
    ...checkTeams(outline),
    ...checkNames(outline),
    ...checkBudgets(outline),
    ...checkRosters(outline),
    ...checkSurveys(outline),
    ...checkSuggestions(outline),
    ...Object.entries(outline.catalogue).flatMap(([id, category]) => {
      const path = ['catalogue', id];
      return [
        ...checkFields([...path, 'fields'], category, outline),
        ...checkAssignment([...path, 'assign'], category, outline),
        ...checkOnDuty([...path, 'assign'], category, outline),
        ...checkApproval([...path, 'approval'], category, outline),
        ...checkConditions(path, category),
      ];
    }),
  ];
}
