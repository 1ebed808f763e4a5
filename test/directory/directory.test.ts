import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Office, parseOffice } from '../../src/config/office.ts';
import type { Database } from '../../src/db/client.ts';
import { Directory } from '../../src/directory/directory.ts';
import { createTestDatabase } from '../helpers/database.ts';

/** An office of these people, each `name` or `name<manager`. Ada is the administrator and the team. */
function officeOf(...people: string[]): Office {
  const lines = people.map((person) => {
    const [name = '', manager] = person.split('<');
    return `  - { email: ${name}@X.example, name: ${name.toLowerCase()}${manager ? `, manager: ${manager}@x.example` : ''} }`;
  });
  return parseOffice(
    `organisation: { name: X, timezone: Asia/Shanghai, locale: zh-CN, currency: CNY, admins: [ADA@x.example] }
people:
${lines.join('\n')}
teams: { t: { name: T, members: [ada@x.example], channels: {} } }
catalogue: { thing: { name: Thing, team: t, fields: [{ id: what, type: text, label: What }] } }
`,
    'x.yaml',
  );
}

describe('the people of the office file', () => {
  let database: Database;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.close());
  const load = (...people: string[]) => Directory.load(database, officeOf(...people));

  it('keep their ids when the file is read again, and when an e-mail changes its case', async () => {
    const first = await load('ada', 'ben<ada');
    const again = await load('ADA', 'Ben<ada');
    expect(again.everyone().map(({ id }) => id)).toEqual(first.everyone().map(({ id }) => id));
    expect(again.byEmail('BEN@x.EXAMPLE')?.id).toBe(first.byEmail('ben@x.example')?.id);
    expect(await database.prisma.person.count()).toBe(2);
  });

  it('are new, changed, gone, and back', async () => {
    const first = await load('ada', 'ben<ada', 'cai<ben');
    const { id } = first.byEmail('ben@x.example')!;
    const without = await load('ada', 'cai<ada', 'dan<cai');
    expect(without.everyone().map(({ name }) => name)).toEqual(['ada', 'cai', 'dan']);
    expect(without.byEmail('ben@x.example')).toBeUndefined();
    // Histories still name who has left.
    expect(without.person(id)).toMatchObject({ name: 'ben', active: false });
    expect(without.managerOf(without.byEmail('cai@x.example')!.id)?.name).toBe('ada');
    expect(without.managerOf(without.byEmail('dan@x.example')!.id)?.name).toBe('cai');
    const back = await load('ada', 'ben<ada');
    expect(back.byEmail('ben@x.example')).toMatchObject({ id, active: true });
  });

  it('have no manager where the manager has left, and none where none is named', async () => {
    const first = await load('ada', 'ben<ada');
    const ben = first.byEmail('ben@x.example')!.id;
    expect((await load('ada', 'ben')).managerOf(ben)).toBeUndefined();
    expect(first.managerOf(first.byEmail('ada@x.example')!.id)).toBeUndefined();
    const row = await database.prisma.person.findUniqueOrThrow({ where: { id: ben } });
    expect(row.managerId).toBeNull();
  });

  it('answer who is who', async () => {
    const directory = await load('ada', 'ben<ada');
    const [ada, ben] = directory.everyone().map(({ id }) => id) as [string, string];
    expect([directory.isAdmin(ada), directory.isAdmin(ben)]).toEqual([true, false]);
    expect([
      directory.isMember(ada, 't'),
      directory.isMember(ben, 't'),
      directory.isMember(ada, 'no'),
    ]).toEqual([true, false, false]);
    expect(directory.teamsOf(ben)).toEqual([]);
    expect(directory.person(ben)).toMatchObject({ locale: 'zh-CN', timezone: 'Asia/Shanghai' });
    expect(() => directory.person('nobody')).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(directory.team('gone')).toMatchObject({ name: { en: 'gone' }, memberIds: [], channels: {} });
  });
});
