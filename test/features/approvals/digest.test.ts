import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { spendingOffice } from '../budgets/spending-office.ts';

const said = (ack: Ack) =>
  ack.kind === 'notice' ? ack.text : ack.kind === 'card' ? textOf(ack.card) : ack.kind;

async function officeWith(text: string, now: () => Date): Promise<TestOffice> {
  const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
  await writeFile(file, text);
  return startOffice({ settings: { OFFICE_CONFIG: file }, clock: { ...systemClock, now } });
}

function buttonsOf(ack: Ack): Button[] {
  const blocks: Card['blocks'] = ack.kind === 'card' ? ack.card.blocks : [];
  return blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []));
}
const withAction = (ack: Ack, action: string) => buttonsOf(ack).filter((button) => button.action === action);

describe('what waits for an approver', () => {
  let office: TestOffice;
  let minutes = 0;
  beforeAll(async () => {
    // Every event comes a minute after the one before it.
    office = await officeWith(spendingOffice, () => new Date(Date.UTC(2026, 10, 22, 2, minutes)));
  });
  afterAll(() => office.stop());

  const prisma = () => office.app.database.prisma;
  async function buy(item: string, amount = 100, by = 'rita'): Promise<string> {
    minutes += 1;
    await office.as(by).submit('requests.file', 'purchase', { item, amount: String(amount) });
    return (await office.request()).id;
  }
  async function choices(who: string): Promise<{ context: string; values: string[] }> {
    const ack = await office.as(who).click('approvals.bulk', '');
    const form = ack.kind === 'form' ? ack.form : undefined;
    const field = form?.fields[0];
    return {
      context: form?.context ?? '',
      values: field?.kind === 'choices' ? field.options.map(({ value }) => value) : [],
    };
  }
  const bulk = async (who: string, context: string, values: string[]) =>
    said(await office.as(who).submit('approvals.bulk', context, { chosen: values.join('\n') }));
  const waits = async (who: string) => (await choices(who)).values.length;

  it('is listed oldest first, a page at a time, each decidable there', async () => {
    expect(said(await office.as('maria').command('approvals'))).toContain('Nothing waits for your decision');
    for (const item of ['Pens', 'Paper', 'Lamp', 'Chair', 'Desk', 'Sofa', 'Safe']) await buy(item, 120);
    await buy('Car', 99_000, 'ben');
    const first = await office.as('maria').command('approvals');
    const text = said(first);
    expect(text).toContain('8 requests wait for your decision');
    const order = ['Pens', 'Paper', 'Lamp', 'Chair', 'Desk'].map((item) => text.indexOf(item));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).toContain('¥120.00 · Rita · waiting since');
    expect(text).not.toContain('Sofa');
    const [more] = withAction(first, 'approvals.list');
    expect(more?.label).toBe('3 more');
    const second = await office.as('maria').click('approvals.list', more!.value);
    expect(said(second)).toMatch(/Sofa.*Safe.*Car.*¥99,000.00 · over budget · Ben/s);
    expect(withAction(second, 'approvals.list')).toEqual([]);

    // The whole of one of them, for whoever is asked and nobody else.
    const [details] = withAction(first, 'approvals.show');
    expect(said(await office.as('maria').click('approvals.show', details!.value))).toMatch(
      /Budget of Sales.*Others by the requester/s,
    );
    for (const who of ['rita', 'ben', 'admin'])
      expect(said(await office.as(who).click('approvals.show', details!.value))).not.toContain('Budget of');

    const [approve] = withAction(first, 'approvals.approve');
    await office.as('maria').click('approvals.approve', approve!.value);
    const [, reject] = withAction(first, 'approvals.reject');
    await office.as('maria').submit('approvals.reject', reject!.value, { text: 'we have some' });
    const after = said(await office.as('maria').command('待我审批'));
    expect(after).toContain('6 requests wait');
    expect(after).not.toMatch(/Pens|Paper/);
    // Whatever comes back with a button, the page begins somewhere.
    expect(said(await office.as('maria').click('approvals.list', 'x y z'))).toContain('Lamp');
    for (const who of ['rita', 'boss', 'fixer'])
      expect(said(await office.as(who).command('approvals'))).not.toContain('Lamp');
  });

  it('waits for a substitute too', async () => {
    const at = new Date(Date.UTC(2026, 10, 22));
    const id = newId('dlg');
    await prisma().delegation.create({
      data: {
        id,
        personId: office.as('maria').id,
        substituteId: office.as('lead').id,
        fromAt: at,
        untilAt: new Date('2026-12-01T00:00:00Z'),
        setById: office.as('maria').id,
        createdAt: at,
      },
    });
    const list = await office.as('lead').command('approvals');
    expect(said(list)).toMatch(/Lamp.*Maria/s);
    const [approve] = withAction(list, 'approvals.approve');
    await office.as('lead').click('approvals.approve', approve!.value);
    const [, stepId] = approve!.value.split(' ');
    const decision = await prisma().approvalDecision.findFirstOrThrow({ where: { stepId: stepId! } });
    expect(decision).toMatchObject({ personId: office.as('lead').id, forPersonId: office.as('maria').id });
    await prisma().delegation.delete({ where: { id } });
  });

  it('is approved at once, each by the full rule, with an own history and decision', async () => {
    const { context, values } = await choices('maria');
    expect(values).toHaveLength(5);
    // Somebody is quicker with one of them while the form is open.
    const [gone] = values;
    await office.as('maria').submit('approvals.reject', gone!, { text: 'no' });
    const before = await prisma().approvalDecision.count();
    const answer = await bulk('maria', context, values.slice(0, 3));
    expect(answer).toMatch(/^Approved: #\d+, #\d+\.\n#\d+ was not approved: /);
    expect((await prisma().approvalDecision.count()) - before).toBe(2);
    for (const value of values.slice(1, 3)) {
      const subject = value.split(' ')[0]!;
      const history = await prisma().history.findMany({ where: { subject }, orderBy: { version: 'asc' } });
      expect(history.map(({ kind }) => kind)).toEqual(['filed', 'approved']);
    }
    expect(await waits('maria')).toBe(2);
  });

  it('several on one budget count each other', async () => {
    // 10 000 a quarter, of which some hundreds are gone.
    const ids = [await buy('Server', 6000), await buy('Rack', 6000), await buy('Cable', 50)];
    const { context, values } = await choices('maria');
    const mine = values.filter((value) => ids.some((id) => value.includes(id)));
    expect(await bulk('maria', context, mine)).toMatch(/^Approved: #\d+, #\d+, #\d+\.$/);
    const committed = await prisma().budgetCommitment.findMany({ where: { id: { in: ids } } });
    expect(committed.map(({ committed: amount }) => amount).sort()).toEqual([50, 6000]);
    const step = await prisma().approvalStep.findFirstOrThrow({
      where: { subject: { in: ids.map((id) => `request:${id}`) }, state: 'open' },
    });
    expect(step.approverIds).toEqual([office.as('boss').id]);
  });

  it('a conflict on one of them loses none of the others', async () => {
    const ids = [await buy('Cup', 1), await buy('Fork', 1), await buy('Knife', 1)];
    const { context, values } = await choices('maria');
    const mine = values.filter((value) => ids.some((id) => value.includes(id)));
    const [, contested] = mine;
    // Between the reading and the writing of all three, somebody else approves the second one.
    const { pool } = office.app.database;
    const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
    let decisions = 0;
    Object.assign(pool, {
      query: async (...args: [{ text?: string }, ...unknown[]]) => {
        if (args[0].text?.includes('INSERT INTO "ApprovalDecision"')) {
          decisions += 1;
          if (decisions === 1) await office.as('maria').click('approvals.approve', contested!);
        }
        return query(...args);
      },
    });
    const answer = await bulk('maria', context, mine).finally(() => Object.assign(pool, { query }));
    // All three, the other one, and the two that are left: it was decided anew.
    expect(decisions).toBe(3);
    expect(answer).toMatch(/^Approved: #\d+, #\d+\.\n#\d+ was not approved: /);
    for (const id of ids)
      expect(await prisma().approvalDecision.count({ where: { subject: `request:${id}` } })).toBe(1);
  });

  it('nobody approves with it what they could not approve one by one', async () => {
    const id = await buy('Yacht', 5);
    const { context, values } = await choices('maria');
    const value = values.find((one) => one.includes(id))!;
    for (const who of ['rita', 'ben', 'lead', 'admin']) await bulk(who, context, [value]);
    // Nor is anything offered but what the form was opened with.
    await bulk('maria', context.replace(value.split(' ')[1]!, ''), [value]);
    expect(await prisma().approvalDecision.count({ where: { subject: `request:${id}` } })).toBe(0);
    expect(office.app.engine.routes.forms.has('approvals.bulkReject')).toBe(false);
  });
});

describe('where the office file does not allow it', () => {
  it('several are not approved at once', async () => {
    const strict = spendingOffice.replace('  approvals: { bulk: true }\n', '');
    const office = await officeWith(strict, () => new Date('2026-11-22T02:00:00Z'));
    try {
      for (const item of ['Pens', 'Paper'])
        await office.as('rita').submit('requests.file', 'purchase', { item, amount: '1' });
      const list = await office.as('maria').command('approvals');
      expect(withAction(list, 'approvals.approve')).toHaveLength(2);
      expect(withAction(list, 'approvals.bulk')).toEqual([]);
      expect(said(await office.as('maria').click('approvals.bulk', ''))).toContain('decided by itself');
      const values = withAction(list, 'approvals.approve').map(({ value }) => value);
      const context = values.map((value) => value.split(' ')[1]).join(' ');
      await office.as('maria').submit('approvals.bulk', context, { chosen: values.join('\n') });
      expect(await office.app.database.prisma.approvalDecision.count()).toBe(0);
    } finally {
      await office.stop();
    }
  });
});
