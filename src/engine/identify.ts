import type { Clock } from '../core/clock.ts';
import type { Database } from '../db/client.ts';
import { releaseFor } from '../delivery/lanes.ts';
import type { Accounts } from '../directory/accounts.ts';
import type { Directory } from '../directory/directory.ts';
import type { Person } from '../directory/people.ts';
import type { ChatAdapter } from '../platform/adapter.ts';
import type { Inbound } from '../platform/inbound.ts';

/** How long somebody unknown stays unknown before their platform is asked again, in milliseconds. */
const unknownForMs = 30_000;

/** Finds out which person an account belongs to: by what we know, else by the e-mail that its platform vouches for. */
export class Identification {
  private readonly unknown = new Map<string, number>();

  constructor(
    private readonly parts: { database: Database; directory: Directory; accounts: Accounts; clock: Clock },
  ) {}

  /** The person behind an event. No query for an account that this process has met before. */
  async identify(adapter: ChatAdapter, event: Inbound): Promise<Person | undefined> {
    const { directory, accounts, clock } = this.parts;
    const { workspace, userId, reference } = event.actor;
    const key = { platform: event.platform, workspace, userId };
    const known = await accounts.find(key);
    if (known !== undefined) {
      if (reference !== undefined) await accounts.keep({ ...known, reference }, clock.now());
      const person = directory.find(known.personId);
      return person?.active ? person : undefined;
    }
    const now = clock.now().getTime();
    const name = JSON.stringify(key);
    if ((this.unknown.get(name) ?? 0) > now) return undefined;
    const query = reference === undefined ? { workspace, userId } : { workspace, userId, reference };
    const profile = await adapter.resolveUser(query);
    const person = profile?.email === undefined ? undefined : directory.byEmail(profile.email);
    if (person === undefined) {
      if (this.unknown.size > 10_000) this.unknown.clear();
      this.unknown.set(name, now + unknownForMs);
      return undefined;
    }
    const kept = reference ?? profile?.reference;
    await accounts.keep(
      { ...key, personId: person.id, ...(kept === undefined ? {} : { reference: kept }) },
      clock.now(),
    );
    await releaseFor(this.parts.database, event.platform, person.id);
    return person;
  }
}
