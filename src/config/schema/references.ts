import { z } from 'zod';
import { knownDepartments, knownEmails, type Outline, placesOf } from '../office-outline.ts';
import { didYouMean } from '../suggest.ts';
import { email, line } from './shapes.ts';

/** A text that must be one of those that `known` knows. */
function reference(
  known: ReadonlySet<string>,
  problem: (value: string) => string,
  base: z.ZodType<string, string> = z.string(),
) {
  return base.superRefine((value, context) => {
    if (!known.has(value))
      context.addIssue({ code: 'custom', message: problem(value) + didYouMean(value, known) });
  });
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined;
}

/** What one part of the file may name in another. */
export type References = ReturnType<typeof references>;

export function references(outline: Outline) {
  const emails = knownEmails(outline);
  const teams = new Set(Object.keys(outline.teams));
  const calendars = new Set(Object.keys(outline.calendars));
  const named = (known: Iterable<string>, what: string) =>
    reference(new Set(known), (value) => `there is no ${what} "${value}"`);
  return {
    // Where all people or teams are unreadable, that is told once.
    person:
      emails.size === 0
        ? email
        : reference(emails, (value) => `nobody in people has the e-mail ${value}`, email),
    team: teams.size === 0 ? z.string() : named(teams, 'team'),
    department: reference(knownDepartments(outline), (value) => `nobody is in a department "${value}"`, line),
    role: named(Object.keys(outline.roles), 'role'),
    place: named(
      placesOf(outline).map(({ id }) => id),
      'place',
    ),
    group: named(Object.keys(outline.groups), 'group'),
    category: named(Object.keys(outline.catalogue), 'category'),
    roster: named(Object.keys(outline.rosters), 'roster'),
    calendar: z.string().superRefine((value, context) => {
      if (isCountry(value) || calendars.has(value)) return;
      const message = `is neither a country such as CN (ISO 3166) nor one of calendars${didYouMean(value, calendars)}`;
      context.addIssue({ code: 'custom', message });
    }),
  };
}
