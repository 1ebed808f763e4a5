import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { QuartermasterError } from '../../src/core/errors.ts';
import { call, slackCode } from './client.ts';

/** The addresses of what stands: see `standingAddress` in src/platform. */
export const standingSchema = z.union([z.object({ topic: z.string() }), z.object({ userGroup: z.string() })]);

/** Ours stands behind this sign, what people wrote themselves before it. */
const sign = '☎';
const longestTopic = 250;

/** Says something in a channel's topic, and leaves what people wrote there before our sign. Two calls at most. */
export async function setTopic(client: webApi.WebClient, channel: string, said: string): Promise<void> {
  const { channel: found } = await call(client.conversations.info({ channel }));
  const before = found?.topic?.value ?? '';
  const theirs = (before.split(sign)[0] ?? '').trim();
  const ours = `${sign} ${said}`;
  const room = longestTopic - ours.length - 1;
  const topic = [theirs.length > room ? `${theirs.slice(0, Math.max(0, room - 1))}…` : theirs, ours]
    .filter((part) => part !== '' && part !== '…')
    .join(' ')
    .slice(0, longestTopic);
  // Each change is a message in the channel.
  if (topic !== before) await call(client.conversations.setTopic({ channel, topic }));
}

/**
 * Puts these people, and nobody else, into a user group, named by its handle. Slack has no empty groups: where none of
 * them is on Slack, it stays as it is. A call for each of them, and two more.
 */
export async function setUserGroup(
  client: webApi.WebClient,
  handle: string,
  emails: readonly string[],
): Promise<void> {
  const { usergroups = [] } = await call(client.usergroups.list({ include_users: true }));
  const group = usergroups.find((one) => one.handle === handle.replace(/^@/, ''));
  if (group?.id === undefined)
    throw new QuartermasterError('platform', `Slack: there is no user group @${handle}`, { permanent: true });
  const users: string[] = [];
  for (const email of emails) {
    const id = await userId(client, email);
    if (id !== undefined && !users.includes(id)) users.push(id);
  }
  const same = users.length === group.users?.length && users.every((user) => group.users?.includes(user));
  if (users.length > 0 && !same)
    await call(client.usergroups.users.update({ usergroup: group.id, users: users.join(',') }));
}

async function userId(client: webApi.WebClient, email: string): Promise<string | undefined> {
  try {
    return (await call(client.users.lookupByEmail({ email }))).user?.id;
  } catch (error) {
    if (slackCode(error) === 'users_not_found') return undefined;
    throw error;
  }
}
