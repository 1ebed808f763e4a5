/** Somebody's time on duty in one role. Shifts of one roster and role never overlap. */
export interface Shift {
  readonly id: string;
  readonly version: number;
  readonly rosterId: string;
  readonly role: string;
  readonly layerId: string;
  /** The turn of the rotation that it belongs to, `<layer>/<ISO date of its beginning>` and more where that repeats. */
  readonly slot: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null: nobody could be found. */
  readonly personId: string | null;
  /** Whom the rotation meant. */
  readonly plannedPersonId: string | null;
  readonly because: 'rotation' | 'leave' | 'override' | 'swap';
  /** Hours by their weight: what it adds to the ledger. */
  readonly points: number;
  readonly confirmedAt: Date | null;
  readonly confirmedById: string | null;
  readonly createdAt: Date;
}

/** A shift before it is kept. */
export type PlannedShift = Omit<Shift, 'id' | 'version' | 'confirmedAt' | 'confirmedById' | 'createdAt'>;

/** When somebody is away, or has a wish. */
export interface Span {
  readonly personId: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

export interface DutyWish extends Span {
  readonly id: string;
  /** Null: any roster. */
  readonly rosterId: string | null;
  readonly wish: 'rather' | 'ratherNot';
}
