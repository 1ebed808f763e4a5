import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import { Directory } from '../../../src/directory/directory.ts';
import type { World } from '../../../src/engine/context.ts';
import type { Outcome } from '../../../src/engine/feature.ts';
import { merge } from '../../../src/engine/outcome.ts';
import { cents, type Spending } from '../../../src/features/budgets/rules.ts';
import {
  actualWrites,
  budgetStandings,
  commitWrites,
  releaseWrites,
} from '../../../src/features/budgets/taking.ts';
import { append } from '../../../src/history/history.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { spendingOffice } from './spending-office.ts';

const office = parseOffice(spendingOffice, 'office.yaml');
const at = new Date('2026-11-22T02:00:00Z');

describe('what is taken from a budget', () => {
  let database: Database;
  let world: World;
  let rita: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const directory = await Directory.load(database, office);
    world = { database, directory, office, clock: systemClock, publicUrl: 'http://127.0.0.1' };
    rita = directory.byEmail('rita@spend.example')!.id;
  });
  afterAll(() => database.close());
  beforeEach(() => database.pool.query('DELETE FROM "BudgetCommitment"'));

  const purchase = (amount: number, id = newId('req')): Spending => ({
    id,
    number: 1,
    requesterId: rita,
    category: 'purchase',
    fields: { item: 'Chairs', amount },
  });
  const write = ({ writes = [], history = [] }: Outcome) =>
    commit(database, [...writes, ...(history.length > 0 ? [append(history)] : [])]);
  const approve = async (request: Spending, when = at) =>
    write((await commitWrites(world, request, { actorId: null, at: when }))!.outcome);
  const taken = async (request = purchase(1), when = at) =>
    (await budgetStandings(world, [request], when)).get(request.id)!.taken;

  it('is the planned cost from the approval on, and the actual one from the completion on', async () => {
    const request = purchase(6000);
    expect(await taken()).toBe(0);
    await approve(request);
    expect(await taken()).toBe(6000);
    // One's own share is not held against it.
    expect(await taken(request)).toBe(0);
    const january = new Date('2027-01-03T00:00:00Z');
    await write(await actualWrites(world, request, 6300.5, { actorId: null, at: january }));
    expect(await taken()).toBe(6300.5);
    expect(await taken(purchase(1), january)).toBe(0);
    const row = await database.prisma.budgetCommitment.findUniqueOrThrow({ where: { id: request.id } });
    expect([row.committed, row.actual, row.period]).toEqual([6000, 6300.5, '2026-Q4']);
  });

  it('counts in the period of the approval', async () => {
    await approve(purchase(500), new Date('2026-12-31T15:59:00Z'));
    await approve(purchase(700), new Date('2026-12-31T16:00:00Z'));
    expect(await taken(purchase(1), new Date('2026-12-31T15:00:00Z'))).toBe(500);
    expect(await taken(purchase(1), new Date('2027-03-31T15:00:00Z'))).toBe(700);
  });

  it('is what was done without an approval, when it is done', async () => {
    const request = { ...purchase(0), category: 'travel', fields: { where: 'Xi’an', hotel: 900 } };
    await write(await actualWrites(world, request, null, { actorId: null, at }));
    expect(await taken({ ...request, id: 'other' })).toBe(900);
  });

  it('is nothing where no budget pays, or nothing is paid', async () => {
    const repair = { ...purchase(5), category: 'repair' };
    expect(await commitWrites(world, repair, { actorId: null, at })).toBeUndefined();
    expect(await actualWrites(world, repair, null, { actorId: null, at })).toEqual({});
    const stranger = { ...purchase(5), requesterId: 'nobody' };
    expect(await commitWrites(world, stranger, { actorId: null, at })).toBeUndefined();
  });

  it('of two approvals at once, the second is decided anew', async () => {
    const one = (await commitWrites(world, purchase(6000), { actorId: null, at }))!;
    const two = (await commitWrites(world, purchase(6000), { actorId: null, at }))!;
    await write(one.outcome);
    await expect(write(two.outcome)).rejects.toMatchObject({ code: 'conflict' });
    expect(await taken()).toBe(6000);
    // The control: without the entry in the budget's history both would have passed.
    await write({ ...two.outcome, history: [] });
    expect(await taken()).toBe(12_000);
  });

  it('of two approvals in one commit, the second counts the first', async () => {
    const first = (await commitWrites(world, purchase(6000), { actorId: null, at }))!;
    const second = (await commitWrites(world, purchase(3000), {
      actorId: null,
      at,
      earlier: first.outcome,
    }))!;
    expect(second.standing.taken).toBe(6000);
    await write(merge(first.outcome, second.outcome));
    expect(await taken()).toBe(9000);
  });

  it('is the sum of what was decided, in any order', async () => {
    const amounts = fc.integer({ min: 1, max: 999_999 }).map((amount) => amount / 100);
    const deeds = fc.oneof(
      fc.record({ deed: fc.constant('approve' as const), which: fc.nat(4), amount: amounts }),
      fc.record({ deed: fc.constant('finish' as const), which: fc.nat(4), amount: fc.option(amounts) }),
      fc.record({ deed: fc.constant('cancel' as const), which: fc.nat(4), amount: fc.constant(null) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { maxLength: 12 }), async (sequence) => {
        await database.pool.query('DELETE FROM "BudgetCommitment"');
        const known = new Map<number, number>();
        const ids = Array.from({ length: 5 }, () => newId('req'));
        const planned = new Map<number, number>();
        for (const { deed, which, amount } of sequence) {
          const request = purchase(planned.get(which) ?? 0, ids[which]);
          if (deed === 'approve') {
            planned.set(which, amount);
            known.set(which, amount);
            await approve(purchase(amount, ids[which]));
          } else if (deed === 'cancel') {
            known.delete(which);
            await write({ writes: releaseWrites(request) });
          } else {
            const stands = known.get(which) ?? planned.get(which);
            if (amount !== null || stands !== undefined) known.set(which, amount ?? stands!);
            await write(await actualWrites(world, request, amount, { actorId: null, at }));
          }
        }
        const sum = [...known.values()].reduce((total, amount) => total + amount, 0);
        expect(await taken()).toBe(cents(sum));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
