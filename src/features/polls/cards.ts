import type { Place, Say } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import { type Poll, type PollAudience, subjectOf } from './poll.ts';

/** A card that shows the votes is drawn again at most so often, in milliseconds. */
const redrawMs = 1000;
/** To more people than these the poll is sent behind all else, on a card that does not follow the votes. */
const mostFollowing = 100;

/** The live cards of a poll where it is posted, each the one of its place. */
export function postedTo(
  poll: Pick<Poll, 'id' | 'changes'>,
  { teamIds, personIds, everyone }: PollAudience,
  { directory }: Pick<World, 'directory'>,
): Say[] {
  const asked = everyone ? directory.everyone().map(({ id }) => id) : personIds;
  const active = [...new Set(asked)].filter((id) => directory.find(id)?.active);
  const quiet = active.length > mostFollowing;
  return [
    ...teamIds.map((teamId) => mainCard(poll, { kind: 'team', teamId })),
    ...active.map((personId) => mainCard(poll, { kind: 'person', personId }, quiet)),
  ];
}

/** The live card in one place. `quiet`: it does not follow the votes. */
export const mainCard = (poll: Pick<Poll, 'id' | 'changes'>, to: Place, quiet = false): Say => ({
  to,
  view: 'polls.card',
  subject: subjectOf(poll),
  live: 'main',
  version: poll.changes,
  redrawMs: quiet ? 0 : redrawMs,
  ...(quiet && { bulk: true, args: { quiet } }),
});

/** What came out, told in the channels where it was asked, to the few who were asked in private, and to its owners. */
export function announce(
  { directory }: Pick<World, 'directory'>,
  poll: Pick<Poll, 'id' | 'audience' | 'ownerId' | 'coOwnerIds'>,
): Say[] {
  const { teamIds, personIds } = poll.audience;
  const people = [...(personIds.length > mostFollowing ? [] : personIds), poll.ownerId, ...poll.coOwnerIds];
  const places: Place[] = [
    ...teamIds.map((teamId): Place => ({ kind: 'team', teamId })),
    ...[...new Set(people)]
      .filter((id) => directory.find(id)?.active)
      .map((personId): Place => ({ kind: 'person', personId })),
  ];
  return places.map((to) => ({
    ...{ to, view: 'polls.result', subject: subjectOf(poll), live: 'copy' as const },
  }));
}
