import type { Locale, Localized } from '../core/locale.ts';

/** The one-time links that let people in where there is no demo. */
export interface SignInLinks {
  /** Whose link this is, without using it up. Undefined: unknown, used or too old. */
  peek(secret: string): Promise<{ personId: string } | undefined>;
  /** Uses the link up: of two calls at once, one gets the person. */
  redeem(secret: string): Promise<{ personId: string } | undefined>;
}

export interface WebPerson {
  personId: string;
  /** A short name that is unique in the office and safe in a path, e.g. `li.wei`. */
  handle: string;
  name: string;
  email: string;
  locale: Locale;
  timezone?: string | undefined;
  /** What they do, to choose from among people in the demo: "Sales", "Facilities, lead". */
  role?: Localized | undefined;
}

export interface WebConversation {
  /** As `ChatAdapter.open` names it: `channel:<name>` or `person:<personId>`. */
  key: string;
  name: Localized;
  kind: 'channel' | 'personal';
}

/** Who may be on the page, and what each may see there. */
export interface WebPeople {
  list(): Promise<WebPerson[]>;
  /** Undefined: unknown, or no longer of the office. Their sessions end. */
  find(personId: string): Promise<WebPerson | undefined>;
  /** All that this person sees, the personal conversation first. Nothing else is ever shown to them. */
  conversationsOf(personId: string): Promise<WebConversation[]>;
}
