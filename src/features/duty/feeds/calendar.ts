import ical, { ICalCalendarMethod } from 'ical-generator';
import type { World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { WebCalendars } from '../../../platform/web-calendars.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import type { FeedAddresses } from './address.ts';
import { findFeed, shiftsInFeed } from './feed-store.ts';

/** Shifts that ended longer ago are left out. */
const pastMs = 31 * 24 * 3600_000;

/** What calendar programs fetch. Three queries each. */
export function createWebCalendars(world: () => World, addresses: FeedAddresses): WebCalendars {
  return {
    async open(address) {
      const id = addresses.read(address);
      const { database, directory, clock, publicUrl } = world();
      const feed = id === undefined ? undefined : await findFeed(database, id);
      const person = feed && directory.find(feed.personId);
      if (!feed || feed.revokedAt !== null || !person?.active) return undefined;
      const rosters = await rostersOf(world());
      const own = feed.rosterId === null ? undefined : rosters.get(feed.rosterId)?.roster;
      if (feed.rosterId !== null && own === undefined) return undefined;
      const { locale } = person;
      const calendar = ical({
        name: own ? own.name[locale] : t(locale, 'duty.feeds.mine'),
        prodId: { company: 'Quartermaster', product: 'Duty' },
        method: ICalCalendarMethod.PUBLISH,
        // How often programs should look again, in seconds.
        ttl: 3600,
        url: publicUrl,
      });
      for (const shift of await shiftsInFeed(database, feed, new Date(clock.now().getTime() - pastMs))) {
        const roster = rosters.get(shift.rosterId)?.roster;
        if (roster === undefined) continue;
        const names = { roster: roster.name[locale], role: roleName(roster, shift.role, locale) };
        const who = shift.personId === null ? t(locale, 'duty.nobody') : directory.nameOf(shift.personId);
        // Instants are written in UTC: every program shows them at its own time of day.
        calendar.createEvent({
          id: `${shift.rosterId}/${shift.role}/${shift.startsAt.toISOString()}`,
          start: shift.startsAt,
          end: shift.endsAt,
          stamp: shift.createdAt,
          summary: own
            ? t(locale, 'duty.feeds.event', { ...names, who })
            : t(locale, 'duty.feeds.ownEvent', names),
        });
      }
      return calendar.toString();
    },
  };
}
