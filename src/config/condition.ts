import { Environment } from '@marcbachmann/cel-js';
import { QuartermasterError } from '../core/errors.ts';
import { didYouMean } from './suggest.ts';

export type ConditionValue = string | number | readonly string[] | null | undefined;

/**
 * A field that a condition may name. `number` and `money` are numbers to it, `choices` and `file` lists of texts, all
 * others texts: a date is `2026-10-01`, a place its id, a person their e-mail.
 */
export interface ConditionField {
  readonly id: string;
  readonly type: string;
}

/** A `when` of the office file, compiled. */
export interface Condition {
  readonly source: string;
  /**
   * Does it hold for a request with these values, by field id, the requester's `department` and the `place`?
   *
   * Fails closed: a number that was left empty is unset, comparing it has no answer, and a condition without an
   * answer holds. So does whatever else goes wrong. A text that was left empty is `""`, a list `[]`.
   */
  evaluate(values: Readonly<Record<string, ConditionValue>>): boolean;
}

/** Why a condition does not compile. `offset` counts the characters before the place that is wrong. */
export class ConditionError extends QuartermasterError {
  constructor(
    message: string,
    readonly offset: number,
    cause?: unknown,
  ) {
    super('config', message, { cause });
  }
}

/** What a condition knows of besides the fields of its category; the place only where the category asks for one. */
export const conditionVariables = ['department', 'place'] as const;

type ConditionType = 'double' | 'string' | 'list<string>';

function typeOf({ type }: ConditionField): ConditionType {
  if (type === 'number' || type === 'money') return 'double';
  return type === 'choices' || type === 'file' ? 'list<string>' : 'string';
}

/** CEL writes 5000 for an int and 5000.0 for a double; an administrator means the same number by both. */
function newLanguage(): Environment {
  const language = new Environment()
    .registerOperator('double == int', (left, right) => Number(left) === Number(right))
    .registerOperator('double in list<int>', (left: number, right: bigint[]) =>
      right.some((member) => Number(member) === left),
    );
  for (const [sign, calculate] of Object.entries(arithmetic)) {
    for (const operation of [`double ${sign} int`, `int ${sign} double`])
      language.registerOperator(operation, (left, right) => calculate(Number(left), Number(right)));
  }
  return language;
}

const arithmetic: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

const language = newLanguage();

/** Can a condition speak of a field with this id? It cannot where the word belongs to the language itself. */
export function isConditionName(id: string): boolean {
  try {
    return language.clone().registerVariable(id, 'string').check(`${id} == ""`).valid;
  } catch {
    return false;
  }
}

/**
 * Reads a condition in CEL, the Common Expression Language, e.g. `amount >= 5000 && department == "it"`, and checks
 * that it names only these fields, compares like with like and answers yes or no.
 *
 * @throws ConditionError that says where it is wrong.
 */
export function compileCondition(source: string, fields: readonly ConditionField[]): Condition {
  const types = new Map<string, ConditionType>([['department', 'string']]);
  if (fields.some(({ type }) => type === 'place')) types.set('place', 'string');
  for (const field of fields) if (isConditionName(field.id)) types.set(field.id, typeOf(field));

  const environment = language.clone();
  for (const [name, type] of types) environment.registerVariable(name, type);
  const run = parseCondition(environment, source);
  const check = run.check();
  if (!check.valid) throw explain(check.error, types.keys());
  if (check.type !== 'bool')
    throw new ConditionError(
      `must answer yes or no, as "amount >= 5000" does, but gives a ${plain(check.type ?? '')}`,
      0,
    );

  return Object.freeze({
    source,
    evaluate(values: Readonly<Record<string, ConditionValue>>) {
      try {
        return run(context(types, values)) !== false;
      } catch {
        return true;
      }
    },
  });
}

function parseCondition(environment: Environment, source: string) {
  try {
    return environment.parse(source);
  } catch (error) {
    throw explain(error, []);
  }
}

function context(
  types: ReadonlyMap<string, ConditionType>,
  values: Readonly<Record<string, ConditionValue>>,
) {
  const set: Record<string, string | number | readonly string[]> = {};
  for (const [name, type] of types) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (type === 'string') set[name] = typeof value === 'string' ? value : '';
    else if (type === 'list<string>') set[name] = Array.isArray(value) ? value : [];
    else if (typeof value === 'number' && Number.isFinite(value)) set[name] = value;
  }
  return set;
}

interface CelError {
  summary: string;
  range?: { start: number };
}

function explain(error: unknown, known: Iterable<string>): ConditionError {
  if (!(error instanceof Error && 'summary' in error)) return new ConditionError('cannot be read', 0, error);
  const { summary, range } = error as Error & CelError;
  const unknown = /^Unknown variable: (.*)$/.exec(summary)?.[1];
  const overload = /^no such overload: (.*)$/.exec(summary)?.[1];
  const message =
    unknown !== undefined
      ? `there is no field "${unknown}"${didYouMean(unknown, known)}`
      : overload !== undefined
        ? `these do not fit together: ${plain(overload)}`
        : plain(summary).replace(/\bEOF\b/, 'the end');
  return new ConditionError(message, range?.start ?? 0, error);
}

/** CEL's names of types in the words of the office file. */
function plain(text: string): string {
  return text.replace(/\b(double|int)\b/g, 'number').replace(/\bstring\b/g, 'text');
}
