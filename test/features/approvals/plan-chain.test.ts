import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalChain } from '../../../src/config/office.ts';
import { type Office, parseOffice, readOffice } from '../../../src/config/office.ts';
import { projectRoot } from '../../../src/core/paths.ts';
import type { Database } from '../../../src/db/client.ts';
import { Directory } from '../../../src/directory/directory.ts';
import { type PlanContext, planChain } from '../../../src/features/approvals/plan.ts';
import { nobodyAway } from '../../../src/features/delegations/index.ts';
import { createTestDatabase } from '../../helpers/database.ts';

/** Whom these rules ask for what this person files for themselves, or has filed for them. */
function planFor(chain: ApprovalChain, directory: Directory, who: string, more: Partial<PlanContext> = {}) {
  const requester = directory.byEmail(who)!;
  return planChain(chain, {
    requesterId: requester.id,
    filedById: requester.id,
    values: {},
    department: requester.department,
    directory,
    office: directory.office,
    absences: nobodyAway,
    at: new Date(0),
    newStepId: () => 'stp',
    ...more,
  });
}

describe('who is asked in the demo office', () => {
  let database: Database;
  let office: Office;
  let directory: Directory;
  beforeAll(async () => {
    database = await createTestDatabase();
    office = await readOffice(`${projectRoot}/office.example.yaml`);
    directory = await Directory.load(database, office);
  });
  afterAll(() => database.close());

  /** The chain as words: who is named as asked, and who they are. */
  function chain(who: string, amount: number | null): string[] {
    const { approval } = office.catalogue.purchase!;
    const steps = planFor(approval, directory, `${who}@harbour.example`, { values: { amount } });
    if ('refused' in steps) return [steps.refused];
    expect(steps.map(({ state }) => state)).toEqual(steps.map((_, at) => (at === 0 ? 'open' : 'waiting')));
    expect(steps.map(({ position }) => position)).toEqual(steps.map((_, at) => at + 1));
    return steps.map(({ by, approverIds }) =>
      [by.kind, ...approverIds.map((id) => directory.person(id).email.split('@')[0])].join(' '),
    );
  }

  it.each<[string, number | null, string[]]>([
    ['li.wei', 4999.99, ['manager zhang.min']],
    ['li.wei', 5000, ['manager zhang.min', 'team omar.haddad']],
    ['li.wei', 5000.01, ['manager zhang.min', 'team omar.haddad']],
    // An amount that was left empty is not a small one.
    ['li.wei', null, ['manager zhang.min', 'team omar.haddad']],
    ['li.wei', 0, ['manager zhang.min']],
    // No manager in the office file: the administrators stand in.
    ['zhang.min', 10, ['admins lin.yue']],
    ['zhang.min', 6000, ['admins lin.yue', 'team omar.haddad']],
    // Alone in the finance team: nobody approves their own request.
    ['omar.haddad', 6000, ['admins lin.yue', 'admins lin.yue']],
    // The only administrator, who has no manager: nobody is left, and nobody is not everybody.
    ['lin.yue', 10, ['approvals.refused.nobody']],
  ])('%s for %s: %j', (who, amount, asked) => expect(chain(who, amount)).toEqual(asked));
});

