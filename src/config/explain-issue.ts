import type { z } from 'zod';
import { didYouMean } from './suggest.ts';
import type { Fault } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, in words for the person who wrote the file. Read with `reportInput: true`. */
export function explainIssue(issue: Issue, parent: readonly PropertyKey[] = []): Fault[] {
  const path = [...parent, ...issue.path];
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, message: wrongType(issue.expected, issue.input) }];
    case 'unrecognized_keys': {
      const messages = issue.message.split('\n');
      return issue.keys.map((key, index) => ({
        path: [...path, key],
        atKey: true,
        message: messages[index]!,
      }));
    }
    case 'invalid_union':
      return explainUnion(issue, path);
    case 'invalid_value':
      return [{ path, message: notOneOf(issue.input, issue.values.map(String)) }];
    case 'invalid_key':
      return [{ path, atKey: true, message: issue.issues[0]?.message ?? issue.message }];
    case 'too_small':
      return [{ path, message: tooSmall(issue) }];
    case 'too_big':
      return [{ path, message: `is more than ${issue.maximum}${issue.origin === 'number' ? '' : ' long'}` }];
    default:
      return [{ path, message: issue.message }];
  }
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array' && minimum > 1) return `must have at least ${minimum} entries`;
  if (origin !== 'number' && origin !== 'int') return 'must not be empty';
  return inclusive === false ? `must be more than ${minimum}` : `is less than ${minimum}`;
}

/** Our unions are a short form (a text) and then a long one (an object): the value shows which was meant. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[]): Fault[] {
  if (issue.discriminator !== undefined) {
    const written = isObject(issue.input) ? issue.input[issue.discriminator] : undefined;
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    return [{ path, message: notOneOf(written, options) }];
  }
  const meant = isObject(issue.input) ? issue.errors.at(-1) : issue.errors[0];
  return (meant ?? []).flatMap((problem) => explainIssue(problem, path));
}

function notOneOf(written: unknown, options: string[]): string {
  if (written === undefined || written === null) return absent(written);
  const list = options.join(', ');
  return `${JSON.stringify(written)} is not one of ${list}${typeof written === 'string' ? didYouMean(written, options) : ''}`;
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function wrongType(expected: string, written: unknown): string {
  if (written === undefined || written === null) return absent(written);
  const simple = typeof written === 'number' || typeof written === 'boolean';
  const hint = expected === 'string' && simple ? `: write it in quotes, "${written}"` : '';
  return `must be ${kinds[expected] ?? expected}${hint}`;
}

function absent(written: undefined | null): string {
  return written === undefined ? 'is missing' : 'has no value';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
