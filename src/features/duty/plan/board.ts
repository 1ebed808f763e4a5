import type { DutyWish, PlannedShift } from '../shift.ts';
import type { Commitments } from './commitments.ts';
import type { DutyTurn } from './coverage.ts';
import type { Stretch } from './spans.ts';

/** What is still to be given away of a turn. */
export interface OpenTurn extends DutyTurn {
  /** In order. */
  readonly open: readonly Stretch[];
  /** What all of it weighs. */
  readonly points: number;
  /** The layer's members in their order; undefined for one who has left. */
  readonly people: readonly (string | undefined)[];
  /** In a fair rotation whose turn it is, once that is decided, and which pieces are theirs. */
  keeper?: string | undefined;
  readonly kept: Set<Stretch>;
}

/** All that is known while shifts are given away. */
export interface Board {
  readonly roster: { readonly id: string; readonly restMinutes: number };
  readonly turns: readonly OpenTurn[];
  readonly commitments: Commitments;
  /** Whom the rotations in order mean for what they have not given away yet. */
  readonly coming: Commitments;
  /** Points by person. */
  readonly carried: Map<string, number>;
  readonly wishes: readonly DutyWish[];
  weigh(piece: Stretch): number;
}

export type Choice = Pick<PlannedShift, 'personId' | 'plannedPersonId' | 'because'>;

/** Gives a piece to somebody. */
export function give(board: Board, { slot }: OpenTurn, piece: Stretch, personId: string): void {
  board.commitments.take(personId, slot, piece);
  board.carried.set(personId, (board.carried.get(personId) ?? 0) + board.weigh(piece));
}
