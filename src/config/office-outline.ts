import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).catch([]);
const recordOf = <T extends z.ZodType>(value: T) => z.record(z.string(), value).catch({});
const shape = <T extends z.ZodRawShape>(members: T) => z.object(members);
const anything = z.unknown().optional();

const field = shape({
  id: text,
  type: text,
  default: anything,
  options: listOf(z.unknown()),
  showWhen: recordOf(z.unknown()).optional(),
});

/** A step, or steps side by side. */
const step = shape({ by: anything, need: anything, when: text, together: anything });
const rule = shape({ ...step.shape, steps: z.array(z.unknown()).optional().catch([]) });
const target = shape({ when: text });

const category = shape({
  name: anything,
  aliases: listOf(text),
  team: text,
  assign: anything,
  fields: listOf(field.catch({ options: [] })),
  approval: listOf(rule.catch({})),
  targets: listOf(target.catch({})),
});
const nothing = { aliases: [], fields: [], approval: [], targets: [] };

const team = shape({
  lead: text,
  members: listOf(text),
  places: recordOf(z.unknown()),
  replies: listOf(shape({ id: text }).catch({})),
});
const layer = shape({ id: text, role: text, members: listOf(text), on: listOf(text), hours: anything });
const roster = shape({
  team: text,
  roles: recordOf(z.unknown()),
  layers: listOf(layer.catch({ members: [], on: [] })),
  checklist: listOf(shape({ id: text }).catch({})),
});
const suggestions = shape({ categories: recordOf(shape({ name: anything }).catch({})) });
const question = shape({
  id: text,
  type: text,
  options: listOf(z.unknown()),
  rows: listOf(z.unknown()),
  from: z.number().optional().catch(undefined),
  to: z.number().optional().catch(undefined),
  showWhen: recordOf(z.unknown()).optional(),
});
const questions = listOf(question.catch({ options: [], rows: [] }));
const survey = shape({
  use: text,
  without: listOf(text),
  name: anything,
  questions,
  sections: listOf(shape({ questions }).catch({ questions: [] })),
  rhythm: anything,
  openDays: z.number().optional().catch(undefined),
});
const budget = shape({ department: text, category: text });

const outline = shape({
  people: listOf(shape({ email: text, manager: text, department: text }).catch({})),
  departments: recordOf(shape({ head: text }).catch({})),
  roles: recordOf(listOf(text)),
  calendars: recordOf(z.unknown()),
  places: z.unknown().optional(),
  teams: recordOf(team.catch({ members: [], places: {}, replies: [] })),
  groups: recordOf(z.unknown()),
  catalogue: recordOf(category.catch(nothing)),
  budgets: listOf(budget.catch({})),
  rosters: recordOf(roster.catch({ roles: {}, layers: [], checklist: [] })),
  suggestions: suggestions.catch({ categories: {} }),
  surveys: recordOf(survey.catch({ without: [], questions: [], sections: [] })),
}).catch({
  people: [],
  departments: {},
  roles: {},
  calendars: {},
  teams: {},
  groups: {},
  catalogue: {},
  budgets: [],
  rosters: {},
  suggestions: { categories: {} },
  surveys: {},
});

/**
 * What a file speaks of, however wrong the rest of it is. It lets one mistake be told without hiding another: who
 * has a typing error in the name is still somebody's manager. Everything keeps its place in its list.
 */
export type Outline = z.infer<typeof outline>;
export type CategoryOutline = Outline['catalogue'][string];
export type SurveyOutline = Outline['surveys'][string];
export type StepOutline = z.infer<typeof step>;

export function readOutline(data: unknown): Outline {
  return outline.parse(data);
}

/** The same e-mail, however it is written. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The e-mails of all people in the file. */
export function knownEmails(outline: Outline): Set<string> {
  return new Set(outline.people.flatMap(({ email }) => (email === undefined ? [] : [normaliseEmail(email)])));
}

/** The departments that have an entry, and those that people say they are in. */
export function knownDepartments(outline: Outline): Set<string> {
  const named = outline.people.flatMap(({ department }) => department?.trim() || []);
  return new Set([...Object.keys(outline.departments).map((id) => id.trim()), ...named]);
}

/** Every place of the file, parents before their children, and where it stands. */
export function placesOf(outline: Outline): { id: string; path: PropertyKey[] }[] {
  return placesIn(outline.places, ['places'], 1);
}

/** More levels than the schema allows: an alias can make a tree that has no end. */
const mostLevels = 10;

function placesIn(
  places: unknown,
  path: PropertyKey[],
  level: number,
): { id: string; path: PropertyKey[] }[] {
  if (typeof places !== 'object' || places === null || level > mostLevels) return [];
  return Object.entries(places).flatMap(([id, place]) => {
    const here = [...path, id];
    const below = typeof place === 'object' && place !== null && 'places' in place ? place.places : undefined;
    return [{ id, path: here }, ...placesIn(below, [...here, 'places'], level + 1)];
  });
}

/** One step of an approval, and where it stands. */
export interface StepAt {
  step: StepOutline;
  path: PropertyKey[];
}

/** The steps of a category's approval, whether it is a list of rules or the steps of the only one. */
export function stepsOf({ approval }: CategoryOutline, path: readonly PropertyKey[]): StepAt[] {
  if (!hasRules(approval)) return stepsIn(approval, path);
  return approval.flatMap(({ steps }, index) => stepsIn(steps ?? [], [...path, index, 'steps']));
}

export const hasRules = (approval: CategoryOutline['approval']): boolean =>
  approval.some(({ steps }) => steps !== undefined);

/** The steps of a list, those side by side one by one. */
function stepsIn(list: readonly unknown[], path: readonly PropertyKey[]): StepAt[] {
  return list.flatMap((item, index): StepAt[] => {
    const here = [...path, index];
    const read = step.safeParse(item);
    if (!read.success) return [];
    const { together } = read.data;
    if (!Array.isArray(together)) return [{ step: read.data, path: here }];
    return together.flatMap((each, nth): StepAt[] => {
      const inner = step.safeParse(each);
      return inner.success ? [{ step: inner.data, path: [...here, 'together', nth] }] : [];
    });
  });
}
