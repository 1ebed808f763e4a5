import type { Json } from '../../core/json.ts';
import type { Context, Reader, World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { Block } from '../../ui/card.ts';
import type { DecisionContext } from './context.ts';
import type { Parties, Refusal, Step } from './step.ts';

/** Something that can be approved, as its own feature keeps it: the approval is decided on that version of it. */
export interface Approved extends Parties {
  /** E.g. `request:req_1`. */
  subject: string;
  version: number;
  /** The team that does it: in its channels the thread is. */
  teamId: string;
  /** The number that people call it by. */
  number: number;
  steps: Step[];
}

/** What happened to a chain, as its history tells it: the message keys are `history.<kind>`. */
export type ChainDeed =
  | 'approved'
  | 'approvedFor'
  | 'rejected'
  | 'rejectedFor'
  | 'returned'
  | 'returnedFor'
  | 'transferred'
  | 'signerBefore'
  | 'signerAfter'
  | 'substituted'
  | 'escalated'
  | 'lapsed'
  | 'reminded';

/** A change of a chain. */
export interface ChainChange {
  kind: ChainDeed;
  /** Null where time itself did it. */
  actorId: string | null;
  at: Date;
  /** `personId`: whom else it is about. `text`: what was said. */
  data: { stepId?: string; personId?: string; text?: string; hash?: string };
  /** All steps as they stand now. */
  steps: Step[];
}

/** What follows when the whole chain has agreed. */
export interface Agreement {
  /** Steps that are needed besides after all; they are asked now, and the chain goes on. */
  steps?: Step[];
  /** What is committed together with the last decision. */
  outcome?: Outcome;
}

/** What a feature offers whose things need approval. `Subject` is its own state of one. */
export interface Approvable<Subject extends Approved = Approved> {
  /** The kind of its subjects: `request` for `request:req_1`. */
  readonly kind: string;
  /** The present state of these subjects; one query. */
  load(world: World, subjects: string[]): Promise<ReadonlyMap<string, Subject>>;
  /** The subject with this number. One query. */
  byNumber(world: World, number: number): Promise<string | undefined>;
  /** What it is about, on the approver's card, in the reader's language. */
  title(subject: Subject, reader: Reader, world: World): string;
  describe(subject: Subject, reader: Reader, world: World): Block[];
  /** May this person know of it? */
  visibleTo(subject: Subject, ctx: Context): boolean;
  /** All that is approved, for the hash in each decision: whoever changes it later, changes what was approved. */
  content(subject: Subject): Json;
  /** The subject's next version with this chain: its history, what it means for it, and who hears of it besides its approvers. */
  changed(world: World, subject: Subject, change: ChainChange): Promise<Outcome>;
  /** What those who decide about these should know, by subject; at most three queries for all of them. */
  context?(world: World, subjects: readonly Subject[]): Promise<ReadonlyMap<string, DecisionContext>>;
  /**
   * Everybody who was asked has said yes: these are the steps. At most two queries.
   * @param earlier what the same commit will write besides, decided before this.
   */
  agreed?(ctx: Context, subject: Subject, steps: Step[], earlier: Outcome): Promise<Agreement | Refusal>;
  /** An approver wants to know something before deciding. */
  asked(ctx: Context, subject: Subject, question: string): Outcome;
  /** Somebody is to see it too: they get a live copy. */
  copied(ctx: Context, subject: Subject, personId: string): Outcome;
}

/** Something that was found to be approved, and who offers it. */
export interface FoundSubject {
  approvable: Approvable;
  subject: Approved;
}
