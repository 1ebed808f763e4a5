import type { Keyring } from '../../anonymity/keyring.ts';
import { newId } from '../../core/ids.ts';
import type { Place } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { mainCard, postedTo } from './cards.ts';
import { closingTimer } from './closing.ts';
import type { Poll, PollDraft } from './poll.ts';
import { autoReminder } from './reminding/planning.ts';
import { inserted } from './store.ts';

interface Posting {
  readonly ownerId: string;
  /** Its place in a series, counted from 0. */
  readonly nth?: number;
  /** The same for each try to post one thing: the second one is a conflict. */
  readonly id?: string;
  /** Where it is posted besides its audience: a conversation that is no team's channel. */
  readonly at?: Place;
}

export type NewPoll = Omit<Poll, 'number'>;

/**
 * Posts a poll, checked before: itself, its cards, and what closes it. The key of an anonymous one is made at once; one
 * whose poll never came to be opens nothing.
 */
export async function postNew(
  world: World,
  keyring: Keyring,
  draft: PollDraft,
  { ownerId, nth = 0, id = newId('poll'), at }: Posting,
): Promise<{ poll: NewPoll; outcome: Outcome }> {
  if (draft.secrecy === 'anonymous') await keyring.make(id);
  const poll: NewPoll = {
    ...{ ...draft, id, ownerId, nth, version: 1, edition: 1, changes: 1, state: 'open', voters: 0 },
    ...{ result: null, nextSteps: [], createdAt: world.clock.now(), closedAt: null, editedAt: null },
  };
  const timezone = world.directory.find(ownerId)?.timezone ?? world.office.organisation.timezone;
  const outcome = merge(inserted(poll, { kind: 'pollPosted', actorId: ownerId }), {
    say: [...postedTo(poll, draft.audience, world), ...(at ? [mainCard(poll, at)] : [])],
    timers: [...closingTimer(poll, timezone), ...autoReminder(poll, world)],
  });
  return { poll, outcome };
}
