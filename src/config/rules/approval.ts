import {
  type CategoryOutline,
  hasRules,
  knownDepartments,
  type Outline,
  type StepAt,
  stepsOf,
} from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';

/** Lists that are half steps and half rules, and steps that could never be decided. */
export function checkApproval(path: PropertyKey[], category: CategoryOutline, outline: Outline): Fault[] {
  const { approval, fields } = category;
  const stray = hasRules(approval) ? approval.findIndex(({ steps }) => steps === undefined) : -1;
  const mixed: Fault[] =
    stray === -1
      ? []
      : [{ path: [...path, stray], message: 'stands among rules: write it in the "steps" of one' }];
  const hasPlace = fields.some(({ type }) => type === 'place');
  return [...mixed, ...stepsOf(category, path).flatMap((at) => checkStep(at, outline, hasPlace))];
}

/** @param hasPlace does what is approved name a place? */
function checkStep({ step, path }: StepAt, outline: Outline, hasPlace: boolean): Fault[] {
  const { by, need } = step;
  const faults: Fault[] = [];
  if (by === 'place' && !hasPlace)
    faults.push({ path: [...path, 'by'], message: 'needs a field of type place in the category' });
  const department = named(by, 'department');
  if (department !== undefined && knownDepartments(outline).has(department))
    if (headOf(department, outline) === undefined)
      faults.push({
        path: [...path, 'by', 'department'],
        message: `${department} has no head: name one in departments`,
      });
  const most = peopleAsked(by, outline);
  if (typeof need === 'number' && most !== undefined && need > most)
    faults.push({ path: [...path, 'need'], message: `needs ${need} where only ${most} can be asked` });
  return faults;
}

function headOf(department: string, { departments }: Outline): string | undefined {
  return Object.hasOwn(departments, department) ? departments[department]?.head : undefined;
}

function named(by: unknown, key: string): string | undefined {
  const value = typeof by === 'object' && by !== null ? (by as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** How many a step asks at most; undefined where that is not known. */
function peopleAsked(by: unknown, { teams, roles }: Outline): number | undefined {
  const team = named(by, 'team');
  const role = named(by, 'role');
  if (team !== undefined) return Object.hasOwn(teams, team) ? teams[team]?.members.length : undefined;
  if (role !== undefined) return Object.hasOwn(roles, role) ? roles[role]?.length : undefined;
  return 1;
}
