import type { Json } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Write } from '../db/commit.ts';
import type { Say } from '../delivery/outbox.ts';
import type { SettledFile } from '../files/fetcher.ts';
import type { HistoryEntry } from '../history/history.ts';
import type { MessageKey } from '../i18n/translate.ts';
import type { NewTimer, Timer } from '../jobs/timers.ts';
import type { PickedMessage, Shortcut } from '../platform/inbound.ts';
import type { Card } from '../ui/card.ts';
import type { FieldValue, Form } from '../ui/form.ts';
import type { Context, Reader, World } from './context.ts';

/**
 * One thing that Quartermaster does for people. Everything is optional; names are prefixed with the feature's,
 * e.g. the action `requests.take`. Handlers read and decide; the engine writes what they decided, all at once.
 */
export interface Feature {
  readonly name: string;
  /** Under what `help` lists its commands. Default: requests, which it shows first. */
  readonly topic?: HelpTopic;
  readonly commands?: readonly Command[];
  /** A button was clicked. `value` is the button's, and comes from outside: load by it, and check again. */
  readonly actions?: Readonly<Record<string, (ctx: Context, value: string) => Promise<Outcome>>>;
  readonly forms?: Readonly<Record<string, FormHandler>>;
  /** A timer has fallen due. Its outcome and its end are written together: it is handled once. */
  readonly timers?: Readonly<Record<string, (world: World, timer: Timer) => Promise<Outcome>>>;
  readonly views?: Readonly<Record<string, View>>;
  /** Something was said below a main card of this subject kind, e.g. `request` for `request:req_1`. */
  readonly threads?: Readonly<Record<string, (ctx: Context, said: SaidInThread) => Promise<Outcome>>>;
  /** Somebody used a shortcut at a message. */
  readonly shortcuts?: Readonly<
    Partial<Record<Shortcut, (ctx: Context, picked: PickedMessage) => Promise<Outcome>>>
  >;
  /** Files came in private, and nothing says what for. Undefined: this feature does not know either. */
  receiveFiles?(ctx: Context, text: string): Promise<Outcome | undefined>;
  /** A file that was to be fetched is there, or never will be. */
  fileSettled?(world: World, file: SettledFile): Promise<Outcome>;
  /** Makes sense of a sentence that is no command; undefined: this feature does not. */
  understand?(ctx: Context, sentence: string): Promise<Outcome | undefined>;
}

/** What people ask for help with. */
export const helpTopics = ['requests', 'reminders', 'duty', 'opinions'] as const;
export type HelpTopic = (typeof helpTopics)[number];

export interface Command {
  readonly name: string;
  /** What people write to call it, in any language, lower case. The first of each language is shown by `help`. */
  readonly words: Readonly<Record<Locale, readonly string[]>>;
  /** What may follow it. Default: nothing. Where something else does, it is a sentence and not this command. */
  readonly takes?: 'number' | 'words';
  /** What calls it only when nothing follows, being the beginning of many a sentence: `new`. */
  readonly alone?: readonly string[];
  /** What it does, for `help`. */
  readonly summary: MessageKey;
  /** What may follow it, for `help`: e.g. `42`. */
  readonly usage?: MessageKey;
  /** Whether this person may use it at all; `help` leaves it out where not. */
  offeredTo?(ctx: Context): boolean;
  run(ctx: Context, rest: string): Promise<Outcome>;
}

export interface FormHandler {
  /** The form for this context, as this person sees it. Undefined: there is no such thing for them. */
  build(ctx: Context, context: string): Promise<Form | undefined>;
  /** The form was sent off, and every value is of its field's kind. */
  submit(ctx: Context, context: string, values: Record<string, FieldValue>): Promise<Outcome>;
}

export interface SaidInThread {
  subject: string;
  text: string;
  /** The main card below which it was said. */
  mainCardId: string;
}

/** What a handler decided. The engine commits it in one statement, and only then answers. */
export interface Outcome {
  writes?: Write[];
  history?: HistoryEntry[];
  say?: Say[];
  timers?: NewTimer[];
  answer?: Answer;
}

export type Answer =
  /** One sentence for this person alone. `refused`: why what they wanted was not done. */
  | { kind: 'notice'; text: string; refused?: boolean }
  | { kind: 'card'; card: Card }
  | { kind: 'form'; form: Form };

export interface View<State = unknown> {
  /** The state of these subjects, all at once. Left out by views that need only their arguments. */
  load?(world: World, subjects: string[]): Promise<ReadonlyMap<string, Versioned<State>>>;
  draw(input: ViewInput<State>): Card;
}

export interface Versioned<State> {
  version: number;
  state: State;
}

export interface ViewInput<State> {
  state: State;
  args: { [key: string]: Json };
  reader: Reader;
  world: World;
}

/** Nothing to do, nothing to say. */
export const nothing: Outcome = {};

export const notice = (text: string): Outcome => ({ answer: { kind: 'notice', text } });
export const refusal = (text: string): Outcome => ({ answer: { kind: 'notice', text, refused: true } });
