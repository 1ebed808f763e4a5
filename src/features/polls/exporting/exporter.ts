import type { Exporter } from '../../exports/index.ts';
import { ballotsOf } from '../ballots.ts';
import { isOpenToAll, resultOf } from '../drawing/shown.ts';
import type { Poll } from '../poll.ts';
import { type PollRoles, rolesOf } from '../rules.ts';
import { findPoll } from '../store.ts';
import { exportTable } from './export-table.ts';

/** A poll as a table, for its owners and whoever was asked, with no more in it than they may see. Two queries. */
export const pollExports: Exporter = {
  kind: 'polls',
  async table(world, personId, id) {
    const poll = id.startsWith('poll_') ? await findPoll(world, id) : undefined;
    const person = world.directory.find(personId);
    if (poll === undefined || person === undefined) return undefined;
    const roles = rolesOf(poll, personId, world.directory);
    const named = poll.secrecy === 'anonymous' ? undefined : (await ballotsOf(world.database, [id])).get(id);
    if (!mayTake(poll, roles, named?.has(personId) ?? false)) return undefined;
    const result = resultOf(poll, named);
    if (result === undefined) return undefined;
    return exportTable({ poll, result, ballots: seesNames(poll, roles) ? named : undefined }, person, world);
  },
};

const seesNames = ({ secrecy }: Pick<Poll, 'secrecy'>, { owner }: Pick<PollRoles, 'owner'>) =>
  secrecy === 'named' || (secrecy === 'toOwners' && owner);

/**
 * May this person take the results away now? Not before they see them; and of an anonymous poll that is shown to
 * whoever has voted not before its end, since who asks here would say that they have.
 */
export function mayTake(
  poll: Pick<Poll, 'state' | 'results' | 'secrecy'>,
  { owner, invited }: Pick<PollRoles, 'owner' | 'invited'>,
  hasVoted: boolean,
): boolean {
  if (poll.state === 'deleted' || !(owner || invited)) return false;
  if (isOpenToAll(poll) || (owner && poll.secrecy !== 'anonymous')) return true;
  return poll.state === 'open' && poll.results === 'afterVote' && poll.secrecy !== 'anonymous' && hasVoted;
}
