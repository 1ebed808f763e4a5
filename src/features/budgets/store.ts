import type { Database } from '../../db/client.ts';
import type { Write } from '../../db/commit.ts';
import { type BudgetPeriod, cents, subjectOf } from './rules.ts';

/** What a request has taken. `actual` counts in place of `committed` as soon as it is known. */
export interface Commitment extends BudgetPeriod {
  /** The request's id. */
  id: string;
  committed: number;
  actual: number | null;
  at: Date;
}

/** What was taken from a budget in one period, and how often that has changed. */
export interface Balance {
  taken: number;
  version: number;
}

/**
 * What was taken from each of these, besides what `exceptId` takes, in the same order. One query; sum and version
 * are of one instant, so that a version which nobody has claimed since vouches for the sum.
 */
export async function readBalances(
  database: Database,
  asked: readonly (BudgetPeriod & { exceptId?: string })[],
): Promise<Balance[]> {
  if (asked.length === 0) return [];
  const { rows } = await database.pool.query<Balance>({
    name: 'budgets_balances',
    text: `SELECT coalesce((
        SELECT sum(coalesce(c."actual", c."committed")) FROM "BudgetCommitment" c
        WHERE c."department" = b."department" AND c."period" = b."period" AND c."category" = b."category"
          AND c."id" IS DISTINCT FROM b."exceptId"), 0) AS "taken",
      coalesce((SELECT max(h."version") FROM "History" h WHERE h."subject" = b."subject"), 0) AS "version"
      FROM ROWS FROM (jsonb_to_recordset($1::jsonb)
        AS ("department" text, "category" text, "period" text, "exceptId" text, "subject" text))
        WITH ORDINALITY AS b ORDER BY b."ordinality"`,
    values: [JSON.stringify(asked.map((one) => ({ ...one, subject: subjectOf(one) })))],
  });
  return rows.map(({ taken, version }) => ({ taken: cents(taken), version }));
}

/** What this request has taken. One query. */
export async function findCommitment(database: Database, requestId: string): Promise<Commitment | undefined> {
  const row = await database.prisma.budgetCommitment.findUnique({ where: { id: requestId } });
  return row ?? undefined;
}

export const putCommitment = (commitment: Commitment): Write => ({
  kind: 'insert',
  table: 'BudgetCommitment',
  rows: [{ ...commitment, committed: cents(commitment.committed) }],
  onConflict: 'replace',
});
