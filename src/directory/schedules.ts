import type { Office } from '../config/office-types.ts';
import { weekdays } from '../core/working-hours.ts';
import { bareWeekdays, type Calendar, countryCalendar, customCalendar } from '../time/calendar.ts';
import type { WorkSchedule } from '../time/working-time.ts';

/** Where the office file does not say when people work. */
const usualHours = { days: weekdays.slice(0, 5), from: '09:00', to: '18:00' };

const calendars = new WeakMap<Office, Map<string, Calendar>>();

/** The calendars that the organisation and its teams go by, by the name that the office file calls each. */
export function calendarsOf(office: Office): ReadonlyMap<string, Calendar> {
  let known = calendars.get(office);
  if (known === undefined) {
    const named = [office.organisation, ...Object.values(office.teams)].flatMap(
      ({ calendar }) => calendar ?? [],
    );
    known = new Map(
      named.map((name) => {
        const custom = office.calendars[name];
        return [name, custom ? customCalendar(custom) : countryCalendar(name)];
      }),
    );
    calendars.set(office, known);
  }
  return known;
}

/** When a team works; what it does not say itself, and without a team everything, is as in the organisation. */
export function scheduleOf(office: Office, teamId?: string): WorkSchedule {
  const { organisation } = office;
  const team = teamId === undefined ? undefined : office.teams[teamId];
  const name = team?.calendar ?? organisation.calendar;
  const calendar = (name === undefined ? undefined : calendarsOf(office).get(name)) ?? bareWeekdays;
  const hours = team?.workingHours ?? organisation.workingHours ?? usualHours;
  return { ...hours, timezone: organisation.timezone, calendar };
}
