import { normaliseEmail, type Outline } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

/** People who are there twice, and managers who are their own. */
export function checkPeople(outline: Outline): Fault[] {
  return [...repeatedEmails(outline), ...managerCycles(outline)];
}

function repeatedEmails({ people }: Outline): Fault[] {
  const emails = people.map((person) =>
    person.email === undefined ? undefined : normaliseEmail(person.email),
  );
  return repeats(emails).map((index) => ({
    path: ['people', index, 'email'],
    message: `${emails[index]} is there twice`,
  }));
}

/** One fault a circle, at the first of its people. */
function managerCycles({ people }: Outline): Fault[] {
  const managers = new Map<string, string>();
  for (const { email, manager } of people)
    if (email !== undefined && manager !== undefined)
      managers.set(normaliseEmail(email), normaliseEmail(manager));

  const told = new Set<string>();
  return people.flatMap(({ email }, index) => {
    const first = normaliseEmail(email ?? '');
    const circle = [first];
    for (let next = managers.get(first); next !== undefined && next !== first; next = managers.get(next)) {
      if (circle.includes(next)) return [];
      circle.push(next);
    }
    if (managers.get(circle.at(-1)!) !== first || told.has(first)) return [];
    for (const member of circle) told.add(member);
    const message =
      circle.length === 1
        ? `${first} cannot be their own manager`
        : `goes round in a circle: ${[...circle, first].join(' → ')}`;
    return [{ path: ['people', index, 'manager'], message }];
  });
}
