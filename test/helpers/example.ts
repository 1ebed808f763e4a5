import { parseOffice } from '../../src/config/office.ts';
import type { Database } from '../../src/db/client.ts';
import { Directory } from '../../src/directory/directory.ts';

/** Everybody of the small office in which the rules are tested. The admin's name comes first in alphabet only. */
export const everybody = [
  'stranger',
  'requester',
  'manager',
  'finance',
  'member',
  'lead',
  'assignee',
  'admin',
] as const;
export type Name = (typeof everybody)[number] | 'left';

const emailOf = (name: string) => `${name}@example.com`;

/** An office file with these people, whose teams are `repairs` (lead, member, assignee) and `finance`. */
export function exampleOffice(names: readonly string[] = everybody, more = '') {
  const people = names.map((name) => {
    const manager = name === 'requester' ? `, manager: ${emailOf('manager')}` : '';
    return `  - { email: ${emailOf(name)}, name: ${name}${manager} }`;
  });
  const members = (...ids: string[]) => ids.map(emailOf).join(', ');
  return parseOffice(
    `organisation: { name: Example, timezone: Asia/Shanghai, locale: en, currency: CNY, admins: [${emailOf('admin')}] }
people:
${people.join('\n')}
teams:
  repairs: { name: Repairs, lead: ${emailOf('lead')}, members: [${members('lead', 'member', 'assignee')}], channels: { web: repairs } }
  finance: { name: Finance, members: [${members('finance')}], channels: { web: finance } }
catalogue:
  repair: { name: Repair, team: repairs, fields: [{ id: what, type: text, label: What, required: true }] }
${more}`,
    'example.yaml',
  );
}

/** The directory of that office, in which `left` worked once, and everybody's id. */
export async function exampleDirectory(database: Database) {
  await Directory.load(database, exampleOffice([...everybody, 'left']));
  const directory = await Directory.load(database, exampleOffice());
  const rows = await database.prisma.person.findMany();
  const ids = Object.fromEntries(rows.map(({ email, id }) => [email.split('@')[0], id]));
  return { directory, idOf: (name: Name): string => ids[name]! };
}
