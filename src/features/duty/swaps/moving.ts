import type { PlannedShift, Shift } from '../shift.ts';

/** A time in a role of a roster. */
export interface Stretch {
  readonly role: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** Who is to be on duty then. */
export interface Move extends Stretch {
  readonly toId: string;
}

export interface ShiftsMoved {
  readonly remove: readonly Shift[];
  readonly add: readonly NewShift[];
}

/** Whoever goes on being on duty need not confirm that again. */
export type NewShift = PlannedShift & Partial<Pick<Shift, 'confirmedAt' | 'confirmedById'>>;

interface Rules {
  readonly because: PlannedShift['because'];
  /** The points of a time on duty in this roster. */
  pointsOf(startsAt: Date, endsAt: Date): number;
  /** What becomes of a time in which the role has no shift at all; without it, nothing. */
  fill?(startsAt: Date, endsAt: Date): PlannedShift;
}

/** What is kept of a shift, without what its row says of itself. */
export function planned(shift: PlannedShift): PlannedShift {
  const { rosterId, role, layerId, slot, startsAt, endsAt, personId, plannedPersonId, because, points } =
    shift;
  return { rosterId, role, layerId, slot, startsAt, endsAt, personId, plannedPersonId, because, points };
}

const latest = (a: Date, b: Date) => (a > b ? a : b);
const earliest = (a: Date, b: Date) => (a < b ? a : b);

/** A shift that takes the place of these; where it begins as one of the same person did, it is confirmed as that was. */
export function inPlaceOf(shift: PlannedShift, gone: readonly Shift[]): NewShift {
  const same = gone.find(
    ({ role, personId, startsAt }) =>
      role === shift.role && personId === shift.personId && startsAt.getTime() === shift.startsAt.getTime(),
  );
  if (!same?.confirmedAt) return shift;
  return { ...shift, confirmedAt: same.confirmedAt, confirmedById: same.confirmedById };
}

/** What is left of a time without another: nothing, one piece, or one on each side. */
function without<Timed extends { readonly startsAt: Date; readonly endsAt: Date }>(
  timed: Timed,
  from: Date,
  until: Date,
): Timed[] {
  if (timed.endsAt <= from || timed.startsAt >= until) return [timed];
  return [
    ...(timed.startsAt < from ? [{ ...timed, endsAt: from }] : []),
    ...(timed.endsAt > until ? [{ ...timed, startsAt: until }] : []),
  ];
}

/**
 * Puts people into exactly these times, one move after the other. What is before and after stays as it is with whom
 * it was, its points by its own length. Shifts that no move touches are in neither list.
 * @param shifts all of the roster that touch the moves.
 */
export function moveShifts(shifts: readonly Shift[], moves: readonly Move[], rules: Rules): ShiftsMoved {
  const { because, pointsOf, fill } = rules;
  let now: PlannedShift[] = [...shifts];
  for (const { role, fromAt, untilAt, toId } of moves) {
    const touched = now.filter(
      (shift) => shift.role === role && shift.startsAt < untilAt && shift.endsAt > fromAt,
    );
    const pieces = touched.flatMap((shift): PlannedShift[] => {
      if (shift.personId === toId) return [shift];
      const [startsAt, endsAt] = [latest(shift.startsAt, fromAt), earliest(shift.endsAt, untilAt)];
      const others = without(planned(shift), fromAt, untilAt);
      const inside = { ...planned(shift), startsAt, endsAt, personId: toId, because };
      return [...others, inside].map((piece) => ({
        ...piece,
        points: pointsOf(piece.startsAt, piece.endsAt),
      }));
    });
    const uncovered = touched.reduce(
      (left, { startsAt, endsAt }) => left.flatMap((piece) => without(piece, startsAt, endsAt)),
      [{ startsAt: fromAt, endsAt: untilAt }],
    );
    const filled = fill
      ? uncovered.map(({ startsAt, endsAt }) => ({ ...fill(startsAt, endsAt), personId: toId, because }))
      : [];
    now = [...now.filter((shift) => !touched.includes(shift)), ...pieces, ...filled];
  }
  const kept = new Set(now);
  const known = new Set<PlannedShift>(shifts);
  const remove = shifts.filter((shift) => !kept.has(shift));
  return {
    remove,
    add: now
      .filter((shift) => !known.has(shift))
      .map((shift) => inPlaceOf(shift, remove))
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.role < b.role ? -1 : 1)),
  };
}

/** Is this person on duty in all of that time? */
export function holds(
  shifts: readonly Shift[],
  { role, fromAt, untilAt }: Stretch,
  personId: string,
): boolean {
  const theirs = shifts.filter((shift) => shift.role === role && shift.personId === personId);
  const left = theirs.reduce(
    (pieces, { startsAt, endsAt }) => pieces.flatMap((piece) => without(piece, startsAt, endsAt)),
    [{ startsAt: fromAt, endsAt: untilAt }],
  );
  return left.length === 0 && fromAt < untilAt;
}

export interface Gain {
  readonly personId: string;
  /** The turn that it is a part of. */
  readonly slot: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The times in which somebody is on duty who was not before, in this role; adjoining ones as one. */
export function gainsOf({ remove, add }: ShiftsMoved): Gain[] {
  const gains = add.flatMap(({ role, personId, slot, startsAt, endsAt }): Gain[] => {
    if (personId === null) return [];
    const had = remove.filter((shift) => shift.role === role && shift.personId === personId);
    return had.reduce<Gain[]>(
      (left, shift) => left.flatMap((piece) => without(piece, shift.startsAt, shift.endsAt)),
      [{ personId, slot, startsAt, endsAt }],
    );
  });
  gains.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const joined: Gain[] = [];
  for (const gain of gains) {
    const at = joined.findIndex(
      ({ personId, endsAt }) => personId === gain.personId && endsAt.getTime() === gain.startsAt.getTime(),
    );
    if (at < 0) joined.push(gain);
    else joined[at] = { ...joined[at]!, endsAt: gain.endsAt };
  }
  return joined;
}
