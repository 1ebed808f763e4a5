import type { World } from '../../../engine/context.ts';
import type { Versioned } from '../../../engine/feature.ts';
import { ballotsOf } from '../ballots.ts';
import { count } from '../counting.ts';
import { type Choices, idOf, type Poll, type PollResult, subjectOf } from '../poll.ts';
import { loadPolls } from '../store.ts';

/** A poll as its cards show it. */
export interface PollShown {
  readonly poll: Poll;
  /** What has come out so far, where everybody may see it now. */
  readonly result: PollResult | undefined;
  /** Who voted what, where everybody may see it now. */
  readonly ballots: ReadonlyMap<string, Choices> | undefined;
}

type Visible = Pick<Poll, 'state' | 'results' | 'secrecy'>;

/** Does everybody see what has come out so far? */
export const isOpenToAll = ({ state, results }: Visible) => state === 'counted' || results === 'live';

/** What has come out so far, whoever may see it. @param ballots of a named poll. */
export function resultOf(
  poll: Poll,
  ballots: ReadonlyMap<string, Choices> | undefined,
): PollResult | undefined {
  if (poll.state === 'counted' || poll.secrecy === 'anonymous') return poll.result ?? undefined;
  return ballots && count(poll.questions, [...ballots.values()]);
}

function shownOf(poll: Poll, ballots: ReadonlyMap<string, Choices> | undefined): PollShown {
  const open = isOpenToAll(poll);
  return {
    poll,
    result: open ? resultOf(poll, ballots) : undefined,
    ballots: open && poll.secrecy === 'named' ? ballots : undefined,
  };
}

/** Polls with what their cards show, at their count of changes. Two queries. */
export async function loadShown(
  { database }: Pick<World, 'database'>,
  subjects: readonly string[],
): Promise<Map<string, Versioned<PollShown>>> {
  const polls = await loadPolls(database, subjects.map(idOf));
  // The ballots after the poll: of one that comes in between, its card is drawn again.
  const named = [...polls.values()].filter(
    (poll) =>
      isOpenToAll(poll) &&
      (poll.secrecy === 'named' || (poll.secrecy === 'toOwners' && poll.state !== 'counted')),
  );
  const ballots = await ballotsOf(
    database,
    named.map(({ id }) => id),
  );
  return new Map(
    [...polls.values()].map((poll) => [
      subjectOf(poll),
      { version: poll.changes, state: shownOf(poll, ballots.get(poll.id)) },
    ]),
  );
}
