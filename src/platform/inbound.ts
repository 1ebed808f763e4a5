import type { Json } from '../core/json.ts';
import type { Card } from '../ui/card.ts';
import type { Form, Values } from '../ui/form.ts';
import type { Address, PlatformName } from './address.ts';

/** Something a person did, the same from every platform. Its sender has been verified by the adapter. */
export type Inbound = InboundBase &
  (
    | { kind: 'command'; text: string } // said to us: a slash command, a mention, a private message
    | { kind: 'message'; text: string } // said among people, in the thread of one of our messages
    | { kind: 'action'; action: string; value: string } // a button
    | { kind: 'submit'; form: string; context: string; values: Values } // a form, sent off
    | { kind: 'change'; form: string; context: string; values: Values } // a field on which others hang, not sent yet
    | ({ kind: 'shortcut'; shortcut: Shortcut } & PickedMessage) // asked for at a message of somebody's
  );

/** What can be asked for at any message: a request of it, to be reminded of it, or a suggestion of it. */
export const shortcuts = [
  'requests.fromMessage',
  'reminders.fromMessage',
  'suggestions.fromMessage',
] as const;
export type Shortcut = (typeof shortcuts)[number];

/** The message that a shortcut was used at. */
export interface PickedMessage {
  text: string;
  /** Where the message stands: an https address that the adapter made or was given by its platform. */
  url?: string | undefined;
  /** The name of who wrote it, and their id where the platform says no name. */
  author?: string | undefined;
  authorId?: string | undefined;
}

/**
 * A file that came with an event. The web page's are here already and have an id; those of other platforms are
 * fetched after the commit, by `ChatAdapter.download`.
 */
export type InboundFile = { id: string } | RemoteFile;

export interface RemoteFile {
  /** The file field of the form that it stands in. */
  field?: string | undefined;
  /** As the platform says; anything may be in it. */
  name: string;
  /** As the platform says: it is found out again from the bytes. */
  contentType: string;
  /** In bytes, as the platform says; 0 where it does not. */
  size: number;
  /** What `download` needs: opaque to the core, kept in the database, and never a token in clear. */
  source: Json;
}

/** Somebody who is mentioned in a text: how they stand there, and their id on the platform. */
export interface Mention {
  words: string;
  userId: string;
}

interface InboundBase {
  platform: PlatformName;
  /**
   * The same for every delivery of one event, different for every other event. Where the platform repeats an
   * event under new ids (Teams), it is made of what was done: who, what, on which version of which message.
   */
  id: string;
  actor: Actor;
  /** The conversation it happened in. */
  address: Address;
  /** What its channel is called, without a `#`, where the platform says so. */
  channelName?: string | undefined;
  /** True in a private conversation between this person and us. */
  personal: boolean;
  /** `PostedMessage.key` of the message whose thread or button this is. */
  messageKey?: string | undefined;
  files?: readonly InboundFile[] | undefined;
  /** Who is mentioned in the text, where the platform says no more of them than an id or a name of its own. */
  mentions?: readonly Mention[] | undefined;
  can: {
    /** An answer may be a form. */
    openForm: boolean;
    /** An answer may be a card or a notice that only this person sees; else it is posted to `address`. */
    replyPrivately: boolean;
  };
}

export interface Actor {
  workspace: string;
  userId: string;
  /** What the adapter will need to write to this person or this workspace later; kept by the core. */
  reference?: Json | undefined;
}

/** What the platform is told, after the commit. The adapter translates it. */
export type Ack =
  | { kind: 'ok' }
  /** One sentence for this person's eyes only: what was done, or why it was not. */
  | { kind: 'notice'; text: string; refused?: boolean }
  /** A card for this person's eyes only. */
  | { kind: 'card'; card: Card }
  /** A form to fill; with `errors` in it, the one just sent off, back with what was typed. */
  | { kind: 'form'; form: Form };
