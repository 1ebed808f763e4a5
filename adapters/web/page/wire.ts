import type { Form, Values } from '../../../src/ui/form.ts';

/** What the page and its server say to each other, as JSON. */

/** A card as Microsoft's renderer takes it. */
export type CardPayload = Record<string, unknown>;

export interface WireMessage {
  id: string;
  conversation: string;
  threadOf?: string | undefined;
  sequence: number;
  /** ISO 8601, UTC. */
  at: string;
  /** The card in one line. */
  summary: string;
  card: CardPayload;
  /** Whether it is something to talk about below it, and not a mere sentence. */
  hasThread: boolean;
  /** Whether it is somebody's own words, which a request or a reminder can be made of. */
  isSaid: boolean;
}

export interface WireConversation {
  key: string;
  name: string;
  kind: 'channel' | 'personal';
}

export interface WirePerson {
  handle: string;
  name: string;
  role: string;
}

export interface GuideStep {
  text: string;
  /** The window of who does this step, where it is somebody else. */
  href?: string | undefined;
}

export interface State {
  me: { id: string; name: string; role: string; locale: string; timezone?: string | undefined };
  /** Sent back with every POST. */
  csrf: string;
  /** What may be uploaded at once: bytes for each file, and the endings that their names may have. */
  uploads: { maxBytes: number; maxFiles: number; accept: string };
  texts: Record<string, string>;
  conversations: WireConversation[];
  messages: WireMessage[];
  /** How many cards of a conversation come at once; where there are as many, there may be earlier ones. */
  pageSize: number;
  /** Where the stream of changes goes on. */
  sequence: number;
  /** What a link asked for that led here: done as if it were pressed. */
  start?: { action: string; value: string } | undefined;
  /** The others one can be, in the demo; undefined outside it. */
  people?: WirePerson[] | undefined;
  guide?: GuideStep[] | undefined;
}

/** What can be asked for at somebody's words. */
export type Shortcut = 'requests.fromMessage' | 'reminders.fromMessage' | 'suggestions.fromMessage';

export type Post =
  | { kind: 'command'; text: string }
  /** `files` were uploaded before: their ids. */
  | { kind: 'say'; messageKey: string; text: string; files?: string[] | undefined }
  | { kind: 'shortcut'; messageKey: string; shortcut: Shortcut }
  | { kind: 'action'; messageKey?: string | undefined; action: string; value: string }
  | { kind: 'submit'; form: string; context: string; values: Values };

/** What the person gets to see for what they did; empty when it went through and there is nothing to add. */
export interface Reply {
  notice?: string;
  refused?: boolean;
  card?: { summary: string; card: CardPayload };
  form?: Form;
}

/** What became of an upload, in the order of the files: an id, or what is wrong, for the person. */
export interface FileReply {
  files: ({ id: string; name: string; size: number } | { name: string; problem: string })[];
}

/** The body of every answer that is not a `Reply`. */
export interface Failure {
  error: string;
}
