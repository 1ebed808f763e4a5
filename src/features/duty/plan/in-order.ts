import { type Board, type Choice, give, type OpenTurn } from './board.ts';
import type { Stretch } from './spans.ts';

/** Whom a rotation in order means for a turn: by the turn's number, whoever had the one before. */
export const meantFor = ({ people, nth }: OpenTurn): string | undefined => people[nth % people.length];

/**
 * Who gets a piece of a rotation in order: the one it means, or whoever comes next and can. That does not shift the
 * rotation, and nobody stands in whose own turn is so near that there would be no rest between. Too little rest
 * passes somebody over only where another has enough.
 */
export function inOrderPerson(board: Board, turn: OpenTurn, piece: Stretch): Choice {
  const { commitments, coming } = board;
  const { people, nth, slot } = turn;
  const meant = meantFor(turn);
  if (meant !== undefined) coming.release(meant, slot, piece);
  const inTurn = people.flatMap((_, step) => people[(nth + step) % people.length] ?? []);
  const free = inTurn.filter((person) => commitments.isFree(person, slot, piece));
  const rested = free.filter((person) => commitments.isRested(person, slot, piece));
  const personId =
    rested.find((person) => person === meant || coming.isRested(person, slot, piece)) ??
    free.find((person) => person === meant) ??
    rested[0] ??
    free[0];
  const because = meant !== undefined && commitments.isAway(meant, piece) ? 'leave' : 'rotation';
  if (personId === undefined) return { personId: null, plannedPersonId: meant ?? null, because };
  give(board, turn, piece, personId);
  return { personId, plannedPersonId: meant ?? personId, because };
}
