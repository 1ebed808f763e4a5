import type { Json } from '../../core/json.ts';
import type { Write } from '../../db/commit.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { HistoryEntry } from '../../history/history.ts';
import { type BudgetPeriod, cents, chargeOf, type Spending, type Standing, subjectOf } from './rules.ts';
import { type Balance, type Commitment, findCommitment, putCommitment, readBalances } from './store.ts';

/** Who takes something, when, and what else the same commit will write. */
export interface Taking {
  actorId: string | null;
  at: Date;
  /** Decided before, and committed together with this: several requests can be approved at once. */
  earlier?: Outcome;
}

/** What these requests would take if they were approved now, beside what is taken already. One query for all. */
export async function budgetStandings(
  { database, directory, office }: World,
  requests: readonly Spending[],
  at: Date,
): Promise<Map<string, Standing>> {
  const charges = requests.flatMap(
    (request) => chargeOf(office, directory.find(request.requesterId)?.department, request, at) ?? [],
  );
  const asked = charges.map(({ from, requestId }) => ({ ...from, exceptId: requestId }));
  const balances = await readBalances(database, asked);
  return new Map(charges.map((charge, n) => [charge.requestId, { ...charge, taken: balances[n]!.taken }]));
}

/**
 * The approval of the whole chain: what the request takes from its budget from now on, and what that leaves. Commit
 * both in the same outcome: the entry in the budget's history is what makes one of two simultaneous approvals lose,
 * so that it is checked anew against what the other one took. One query.
 * @returns undefined where no budget pays for it.
 */
export async function commitWrites(
  { database, directory, office }: World,
  request: Spending,
  { actorId, at, earlier = {} }: Taking,
): Promise<{ standing: Standing; outcome: Outcome } | undefined> {
  const charge = chargeOf(office, directory.find(request.requesterId)?.department, request, at);
  if (charge === undefined || charge.cost === 0) return undefined;
  const { from, cost } = charge;
  const [stored] = await readBalances(database, [{ ...from, exceptId: request.id }]);
  const balance = withEarlier(stored!, from, earlier);
  const commitment = { ...from, id: request.id, committed: cost, actual: null, at };
  return {
    standing: { ...charge, taken: balance.taken },
    outcome: {
      writes: [putCommitment(commitment)],
      history: [entry(from, balance, 'committed', request, { actorId, at }, { amount: cost })],
    },
  };
}

/**
 * What the work has cost takes the place of what was committed, in the period in which it was; both are kept. What
 * nobody had to approve was never committed: it is now. Without an actual cost the planned one stands. At most two
 * queries.
 */
export async function actualWrites(
  { database, directory, office }: World,
  request: Spending,
  actualCost: number | null,
  { actorId, at }: Taking,
): Promise<Outcome> {
  const found = await findCommitment(database, request.id);
  const commitment = found ?? newCommitment();
  const actual = actualCost ?? found?.actual ?? null;
  if (commitment === undefined || (found && actual === found.actual)) return {};
  const [balance] = await readBalances(database, [commitment]);
  const data = { committed: commitment.committed, amount: actual ?? commitment.committed };
  return {
    writes: [putCommitment({ ...commitment, actual })],
    history: [entry(commitment, balance!, 'spent', request, { actorId, at }, data)],
  };

  function newCommitment(): Commitment | undefined {
    const charge = chargeOf(office, directory.find(request.requesterId)?.department, request, at);
    if (charge === undefined || (charge.cost === 0 && !actualCost)) return undefined;
    return { ...charge.from, id: request.id, committed: charge.cost, actual: null, at };
  }
}

/**
 * What was approved will not happen, or has to be approved anew: it takes nothing any more. Nobody can be harmed by
 * reading too late that there is more, so that no version guards it.
 */
export const releaseWrites = ({ id }: Pick<Spending, 'id'>): Write[] => [
  { kind: 'delete', table: 'BudgetCommitment', ids: [id] },
];

/** What a budget will stand at when what was decided before is written. */
function withEarlier(stored: Balance, from: BudgetPeriod, { writes = [], history = [] }: Outcome): Balance {
  const subject = subjectOf(from);
  const rows = writes.flatMap((write) =>
    write.kind === 'insert' && write.table === 'BudgetCommitment'
      ? (write.rows as unknown as Commitment[])
      : [],
  );
  const taken = rows.filter((row) => subjectOf(row) === subject).reduce((sum, row) => sum + row.committed, 0);
  const entries = history.filter((one) => one.subject === subject).length;
  return { taken: cents(stored.taken + taken), version: stored.version + entries };
}

function entry(
  from: BudgetPeriod,
  { version }: Balance,
  kind: 'committed' | 'spent',
  { id, number }: Spending,
  { actorId, at }: Taking,
  data: { [key: string]: Json },
): HistoryEntry {
  const subject = subjectOf(from);
  return {
    subject,
    version: version + 1,
    kind,
    actorId,
    platform: null,
    at,
    data: { requestId: id, number, ...data },
  };
}
