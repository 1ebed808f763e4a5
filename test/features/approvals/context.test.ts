import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/db/client.ts';
import { Directory } from '../../../src/directory/directory.ts';
import type { World } from '../../../src/engine/context.ts';
import { contextBlocks } from '../../../src/features/approvals/context.ts';
import { decisionContexts } from '../../../src/features/requests/decision-context.ts';
import { newRequest, type RequestState } from '../../../src/features/requests/request.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { textOf } from '../../helpers/office.ts';
import { spendingOffice } from '../budgets/spending-office.ts';

const office = parseOffice(spendingOffice, 'office.yaml');
const now = new Date('2026-11-22T02:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('what an approver is told besides', () => {
  let database: Database;
  let world: World;
  let number = 0;
  const idOf = (name: string) => world.directory.byEmail(`${name}@spend.example`)!.id;
  beforeAll(async () => {
    database = await createTestDatabase();
    const directory = await Directory.load(database, office);
    const clock = { ...systemClock, now: () => now };
    world = { database, directory, office, clock, publicUrl: 'http://127.0.0.1' };
  });
  afterAll(() => database.close());

  interface Filed {
    by?: string;
    item: string;
    amount?: number;
    category?: string;
    stage?: RequestState['stage'];
    days?: number;
    actualCost?: number;
    approved?: boolean;
  }

  async function file({
    by = 'rita',
    item,
    amount,
    days = 10,
    approved,
    ...more
  }: Filed): Promise<RequestState> {
    const id = newId('req');
    number += 1;
    const request = newRequest({
      id,
      subject: `request:${id}`,
      number,
      category: 'purchase',
      teamId: 'facilities',
      requesterId: idOf(by),
      stage: 'done',
      fields: more.category === 'repair' ? { what: item } : { item, amount: amount ?? null },
      createdAt: daysAgo(days),
      ...more,
    });
    await database.pool.query(
      `INSERT INTO "Request" ("id", "number", "version", "category", "teamId", "requesterId", "filedById", "stage",
         "fields", "actualCost", "createdAt", "updatedAt") VALUES ($1, $2, 1, $3, 'facilities', $4, $4, $5, $6, $7, $8, $8)`,
      [
        id,
        number,
        request.category,
        request.requesterId,
        request.stage,
        JSON.stringify(request.fields),
        request.actualCost,
        request.createdAt,
      ],
    );
    if (approved)
      await database.pool.query(
        `INSERT INTO "ApprovalStep" ("id", "subject", "position", "by", "approverIds", "state")
         VALUES ($1, $2, 1, '{}', '{}', 'approved')`,
        [newId('stp'), request.subject],
      );
    return request;
  }
  const contextOf = async (request: RequestState) =>
    (await decisionContexts(world, [request])).get(request.subject)!;

  it('similar costs: of the same kind, with like words, of this year, approved or done', async () => {
    const wanted: Filed = { item: 'Office chair', amount: 900, stage: 'awaitingApproval', by: 'maria' };
    const counted: Filed[] = [
      { item: 'Office chairs', amount: 500 },
      { item: 'chair for the office', amount: 700, stage: 'closed', actualCost: 800 },
      { item: 'Office chair (black)', amount: 1500, stage: 'inProgress', approved: true },
    ];
    const others: Filed[] = [
      { item: 'Laptop', amount: 9000 },
      { item: 'Office chair', amount: 9000, days: 366 },
      { item: 'Office chair', amount: 9000, stage: 'rejected' },
      { item: 'Office chair', amount: 9000, stage: 'awaitingApproval' },
      { item: 'Office chair', amount: 9000, stage: 'open' },
      { item: 'Office chair' },
      { item: 'Office chair', category: 'repair' },
    ];
    const request = await file(wanted);
    for (const one of others) await file(one);
    for (const one of counted.slice(1)) await file(one);
    // Two say nothing.
    expect((await contextOf(request)).alike).toBeUndefined();
    await file(counted[0]!);
    expect((await contextOf(request)).alike).toEqual({ count: 3, median: 800, lowest: 500, highest: 1500 });
  });

  // One sign in three makes another thing of it.
  it.each([
    ['笔记本电脑', '笔记本电脑', true],
    ['A4 复印纸', 'A4复印纸（80g）', true],
    ['人体工学椅', '人体工学座椅', true],
    ['打印机', '打印纸', false],
    ['激光打印机', '会议室投影仪', false],
  ])('“%s” is like “%s”: %s', async (item, other, like) => {
    const request = await file({ by: 'maria', item, amount: 1, stage: 'awaitingApproval' });
    const rows = [];
    for (let n = 0; n < 3; n += 1) rows.push(await file({ item: other, amount: 100, by: 'boss' }));
    expect((await contextOf(request)).alike?.count).toBe(like ? 3 : undefined);
    await database.pool.query('DELETE FROM "Request" WHERE "id" = ANY ($1)', [rows.map(({ id }) => id)]);
  });

  it('the requester’s last ninety days: all but this one, and what was refused or taken back', async () => {
    const request = await file({ by: 'ivan', item: 'Mouse', amount: 50, stage: 'awaitingApproval', days: 0 });
    expect((await contextOf(request)).recent).toEqual({ count: 0, sum: 0 });
    await file({ by: 'ivan', item: 'Desk', amount: 1200, days: 89 });
    await file({ by: 'ivan', item: 'Lamp', amount: 80, actualCost: 75.5, stage: 'closed' });
    await file({ by: 'ivan', item: 'the door', category: 'repair', stage: 'open' });
    await file({ by: 'ivan', item: 'Desk', amount: 9999, days: 91 });
    await file({ by: 'ivan', item: 'Desk', amount: 9999, stage: 'rejected' });
    await file({ by: 'ivan', item: 'Desk', amount: 9999, stage: 'cancelled' });
    expect((await contextOf(request)).recent).toEqual({ count: 3, sum: 1275.5 });
  });

  it('takes as many queries for fifty cards as for one', async () => {
    const requests = [];
    for (let n = 0; n < 50; n += 1)
      requests.push(await file({ item: `Monitor ${n % 3}`, amount: 100 + n, stage: 'awaitingApproval' }));
    let queries = 0;
    const pool = new Proxy(database.pool, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name, target);
        return (...args: unknown[]) => {
          queries += 1;
          return (target.query as (...all: unknown[]) => unknown)(...args);
        };
      },
    });
    const counting = { ...world, database: { ...database, pool } };
    expect((await decisionContexts(counting, requests)).size).toBe(50);
    expect(queries).toBe(3);
  });

  it('reads well in both languages', () => {
    const context = {
      cost: 6000,
      budget: {
        requestId: 'req_1',
        number: 1,
        budget: office.budgets[0]!,
        from: { department: 'sales', category: 'purchase', period: '2026-Q4' },
        cost: 6000,
        taken: 5000,
      },
      alike: { count: 12, median: 800, lowest: 500, highest: 1500 },
      recent: { count: 3, sum: 1275.5 },
    };
    const read = (locale: 'en' | 'zh-CN') =>
      textOf({ summary: '', blocks: contextBlocks(context, { locale, timezone: 'UTC' }, world) });
    expect(read('en')).toBe(`
Budget of Sales, Q4 2026: ¥5,000.00 left of ¥10,000.00
With this request (over budget): over by ¥1,000.00, of ¥10,000.00
Similar ones: 12 in a year, median ¥800.00 (¥500.00 to ¥1,500.00)
Others by the requester: 3 in 90 days, ¥1,275.50 altogether`);
    expect(read('zh-CN')).toBe(`
销售部 2026年第4季度预算: 余 ¥5,000.00，共 ¥10,000.00
批准本申请后（超预算）: 超支 ¥1,000.00，共 ¥10,000.00
同类申请: 近一年 12 件，中位数 ¥800.00（¥500.00 至 ¥1,500.00）
申请人的其他申请: 近 90 天 3 件，共 ¥1,275.50`);
  });
});
