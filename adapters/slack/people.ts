import type { webApi } from '@slack/bolt';
import type { UserProfile, UserQuery } from '../../src/platform/adapter.ts';
import { call, slackCode } from './client.ts';
import type { Identity } from './inbound.ts';

const nobody = new Set(['user_not_found', 'users_not_found', 'user_not_visible', 'invalid_email']);

/** Who an account is. Bots, people who left and people of other workspaces are nobody. */
export async function resolveUser(
  client: webApi.WebClient,
  identity: Identity,
  query: UserQuery,
): Promise<UserProfile | undefined> {
  try {
    if ('email' in query) {
      const found = await call(client.users.lookupByEmail({ email: query.email }));
      const userId = found.user?.id;
      return userId === undefined ? undefined : await profileOf(client, identity, userId);
    }
    if (query.workspace !== identity.workspace) return undefined;
    return await profileOf(client, identity, query.userId);
  } catch (error) {
    if (nobody.has(slackCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** The look-up by e-mail does not tell the language, so this call is made for both. */
async function profileOf(client: webApi.WebClient, identity: Identity, userId: string) {
  const { user } = await call(client.users.info({ user: userId, include_locale: true }));
  if (user?.id === undefined || user.deleted || user.is_bot || user.id === 'USLACKBOT') return undefined;
  const teams = [user.team_id, ...(user.enterprise_user?.teams ?? [])].filter((team) => team !== undefined);
  if (teams.length > 0 && !teams.some((team) => identity.aliases.has(team))) return undefined;
  return {
    workspace: identity.workspace,
    userId: user.id,
    email: user.profile?.email,
    name: user.profile?.display_name || user.real_name || user.name,
    locale: user.locale,
    timezone: user.tz,
  };
}
