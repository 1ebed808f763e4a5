import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { newSecret } from '../../core/ids.ts';
import type { Database } from '../../db/client.ts';
import type { Write } from '../../db/commit.ts';
import type { SignInLinks } from '../../platform/web-access.ts';

/** How long a link may wait to be used, in milliseconds. */
const validForMs = 15 * 60_000;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** A new link for a person: its secret, which only they are told, and the write that makes it valid. */
export function newLink(personId: string, now: Date): { secret: string; write: Write } {
  const secret = newSecret();
  const row = { hash: hashOf(secret), personId, expiresAt: new Date(now.getTime() + validForMs) };
  return { secret, write: { kind: 'insert', table: 'SignInLink', rows: [row] } };
}

/** Where a link's secret is taken to. Opening it signs nobody in: chat programs open links to preview them. */
export const linkUrl = (publicUrl: string, secret: string) => `${publicUrl}/sign-in?key=${secret}`;

export function createSignInLinks(database: Database, clock: Clock): SignInLinks {
  return {
    async peek(secret) {
      const row = await database.prisma.signInLink.findFirst({
        where: { hash: hashOf(secret), usedAt: null, expiresAt: { gt: clock.now() } },
      });
      return row === null ? undefined : { personId: row.personId };
    },
    async redeem(secret) {
      const { rows } = await database.pool.query<{ personId: string }>(
        `UPDATE "SignInLink" SET "usedAt" = $2 WHERE "hash" = $1 AND "usedAt" IS NULL AND "expiresAt" > $2
         RETURNING "personId"`,
        [hashOf(secret), clock.now()],
      );
      return rows[0];
    },
  };
}
