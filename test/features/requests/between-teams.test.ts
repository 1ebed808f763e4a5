import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { lifecycleOffice } from './lifecycle-office.ts';

describe('what two teams have to do with', () => {
  let office: TestOffice;
  // A Monday, 10:00 in Shanghai.
  let now = new Date('2026-11-23T02:00:00Z');
  beforeAll(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(file, lifecycleOffice);
    office = await startOffice({ settings: { OFFICE_CONFIG: file }, clock: { now: () => now } });
  });
  afterAll(() => office.stop());

  const allowed = (ack: Ack) => expect(ack).not.toMatchObject({ refused: true });
  const file = async (who: string, category: string, values: Record<string, string>, of?: { id: string }) => {
    allowed(await office.as(who).submit('requests.file', of ? `${category} of:${of.id}` : category, values));
    return office.app.database.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } });
  };
  const row = (id: string) => office.app.database.prisma.request.findUniqueOrThrow({ where: { id } });
  const stepOf = (id: string) =>
    office.app.database.prisma.approvalStep.findFirstOrThrow({ where: { subject: `request:${id}` } });
  const shown = async (where: string) =>
    (await office.shown(where)).map(({ card }) => textOf(card)).join('\n');

  it('ends the parts, and their parts, with the whole, and tells whoever has them', async () => {
    const whole = await file('li', 'repair', { what: '搬机柜' });
    await office.as('zhao').click('requests.take', whole.id);
    const part = await file('zhao', 'network', { what: '断网半小时' }, whole);
    await office.as('ivan').click('requests.takeOver', part.id);
    await office.as('ivan').click('requests.begin', part.id);
    const small = await file('ivan', 'purchase', { amount: '20' }, part);
    const done = await file('zhao', 'network', { what: '网线' }, whole);
    await office.as('omar').click('requests.takeOver', done.id);
    allowed(await office.as('omar').submit('requests.finish', done.id, { note: 'done' }));

    allowed(await office.as('li').click('requests.withdraw', whole.id));
    for (const { id } of [whole, part, small])
      expect(await row(id)).toMatchObject({ stage: 'cancelled', closedAt: now });
    expect(await stepOf(small.id)).toMatchObject({ state: 'withdrawn' });
    expect(await row(done.id)).toMatchObject({ stage: 'done' });
    // In the thread of the part, to who was at it, and to who wanted it; whose work is over hears nothing.
    const inThread = (await office.shown('it')).filter(({ threadOf }) => threadOf !== null);
    expect(inThread.map(({ card }) => textOf(card)).join('\n')).toMatch(
      new RegExp(`#${part.number} .+ 已随主申请 #${whole.number} 的结束而取消`),
    );
    expect(await shown('ivan')).toMatch(
      new RegExp(`#${part.number} .+ is cancelled, since #${whole.number}, which it is a part of, has ended`),
    );
    expect(await shown('zhao')).toContain(`已随主申请 #${whole.number} 的结束而取消`);
    expect(await shown('facilities')).toContain(`已随主申请 #${part.number} 的结束而取消`);
    expect(await shown('omar')).not.toContain('has ended');
    const ack = await office.as('ivan').click('requests.history', part.id);
    expect(ack.kind === 'card' && textOf(ack.card)).toContain(`李伟 ended #${whole.number}`);
  });

  it('ends them with the reason, where the whole is cancelled or not approved', async () => {
    const cancelled = await file('li', 'repair', { what: '换灯' });
    const first = await file('zhao', 'network', { what: '布线' }, cancelled);
    allowed(await office.as('zhao').submit('requests.cancel', cancelled.id, { reason: '大楼要拆了' }));
    expect(await row(first.id)).toMatchObject({ stage: 'cancelled' });
    expect(await shown('it')).toContain('大楼要拆了');

    const rejected = await file('li', 'purchase', { amount: '900' });
    const second = await file('zhao', 'network', { what: '预留端口' }, rejected);
    const value = `request:${rejected.id} ${(await stepOf(rejected.id)).id}`;
    allowed(await office.as('min').submit('approvals.reject', value, { text: '今年没有预算' }));
    expect(await row(rejected.id)).toMatchObject({ stage: 'rejected' });
    expect(await row(second.id)).toMatchObject({ stage: 'cancelled' });
    expect(await shown('it')).toContain('今年没有预算');
  });

  it('loses neither of a withdrawal and what is done with the part at the same moment', async () => {
    const whole = await file('li', 'repair', { what: '装屏风' });
    const part = await file('zhao', 'network', { what: '移插座' }, whole);
    const { version } = await row(part.id);
    await Promise.all([
      office.as('omar').click('requests.takeOver', part.id),
      office.as('li').click('requests.withdraw', whole.id),
      office.as('ivan').submit('requests.comment', part.id, { words: 'on my way' }),
    ]);
    expect(await row(part.id)).toMatchObject({ stage: 'cancelled' });
    const entries = await office.app.database.prisma.history.findMany({
      where: { subject: `request:${part.id}`, version: { gt: version } },
      orderBy: { version: 'asc' },
    });
    expect(entries.map((entry) => entry.version)).toEqual(entries.map((_, at) => version + 1 + at));
    expect(entries.filter(({ kind }) => kind === 'wholeEnded')).toHaveLength(1);
  });

  it('reminds both leads once of an offer that nobody answers in a working day', async () => {
    const { id, number } = await file('li', 'repair', { what: '网口松了' });
    const answered = await file('li', 'repair', { what: '插座松了' });
    const [sun, ivan] = [office.as('sun'), office.as('ivan')];
    for (const one of [id, answered.id]) {
      await sun.click('requests.takeOver', one);
      allowed(await sun.submit('requests.handOver', one, { team: 'it', reason: '是网口' }));
    }
    allowed(await ivan.submit('requests.decline', answered.id, { reason: 'not ours' }));
    const reminders = async (who: string) =>
      (await office.shown(who))
        .map(({ card }) => textOf(card))
        .filter((text) => /工作日|A reminder/.test(text));
    const at = async (instant: string) => {
      now = new Date(instant);
      await office.app.engine.handleDueTimers();
    };
    // A working day after Monday, 10:00, is over on Tuesday, and not before.
    await at('2026-11-24T01:59:00Z');
    expect([await reminders('zhao'), await reminders('omar')]).toEqual([[], []]);
    await at('2026-11-24T10:00:00Z');
    for (const who of ['zhao', 'omar']) expect(await reminders(who)).toHaveLength(1);
    expect((await reminders('zhao'))[0]).toMatch(
      new RegExp(`#${number} .+ 请信息部接收已有一个工作日，对方还没有答复`),
    );
    expect((await reminders('omar'))[0]).toMatch(
      /A reminder: this has been waiting for your team since[\s\S]*\[Accept\]/,
    );
    await at('2026-11-26T10:00:00Z');
    for (const who of ['zhao', 'omar']) expect(await reminders(who)).toHaveLength(1);
    // Answered, that card asks for nothing any more.
    allowed(await office.as('omar').click('requests.accept', id));
    expect(await reminders('omar')).toEqual([]);
  });
});
