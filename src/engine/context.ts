import type { Office } from '../config/office.ts';
import type { Clock } from '../core/clock.ts';
import type { Locale } from '../core/locale.ts';
import type { Database } from '../db/client.ts';
import type { Place } from '../delivery/outbox.ts';
import type { Directory } from '../directory/directory.ts';
import type { Person } from '../directory/people.ts';
import type { KnownFile } from '../files/rows.ts';
import { type MessageArgs, type MessageKey, t } from '../i18n/translate.ts';
import type { AccountRef, Capabilities, ChatAdapter } from '../platform/adapter.ts';
import type { Inbound } from '../platform/inbound.ts';

/** What there is to read from. */
export interface World {
  readonly database: Database;
  readonly directory: Directory;
  readonly office: Office;
  readonly clock: Clock;
  /** Where browsers reach the web page, without a slash at the end. */
  readonly publicUrl: string;
}

/** In whose language, and at whose time of day, something is said. */
export interface Reader {
  readonly locale: Locale;
  readonly timezone: string;
  /** Who reads it; left out where a channel does. */
  readonly id?: string;
}

/** Who is who on the platform that this person is on. */
export interface PlatformAccounts {
  /** Whose account it is. A query, and a question to the platform, where this process has not met it yet. */
  personOf(account: AccountRef): Promise<Person | undefined>;
  /** The account that each of these people used last. One query. */
  accountsOf(personIds: string[]): Promise<ReadonlyMap<string, AccountRef>>;
}

/** What a handler knows: who wants something, in which language, where, when. */
export interface Context extends World, Reader {
  readonly person: Person;
  readonly event: Inbound;
  /** What came with it: those that are still to be fetched are kept with whatever is written. */
  readonly files: readonly KnownFile[];
  readonly now: Date;
  /** What the platform that they are on can do. */
  readonly capabilities: Capabilities;
  readonly accounts: PlatformAccounts;
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
  accounts: PlatformAccounts,
  files: readonly KnownFile[] = [],
): Context {
  const { database, directory, office, clock, publicUrl } = world;
  return {
    database,
    directory,
    office,
    clock,
    publicUrl,
    capabilities,
    accounts,
    person,
    event,
    files,
    now: world.clock.now(),
    locale: person.locale,
    timezone: person.timezone,
    t: (key, args) => t(person.locale, key, args),
    inPrivate: { kind: 'person', personId: person.id, platform: event.platform },
  };
}
