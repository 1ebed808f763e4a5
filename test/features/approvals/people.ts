import { newId } from '../../../src/core/ids.ts';
import type { Person } from '../../../src/directory/people.ts';
import { sealer } from '../../../src/features/approvals/decision-chain.ts';
import type { Presence } from '../../../src/features/approvals/stand-ins.ts';
import type { Step } from '../../../src/features/approvals/step.ts';
import { Absences, type Delegation } from '../../../src/features/delegations/index.ts';

/** An office whose people are named by their ids, and may leave or be away. */
export class People {
  readonly left = new Set<string>();
  readonly delegations: Delegation[] = [];

  constructor(
    readonly ids: readonly string[],
    readonly managers: Readonly<Record<string, string>>,
    readonly adminIds: readonly string[],
  ) {}

  find(id: string): Person | undefined {
    if (!this.ids.includes(id)) return undefined;
    const active = !this.left.has(id);
    return { id, email: `${id}@example.com`, name: id, locale: 'en', timezone: 'UTC', active };
  }

  away(personId: string, substituteId: string | null): void {
    this.back(personId);
    this.delegations.push({
      id: newId('dlg'),
      personId,
      substituteId,
      fromAt: new Date(0),
      untilAt: new Date(1e15),
      setById: personId,
      createdAt: new Date(this.delegations.length),
      endedAt: null,
    });
  }

  back(personId: string): void {
    for (const one of this.delegations) if (one.personId === personId) one.endedAt ??= new Date(1);
  }

  get presence(): Presence {
    return { directory: this.directory, absences: this.absences };
  }

  get absences(): Absences {
    return new Absences(this.delegations, new Date(1000));
  }

  readonly directory: Presence['directory'] = {
    find: (id) => this.find(id),
    managerOf: (id) => {
      const manager = this.find(this.managers[id] ?? '');
      return manager?.active ? manager : undefined;
    },
    admins: () => this.adminIds.map((id) => this.find(id)!).filter(({ active }) => active),
  };
}

export const sealFor = (steps: readonly Step[], version = 1) =>
  sealer(steps, { subject: 'request:req_1', version, content: { amount: 5000 }, platform: 'web' });
