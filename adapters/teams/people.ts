import { z } from 'zod';
import { hasCode } from '../../src/core/errors.ts';
import type { UserProfile, UserQuery } from '../../src/platform/adapter.ts';
import { type Reference, readReference } from './address.ts';
import type { Connector } from './connector.ts';

const memberSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
});

/** A conversation with members. Whose tenant it is, is not known before somebody has spoken in it. */
export type Roster = Omit<Reference, 'tenant' | 'user'> & { tenant?: string | undefined };

const rosterLimit = 50;

/**
 * Who people are. Teams tells a bot about the members of conversations that the bot is in, and of nobody else;
 * so the conversations that were seen are remembered, and somebody known by e-mail alone is looked for in them
 * by their sign-in name, which in most tenants is the e-mail address.
 */
export class People {
  private readonly rosters = new Map<string, Roster>();

  constructor(private readonly connector: Connector) {}

  /** Remembers a conversation that has members. */
  learn(roster: Roster): void {
    if (roster.personal) return;
    const tenant = roster.tenant ?? this.rosters.get(roster.conversation)?.tenant;
    this.rosters.delete(roster.conversation);
    this.rosters.set(roster.conversation, { ...roster, tenant });
    const [oldest] = this.rosters.keys();
    if (this.rosters.size > rosterLimit && oldest !== undefined) this.rosters.delete(oldest);
  }

  async resolve(query: UserQuery): Promise<UserProfile | undefined> {
    if ('userId' in query) {
      const { workspace, userId, reference } = query;
      const known = readReference(reference);
      const rosters = this.newestFirst().filter(({ tenant }) => (tenant ?? workspace) === workspace);
      const found = (known && (await this.member(known.user, known))) ?? (await this.find(userId, rosters));
      return found?.workspace === workspace && found.userId === userId ? found : undefined;
    }
    return this.find(query.email, this.newestFirst());
  }

  private newestFirst(): Roster[] {
    return [...this.rosters.values()].reverse();
  }

  private async find(member: string, rosters: Roster[]): Promise<UserProfile | undefined> {
    for (const roster of rosters) {
      const found = await this.member(member, roster);
      if (found) return found;
    }
    return undefined;
  }

  private async member(id: string, roster: Roster): Promise<UserProfile | undefined> {
    const path = ['conversations', roster.conversation, 'members', id];
    try {
      const read = memberSchema.safeParse(await this.connector.call('GET', roster.serviceUrl, path));
      if (!read.success) return undefined;
      const { email, userPrincipalName, name, aadObjectId, objectId, id: user, tenantId } = read.data;
      const tenant = tenantId ?? roster.tenant;
      if (tenant === undefined) return undefined;
      return {
        workspace: tenant,
        userId: aadObjectId ?? objectId ?? user,
        email: (email ?? userPrincipalName)?.toLowerCase(),
        name: name ?? undefined,
        reference: { ...roster, tenant, user },
      };
    } catch (error) {
      if (hasCode(error, 'platform') && error.permanent) return undefined;
      throw error;
    }
  }
}
