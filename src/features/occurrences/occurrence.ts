import type { Json } from '../../core/json.ts';
import type { Say } from '../../delivery/outbox.ts';
import type { Context, Reader, World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { Due } from '../../time/due.ts';
import type { Block, Button } from '../../ui/card.ts';

/** Something that is told to somebody when it falls due, and what they answered. */
export interface Occurrence extends Due {
  readonly id: string;
  readonly version: number;
  /** Which `OccurrenceKind` it is of. */
  readonly kind: string;
  /** What it is about, e.g. `reminder:rem_1`. */
  readonly subject: string;
  /** Whose it is: a person's, or with a team anybody's of it. */
  readonly personId: string | null;
  readonly teamId: string | null;
  readonly state: 'due' | 'told' | 'done' | 'missed' | 'lapsed';
  readonly args: { readonly [key: string]: Json };
  readonly toldAt: Date | null;
  /** Since when it had been due, where it was told late. */
  readonly lateSince: Date | null;
  /** The digest in which it was told. */
  readonly digestId: string | null;
  /** Who has done it; while it is due, who has snoozed it. */
  readonly answeredById: string | null;
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
}

/** What a feature wants to be told. */
export interface NewOccurrence extends Due {
  /** Given where the same might be planned twice: the second time changes nothing. Begins with `occ_`. */
  readonly id?: string;
  readonly kind: string;
  readonly subject: string;
  readonly to: { readonly personId: string } | { readonly teamId: string };
  readonly args?: { readonly [key: string]: Json };
}

/** What people may answer. `delegate` gives it to somebody else. */
export type AnswerKind = 'done' | 'snooze' | 'delegate';

/** A feature's part of an occurrence: what it means. It is handed to `createOccurrences` in app.ts. */
export interface OccurrenceKind<State = unknown> {
  readonly kind: string;
  /**
   * What becomes of one that the system slept through: it is told late and says since when it had been due, or it is
   * dropped and those concerned get a note (`missed`).
   */
  readonly whenLate: 'tell' | 'drop';
  /** What is not late yet. */
  readonly graceMinutes: number;
  /** May it wait for the end of somebody's quiet hours? */
  readonly canWait: boolean;
  /** May it share one message with others that fall due at the same time for the same person? */
  readonly small: boolean;
  readonly answers: readonly AnswerKind[];
  /**
   * The state of what these are about, by the occurrence's id; one that is left out has lapsed. Asked for those that
   * were answered as well: their cards still say what it was. As few queries as can be.
   */
  load(world: World, occurrences: readonly Occurrence[]): Promise<ReadonlyMap<string, State>>;
  describe(input: OccurrenceInput<State>): Described;
  /**
   * A live card of the feature's own in place of the common one, where it is told alone: one that says by itself what
   * has become of its subject. `lateSince`: since when it had been due, where it is told late.
   */
  card?(occurrence: Occurrence, state: State, lateSince: Date | null): OwnCard;
  /**
   * What else is to happen with the telling, in the same commit: the next time of a rule, a turn without answer. The
   * occurrence is as it was before: its `toldAt` is null the first time, and not where it comes back after a snooze.
   */
  told?(world: World, occurrence: Occurrence, state: State): Promise<Outcome> | Outcome;
  /** It was dropped: the note, and what falls due next. Without this, those concerned get a note of one sentence. */
  missed?(world: World, occurrence: Occurrence, state: State): Promise<Outcome> | Outcome;
  /** It lapses, because its person has left the office: what falls due next, or who has to know. */
  left?(world: World, occurrence: Occurrence, state: State): Outcome;
  done?(ctx: Context, occurrence: Occurrence, state: State): Promise<Outcome> | Outcome;
  /** What it means that somebody else has it now, besides that they are told. */
  delegated?(ctx: Context, occurrence: Occurrence, state: State, toId: string): Promise<Outcome> | Outcome;
}

export type OwnCard = Required<Pick<Say, 'view' | 'subject' | 'version' | 'args'>>;

export interface OccurrenceInput<State> {
  readonly occurrence: Occurrence;
  readonly state: State;
  readonly reader: Reader;
  readonly world: World;
}

/** What there is to read of an occurrence, in the reader's language. */
export interface Described {
  /** One sentence that says it all: what a digest shows of it. */
  readonly line: string;
  readonly title?: string;
  readonly blocks?: readonly Block[];
  /** What has to be known besides, where only the line is shown: among others, in a digest. */
  readonly notes?: readonly string[];
  /** Besides those for the answers. */
  readonly buttons?: readonly Button[];
}
