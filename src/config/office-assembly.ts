import { type ConditionField, compileCondition } from './condition.ts';
import type { OfficeFile } from './office-schema.ts';
import type {
  CatalogueField,
  Category,
  ChainRule,
  Department,
  Escalation,
  Office,
  Place,
  StepRule,
  Target,
} from './office-types.ts';
import { isWithin } from './places.ts';
import { rosterOf } from './roster-assembly.ts';
import type { StepInFile } from './schema/approval.ts';
import type { PlaceTree } from './schema/places.ts';
import { suggestionRulesOf } from './suggestion-assembly.ts';
import { surveyOf } from './survey-assembly.ts';

/** Who is told of a missed target where the file does not say: the assignee at once, then those above. */
const usualEscalation: readonly Escalation[] = [
  { after: { minutes: 0 }, to: 'assignee' },
  { after: { minutes: 60 }, to: 'lead' },
  { after: { workingDays: 1 }, to: 'manager' },
];

/** Puts the parts of a file that was read without a fault together. */
export function assemble(file: OfficeFile): Office {
  const { approvals, ...organisation } = file.organisation;
  const places = flat(file.places);
  return {
    organisation: { ...organisation, bulkApproval: approvals.bulk },
    people: file.people,
    departments: departmentsOf(file),
    roles: byId(file.roles, (_, emails) => emails),
    calendars: byId(file.calendars, (id, calendar) => ({ id, ...calendar })),
    places,
    teams: byId(file.teams, (id, team) => ({ ...team, id, places: byId(team.places, (_, ids) => ids) })),
    groups: byId(file.groups, (id, group) => ({ id, ...group })),
    catalogue: byId(file.catalogue, (id, category) => categoryOf(id, category, places)),
    budgets: file.budgets.map(({ overBudget, ...budget }) => ({
      ...budget,
      ...(overBudget ? { overBudget: stepOf(overBudget, []) } : {}),
    })),
    rosters: byId(file.rosters, (id, roster) => rosterOf(id, roster, organisation.timezone)),
    surveys: byId(file.surveys, surveyOf),
    surveyFatigue: file.surveyFatigue,
    suggestions: suggestionRulesOf(file),
  };
}

function departmentsOf({ departments, people }: OfficeFile): Record<string, Department> {
  const made = byId(departments, (id, department): Department => ({ id, ...department }));
  for (const { department: id } of people)
    if (id !== undefined) made[id] ??= { id, name: { en: id, 'zh-CN': id } };
  return made;
}

function flat(places: Record<string, PlaceTree>): Record<string, Place> {
  const made: Record<string, Place> = Object.create(null);
  const add = (tree: Record<string, PlaceTree>, parentId?: string) => {
    for (const [id, { places: below, ...place }] of Object.entries(tree)) {
      made[id] = { id, ...place, ...(parentId === undefined ? {} : { parentId }) };
      add(below ?? {}, id);
    }
  };
  add(places);
  return made;
}

type CategoryInFile = OfficeFile['catalogue'][string];

function categoryOf(id: string, file: CategoryInFile, places: Office['places']): Category {
  const { target, targets, approval, ...category } = file;
  const fields = category.fields.map((field) => withPlacesBelow(field, category.fields, places));
  return {
    id,
    ...category,
    fields,
    approval: approval.map(
      ({ when, steps }): ChainRule => ({
        ...compiled(when, fields),
        groups: steps.map((group) => group.map((step) => stepOf(step, fields))),
      }),
    ),
    targets: (targets ?? (target ? [target] : [])).map(
      ({ when, escalate, ...times }: TargetInFile): Target => ({
        ...times,
        ...compiled(when, fields),
        escalate: escalate ?? usualEscalation,
      }),
    ),
  };
}

/** What is shown for a building is shown for its rooms. */
function withPlacesBelow(
  field: CatalogueField,
  all: readonly CatalogueField[],
  places: Office['places'],
): CatalogueField {
  const { showWhen } = field;
  if (showWhen === undefined || all.find(({ id }) => id === showWhen.field)?.type !== 'place') return field;
  const below = Object.keys(places).filter((id) => showWhen.in.some((top) => isWithin(places, id, top)));
  return { ...field, showWhen: { ...showWhen, in: below } };
}

type TargetInFile = NonNullable<CategoryInFile['targets']>[number];

function stepOf(
  step: Omit<StepInFile, 'when'> & { when?: string | undefined },
  fields: readonly ConditionField[],
): StepRule {
  const { by, need, remind, after, when } = step;
  return {
    by,
    need,
    ...compiled(when, fields),
    silence: { remind, ...(after === undefined ? {} : { after }), outcome: step.then },
  };
}

function compiled(when: string | undefined, fields: readonly ConditionField[]) {
  return when === undefined ? {} : { when: compileCondition(when, fields) };
}

function byId<From, To>(
  record: Record<string, From>,
  make: (id: string, from: From) => To,
): Record<string, To> {
  const made: Record<string, To> = Object.create(null);
  for (const [id, from] of Object.entries(record)) made[id] = make(id, from);
  return made;
}
