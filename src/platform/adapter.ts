import type { Readable } from 'node:stream';
import type { Json } from '../core/json.ts';
import type { Card } from '../ui/card.ts';
import type { Address, PlatformName } from './address.ts';
import type { Ack, Inbound } from './inbound.ts';

export type { Address, PlatformName };

/**
 * The port: all that the core knows of a chat platform. Differences between platforms are data in
 * `capabilities`, never a member that one adapter leaves out. Forms are opened by answering an inbound event.
 */
export interface ChatAdapter {
  readonly name: PlatformName;
  readonly capabilities: Capabilities;
  /** Begins to receive. What `sink` answers has been committed: only then is the platform acknowledged. */
  start(sink: Sink): Promise<void>;
  /** Takes nothing new and lets what is under way finish. */
  stop(): Promise<void>;
  /** Where a channel or a person can be written to. Throws 'platform' (permanent) where it cannot be found. */
  open(target: OpenTarget): Promise<Address>;
  /**
   * Puts a message there. On a second attempt (`attempt` > 1) the first may have arrived and its reply been
   * lost: the adapter looks for `deliveryId` and answers with the message it finds, where the platform allows.
   */
  post(address: Address, message: OutboundMessage): Promise<PostedMessage>;
  /** Replaces what a message shows. */
  update(posted: PostedMessage, message: OutboundMessage): Promise<void>;
  /** Who an account is: by id, or by e-mail for somebody who never wrote to us. Undefined: nobody known. */
  resolveUser(query: UserQuery): Promise<UserProfile | undefined>;
  /**
   * The bytes of a file that came with an event, by its `source`, from the platform's own hosts only. Throws
   * 'refused' for any other host, 'platform' (permanent) where the file is gone, 'unreachable' else.
   */
  download(source: Json, signal: AbortSignal): Promise<Readable>;
}

export interface Capabilities {
  /** The platform shows people's own words by itself; where false, the core posts them for all to see. */
  echoesMessages: boolean;
  /** A private conversation has threads. Where false, what belongs to a card is posted below it, with its number. */
  threadsInPersonalChat: boolean;
  /** Forms have a picker of the platform's own for people: see the `person` field. Else they get a list to search. */
  picksPeople: boolean;
  /** Forms take files. Where false, they are sent in the chat afterwards, and no form insists on one. */
  takesFilesInForms: boolean;
  /** At most `burst` messages at once into one conversation, then one each `intervalMs`. */
  pace: { intervalMs: number; burst: number };
}

export type Sink = (event: Inbound) => Promise<Ack>;

export type OpenTarget =
  /** `channel` as the office file writes it; `reference` as the workspace's last event carried it. */
  | { kind: 'channel'; channel: string; reference?: Json | undefined }
  | { kind: 'person'; account: AccountRef };

export interface AccountRef {
  workspace: string;
  userId: string;
  /** What the adapter asked to be kept for this account; see `Actor.reference`. */
  reference?: Json | undefined;
}

export interface OutboundMessage {
  card: Card;
  /** The thread to post into: the message it hangs below. Ignored by `update`. */
  thread?: PostedMessage | undefined;
  deliveryId: string;
  attempt: number;
  /** When it was first to be said: no attempt is older. */
  since: Date;
  /** Bulk sending is paced apart and never delays a person who waits for an answer. */
  bulk: boolean;
}

/** A message that is there. `key` is unique on the platform, and is what an event in its thread names. */
export interface PostedMessage {
  key: string;
  address: Address;
  data: Json;
}

export type UserQuery = { workspace: string; userId: string; reference?: Json } | { email: string };

export interface UserProfile {
  workspace: string;
  userId: string;
  email?: string | undefined;
  name?: string | undefined;
  locale?: string | undefined;
  timezone?: string | undefined;
  /** Kept with the account and handed back to `open`. */
  reference?: Json | undefined;
}