describe('who is asked in other offices', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  const officeWith = (approval: string) =>
    parseOffice(
      `organisation: { name: X, timezone: UTC, locale: en, currency: EUR, admins: [a@x.example, b@x.example] }
people:
  - { email: a@x.example, name: A, manager: b@x.example, department: it }
  - { email: b@x.example, name: B, manager: d@x.example }
  - { email: c@x.example, name: C, department: sales }
  - { email: d@x.example, name: D }
departments:
  it: { name: IT, head: c@x.example }
  sales: { name: Sales, head: d@x.example }
roles: { buyers: [b@x.example, c@x.example, d@x.example] }
places:
  hq:
    name: HQ
    responsible: c@x.example
    places: { f1: { name: Floor 1, places: { r1: { name: Room 1, responsible: d@x.example }, r2: { name: Room 2 } } } }
teams:
  t: { name: T, members: [a@x.example, c@x.example], channels: {} }
catalogue:
  thing:
    name: Thing
    team: t
    fields: [{ id: what, type: text, label: What }, { id: amount, type: money, label: Cost }, { id: where, type: place, label: Where }]
    approval: ${approval}
`,
      'x.yaml',
    );

  async function asked(approval: string, who: string, more: Partial<PlanContext> = {}): Promise<string[]> {
    const office = officeWith(approval);
    const directory = await Directory.load(database, office);
    const idOf = (name: string | undefined) => name && directory.byEmail(`${name}@x.example`)!.id;
    const filedById = idOf(more.filedById) ?? idOf(who)!;
    const { approval: chain } = office.catalogue.thing!;
    const steps = planFor(chain, directory, `${who}@x.example`, { ...more, filedById });
    if ('refused' in steps) return [steps.refused];
    return steps.map(({ position, by, approverIds, need, state }) => {
      const names = approverIds.map((id) => directory.person(id).name).join(' ');
      return `${position} ${state} ${by.kind} ${need}: ${names}`;
    });
  }

  it.each<[string, string, string[]]>([
    ['[{ by: { team: t } }]', 'b', ['1 open team 1: A C']],
    ['[{ by: { team: t } }]', 'a', ['1 open team 1: C']],
    ['[{ by: { person: c@x.example } }]', 'a', ['1 open person 1: C']],
    ['[{ by: { person: c@x.example } }]', 'c', ['1 open admins 1: A B']],
    // One of two administrators is left out where it is their own.
    ['[{ by: { person: b@x.example } }]', 'b', ['1 open admins 1: A']],
    // Who is asked twice decides twice: each step may need something else of them.
    ['[{ by: manager }, { by: manager }]', 'a', ['1 open manager 1: B', '2 waiting manager 1: B']],
    ['[]', 'a', []],
    ['[{ by: { manager: 2 } }]', 'a', ['1 open manager 1: D']],
    // Nobody that far up.
    ['[{ by: { manager: 2 } }]', 'b', ['1 open admins 1: A']],
    ['[{ by: { role: buyers } }]', 'a', ['1 open role 1: B C D']],
    ['[{ by: { role: buyers }, need: all }]', 'b', ['1 open role 2: C D']],
    ['[{ by: { role: buyers }, need: 2 }]', 'a', ['1 open role 2: B C D']],
    // Too few of them are left: the administrators make it up.
    ['[{ by: { team: t }, need: 2 }]', 'c', ['1 open team 2: A B']],
    ['[{ by: { role: buyers }, need: 3 }]', 'b', ['1 open role 3: C D A']],
    ['[{ by: department }]', 'a', ['1 open department 1: C']],
    ['[{ by: { department: sales } }]', 'a', ['1 open department 1: D']],
    // Nobody knows in which department somebody is.
    ['[{ by: department }]', 'd', ['1 open admins 1: A B']],
  ])('%s, filed by %s: %j', async (approval, who, expected) => {
    expect(await asked(approval, who)).toEqual(expected);
  });

  it.each([
    ['r1', 'D'],
    ['r2', 'C'],
    ['hq', 'C'],
  ])('for %s whoever answers for it, or for what it is in: %s', async (placeId, name) => {
    expect(await asked('[{ by: place }]', 'a', { placeId })).toEqual([`1 open place 1: ${name}`]);
  });

  it('not the one who filed it for somebody else', async () => {
    expect(await asked('[{ by: manager }]', 'a', { filedById: 'b' })).toEqual(['approvals.refused.nobody']);
    expect(await asked('[{ by: { role: buyers } }]', 'a', { filedById: 'c' })).toEqual([
      '1 open role 1: B D',
    ]);
  });

  it('refuses where even with the administrators there are too few', async () => {
    const two = '[{ by: { team: t }, need: 2 }]';
    expect(await asked(two, 'a', { filedById: 'c' })).toEqual(['approvals.refused.tooFew']);
  });

  it('side by side, and those whose condition holds', async () => {
    const side =
      '[{ together: [{ by: manager }, { by: { team: t }, when: "amount > 10" }] }, { by: { role: buyers }, when: "amount > 10" }]';
    expect(await asked(side, 'a', { values: { amount: 11 } })).toEqual([
      '1 open manager 1: B',
      '1 open team 1: C',
      '2 waiting role 1: B C D',
    ]);
    expect(await asked(side, 'a', { values: { amount: 10 } })).toEqual(['1 open manager 1: B']);
  });

  it('what is extra comes after the chain', async () => {
    const extra = officeWith('[{ by: { person: d@x.example } }]').catalogue.thing!.approval[0]!.groups.flat();
    expect(await asked('[{ by: manager }]', 'a', { extra })).toEqual([
      '1 open manager 1: B',
      '2 waiting person 1: D',
    ]);
  });

  it('asks where a text is the one it names, and an empty one is not', async () => {
    const chain = '[{ by: manager, when: "what == \'x\'" }]';
    expect(await asked(chain, 'a', { values: { what: 'x' } })).toHaveLength(1);
    expect(await asked(chain, 'a', { values: { what: 'y' } })).toHaveLength(0);
    expect(await asked(chain, 'a', { values: { what: null } })).toHaveLength(0);
  });
});
