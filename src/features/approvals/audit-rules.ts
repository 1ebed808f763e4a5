import { hashOfDecision } from './decision-chain.ts';
import type { Verb } from './step.ts';
import { type StoredStep, toDecision } from './store.ts';

type StoredDecision = StoredStep['decisions'][number];

/** All that the database says of the decisions on one subject; instants are texts. */
export interface AuditedSubject {
  subject: string;
  /** In the order of their sequence. */
  decisions: StoredDecision[];
  steps: Omit<StoredStep, 'decisions'>[];
  /** The entries that tell of decisions. */
  history: {
    version: number;
    kind: string;
    actorId: string | null;
    at: string;
    data: { hash?: string; stepId?: string };
  }[];
  /** Of the whole history: how many entries there are, and the last one's version. */
  entries: number;
  lastVersion: number;
}

export interface AuditFault {
  subject: string;
  /** In English, for the administrator. */
  what: string;
}

/** Everything that does not fit together; nothing where all is as it was written. */
export function faultsOf(audited: AuditedSubject): AuditFault[] {
  const whats = [...chainFaults(audited), ...historyFaults(audited), ...stepFaults(audited)];
  return whats.map((what) => ({ subject: audited.subject, what }));
}

/** The last decision up to an instant. */
export const headAt = (decisions: readonly StoredDecision[], asOf: Date) =>
  decisions.filter(({ at }) => new Date(at) <= asOf).at(-1);

/** The chain in itself: nothing changed, nothing missing before its end, nothing in another order. */
function* chainFaults({ decisions }: AuditedSubject): Generator<string> {
  let before: StoredDecision | undefined;
  for (const decision of decisions) {
    const { sequence, previousHash } = decision;
    const expected = (before?.sequence ?? 0) + 1;
    if (sequence !== expected)
      yield sequence === expected + 1
        ? `decision ${expected} is missing`
        : `decisions ${expected} to ${sequence - 1} are missing`;
    else if (previousHash !== (before?.hash ?? null))
      yield `decision ${sequence} does not follow the one before it: they were put in another order, or replaced`;
    if (hashOfDecision(toDecision(decision)) !== decision.hash) yield `decision ${sequence} was changed`;
    before = decision;
  }
}

const kindOf: Record<Verb, string> = { approve: 'approved', reject: 'rejected', return: 'returned' };

/** The history tells of each decision, and of no other. */
function* historyFaults({ decisions, history, entries, lastVersion }: AuditedSubject): Generator<string> {
  if (entries !== lastVersion) yield `${Math.abs(lastVersion - entries)} entries of the history are missing`;
  const byHash = new Map(
    history.flatMap((entry) => (entry.data.hash ? [[entry.data.hash, entry] as const] : [])),
  );
  for (const { sequence, hash, verb, personId, forPersonId, subjectVersion, at } of decisions) {
    const entry = byHash.get(hash);
    byHash.delete(hash);
    const kind = `${kindOf[verb]}${forPersonId === null ? '' : 'For'}`;
    if (entry === undefined) yield `the history does not know decision ${sequence}`;
    else if (
      entry.kind !== kind ||
      entry.actorId !== personId ||
      entry.version !== subjectVersion + 1 ||
      !sameInstant(entry.at, at)
    )
      yield `the history tells decision ${sequence} differently`;
  }
  for (const { version } of byHash.values())
    yield `the decision that entry ${version} of the history tells of is missing`;
}

/** Each step stands as its decisions say. */
function* stepFaults({ decisions, steps, history }: AuditedSubject): Generator<string> {
  const known = new Set(steps.map(({ id }) => id));
  for (const { sequence, stepId } of decisions)
    if (!known.has(stepId)) yield `the step of decision ${sequence} is missing`;
  const told = new Set(history.flatMap(({ data }) => (data.hash && data.stepId ? [data.stepId] : [])));
  for (const step of steps) {
    // Decided before decisions were chained.
    if (step.openedAt === null && !told.has(step.id)) continue;
    const own = decisions.filter(({ stepId }) => stepId === step.id);
    const problem = problemOf(step, own);
    if (problem) yield `step ${step.position} of round ${step.round} ${problem}`;
  }
}

function problemOf(
  step: AuditedSubject['steps'][number],
  own: readonly StoredDecision[],
): string | undefined {
  const approvals = own.filter(({ verb }) => verb === 'approve');
  const places = new Set(approvals.map(({ personId, forPersonId }) => forPersonId ?? personId));
  const people = new Set(approvals.map(({ personId }) => personId));
  if (people.size < approvals.length || places.size < approvals.length)
    return 'was approved twice by one person';
  const ending = own.find(({ verb }) => verb !== 'approve');
  const stands = ending
    ? kindOf[ending.verb]
    : places.size >= step.need && step.need > 0
      ? 'approved'
      : undefined;
  const decided = ['approved', 'rejected', 'returned'].includes(step.state);
  if (stands === undefined) return decided ? `is ${step.state}, but no decision says so` : undefined;
  if (step.state !== stands) return `is ${step.state}, but was ${stands}`;
  const last = own.at(-1)!;
  const same =
    step.decidedById === last.personId &&
    sameInstant(step.decidedAt ?? '', last.at) &&
    step.reason === last.reason;
  return same ? undefined : 'does not agree with its decision';
}

const sameInstant = (one: string, other: string) => new Date(one).getTime() === new Date(other).getTime();
