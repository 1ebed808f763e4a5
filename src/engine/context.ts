import type { Office } from '../config/office.ts';
import type { Clock } from '../core/clock.ts';
import type { Locale } from '../core/locale.ts';
import type { Database } from '../db/client.ts';
import type { Place } from '../delivery/outbox.ts';
import type { Directory } from '../directory/directory.ts';
import type { Person } from '../directory/people.ts';
import { type MessageArgs, type MessageKey, t } from '../i18n/translate.ts';
import type { Capabilities, ChatAdapter } from '../platform/adapter.ts';
import type { Inbound } from '../platform/inbound.ts';

/** What there is to read from. */
export interface World {
  readonly database: Database;
  readonly directory: Directory;
  readonly office: Office;
  readonly clock: Clock;
}

/** In whose language, and at whose time of day, something is said. */
export interface Reader {
  readonly locale: Locale;
  readonly timezone: string;
}

/** What a handler knows: who wants something, in which language, where, when. */
export interface Context extends World, Reader {
  readonly person: Person;
  readonly event: Inbound;
  readonly now: Date;
  /** What the platform that they are on can do. */
  readonly capabilities: Capabilities;
  /** A text in this person's language. */
  t(key: MessageKey, args?: MessageArgs): string;
  /** Where this person is answered in private, on the platform they are on. */
  readonly inPrivate: Place;
}

export function createContext(
  world: World,
  { capabilities }: Pick<ChatAdapter, 'capabilities'>,
  person: Person,
  event: Inbound,
): Context {
  const { database, directory, office, clock } = world;
  return {
    database,
    directory,
    office,
    clock,
    capabilities,
    person,
    event,
    now: world.clock.now(),
    locale: person.locale,
    timezone: person.timezone,
    t: (key, args) => t(person.locale, key, args),
    inPrivate: { kind: 'person', personId: person.id, platform: event.platform },
  };
}
