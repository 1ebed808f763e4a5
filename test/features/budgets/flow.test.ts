import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { spendingOffice } from './spending-office.ts';

const said = (ack: Ack) =>
  ack.kind === 'notice' ? ack.text : ack.kind === 'card' ? textOf(ack.card) : ack.kind;

describe('money, through the whole app', () => {
  let office: TestOffice;
  let now = new Date('2026-11-22T02:00:00Z');
  beforeAll(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(file, spendingOffice);
    office = await startOffice({
      settings: { OFFICE_CONFIG: file },
      clock: { ...systemClock, now: () => now },
    });
  });
  afterAll(() => office.stop());

  const prisma = () => office.app.database.prisma;
  async function buy(amount: number, by = 'rita', item = 'Desk'): Promise<{ id: string; number: number }> {
    const ack = await office.as(by).submit('requests.file', 'purchase', { item, amount: String(amount) });
    expect(ack.kind).toBe('notice');
    return office.request();
  }
  const openSteps = (id: string) =>
    prisma().approvalStep.findMany({ where: { subject: `request:${id}`, state: 'open' } });
  async function approve(id: string, by: string): Promise<string> {
    const [step] = await openSteps(id);
    return said(await office.as(by).click('approvals.approve', `request:${id} ${step!.id}`));
  }
  const commitment = (id: string) => prisma().budgetCommitment.findUnique({ where: { id } });
  async function finish(id: string, actualCost: string): Promise<void> {
    await office.as('fixer').click('requests.take', id);
    const ack = await office.as('fixer').submit('requests.finish', id, { note: 'bought', actualCost });
    expect(said(ack)).not.toContain('form');
  }

  it('reserves nothing, then commits, then takes what it has cost', async () => {
    const { id, number } = await buy(6000);
    expect(await commitment(id)).toBeNull();
    await approve(id, 'maria');
    expect(await commitment(id)).toMatchObject({ committed: 6000, actual: null, period: '2026-Q4' });
    await finish(id, '6200');
    expect(await commitment(id)).toMatchObject({ committed: 6000, actual: 6200 });
    const [card] = await office.shown('rita');
    expect(textOf(card!.card)).toContain('¥6,200.00 (¥200.00 more than planned)');
    expect(said(await office.as('rita').command(`history ${number}`))).toContain('¥200.00 more than planned');
  });

  it('asks one more where it takes more than there is, and says so to who decides', async () => {
    // 6200 of 10 000 are gone.
    const { id } = await buy(4000, 'ben', 'Standing desk');
    const planned = await prisma().approvalStep.findMany({ where: { subject: `request:${id}` } });
    expect(planned.map(({ state }) => state)).toEqual(['open', 'waiting']);
    const card = (await office.shown('maria'))
      .map((one) => textOf(one.card))
      .find((text) => text.includes('Standing'));
    expect(card).toContain('Budget of Sales, Q4 2026: ¥3,800.00 left of ¥10,000.00');
    expect(card).toContain('With this request (over budget): over by ¥200.00, of ¥10,000.00');
    expect(card).toContain('Boss (over budget)');
    // What approvers are told besides stands nowhere else.
    for (const place of ['facilities', 'ben'])
      for (const one of await office.shown(place)) expect(textOf(one.card)).not.toMatch(/Budget of|预算: /);
    await approve(id, 'maria');
    expect(await commitment(id)).toBeNull();
    await approve(id, 'boss');
    expect(await commitment(id)).toMatchObject({ committed: 4000 });
    // Taken back: the budget has it again.
    await office.as('ben').click('requests.withdraw', id);
    expect(await commitment(id)).toBeNull();
  });

  it('two approvals at once: the second one is checked against what the first one took', async () => {
    const [one, two] = [await buy(2000, 'rita', 'Lamp'), await buy(2000, 'ben', 'Screen')];
    // Neither is over budget as long as the other is not approved.
    for (const { id } of [one, two])
      expect(await prisma().approvalStep.count({ where: { subject: `request:${id}` } })).toBe(1);
    await Promise.all([approve(one.id, 'maria'), approve(two.id, 'maria')]);
    const rows = await Promise.all([commitment(one.id), commitment(two.id)]);
    expect(rows.filter(Boolean)).toHaveLength(1);
    const late = rows[0] ? two : one;
    const [step] = await openSteps(late.id);
    expect(step?.approverIds).toEqual([office.as('boss').id]);
    await approve(late.id, 'boss');
    expect(await commitment(late.id)).toMatchObject({ committed: 2000 });
  });

  it('asks anew after a change, and gives back until then', async () => {
    now = new Date('2027-01-04T02:00:00Z');
    const { id } = await buy(1000, 'rita', 'Shelf');
    await approve(id, 'maria');
    expect(await commitment(id)).toMatchObject({ committed: 1000, period: '2027-Q1' });
    await office.as('rita').submit('requests.edit', id, { item: 'Shelf', amount: '1500' });
    expect(await commitment(id)).toBeNull();
    await approve(id, 'maria');
    expect(await commitment(id)).toMatchObject({ committed: 1500 });
  });

  it('shows what is left to those who answer for it, in their language', async () => {
    const table = said(await office.as('maria').command('budget'));
    expect(table).toContain('Sales\nPurchase · Q1 2027: ¥8,500.00 left of ¥10,000.00 (15% taken)');
    expect(table).toContain('Everything else · 2027: ¥50,000.00 left of ¥50,000.00 (0% taken)');
    expect(table).not.toContain('IT');
    expect(said(await office.as('admin').command('预算'))).toContain('Everything else · January 2027');
    expect(said(await office.as('lead').command('budget'))).toContain('Purchase · Q1 2027');
    expect(said(await office.as('ben').command('预算'))).toContain('没有您可以查看的预算');
  });
});
