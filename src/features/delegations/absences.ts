/** Who decides for somebody, and when. Without a substitute they are just away. */
export interface Delegation {
  id: string;
  personId: string;
  substituteId: string | null;
  fromAt: Date;
  untilAt: Date;
  setById: string;
  createdAt: Date;
  endedAt: Date | null;
}

/** Who is away at one instant, and who decides for them then. */
export class Absences {
  private readonly inForce: ReadonlyMap<string, Delegation>;

  /** Of several that hold for one person, the one that was set last counts. */
  constructor(delegations: readonly Delegation[], at: Date) {
    const holding = delegations.filter((one) => isInForce(one, at));
    holding.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
    this.inForce = new Map(holding.map((one) => [one.personId, one]));
  }

  isAway(personId: string): boolean {
    return this.inForce.has(personId);
  }

  substituteOf(personId: string): string | undefined {
    return this.inForce.get(personId)?.substituteId ?? undefined;
  }

  /** Since when this person has been away. */
  awaySince(personId: string): Date | undefined {
    return this.inForce.get(personId)?.fromAt;
  }
}

const isInForce = ({ fromAt, untilAt, endedAt }: Delegation, at: Date) =>
  endedAt === null && fromAt <= at && at < untilAt;

/** Everybody is there. */
export const nobodyAway = new Absences([], new Date(0));
