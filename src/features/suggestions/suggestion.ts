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

/** Something that could be better, and what becomes of it. */
export interface Suggestion {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly title: string;
  readonly text: string;
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
  readonly flags: readonly { readonly byId: string; readonly reason: string }[];
  readonly hidden: boolean;
  readonly origin: { readonly url?: string; readonly author?: string; readonly text: string } | null;
  readonly createdAt: Date;
  readonly movedAt: Date;
}

export const subjectOf = ({ id }: Pick<Suggestion, 'id'>) => `suggestion:${id}`;
