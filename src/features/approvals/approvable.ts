import type { Context, Reader, World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { Block } from '../../ui/card.ts';
import type { Decision, Step } from './rules.ts';

/** Something that can be approved, as its own feature keeps it: the approval is decided on that version of it. */
export interface Approved {
  /** E.g. `request:req_1`. */
  subject: string;
  version: number;
  requesterId: string;
  /** The number that people call it by. */
  number: number;
  steps: Step[];
}

/** What a feature offers whose things need approval. `Subject` is its own state of one. */
export interface Approvable<Subject extends Approved = Approved> {
  /** The kind of its subjects: `request` for `request:req_1`. */
  readonly kind: string;
  /** The present state of these subjects; one query. */
  load(world: World, subjects: string[]): Promise<ReadonlyMap<string, Subject>>;
  /** What it is about, on the approver's card, in the reader's language. */
  title(subject: Subject, reader: Reader, world: World): string;
  describe(subject: Subject, reader: Reader, world: World): Block[];
  /** May this person know of it? */
  visibleTo(subject: Subject, ctx: Context): boolean;
  /** Writes the decision down: the steps, the history, and what it means for the subject. */
  decided(ctx: Context, subject: Subject, decision: Decision): Outcome;
  /** An approver wants to know something before deciding. */
  asked(ctx: Context, subject: Subject, question: string): Outcome;
}
