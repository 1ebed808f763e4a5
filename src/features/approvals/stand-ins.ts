import type { Directory } from '../../directory/directory.ts';
import type { Absences } from '../delegations/index.ts';
import {
  approvalsOf,
  isParty,
  type Parties,
  principalsOf,
  type StandIn,
  type Step,
  takenSeats,
} from './step.ts';

/** Who is here and who is not, at the moment of asking or deciding. */
export interface Presence {
  directory: Pick<Directory, 'find' | 'managerOf' | 'admins'>;
  absences: Absences;
}

/**
 * The step with those who may decide it now. For a principal who is away or has left decides their substitute;
 * where there is none, and too few are left for what the step needs, their manager, and in the last place the
 * administrators. Whoever is away may decide all the same. Managers who were asked after a long silence stay.
 */
export function seat(step: Step, parties: Parties, presence: Presence): Step {
  const seating = new Seating(step, parties, presence);
  seating.keepEscalated();
  for (const principal of seating.open) {
    const substitute = presence.absences.substituteOf(principal);
    if (substitute !== undefined) seating.place(substitute, principal, 'substitute');
  }
  if (seating.tooFew())
    for (const principal of seating.absent()) {
      const manager = presence.directory.managerOf(principal);
      if (manager) seating.place(manager.id, principal, 'manager');
    }
  if (seating.tooFew()) seating.placeAdmins(seating.absent(), 'admin');
  return seating.result();
}

/** The step after a long silence: the managers of those who have not decided are asked too, else administrators. */
export function escalate(step: Step, parties: Parties, presence: Presence): Step {
  const seating = new Seating(seat(step, parties, presence), parties, presence);
  seating.keepAll();
  const before = seating.size;
  for (const principal of seating.open) {
    const manager = presence.directory.managerOf(principal);
    if (manager) seating.place(manager.id, principal, 'escalated');
  }
  if (seating.size === before) seating.placeAdmins(seating.open, 'escalated');
  return seating.result();
}

class Seating {
  /** The principals for whom nobody has approved yet. */
  readonly open: readonly string[];
  private readonly principals: readonly string[];
  private readonly standIns = new Map<string, StandIn>();

  constructor(
    private readonly step: Step,
    private readonly parties: Parties,
    private readonly presence: Presence,
  ) {
    this.principals = principalsOf(step);
    const taken = takenSeats(step);
    this.open = this.principals.filter((id) => !taken.has(id));
  }

  get size(): number {
    return this.standIns.size;
  }

  keepEscalated(): void {
    for (const [id, standIn] of Object.entries(this.step.standIns))
      if (standIn.because === 'escalated') this.place(id, standIn.for, 'escalated');
  }

  keepAll(): void {
    for (const [id, standIn] of Object.entries(this.step.standIns)) this.standIns.set(id, standIn);
  }

  /** Lets this person decide in a principal's place, if they can: one person takes one place. */
  place(id: string, principal: string, because: StandIn['because']): void {
    if (this.open.includes(principal) && this.mayStandIn(id) && !this.presence.absences.isAway(id))
      this.standIns.set(id, { for: principal, because });
  }

  /** Spreads the administrators over these places; those who are away come only where all are. */
  placeAdmins(principals: readonly string[], because: StandIn['because']): void {
    if (principals.length === 0) return;
    const admins = this.presence.directory.admins().filter(({ id }) => this.mayStandIn(id));
    const here = admins.filter(({ id }) => !this.presence.absences.isAway(id));
    for (const [at, { id }] of (here.length > 0 ? here : admins).entries())
      this.standIns.set(id, { for: principals[at % principals.length]!, because });
  }

  /** The places for which nobody is there. */
  absent(): string[] {
    const covered = new Set([...this.standIns.values()].map((standIn) => standIn.for));
    return this.open.filter((id) => !covered.has(id) && !this.isHere(id));
  }

  /** Are fewer there than the step needs? */
  tooFew(): boolean {
    return this.principals.length - this.absent().length < this.step.need;
  }

  result(): Step {
    const asked = [...this.principals, ...this.standIns.keys()];
    // Whoever has approved in somebody's place stays known to the step.
    const gave = approvalsOf(this.step).filter(({ personId }) => !asked.includes(personId));
    const given = gave.map(({ personId }) => [personId, this.step.standIns[personId]] as const);
    const standIns = new Map([
      ...given.flatMap(([id, standIn]) => (standIn ? [[id, standIn] as const] : [])),
      ...this.standIns,
    ]);
    return {
      ...this.step,
      approverIds: [...this.principals, ...standIns.keys()],
      standIns: Object.fromEntries(standIns),
    };
  }

  private isHere(id: string): boolean {
    return this.isActive(id) && !this.presence.absences.isAway(id);
  }

  private mayStandIn(id: string): boolean {
    const approved = approvalsOf(this.step).some(({ personId }) => personId === id);
    const asked = this.principals.includes(id) || this.standIns.has(id);
    return this.isActive(id) && !isParty(id, this.parties) && !asked && !approved;
  }

  private isActive(id: string): boolean {
    return this.presence.directory.find(id)?.active ?? false;
  }
}
