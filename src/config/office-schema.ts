import type { z } from 'zod';
import type { Outline } from './office-outline.ts';
import { budgetsSchema, catalogueSchema, groupsSchema, teamsSchema } from './schema/catalogue.ts';
import {
  calendarsSchema,
  departmentsSchema,
  organisationSchema,
  peopleSchema,
  rolesSchema,
} from './schema/organisation.ts';
import { placesSchema } from './schema/places.ts';
import { references } from './schema/references.ts';
import { rostersSchema } from './schema/rosters.ts';
import { exact, id } from './schema/shapes.ts';
import { suggestionsSchema } from './schema/suggestions.ts';
import { surveyFatigueSchema, surveysSchema } from './schema/surveys.ts';

/** The shape of the office file; what it names must be in the outline. To add a key, add it here and to the types. */
export function officeSchema(outline: Outline) {
  const known = references(outline);
  return exact({
    organisation: organisationSchema(known),
    people: peopleSchema(known),
    departments: departmentsSchema(known),
    roles: rolesSchema(known, id),
    calendars: calendarsSchema(id),
    places: placesSchema(known).default({}),
    teams: teamsSchema(known),
    groups: groupsSchema,
    catalogue: catalogueSchema(known),
    budgets: budgetsSchema(known),
    rosters: rostersSchema(known),
    surveys: surveysSchema(known),
    surveyFatigue: surveyFatigueSchema,
    suggestions: suggestionsSchema(known),
  });
}

/** The file as it was read, before its parts are put together. */
export type OfficeFile = z.infer<ReturnType<typeof officeSchema>>;
