import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/features/approvals/index.ts';
import { startOffice, type TestOffice } from '../../helpers/office.ts';

const purchase = { item: 'Laptops', quantity: '1', amount: '6000', reason: '' };

describe('the audit of decisions', () => {
  let office: TestOffice;
  const faults: string[] = [];
  /** Long after the last decision, so that all of them count. */
  const later = () => new Date(Date.now() + 3600_000);
  const verify = (expect?: string) => {
    faults.length = 0;
    return verifyAudit(office.app.database, {
      now: later(),
      expect,
      onFault: ({ subject, what }) => faults.push(`${subject === kept ? 'kept' : 'other'}: ${what}`),
    });
  };
  const sql = (text: string, values: unknown[] = []) => office.app.database.pool.query(text, values);
  let kept: string;
  const tables = ['ApprovalDecision', 'History'];

  async function fileAndDecide(verb: 'approve' | 'reject'): Promise<string> {
    await office.as('li.wei').submit('requests.file', 'purchase', purchase);
    const subject = `request:${(await office.request()).id}`;
    const where = { subject };
    const steps = await office.app.database.prisma.approvalStep.findMany({
      where,
      orderBy: { position: 'asc' },
    });
    await office.as('zhang.min').click('approvals.approve', `${subject} ${steps[0]!.id}`);
    const value = `${subject} ${steps[1]!.id}`;
    if (verb === 'approve') await office.as('omar.haddad').click('approvals.approve', value);
    else await office.as('omar.haddad').submit('approvals.reject', value, { text: 'too dear' });
    return subject;
  }

  beforeAll(async () => {
    office = await startOffice();
    kept = await fileAndDecide('approve');
    await fileAndDecide('reject');
    for (const table of tables) {
      await sql(`CREATE TABLE "kept${table}" AS TABLE "${table}"`);
      // Only who owns the database can do this: the application cannot.
      await sql(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    }
    await sql('CREATE TABLE "keptApprovalStep" AS TABLE "ApprovalStep"');
    // What only this database's own tables are about, not who may see requests.
    await sql('ALTER TABLE "ApprovalStep" DISABLE TRIGGER USER');
  }, 60_000);
  afterAll(() => office.stop());
  beforeEach(async () => {
    for (const table of [...tables, 'ApprovalStep']) {
      await sql(`DELETE FROM "${table}"`);
      await sql(`INSERT INTO "${table}" SELECT * FROM "kept${table}"`);
    }
  });

  it('finds nothing where nobody has touched anything', async () => {
    const report = await verify();
    expect(faults).toEqual([]);
    expect(report).toMatchObject({
      subjects: 2,
      decisions: 4,
      faults: 0,
      unchained: 0,
      asExpected: undefined,
    });
    expect(await verify(report.digest)).toMatchObject({ asExpected: true });
  });

  it.each<[string, string, string[]]>([
    [
      'a changed reason',
      `UPDATE "ApprovalDecision" SET "reason" = 'fine' WHERE "subject" <> $1 AND "sequence" = 2`,
      ['other: decision 2 was changed', 'other: step 2 of round 1 does not agree with its decision'],
    ],
    [
      'another decider, on whose behalf',
      `UPDATE "ApprovalDecision" SET "forPersonId" = 'per_x' WHERE "subject" = $1 AND "sequence" = 1`,
      ['kept: decision 1 was changed', 'kept: the history tells decision 1 differently'],
    ],
    [
      'another content',
      `UPDATE "ApprovalDecision" SET "contentHash" = repeat('0', 64) WHERE "subject" = $1 AND "sequence" = 1`,
      ['kept: decision 1 was changed'],
    ],
    [
      'a missing one before the end',
      `DELETE FROM "ApprovalDecision" WHERE "subject" = $1 AND "sequence" = 1`,
      [
        'kept: decision 1 is missing',
        'kept: the decision that entry 2 of the history tells of is missing',
        'kept: step 1 of round 1 is approved, but no decision says so',
      ],
    ],
    [
      'the last one cut off',
      `DELETE FROM "ApprovalDecision" WHERE "subject" = $1 AND "sequence" = 2`,
      [
        'kept: the decision that entry 3 of the history tells of is missing',
        'kept: step 2 of round 1 is approved, but no decision says so',
      ],
    ],
    [
      'two in another order',
      `UPDATE "ApprovalDecision" SET "sequence" = 3 - "sequence" + 10 WHERE "subject" = $1`,
      expect.arrayContaining(['kept: decisions 1 to 10 are missing', 'kept: decision 11 was changed']),
    ],
    [
      'one that nobody made',
      `INSERT INTO "ApprovalDecision" SELECT 'dcn_x', "subject", 3, "stepId", "verb", 'per_x', NULL, NULL, "platform",
         9, "contentHash", "at", "hash", repeat('1', 64) FROM "ApprovalDecision" WHERE "subject" = $1 AND "sequence" = 2`,
      expect.arrayContaining(['kept: decision 3 was changed', 'kept: the history does not know decision 3']),
    ],
    [
      'an entry of the history that was taken out',
      `DELETE FROM "History" WHERE "subject" = $1 AND "kind" = 'approved' AND "version" = 2`,
      ['kept: 1 entries of the history are missing', 'kept: the history does not know decision 1'],
    ],
    [
      'a step that was opened again',
      `UPDATE "ApprovalStep" SET "state" = 'open' WHERE "subject" = $1 AND "position" = 2`,
      ['kept: step 2 of round 1 is open, but was approved'],
    ],
    [
      'a step that was approved by hand',
      `UPDATE "ApprovalStep" SET "state" = 'approved' WHERE "subject" <> $1 AND "position" = 2`,
      ['other: step 2 of round 1 is approved, but was rejected'],
    ],
    [
      'a step that was taken out',
      `DELETE FROM "ApprovalStep" WHERE "subject" = $1 AND "position" = 2`,
      ['kept: the step of decision 2 is missing'],
    ],
  ])('finds %s', async (_, change, expected) => {
    await sql(change, change.includes('$1') ? [kept] : []);
    await verify();
    expect(faults).toEqual(expected);
  });

  it('finds by an earlier digest what was taken out everywhere at once', async () => {
    const { digest } = await verify();
    await sql(`DELETE FROM "ApprovalDecision" WHERE "subject" = $1 AND "sequence" = 2`, [kept]);
    await sql(`DELETE FROM "History" WHERE "subject" = $1 AND "version" = 3`, [kept]);
    await sql(
      `UPDATE "ApprovalStep" SET "state" = 'open', "decidedById" = NULL, "decidedAt" = NULL
       WHERE "subject" = $1 AND "position" = 2`,
      [kept],
    );
    expect(await verify(digest)).toMatchObject({ faults: 0, asExpected: false });
    expect(await verify('nonsense')).toMatchObject({ asExpected: false });
  });

  it('keeps an earlier digest true when more is decided', async () => {
    const earlier = await verifyAudit(office.app.database, {
      now: new Date(Date.now() + 59_000),
      onFault: () => {},
    });
    await fileAndDecide('approve');
    expect(await verify(earlier.digest)).toMatchObject({ decisions: 6, faults: 0, asExpected: true });
  });
});
