import type { Roster } from '../../../config/office-types.ts';
import type { Shift } from '../shift.ts';

/** A shift among those of its role. */
export interface Turn {
  readonly shift: Shift;
  /** The shift before it, whosever it was. */
  readonly before: Shift | undefined;
  /** The first one after it that is somebody else's. */
  readonly next: Shift | undefined;
  /** When the last of its turn's shifts ends that are this person's, without anybody else's between. */
  readonly endsAt: Date;
}

/** A turn with the rules that it is by. */
export interface DutyTurn {
  readonly roster: Roster;
  readonly turn: Turn;
}

/** Does somebody's turn begin with this shift? Not with each piece of it: a week of office hours is one turn. */
export const beginsTurn = ({ shift, before }: Pick<Turn, 'shift' | 'before'>): boolean =>
  before === undefined || before.slot !== shift.slot || before.personId !== shift.personId;

/** So long ago somebody may have been on duty who still hands over: over the longest holidays. */
const handsOverForMs = 14 * 24 * 3600_000;

/** Whose duty ends as this shift begins: another person's, not long ago. Undefined: nobody's. */
export function outgoing({ shift, before }: Pick<Turn, 'shift' | 'before'>): string | undefined {
  if (before === undefined || before.personId === null || before.personId === shift.personId)
    return undefined;
  return shift.startsAt.getTime() - before.endsAt.getTime() <= handsOverForMs ? before.personId : undefined;
}

/** Does whoever has this role say that they are there? Who only backs others up need not. */
export const confirms = ({ notices }: Roster, { role }: Pick<Shift, 'role'>): boolean =>
  notices.confirmMinutes !== undefined && role !== 'backup';

/** Does whoever has this role hand over to the next? Who only backs others up has nothing to. */
export const handsOver = ({ handover }: Roster, { role }: Pick<Shift, 'role'>): boolean =>
  handover && role !== 'backup';

export type ConfirmRefusal = 'gone' | 'over' | 'notYet' | 'confirmed' | 'notYours';

/** Why this person may not say that somebody is on duty, or take it over; undefined: they may. */
export function whyNotConfirm(
  shift: Shift | undefined,
  { id, mayAnswer }: { id: string; mayAnswer: boolean },
  now: Date,
): ConfirmRefusal | undefined {
  if (shift === undefined || shift.personId === null) return 'gone';
  if (shift.personId !== id && !mayAnswer) return 'notYours';
  if (shift.endsAt <= now) return 'over';
  if (shift.startsAt > now) return 'notYet';
  return shift.confirmedAt === null ? undefined : 'confirmed';
}
