import type { Keyring } from '../../../anonymity/keyring.ts';
import { pseudonymOf } from '../../../anonymity/seal.ts';
import type { World } from '../../../engine/context.ts';
import { votersOf } from '../ballots.ts';
import type { Poll } from '../poll.ts';
import { invitedTo } from './reminding-rules.ts';

/**
 * Who was asked and has not voted. In an anonymous poll the pseudonym of everybody asked is computed and looked for;
 * undefined where its key is gone, and nobody can tell. One query.
 */
export async function notVoted(
  { database, directory }: Pick<World, 'database' | 'directory'>,
  keyring: Keyring,
  poll: Poll,
): Promise<string[] | undefined> {
  const invited = invitedTo(poll.audience, directory);
  const voters = await votersOf(database, poll);
  if (poll.secrecy !== 'anonymous') return invited.filter((personId) => !voters.has(personId));
  const key = await keyring.find(poll.id);
  return key && invited.filter((personId) => !voters.has(pseudonymOf(key, poll.id, personId)));
}
