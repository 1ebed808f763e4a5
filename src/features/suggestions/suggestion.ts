/**
 * received → underReview → planned (with a promised date) → doing → done (asks its author) → confirmed; or declined with a
 * reason; or merged into another. `reopened` by its author it goes back to underReview.
 */
export const stages = [
  'received',
  'underReview',
  'planned',
  'doing',
  'done',
  'confirmed',
  'declined',
  'merged',
] as const;
export type Stage = (typeof stages)[number];

/** Those in which something is still to become of it: it can be supported, and has to be answered. */
export const openStages = ['received', 'underReview', 'planned', 'doing'] as const satisfies Stage[];
export const isOpen = ({ stage }: Pick<Suggestion, 'stage'>): boolean =>
  (openStages as readonly Stage[]).includes(stage);

export interface Flag {
  readonly byId: string;
  readonly reason: string;
}

/** Something that could be better, and what becomes of it. */
export interface Suggestion {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  /** The words that it is found by. */
  readonly words: readonly string[];
  readonly category: string;
  /** Null: anonymous; then `authorSeal` holds who it is, for the keyring's key `suggestions` alone. */
  readonly authorId: string | null;
  readonly authorSeal: string | null;
  readonly supporterIds: readonly string[];
  /** Null: the category's curator answers for it. */
  readonly ownerId: string | null;
  readonly stage: Stage;
  /** ISO date. */
  readonly promisedFor: string | null;
  /** How often that day was put off. */
  readonly postponed: number;
  readonly reason: string | null;
  readonly mergedIntoId: string | null;
  readonly requestIds: readonly string[];
  readonly flags: readonly Flag[];
  readonly hidden: boolean;
  readonly origin: { readonly url?: string; readonly author?: string; readonly text: string } | null;
  /** Of an anonymous one the beginning of the day. */
  readonly createdAt: Date;
  /** When its stage changed last; the beginning of the day where an anonymous author changed it. */
  readonly movedAt: Date;
}

export const longestTitle = 120;
export const longestText = 3000;

const kind = 'suggestion';
export const subjectOf = ({ id }: Pick<Suggestion, 'id'>) => `${kind}:${id}`;
export const idOf = (subject: string) => subject.slice(kind.length + 1);
