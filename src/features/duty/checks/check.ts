import type { DutyCheckItem, Roster } from '../../../config/office-types.ts';

/** What was found at one item in one turn of duty. */
export interface DutyCheck {
  readonly id: string;
  readonly rosterId: string;
  readonly slot: string;
  readonly itemId: string;
  readonly state: 'done' | 'notInOrder';
  readonly value: number | null;
  readonly unit: string | null;
  readonly unusual: boolean;
  readonly note: string | null;
  readonly fileId: string | null;
  /** What was filed about it. */
  readonly requestId: string | null;
  readonly requestNumber: number | null;
  readonly byId: string;
  readonly at: Date;
}

/** The checklist of one turn. */
export interface Checklist {
  readonly roster: Roster;
  readonly slot: string;
  readonly version: number;
  /** Whose turn it is, or was in parts. */
  readonly personIds: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** By item id. */
  readonly checks: ReadonlyMap<string, DutyCheck>;
  /** The turn before: whose it was, and which items were looked at. */
  readonly before:
    | { readonly personIds: readonly string[]; readonly checked: ReadonlySet<string> }
    | undefined;
  /** The last reading of each item before this turn. */
  readonly lastReadings: ReadonlyMap<string, Pick<DutyCheck, 'value' | 'unit' | 'at'>>;
}

/** The items that nobody has looked at. */
export const missed = (
  { checklist }: Pick<Roster, 'checklist'>,
  checked: { has(itemId: string): boolean },
): DutyCheckItem[] => checklist.filter(({ id }) => !checked.has(id));

export type Doubt =
  | { doubt: 'tooLow'; limit: number }
  | { doubt: 'tooHigh'; limit: number }
  | { doubt: 'fell'; last: number }
  | { doubt: 'rose'; last: number; most: number };

/**
 * Why a reading does not look right; undefined: it does. It is asked about, and kept if it is right all the same.
 * Where it says by how much it may rise, it is a meter, which never falls.
 */
export function doubtOf(
  { min, max, mostRise }: NonNullable<DutyCheckItem['reading']>,
  value: number,
  last: number | undefined,
): Doubt | undefined {
  if (min !== undefined && value < min) return { doubt: 'tooLow', limit: min };
  if (max !== undefined && value > max) return { doubt: 'tooHigh', limit: max };
  if (mostRise === undefined || last === undefined) return undefined;
  if (value < last) return { doubt: 'fell', last };
  return difference(value, last) > mostRise ? { doubt: 'rose', last, most: mostRise } : undefined;
}

/** How much more it is, without the dust of binary fractions. */
export const difference = (value: number, last: number): number => Number((value - last).toPrecision(12));

/** So long after a turn its checklist may still be filled in, in hours. */
const openForHours = 12;

export type CheckRefusal = 'gone' | 'notYours' | 'notYet' | 'over';

/** Why this person may not fill it in; undefined: they may. Those on duty may, and the team. */
export function whyNotCheck(
  { personIds, startsAt, endsAt }: Pick<Checklist, 'personIds' | 'startsAt' | 'endsAt'>,
  { id, ofTeam }: { id: string; ofTeam: boolean },
  now: Date,
): CheckRefusal | undefined {
  if (!personIds.includes(id) && !ofTeam) return 'notYours';
  if (now < startsAt) return 'notYet';
  return now.getTime() - endsAt.getTime() > openForHours * 3600_000 ? 'over' : undefined;
}

const kind = 'checks';

/** What a turn's checklist is called: `checks:<roster id> <slot>`. Neither has spaces in it. */
export const checksSubject = (rosterId: string, slot: string) => `${kind}:${rosterId} ${slot}`;

/** Reads `<roster id> <slot>` and what follows, such as an item's id, which comes from outside. */
export function readKey(value: string): { rosterId: string; slot: string; rest: string[] } {
  const [rosterId = '', slot = '', ...rest] = value.split(' ');
  return { rosterId, slot, rest };
}

export const keyOf = ({ roster, slot }: Pick<Checklist, 'roster' | 'slot'>) => `${roster.id} ${slot}`;
