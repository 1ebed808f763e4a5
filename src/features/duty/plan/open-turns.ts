import type { Roster } from '../../../config/office-types.ts';
import type { DutyWish, PlannedShift, Span } from '../shift.ts';
import type { Board, OpenTurn } from './board.ts';
import { Commitments } from './commitments.ts';
import { dutyTurns } from './coverage.ts';
import { keep } from './fair.ts';
import { meantFor } from './in-order.ts';
import { pointsOf } from './points.ts';
import { minuteMs, type Stretch, stretchOf, united, without } from './spans.ts';
import type { DutyDays } from './wall-time.ts';

export interface PlanInput {
  readonly roster: Roster;
  /** Of the roster's team; the hours do not matter. */
  readonly schedule: DutyDays;
  readonly from: Date;
  readonly until: Date;
  /** Person ids by e-mail; those who have left are not in it. */
  readonly members: ReadonlyMap<string, string>;
  readonly leave: readonly Span[];
  /** Their shifts on other rosters: nobody is in both at once, and rest counts between them; points do not. */
  readonly elsewhere?: readonly PlannedShift[];
  readonly wishes: readonly DutyWish[];
  /** Shifts that began before `from`: for rest, for turns that go on, and for what everybody has carried. */
  readonly before: readonly PlannedShift[];
  /** Later shifts that stay as they are, such as those that were swapped. */
  readonly fixed: readonly PlannedShift[];
}

/** What there is to give away, and all that counts for it. */
export function boardOf(input: PlanInput): Board {
  const { roster, schedule, from, members, leave, wishes } = input;
  const kept = keptShifts(input);
  const weights = new Map<Stretch, number>();
  const weigh = (piece: Stretch) => {
    let weight = weights.get(piece);
    if (weight === undefined) {
      weight = pointsOf(roster, schedule, new Date(piece.start), new Date(piece.end));
      weights.set(piece, weight);
    }
    return weight;
  };
  const takenIn = (role: string) => united(kept.filter((shift) => shift.role === role).map(stretchOf));
  const taken = new Map(roster.layers.map(({ role }) => [role, takenIn(role)]));
  const turns = dutyTurns(roster, schedule, spanOf(input)).map((turn): OpenTurn => {
    const open = turn.pieces
      .filter(({ end }) => end > from.getTime())
      .map(({ start, end }) => ({ start: Math.max(start, from.getTime()), end }))
      .flatMap((piece) => without(piece, taken.get(turn.role)!));
    return {
      ...turn,
      open,
      points: open.reduce((sum, piece) => sum + weigh(piece), 0),
      people: turn.layer.members.map((email) => members.get(email)),
      kept: new Set(),
    };
  });
  const board: Board = {
    roster,
    turns,
    commitments: new Commitments(roster.restMinutes, leave),
    coming: new Commitments(roster.restMinutes),
    carried: new Map(),
    wishes,
    weigh,
  };
  enter(board, kept, from);
  for (const shift of input.elsewhere ?? [])
    if (shift.personId !== null)
      board.commitments.take(shift.personId, `${shift.rosterId} ${shift.slot}`, stretchOf(shift));
  return board;
}

/** Far enough to know what follows the last shift that is to be planned, within the time to rest. */
function spanOf({ roster, schedule, from, until }: PlanInput): Stretch {
  const span = { start: from.getTime(), end: until.getTime() };
  const ends = dutyTurns(roster, schedule, span).flatMap(({ pieces }) => pieces.map(({ end }) => end));
  return { start: span.start, end: Math.max(span.end, ...ends) + roster.restMinutes * minuteMs };
}

/** Those that stay, each once. */
function keptShifts({ before, fixed }: PlanInput): PlannedShift[] {
  const all = [...before, ...fixed].map(
    (shift) => [`${shift.role} ${shift.startsAt.getTime()}`, shift] as const,
  );
  return [...new Map(all).values()];
}

/** What is settled already: who is on duty, whose turns go on, and whom the rotations in order mean. */
function enter(board: Board, kept: readonly PlannedShift[], from: Date): void {
  const { commitments, carried, coming, roster, turns } = board;
  const near = from.getTime() - roster.restMinutes * minuteMs;
  const keepers = new Map<string, string>();
  for (const shift of kept) {
    const { personId, plannedPersonId, slot, points } = shift;
    if (plannedPersonId !== null && !keepers.has(slot)) keepers.set(slot, plannedPersonId);
    if (personId === null) continue;
    carried.set(personId, (carried.get(personId) ?? 0) + points);
    if (shift.endsAt.getTime() > near) commitments.take(personId, slot, stretchOf(shift));
  }
  for (const turn of turns) {
    const keeper = keepers.get(turn.slot);
    if (turn.layer.pick === 'fair') {
      if (keeper !== undefined && turn.people.includes(keeper)) keep(board, turn, turn.open, keeper);
      continue;
    }
    const meant = meantFor(turn);
    if (meant === undefined) continue;
    for (const piece of turn.open)
      if (!commitments.isAway(meant, piece)) coming.take(meant, turn.slot, piece);
  }
}
