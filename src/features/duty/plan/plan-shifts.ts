import type { PlannedShift } from '../shift.ts';
import { fairPerson } from './fair.ts';
import { inOrderPerson } from './in-order.ts';
import { boardOf, type PlanInput } from './open-turns.ts';

/**
 * Who is on duty when: the shifts of all roles that begin before `until` and end after `from`, without the time that
 * `before` and `fixed` have already; the earliest first. Each is whole, and so may end after `until`. The same is
 * planned in one go as in several, each of which gets the former ones as `before`.
 *
 * Shifts are given away in the order in which they begin, those that begin together in the order of their layers.
 * Nobody is in two roles at once, or on duty while away. Where nobody can, `personId` is null. Where somebody stands
 * in, `plannedPersonId` says for whom.
 */
export function planShifts(input: PlanInput): PlannedShift[] {
  const { roster, until } = input;
  const board = boardOf(input);
  const pieces = board.turns
    .flatMap((turn, order) => turn.open.map((piece) => ({ turn, piece, order })))
    .filter(({ piece }) => piece.start < until.getTime())
    .sort((a, b) => a.piece.start - b.piece.start || a.order - b.order);
  return pieces.map(({ turn, piece }) => ({
    rosterId: roster.id,
    role: turn.role,
    layerId: turn.layer.id,
    slot: turn.slot,
    startsAt: new Date(piece.start),
    endsAt: new Date(piece.end),
    points: board.weigh(piece),
    ...(turn.layer.pick === 'fair' ? fairPerson(board, turn, piece) : inOrderPerson(board, turn, piece)),
  }));
}
