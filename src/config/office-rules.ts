import { ConditionError, compileCondition, conditionVariables, isConditionName } from './condition.ts';
import { normaliseEmail, type Outline } from './office-outline.ts';
import type { Fault } from './yaml-source.ts';

type Category = Outline['catalogue'][string];

/** What no single place of the file shows: things said twice, circles, and conditions on a category's fields. */
export function checkRules(outline: Outline): Fault[] {
  return [
    ...repeatedEmails(outline),
    ...managerCycles(outline),
    ...repeatedNames(outline),
    ...Object.entries(outline.catalogue).flatMap(([id, category]) => [
      ...checkFields(['catalogue', id, 'fields'], category),
      ...checkConditions(['catalogue', id, 'approval'], category),
    ]),
  ];
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

/** A word that people type finds one category: its id, one of its names or one of its aliases. */
function repeatedNames({ catalogue }: Outline): Fault[] {
  const owners = new Map<string, string>();
  for (const [id, category] of Object.entries(catalogue))
    for (const word of [id, ...namesOf(category.name)])
      if (!owners.has(fold(word))) owners.set(fold(word), id);

  return Object.entries(catalogue).flatMap(([id, category]) => {
    const own = new Set<string>();
    return category.aliases.flatMap((alias, index): Fault[] => {
      const word = fold(alias ?? '');
      if (word === '') return [];
      const path = ['catalogue', id, 'aliases', index];
      if (own.has(word)) return [{ path, message: `"${alias}" is there twice` }];
      own.add(word);
      const owner = owners.get(word) ?? id;
      owners.set(word, owner);
      return owner === id ? [] : [{ path, message: `"${alias}" already means ${owner}` }];
    });
  });
}

function namesOf(name: unknown): string[] {
  const names = typeof name === 'object' && name !== null ? Object.values(name) : [name];
  return names.filter((text) => typeof text === 'string');
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}

function checkFields(path: PropertyKey[], { fields }: Category): Fault[] {
  const ids = fields.map((field) => field.id);
  const faults: Fault[] = repeats(ids).map((index) => ({
    path: [...path, index, 'id'],
    message: `there are two fields "${ids[index]}"`,
  }));
  for (const [index, field] of fields.entries()) {
    if (field.id !== undefined && !isFree(field.id))
      faults.push({
        path: [...path, index, 'id'],
        message: `"${field.id}" has a meaning of its own in conditions; choose another id`,
      });
    if (field.type === 'choice') faults.push(...checkOptions([...path, index], field));
  }
  return faults;
}

/** Words that are no identifiers at all are told by the schema. */
function isFree(id: string): boolean {
  return !conditionVariables.some((name) => name === id) && (isConditionName(id) || !/^[a-z]\w*$/i.test(id));
}

function checkOptions(path: PropertyKey[], field: Category['fields'][number]): Fault[] {
  const values = field.options.map((option) => {
    const value = typeof option === 'object' && option !== null && 'value' in option ? option.value : option;
    return typeof value === 'string' ? value.trim() : undefined;
  });
  const faults: Fault[] = repeats(values).map((index) => ({
    path: [...path, 'options', index],
    message: `"${values[index]}" is there twice`,
  }));
  const chosen = field.default;
  if (typeof chosen === 'string' && values.length > 0 && !values.includes(chosen.trim()))
    faults.push({ path: [...path, 'default'], message: `"${chosen}" is not one of the options` });
  return faults;
}

function checkConditions(path: PropertyKey[], { fields, approval }: Category): Fault[] {
  const known = fields.flatMap(({ id, type }) => (id === undefined ? [] : [{ id, type: type ?? '' }]));
  return approval.flatMap(({ when }, index): Fault[] => {
    if (when === undefined) return [];
    try {
      compileCondition(when, known);
      return [];
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      return [{ path: [...path, index, 'when'], message: error.message, offset: error.offset }];
    }
  });
}

/** The positions of what was in the list before. */
function repeats(list: readonly (string | undefined)[]): number[] {
  return list.flatMap((item, index) => (item !== undefined && list.indexOf(item) < index ? [index] : []));
}
