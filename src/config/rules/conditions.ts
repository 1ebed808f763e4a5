import { ConditionError, compileCondition } from '../condition.ts';
import { type CategoryOutline, hasRules, stepsOf } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';

interface ConditionAt {
  source: string | undefined;
  path: PropertyKey[];
}

/** Conditions that do not compile, and rules that never come to count. */
export function checkConditions(path: PropertyKey[], category: CategoryOutline): Fault[] {
  const { approval, targets, fields } = category;
  const known = fields.flatMap(({ id, type }) => (id === undefined ? [] : [{ id, type: type ?? '' }]));
  const here = [...path, 'approval'];
  const rules = hasRules(approval) ? approval : [];
  const conditions: ConditionAt[] = [
    ...targets.map(({ when }, index) => ({ source: when, path: [...path, 'targets', index, 'when'] })),
    ...rules.map(({ when }, index) => ({ source: when, path: [...here, index, 'when'] })),
    ...stepsOf(category, here).map((at) => ({ source: at.step.when, path: [...at.path, 'when'] })),
  ];
  return [
    ...conditions.flatMap((condition) => compiled(condition, known)),
    ...unreachable([...path, 'targets'], targets),
    ...unreachable(here, rules),
  ];
}

function compiled({ source, path }: ConditionAt, fields: { id: string; type: string }[]): Fault[] {
  if (source === undefined) return [];
  try {
    compileCondition(source, fields);
    return [];
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return [{ path, message: error.message, offset: error.offset }];
  }
}

/** What stands after one that always holds. */
function unreachable(path: PropertyKey[], rules: { when?: string | undefined }[]): Fault[] {
  const always = rules.findIndex(({ when }) => when === undefined);
  if (always === -1 || always === rules.length - 1) return [];
  const message = `never counts: [${always}] before it has no "when" and always holds`;
  return [{ path: [...path, always + 1], message }];
}
