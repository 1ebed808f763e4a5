import type { Stretch } from './moving.ts';
import type { Replaced } from './replaced.ts';

export const swapStates = [
  'offered',
  'proposed',
  'accepted',
  'done',
  'declined',
  'withdrawn',
  'expired',
  'undone',
] as const;
export type SwapState = (typeof swapStates)[number];

/** What speaks against somebody's being on duty then. */
export interface SwapConflict {
  readonly personId: string;
  readonly conflict: 'clash' | 'leave' | 'rest';
}

/** A shift, or a part of one, that somebody offers; also what a lead changed, and a gap that somebody filled. */
export interface Swap extends Stretch {
  readonly id: string;
  readonly version: number;
  readonly because: 'swap' | 'override' | 'gap';
  readonly rosterId: string;
  /** Of an override, who made it; of a gap, who filled it. */
  readonly offeredById: string;
  /** Null: to everybody of the role. */
  readonly offeredToId: string | null;
  readonly wantsReturn: boolean;
  /** What the taker gives for it. Null with `wantsReturn`: whatever they propose. */
  readonly inReturn: Stretch | null;
  readonly note: string | null;
  readonly state: SwapState;
  readonly takenById: string | null;
  readonly declinedIds: readonly string[];
  readonly conflicts: readonly SwapConflict[];
  readonly decidedById: string | null;
  readonly reason: string | null;
  readonly before: Replaced | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const subjectOf = (id: string) => `swap:${id}`;
export const idOf = (subject: string) => subject.slice('swap:'.length);

/** When the first of what it moves begins. */
export const beginsAt = ({ fromAt, inReturn }: Pick<Swap, 'fromAt' | 'inReturn'>): Date =>
  inReturn !== null && inReturn.fromAt < fromAt ? inReturn.fromAt : fromAt;
