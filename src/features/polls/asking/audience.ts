import type { Context } from '../../../engine/context.ts';

/** Everybody is asked at once by those who lead a team or look after the office only. */
export const mayAskEveryone = ({ person, directory }: Pick<Context, 'person' | 'directory'>): boolean =>
  directory.isAdmin(person.id) || directory.allTeams().some(({ leadId }) => leadId === person.id);

/**
 * Whose channel this conversation is, where it is a team's. One query. A thread's key begins with the one of its
 * conversation.
 */
export async function teamHere({ database, directory, event }: Context): Promise<string | undefined> {
  if (event.personal) return undefined;
  const { platform, address } = event;
  const { rows } = await database.pool.query<{ teamId: string }>({
    name: 'polls_team_here',
    text: `SELECT "teamId" FROM "Lane" WHERE "platform" = $1 AND "teamId" IS NOT NULL
      AND ("address"->>'key' = $2 OR starts_with($2, ("address"->>'key') || ';')) LIMIT 1`,
    values: [platform, address.key],
  });
  const known = rows[0]?.teamId;
  if (known !== undefined && directory.team(known).channels[platform] !== undefined) return known;
  // Where nothing was sent yet, nobody knows more than what the office file and the platform say.
  const isHere = (channel: string) =>
    [channel, `channel:${channel}`].includes(address.key) ||
    address.key.startsWith(`${channel};`) ||
    channel.replace(/^#/, '') === event.channelName;
  return directory
    .allTeams()
    .find(({ channels }) => channels[platform] !== undefined && isHere(channels[platform]))?.id;
}
