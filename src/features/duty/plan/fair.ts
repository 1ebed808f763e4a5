import { type Board, type Choice, give, type OpenTurn } from './board.ts';
import { minuteMs, type Stretch, touches } from './spans.ts';

/** Points that differ by less are the same: sums of fractions are not exact. */
const same = 1e-6;

/**
 * Who gets a piece of a fair rotation. The whole turn is given away with its first piece, to whoever has carried
 * least of those who can do all of it; somebody else does the pieces that they cannot.
 */
export function fairPerson(board: Board, turn: OpenTurn, piece: Stretch): Choice {
  const rest = turn.open.filter(({ start }) => start >= piece.start);
  if (turn.keeper === undefined)
    keep(board, turn, rest, choose(board, turn, rest) ?? choose(board, turn, [piece]));
  const { keeper } = turn;
  if (keeper !== undefined && turn.kept.has(piece))
    return { personId: keeper, plannedPersonId: keeper, because: 'rotation' };
  const standIn = choose(board, turn, [piece]);
  if (standIn !== undefined) give(board, turn, piece, standIn);
  const away = keeper !== undefined && board.commitments.isAway(keeper, piece);
  return { personId: standIn ?? null, plannedPersonId: keeper ?? null, because: away ? 'leave' : 'rotation' };
}

/** A turn is somebody's: all of it that they are free for. */
export function keep(
  board: Board,
  turn: OpenTurn,
  pieces: readonly Stretch[],
  personId: string | undefined,
): void {
  turn.keeper = personId;
  if (personId === undefined) return;
  for (const piece of pieces) {
    if (!board.commitments.isFree(personId, turn.slot, piece)) continue;
    turn.kept.add(piece);
    give(board, turn, piece, personId);
  }
}

/**
 * Of those who are free for all these pieces: rested and without a wish against it if there is any such, else at
 * least rested, else whoever there is; and of those the one who has carried least, the first of the list where
 * several have.
 */
function choose(board: Board, turn: OpenTurn, pieces: readonly Stretch[]): string | undefined {
  const { commitments } = board;
  const free = turn.people
    .filter((person) => person !== undefined)
    .filter((person) => pieces.every((piece) => commitments.isFree(person, turn.slot, piece)));
  const rested = free.filter((person) =>
    pieces.every((piece) => commitments.isRested(person, turn.slot, piece)),
  );
  const willing = rested.filter((person) => !wishes(board, person, pieces, 'ratherNot'));
  const able = [willing, rested, free].find((people) => people.length > 0);
  return able && leastOf(board, turn, pieces, able);
}

function leastOf(board: Board, turn: OpenTurn, pieces: readonly Stretch[], able: readonly string[]): string {
  const carried = (person: string) => board.carried.get(person) ?? 0;
  // Sorting keeps the order of those who are equal, which rounding makes of those who nearly are.
  const byPoints = [...able].sort((a, b) => Math.round((carried(a) - carried(b)) / same));
  const [least, second] = byPoints as [string, ...string[]];
  const weight = pieces.reduce((sum, piece) => sum + board.weigh(piece), 0);
  const wanting = byPoints.find((person) => wishes(board, person, pieces, 'rather'));
  // Somebody who wants it may be ahead by what this weighs, and no further.
  if (wanting !== undefined && carried(wanting) <= carried(least) + weight + same) return wanting;
  // Whoever remains the one who has carried least had better do the heavier turn from which this one would keep them.
  const staysLeast = second !== undefined && carried(least) + weight < carried(second) - same;
  return staysLeast && missesHeavier(board, turn, pieces, weight, least) ? second : least;
}

function missesHeavier(
  { turns, roster, commitments }: Board,
  { layer, slot }: OpenTurn,
  pieces: readonly Stretch[],
  weight: number,
  person: string,
): boolean {
  const end = pieces.at(-1)!.end;
  const tired = { start: end, end: end + roster.restMinutes * minuteMs };
  return turns.some(
    (turn) =>
      turn.layer === layer &&
      turn.slot !== slot &&
      turn.points > weight + same &&
      turn.open.some((piece) => touches(piece, tired)) &&
      turn.open.every((piece) => commitments.isFree(person, turn.slot, piece)),
  );
}

function wishes(
  { wishes, roster }: Board,
  person: string,
  pieces: readonly Stretch[],
  wanted: 'rather' | 'ratherNot',
): boolean {
  return wishes.some(
    ({ personId, rosterId, fromAt, untilAt, wish }) =>
      wish === wanted &&
      personId === person &&
      (rosterId === null || rosterId === roster.id) &&
      pieces.some((piece) => touches(piece, { start: fromAt.getTime(), end: untilAt.getTime() })),
  );
}
