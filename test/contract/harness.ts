import type { ChatAdapter } from '../../src/platform/adapter.ts';
import type { Ack, Inbound, Shortcut } from '../../src/platform/inbound.ts';
import type { Values } from '../../src/ui/form.ts';

/**
 * One platform as the contract suite drives it: the real adapter, its real SDK and real signatures, against a
 * strict stand-in for the platform's own servers. People act; the stand-in remembers what everyone can see.
 */
export interface AdapterHarness {
  readonly adapter: ChatAdapter;
  /** Every event that reached the core, oldest first. */
  readonly received: Inbound[];
  /** What the core answers from now on; a function sees the event and may wait or throw. */
  answer(ack: Ack | ((event: Inbound) => Ack | Promise<Ack>)): void;
  /** Two people of the workspace whom the adapter can resolve by id and by e-mail. */
  readonly users: { ada: HarnessUser; ben: HarnessUser };
  /** A channel as the office file would name it. */
  readonly channel: string;
  /** Says something to the bot in private (or by slash command where the platform has it). */
  command(user: HarnessUser, text: string): Promise<Seen>;
  /** Says something in the thread of a message of the bot's. */
  say(user: HarnessUser, messageKey: string, text: string): Promise<void>;
  /** Says something with a file: in the thread of a message, or in private where files come there only. */
  sendFile(
    user: HarnessUser,
    messageKey: string,
    text: string,
    file: { name: string; bytes: Buffer },
  ): Promise<void>;
  /** Asks for a request at a message of Ben's with this text. */
  pick(user: HarnessUser, text: string, shortcut?: Shortcut): Promise<Seen>;
  /** Clicks the button with this label on a message. */
  click(user: HarnessUser, messageKey: string, label: string): Promise<Seen>;
  /**
   * Fills the form that the last click or command opened for this user, and sends it off: with `pressedId` among the
   * values, by that one of its other buttons.
   */
  submit(user: HarnessUser, values: Values): Promise<Seen>;
  /** Sends the last inbound request once more, byte for byte. Resolves with the HTTP status. */
  replay(): Promise<number>;
  /** Sends a well-formed request with a bad signature or none. Resolves with the HTTP status. */
  forge(): Promise<number>;
  /** The messages that stand in the platform now, oldest first. */
  messages(): VisibleMessage[];
  /** The charts that a message shows, as bytes, and what is read to those who cannot see them. */
  pictures(messageKey: string): Promise<{ alt: string; bytes: Buffer }[]>;
  /** What goes wrong with the next call that the adapter makes to the platform's servers. */
  failNext(fault: 'rate-limited' | 'reply-lost' | 'server-error' | 'gone'): void;
  stop(): Promise<void>;
}

export interface HarnessUser {
  workspace: string;
  userId: string;
  email: string;
}

/** What a person sees in answer to what they did. */
export interface Seen {
  /** Text shown to this person alone. */
  notice?: string;
  /** The dialog that is open for them afterwards. */
  form?: { title: string; fields: string[]; values: Values; errors: Record<string, string> };
}

export interface VisibleMessage {
  key: string;
  threadOf?: string;
  /** All readable text of it, as the platform would show it to a person (markup resolved). */
  text: string;
  buttons: string[];
}
