import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { newId } from '../../core/ids.ts';
import type { Json } from '../../core/json.ts';
import type { DecisionRecord, Given, Step } from './step.ts';

/** The hash of anything that can be written as JSON, however its members are ordered (RFC 8785, SHA-256). */
export function hashOf(value: Json): string {
  return createHash('sha256').update(canonicalize(value)!).digest('hex');
}

/** The hash of a decision: over all of it, and over the hash of the one before it. */
export function hashOfDecision({ hash, at, ...rest }: DecisionRecord): string {
  return hashOf({ ...rest, at: at.toISOString() });
}

/** Where the chain of a subject's decisions ends. */
function headOf(steps: readonly Pick<Step, 'decisions'>[]): DecisionRecord | undefined {
  let head: DecisionRecord | undefined;
  for (const { decisions } of steps)
    for (const each of decisions) if (head === undefined || each.sequence > head.sequence) head = each;
  return head;
}

/**
 * Makes the next link of a subject's chain of decisions.
 * @param on what is decided on: its version, and what it says.
 */
export function sealer(
  steps: readonly Step[],
  on: { subject: string; version: number; content: Json; platform: string | null },
): (given: Given) => DecisionRecord {
  const head = headOf(steps);
  return (given) => {
    const record: DecisionRecord = {
      id: newId('dcn'),
      subject: on.subject,
      sequence: (head?.sequence ?? 0) + 1,
      stepId: given.stepId,
      verb: given.verb,
      personId: given.personId,
      forPersonId: given.forPersonId,
      reason: given.reason,
      platform: on.platform,
      subjectVersion: on.version,
      contentHash: hashOf(on.content),
      at: given.at,
      previousHash: head?.hash ?? null,
      hash: '',
    };
    return { ...record, hash: hashOfDecision(record) };
  };
}
