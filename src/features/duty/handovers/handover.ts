/** What one hands over to the next at the change of a shift, with a place for both to sign. */
export interface Handover {
  readonly id: string;
  readonly version: number;
  readonly rosterId: string;
  readonly role: string;
  readonly fromShiftId: string;
  readonly toShiftId: string;
  /** Who goes, and who comes. */
  readonly fromPersonId: string;
  readonly toPersonId: string;
  /** The turn that ends. */
  readonly fromSlot: string;
  readonly at: Date;
  readonly notes: readonly HandoverNote[];
  readonly givenSignedAt: Date | null;
  readonly takenSignedAt: Date | null;
  readonly createdAt: Date;
}

export interface HandoverNote {
  readonly byId: string;
  readonly text: string;
  /** ISO. */
  readonly at: string;
}

export type Side = 'given' | 'taken';
type Parties = Pick<Handover, 'fromPersonId' | 'toPersonId' | 'givenSignedAt' | 'takenSignedAt'>;

/** As what this person signs; undefined: it is not theirs to sign. */
export function sideOf(
  { fromPersonId, toPersonId }: Pick<Handover, 'fromPersonId' | 'toPersonId'>,
  personId: string | undefined,
): Side | undefined {
  if (personId === fromPersonId) return 'given';
  return personId === toPersonId ? 'taken' : undefined;
}

/** When that side has signed; null: it has not. */
export const signedAt = ({ givenSignedAt, takenSignedAt }: Parties, side: Side): Date | null =>
  side === 'given' ? givenSignedAt : takenSignedAt;

/** Who has not signed yet, those who go first. */
export function unsignedBy(handover: Parties): string[] {
  const { fromPersonId, toPersonId, givenSignedAt, takenSignedAt } = handover;
  return [...(givenSignedAt === null ? [fromPersonId] : []), ...(takenSignedAt === null ? [toPersonId] : [])];
}

const kind = 'handover';
export const subjectOf = (id: string) => `${kind}:${id}`;
export const idOf = (subject: string) => subject.slice(kind.length + 1);
