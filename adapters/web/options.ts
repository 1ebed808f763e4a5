import type { Clock } from '../../src/core/clock.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { SignInLinks, WebPeople } from '../../src/platform/web-access.ts';
import type { WebCalendars } from '../../src/platform/web-calendars.ts';
import type { WebExports } from '../../src/platform/web-exports.ts';
import type { WebFiles } from '../../src/platform/web-files.ts';
import type { WebStore } from '../../src/platform/web-store.ts';
import type { GuidePeople } from './guide.ts';

export interface WebAdapterOptions {
  store: WebStore;
  links: SignInLinks;
  people: WebPeople;
  /** Keeps what is uploaded, and hands out what belongs to requests. */
  files: WebFiles;
  calendars: WebCalendars;
  exports: WebExports;
  /** Seals the session cookies: at least 32 characters, the same in every process. */
  sessionSecret: string;
  /** Where people reach the page, e.g. `https://office.example`; https makes the cookies https-only. */
  publicUrl: string;
  /**
   * Lets everyone choose whom to be, without any sign-in. Only asked for by a name of this machine; the caller
   * sees to it that the server is bound to loopback.
   */
  demo: boolean;
  /** Whom the demo's first steps are about; none: no steps are shown. */
  guide?: GuidePeople | undefined;
  logger: Logger;
  clock: Clock;
  /** The language of pages for people who are not known yet and whose browser prefers none of ours. */
  defaultLocale: Locale;
  /** How often an open page is told that the line is alive, in milliseconds. Default 20,000. */
  heartbeatMs?: number;
}
