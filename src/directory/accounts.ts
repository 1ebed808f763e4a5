import type { Json } from '../core/json.ts';
import type { Database } from '../db/client.ts';

/** Somebody on a platform, as the platform knows them. */
export interface AccountKey {
  platform: string;
  workspace: string;
  userId: string;
}

export interface Account extends AccountKey {
  personId: string;
  reference?: Json;
}

const keyOf = (key: AccountKey) => JSON.stringify([key.platform, key.workspace, key.userId]);

/** Which accounts belong to which person. Accounts that were seen are kept in memory: meeting them again is free. */
export class Accounts {
  private readonly seen = new Map<string, Account>();

  constructor(private readonly database: Database) {}

  /** The account with this key. One query at its first meeting in this process, none afterwards. */
  async find(key: AccountKey): Promise<Account | undefined> {
    const known = this.seen.get(keyOf(key));
    if (known !== undefined) return known;
    const { platform, workspace, userId } = key;
    const row = await this.database.prisma.account.findUnique({
      where: { platform_workspace_userId: { platform, workspace, userId } },
    });
    return row === null ? undefined : this.remember(row as Account);
  }

  /** The accounts that these people have on a platform, the last used first. One query. */
  async of(platform: string, personIds: string[]): Promise<Account[]> {
    if (personIds.length === 0) return [];
    const rows = await this.database.prisma.account.findMany({
      where: { platform, personId: { in: personIds } },
      orderBy: { seenAt: 'desc' },
    });
    return rows.map((row) => this.remember(row as Account));
  }

  /** Keeps the account, and what its adapter wants kept; a statement only where something is new. */
  async keep(account: Account, now: Date): Promise<void> {
    const known = this.seen.get(keyOf(account));
    if (
      known?.personId === account.personId &&
      JSON.stringify(known.reference ?? null) === JSON.stringify(account.reference ?? known.reference ?? null)
    )
      return;
    const { platform, workspace, userId, personId } = account;
    const reference = account.reference ?? known?.reference;
    await this.database.pool.query(
      `INSERT INTO "Account" ("platform", "workspace", "userId", "personId", "reference", "seenAt")
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ("platform", "workspace", "userId")
       DO UPDATE SET "personId" = $4, "reference" = coalesce($5, "Account"."reference"), "seenAt" = $6`,
      [
        platform,
        workspace,
        userId,
        personId,
        reference === undefined ? null : JSON.stringify(reference),
        now,
      ],
    );
    if (account.reference !== undefined)
      await this.database.pool.query(
        `INSERT INTO "Workspace" ("platform", "id", "reference", "seenAt") VALUES ($1, $2, $3, $4)
         ON CONFLICT ("platform", "id") DO UPDATE SET "reference" = $3, "seenAt" = $4`,
        [platform, workspace, JSON.stringify(account.reference), now],
      );
    this.remember({ ...account, ...(reference === undefined ? {} : { reference }) });
  }

  /** What the adapter needs to post to a workspace's channels: as its last event carried it. One query. */
  async workspaceReference(platform: string): Promise<Json | undefined> {
    const row = await this.database.prisma.workspace.findFirst({
      where: { platform },
      orderBy: { seenAt: 'desc' },
    });
    return row === null ? undefined : (row.reference as Json);
  }

  private remember(account: Account): Account {
    this.seen.set(keyOf(account), account);
    return account;
  }
}
