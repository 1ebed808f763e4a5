import type { Json } from '../core/json.ts';

export type PlatformName = 'slack' | 'teams' | 'web';

/** A conversation, or a thread in it. `key` names the conversation; `data` is the adapter's own. */
export interface Address {
  key: string;
  data: Json;
}
