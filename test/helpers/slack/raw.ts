/** A JSON object of which nothing is known. */
export type Raw = Record<string, unknown>;

/** What Slack answers instead of doing what was asked. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly details: string[] = [],
  ) {
    super(`${code} ${details.join('; ')}`);
  }
}

export function asRaw(value: unknown): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('invalid_arguments', ['an object is needed']);
  }
  return value as Raw;
}

export function asList(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new Refusal('invalid_arguments', [`${what}: a list is needed`]);
  return value;
}
