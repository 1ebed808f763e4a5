import { createHash } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { type AuditedSubject, type AuditFault, faultsOf, headAt } from './audit-rules.ts';

/** So many subjects are held in memory at once. */
const atOnce = 500;
/** Decisions that are being written now may bear an earlier instant: the digest leaves out the last minute. */
const settledAfterMs = 60_000;
const longestMs = 24 * 3600_000;

export interface AuditReport {
  subjects: number;
  decisions: number;
  faults: number;
  /** Decided steps from before decisions were chained: nothing vouches for them. */
  unchained: number;
  /** Stands for all decisions up to an instant: `<instant>/<hash>`. Kept elsewhere, it shows that none was cut off. */
  digest: string;
  /** Whether the decisions up to then are still those of the digest that was expected. */
  asExpected: boolean | undefined;
}

export interface AuditOptions {
  now: Date;
  /** A digest of an earlier report. */
  expect?: string | undefined;
  onFault(fault: AuditFault): void;
}

/**
 * Checks every decision that was ever made, in one snapshot and with little memory however many there are: that each
 * is as it was written, follows the one before it, and agrees with its step and its history.
 */
export async function verifyAudit(database: Database, options: AuditOptions): Promise<AuditReport> {
  const settled = new Date(options.now.getTime() - settledAfterMs);
  const digests = [
    new HeadDigest(settled),
    ...(options.expect ? [new HeadDigest(instantOf(options.expect))] : []),
  ];
  const report = { subjects: 0, decisions: 0, faults: 0, unchained: 0 };
  for await (const subject of auditedSubjects(database)) {
    report.subjects += 1;
    report.decisions += subject.decisions.length;
    report.unchained += subject.steps.filter(
      ({ decidedById, openedAt }) => decidedById !== null && openedAt === null,
    ).length;
    for (const fault of faultsOf(subject)) {
      report.faults += 1;
      options.onFault(fault);
    }
    for (const digest of digests) digest.add(subject);
  }
  const [present, earlier] = digests.map((digest) => digest.toString());
  return { ...report, digest: present!, asExpected: options.expect ? earlier === options.expect : undefined };
}

const instantOf = (digest: string) => new Date(digest.split('/')[0] ?? '');

class HeadDigest {
  private readonly hash = createHash('sha256');

  constructor(private readonly asOf: Date) {}

  add({ subject, decisions }: AuditedSubject): void {
    const head = headAt(decisions, this.asOf);
    if (head) this.hash.update(`${subject} ${head.sequence} ${head.hash}\n`);
  }

  toString(): string {
    return `${Number.isNaN(this.asOf.getTime()) ? '?' : this.asOf.toISOString()}/${this.hash.digest('hex')}`;
  }
}

const decidingKinds = ['approved', 'approvedFor', 'rejected', 'rejectedFor', 'returned', 'returnedFor'];

// The subjects are put in order first: what belongs to each is then read one by one, as it is fetched. The order is
// that of the bytes, so that another server's collation leads to the same digest.
const everySubject = `SELECT s."subject",
    coalesce((SELECT jsonb_agg(d ORDER BY d."sequence") FROM "ApprovalDecision" d
      WHERE d."subject" = s."subject"), '[]') AS "decisions",
    coalesce((SELECT jsonb_agg(a) FROM "ApprovalStep" a WHERE a."subject" = s."subject"), '[]') AS "steps",
    coalesce((SELECT jsonb_agg(h ORDER BY h."version") FROM "History" h
      WHERE h."subject" = s."subject" AND h."kind" = ANY ($1)), '[]') AS "history",
    (SELECT count(*)::int FROM "History" h WHERE h."subject" = s."subject") AS "entries",
    (SELECT coalesce(max(h."version"), 0) FROM "History" h WHERE h."subject" = s."subject") AS "lastVersion"
  FROM (SELECT "subject" FROM (
      SELECT "subject" FROM "ApprovalStep" UNION SELECT "subject" FROM "ApprovalDecision"
      UNION SELECT "subject" FROM "History" WHERE "kind" = ANY ($1)) all_of_them
    ORDER BY "subject" COLLATE "C" OFFSET 0) s`;

async function* auditedSubjects(database: Database): AsyncGenerator<AuditedSubject> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(`DECLARE audit NO SCROLL CURSOR FOR ${everySubject}`, [decidingKinds]);
    for (;;) {
      const fetching = { text: `FETCH ${atOnce} FROM audit`, query_timeout: longestMs };
      const { rows } = await client.query<AuditedSubject>(fetching);
      yield* rows;
      if (rows.length < atOnce) return;
    }
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}
