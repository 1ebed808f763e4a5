import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffice, type TestOffice, textOf } from '../helpers/office.ts';

const hourMs = 3600_000;
const repair = { location: '三楼', description: '漏水', urgency: 'low' };
const purchase = { item: 'Laptops', quantity: '1', amount: '6000', reason: '' };

describe('what falls due in the life of a request', () => {
  let office: TestOffice;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-23T02:00:00Z');
    office = await startOffice({ clock: { now: () => now } });
  });
  afterEach(() => office.stop());

  const pass = async (hours: number) => {
    now = new Date(now.getTime() + hours * hourMs);
    await office.app.engine.handleDueTimers();
    // A second look, as another process would take it: nothing happens twice.
    await office.app.engine.handleDueTimers();
  };
  const reads = async (name: string, words: string) =>
    (await office.shown(name)).filter(({ card }) => textOf(card).includes(words)).length;
  const kinds = async () => {
    const rows = await office.app.database.prisma.history.findMany({
      where: { subject: { startsWith: 'request:' } },
      orderBy: [{ version: 'asc' }],
    });
    const own = rows.filter(({ kind }) => !kind.startsWith('respond') && !kind.startsWith('resolve'));
    return own.map(({ kind, actorId, platform }) => `${kind} ${actorId ? platform : 'itself'}`);
  };
  /** What is still to come; the clocks and the approval of a request have timers of their own. */
  const waiting = () => {
    const kinds = ['requests.remind', 'requests.close'];
    return office.app.database.prisma.timer.count({ where: { firedAt: null, kind: { in: kinds } } });
  };
  const decide = async (who: string, at: number, verb = 'approve') => {
    const steps = await office.app.database.prisma.approvalStep.findMany({ orderBy: { position: 'asc' } });
    const value = `${steps[at]!.subject} ${steps[at]!.id}`;
    return verb === 'approve'
      ? office.as(who).click('approvals.approve', value)
      : office.as(who).submit('approvals.reject', value, { text: 'x' });
  };
  async function finish(): Promise<string> {
    await office.as('li.wei').submit('requests.file', 'repair', repair);
    const { id } = await office.request();
    await office.as('zhao.lei').click('requests.take', id);
    await office.as('zhao.lei').submit('requests.finish', id, { note: 'done' });
    return id;
  }

  it.each(['rejected', 'withdrawn', 'cancelled'])('does not remind of what was %s', async (how) => {
    await office.as('li.wei').submit('requests.file', 'purchase', purchase);
    const { id } = await office.request();
    if (how === 'rejected') await decide('zhang.min', 0, 'reject');
    if (how === 'withdrawn') await office.as('li.wei').click('requests.withdraw', id);
    if (how === 'cancelled') await office.as('zhao.lei').submit('requests.cancel', id, { reason: 'x' });
    expect(await waiting()).toBe(0);
    await pass(24 * 30);
    expect(await reads('zhang.min', '还在等您审批')).toBe(0);
    expect(await kinds()).toEqual(['filed web', `${how} web`]);
  });

  it('asks for the rating once after two days, and closes without one after seven', async () => {
    await finish();
    await pass(47.9);
    expect(await reads('li.wei', '两天前已办结')).toBe(0);
    await pass(0.1);
    expect(await reads('li.wei', '两天前已办结')).toBe(1);
    await pass(24 * 5 - 0.1);
    expect(await office.request()).toMatchObject({ stage: 'done' });
    await pass(0.1);
    expect(await office.request()).toMatchObject({
      stage: 'closed',
      speed: null,
      quality: null,
      manner: null,
    });
    expect(await reads('li.wei', '两天前已办结')).toBe(1);
    expect((await kinds()).slice(3)).toEqual(['reminded itself', 'closed itself']);
    expect(await waiting()).toBe(0);
  });

  it.each(['confirm', 'reopen'])('lapses by %s', async (verb) => {
    const id = await finish();
    await office.as('li.wei').submit(`requests.${verb}`, id, { quality: '5', words: '', reason: '还在漏' });
    expect(await waiting()).toBe(0);
    await pass(24 * 30);
    expect(await office.request()).toMatchObject({ stage: verb === 'confirm' ? 'closed' : 'assigned' });
    expect(await reads('li.wei', '两天前已办结')).toBe(0);
  });

  it('counts from the second time it was done', async () => {
    const id = await finish();
    await pass(24);
    await office.as('li.wei').submit('requests.reopen', id, { reason: '还在漏' });
    await office.as('zhao.lei').submit('requests.finish', id, { note: 'again' });
    await pass(24 * 6 + 23);
    expect(await office.request()).toMatchObject({ stage: 'done' });
    await pass(1);
    expect(await office.request()).toMatchObject({ stage: 'closed' });
  });
});
