import type { Locale, Localized } from '../core/locale.ts';

/** Somebody of the organisation, as the office file describes them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly managerId?: string | undefined;
  readonly department?: string | undefined;
  /** False for somebody who has left the office file: they are named in histories and can do nothing. */
  readonly active: boolean;
}

export interface Team {
  readonly id: string;
  readonly name: Localized;
  readonly leadId?: string | undefined;
  readonly memberIds: readonly string[];
  readonly channels: Readonly<Record<string, string>>;
}
