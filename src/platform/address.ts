import type { Json } from '../core/json.ts';

export type PlatformName = 'slack' | 'teams' | 'web';

/** A conversation, or a thread in it. `key` names the conversation; `data` is the adapter's own. */
export interface Address {
  key: string;
  data: Json;
}

/**
 * Where a platform shows one thing that stands, instead of messages: the topic of a channel, which is the card's
 * summary, or a user group, which are the card's `members`. What is posted there replaces what was shown. Slack has both.
 * @param name the channel or the group, as people write it.
 */
export const standingAddress = (kind: 'topic' | 'userGroup', name: string): Address => ({
  key: `${kind}:${name}`,
  data: { [kind]: name },
});
