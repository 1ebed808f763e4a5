import type { Card } from '../ui/card.ts';

/** A card that stands on the web page. The web is a platform whose server we are, so we keep what it shows. */
export interface StoredMessage {
  /** The delivery's id: putting the same delivery twice leaves one message. */
  id: string;
  /** The key of the conversation, e.g. `channel:facilities` or `person:per_…`. */
  conversation: string;
  /** The id of the message it hangs below. */
  threadOf?: string | undefined;
  content: Card;
  /** Counts every change on the page, of all processes: the number of this message's last one. */
  sequence: number;
  createdAt: Date;
}

export type NewMessage = Pick<StoredMessage, 'id' | 'conversation' | 'threadOf' | 'content'>;

/** What the web page shows, kept where every process of ours can see it. */
export interface WebStore {
  /** Puts a message there; does nothing when one with this id is there already. */
  put(message: NewMessage): Promise<void>;
  /** Replaces what a message shows. False when there is none with this id. */
  replace(id: string, content: Card): Promise<boolean>;
  find(id: string): Promise<StoredMessage | undefined>;
  /**
   * The newest `limit` messages of each conversation (only those created earlier than `before`) with everything
   * in their threads, oldest first. `limit` counts messages, not what hangs below them.
   */
  list(conversations: string[], page: { before?: Date | undefined; limit: number }): Promise<StoredMessage[]>;
  /** The number of the last change anywhere; 0 before the first. */
  latest(): Promise<number>;
  /** Every message of these conversations that changed after `sequence`, in the order of the changes. */
  since(sequence: number, conversations: string[]): Promise<StoredMessage[]>;
  /**
   * Tells of every put and replace from now on, whichever process made it, in the order of their numbers and
   * without a gap; several changes of one message may be told as the last of them. Returns how to stop it.
   */
  subscribe(listener: (message: StoredMessage) => void): () => void;
}
