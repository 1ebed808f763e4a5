import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, parseOffice, readOffice } from '../../../src/config/office.ts';
import { projectRoot } from '../../../src/core/paths.ts';
import type { Database } from '../../../src/db/client.ts';
import { Directory } from '../../../src/directory/directory.ts';
import { planChain } from '../../../src/features/approvals/rules.ts';
import { createTestDatabase } from '../../helpers/database.ts';

const stepId = () => 'stp';

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
    const requester = directory.byEmail(`${who}@harbour.example`)!;
    const values = { amount, department: requester.department };
    const steps = planChain(office.catalogue.purchase!.approval, requester.id, values, directory, stepId);
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

  const officeWith = (approval: string, admins = 'a@x.example, b@x.example') =>
    parseOffice(
      `organisation: { name: X, timezone: UTC, locale: en, currency: EUR, admins: [${admins}] }
people:
  - { email: a@x.example, name: A, manager: b@x.example }
  - { email: b@x.example, name: B }
  - { email: c@x.example, name: C }
teams:
  t: { name: T, members: [a@x.example, c@x.example], channels: {} }
catalogue:
  thing:
    name: Thing
    team: t
    fields: [{ id: what, type: text, label: What }]
    approval: ${approval}
`,
      'x.yaml',
    );

  async function asked(office: Office, who: string): Promise<string[]> {
    const directory = await Directory.load(database, office);
    const requester = directory.byEmail(`${who}@x.example`)!;
    const steps = planChain(office.catalogue.thing!.approval, requester.id, {}, directory, stepId);
    if ('refused' in steps) return [steps.refused];
    return steps.map(({ by, approverIds }) =>
      [by.kind, ...approverIds.map((id) => directory.person(id).name)].join(' '),
    );
  }

  it.each<[string, string, string[]]>([
    ['[{ by: { team: t } }]', 'b', ['team A C']],
    ['[{ by: { team: t } }]', 'a', ['team C']],
    ['[{ by: { person: c@x.example } }]', 'a', ['person C']],
    ['[{ by: { person: c@x.example } }]', 'c', ['admins A B']],
    // One of two administrators is left out where it is their own.
    ['[{ by: { person: b@x.example } }]', 'b', ['admins A']],
    ['[{ by: manager }, { by: manager }]', 'a', ['manager B', 'manager B']],
    ['[]', 'a', []],
  ])('%s, filed by %s: %j', async (approval, who, expected) => {
    expect(await asked(officeWith(approval), who)).toEqual(expected);
  });

  it('asks where a text is the one it names, and an empty one is not', async () => {
    const office = officeWith('[{ by: manager, when: "what == \'x\'" }]');
    const directory = await Directory.load(database, office);
    const { id } = directory.byEmail('a@x.example')!;
    const plan = (what: string | null) =>
      planChain(office.catalogue.thing!.approval, id, { what }, directory, stepId);
    expect(plan('x')).toHaveLength(1);
    expect(plan('y')).toHaveLength(0);
    expect(plan(null)).toHaveLength(0);
  });
});
