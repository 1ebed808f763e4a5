import type { Office } from './office-types.ts';

/** What differs between two offices in one part of the file: one line for each thing, as people read it. */
export interface PartChanges {
  part: string;
  lines: string[];
}

type Entries = Readonly<Record<string, object>>;

/** What a changed office adds (`+`), removes (`-`) and changes (`~`), part by part. Nothing to tell: no part. */
export function compareOffices(before: Office | undefined, after: Office): PartChanges[] {
  const parts: [part: string, of: (office: Office) => Entries][] = [
    ['Organisation', ({ organisation }) => ({ organisation })],
    ['People', ({ people }) => keyed(people, ({ email }) => email)],
    ['Departments', ({ departments }) => departments],
    ['Roles', ({ roles }) => roles],
    ['Calendars', ({ calendars }) => calendars],
    ['Places', ({ places }) => places],
    ['Teams', ({ teams }) => teams],
    ['Groups', ({ groups }) => groups],
    ['Categories', ({ catalogue }) => catalogue],
    ['Rosters', ({ rosters }) => rosters],
    ['Surveys', surveysOf],
    ['Suggestions', ({ suggestions: { categories, ...rules } }) => ({ ...categories, 'their rules': rules })],
    [
      'Budgets',
      ({ budgets }) =>
        keyed(budgets, ({ department, category }) => [department, category].filter(Boolean).join(' ')),
    ],
  ];
  return parts.flatMap(([part, of]) => {
    const lines = compareEntries(before ? of(before) : {}, of(after));
    return lines.length === 0 ? [] : [{ part, lines }];
  });
}

/** Questions are compared one by one, in whichever section they stand. Without surveys their cap says nothing. */
function surveysOf({ surveys, surveyFatigue }: Office): Entries {
  const all = Object.entries(surveys).map(([id, { sections, ...survey }]) => [
    id,
    { ...survey, questions: sections.flatMap(({ questions }) => questions) },
  ]);
  return Object.fromEntries(all.length === 0 ? [] : [...all, ['the cap over all', surveyFatigue]]);
}

function keyed<T extends object>(list: readonly T[], keyOf: (item: T) => string): Record<string, T> {
  return Object.fromEntries(list.map((item) => [keyOf(item), item]));
}

type Call = (id: string, thing: object) => string;
const byName: Call = (id, thing) => ` ${id}${named(thing)}`;
const byId: Call = (id) => id;

function compareEntries(before: Entries, after: Entries, call = byName): string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => {
    const [old, now] = [before[id], after[id]];
    if (old === undefined) return now ? [`+${call(id, now)}`] : [];
    if (now === undefined) return [`-${call(id, old)}`];
    const changes = compareThings(old, now);
    return changes.length === 0 ? [] : [`~${call(id, now)}: ${changes.join('; ')}`];
  });
}

function named(thing: object): string {
  const name = 'name' in thing ? thing.name : undefined;
  if (typeof name === 'string') return ` (${name})`;
  return typeof name === 'object' && name !== null && 'en' in name ? ` (${name.en})` : '';
}

/** Which keys of one thing differ, and where that is short, how. */
function compareThings(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  if (Array.isArray(before) || Array.isArray(after))
    return same(before, after) ? [] : [change(before, after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !same(old.get(key), now.get(key)))
    .map((key) => `${key}${how(old.get(key), now.get(key))}`);
}

/** Conditions are compared by what they say. */
const same = (before: unknown, after: unknown) => JSON.stringify(before) === JSON.stringify(after);

function how(before: unknown, after: unknown): string {
  if (isListOfThings(before) || isListOfThings(after)) {
    const [old, now] = [before ?? [], after ?? []].map((list) =>
      keyed(list as { id: string }[], ({ id }) => id),
    );
    const lines = compareEntries(old!, now!, byId);
    return lines.length > 0 ? ` (${lines.join(', ')})` : ' (in another order)';
  }
  const said = change(before, after);
  if (said.length <= longestChange) return ` ${said}`;
  return isGroup(before) && isGroup(after) ? ` (${compareThings(before, after).join(', ')})` : '';
}

const longestChange = 80;
const change = (before: unknown, after: unknown) => `${short(before)} → ${short(after)}`;

function isListOfThings(value: unknown): value is { id: string }[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && 'id' in value[0];
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function short(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
