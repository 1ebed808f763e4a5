import { createHash } from 'node:crypto';
import type { Roster } from '../../../config/office-types.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';

/** The people of a roster who work here now: their ids by e-mail. */
export function membersOf({ layers }: Roster, { directory }: Pick<World, 'directory'>): Map<string, string> {
  const people = layers.flatMap(({ members }) => members).map((email) => directory.byEmail(email));
  return new Map(people.flatMap((person) => (person?.active ? [[person.email, person.id]] : [])));
}

/**
 * What shifts are planned by: the rules, the calendar, and who is there; and behind a point, when they are told of.
 * Where it differs, they are planned anew.
 */
export function planDigest(
  roster: Roster,
  { office, directory }: Pick<World, 'office' | 'directory'>,
): string {
  const { days, calendar } = scheduleOf(office, roster.team);
  const name = office.teams[roster.team]?.calendar ?? office.organisation.calendar ?? '';
  const { notices, ...rules } = roster;
  const plannedBy = {
    rules,
    days,
    calendar: office.calendars[name] ?? name,
    validThrough: calendar.validThrough,
    members: [...membersOf(roster, { directory })],
  };
  return [plannedBy, { notices, leadId: directory.team(roster.team).leadId }].map(hashOf).join('.');
}

const hashOf = (parts: object) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Are notices told of otherwise than by this digest? */
export const tellsOtherwise = (before: string, after: string): boolean =>
  before.split('.')[1] !== after.split('.')[1];
