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

type Who = Pick<Inbound, 'platform' | 'actor'>;

/** Finds out which person an account belongs to: by what we know, else by the e-mail that its platform vouches for. */
export class Identification {
  private readonly unknown = new Map<string, number>();
  private asked: Directory | undefined;

  constructor(private readonly parts: { database: Database; accounts: Accounts; clock: Clock }) {}

  /** The person of this directory behind an event. No query for an account that this process has met before. */
  async identify(
    directory: Directory,
    adapter: ChatAdapter,
    { platform, actor }: Who,
  ): Promise<Person | undefined> {
    const { accounts, clock } = this.parts;
    // Whoever was unknown to the last office may work in this one.
    if (this.asked !== directory) this.unknown.clear();
    this.asked = directory;
    const { workspace, userId, reference } = actor;
    const key = { platform, workspace, userId };
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
    await releaseFor(this.parts.database, platform, person.id);
    return person;
  }
}
