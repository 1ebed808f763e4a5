import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { lifecycleOffice } from './lifecycle-office.ts';

describe('the life of a request between people, teams and days', () => {
  let office: TestOffice;
  let now = new Date('2026-11-23T02:00:00Z');
  beforeAll(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(file, lifecycleOffice);
    office = await startOffice({ settings: { OFFICE_CONFIG: file }, clock: { now: () => now } });
  });
  afterAll(() => office.stop());

  const file = async (who: string, category: string, values: Record<string, string>, context = category) => {
    const ack = await office.as(who).submit('requests.file', context, values);
    expect(ack).not.toMatchObject({ refused: true });
    return office.app.database.prisma.request.findFirstOrThrow({ orderBy: { number: 'desc' } });
  };
  const row = (id: string) => office.app.database.prisma.request.findUniqueOrThrow({ where: { id } });
  /** All that stands in a conversation now. */
  const shown = async (where: string) =>
    (await office.shown(where)).map(({ card }) => textOf(card)).join('\n');
  const mainCard = async (where: string, title: string) =>
    textOf((await office.shown(where)).find(({ card }) => card.title?.startsWith(title))!.card);
  const history = async (who: string, id: string) => {
    const ack = await office.as(who).click('requests.history', id);
    return ack.kind === 'card' ? textOf(ack.card) : '';
  };
  const allowed = (ack: Ack) => expect(ack).not.toMatchObject({ refused: true });
  const text = (ack: Ack) => (ack.kind === 'notice' ? ack.text : '');

  it('goes from hand to hand, waits, rests, and comes back to whoever asked', async () => {
    const [anna, zhao, sun] = [office.as('anna'), office.as('zhao'), office.as('sun')];
    const { id, number } = await file('anna', 'repair', { what: 'the door squeaks' });
    // The team answers before anybody has it.
    await sun.submit('requests.comment', id, { canned: 'soon', words: '' });
    expect(await row(id)).toMatchObject({ stage: 'open', respondedAt: now });
    expect(await shown('anna')).toContain('We come today.');
    allowed(await zhao.submit('requests.assign', id, { person: sun.id }));
    expect(await shown('sun')).toContain(`赵磊 把 #${number} 报修 · the door squeaks 指派给您`);
    allowed(await sun.click('requests.begin', id));
    expect(await row(id)).toMatchObject({ stage: 'inProgress', assigneeId: sun.id });

    // A question waits for an answer; thanks are none.
    allowed(await sun.submit('requests.askRequester', id, { question: 'Which door?' }));
    expect(await row(id)).toMatchObject({ stage: 'waiting', stageBefore: 'inProgress' });
    expect(await shown('anna')).toContain(`孙芳 needs to know about #${number}: Which door?`);
    const [main] = (await office.shown('anna')).filter(({ card }) => card.title?.includes('door'));
    await anna.say(main!.id, 'Thank you!');
    expect(await row(id)).toMatchObject({ stage: 'waiting' });
    await anna.say(main!.id, 'The one to the yard');
    expect(await row(id)).toMatchObject({ stage: 'inProgress', stageBefore: null });
    expect(await shown('sun')).toContain(`Anna 回复了 #${number}，恢复处理: The one to the yard`);

    // On hold until Wednesday morning, when it comes back by itself.
    expect(await sun.submit('requests.hold', id, { reason: '等配件', until: '2026-11-23' })).toMatchObject({
      kind: 'form',
    });
    allowed(await sun.submit('requests.hold', id, { reason: '等配件', until: '2026-11-25' }));
    expect(await mainCard('facilities', `#${number}`)).toContain('暂缓到11月25日周三 09:00（等配件）');
    now = new Date('2026-11-25T00:59:00Z');
    await office.app.engine.handleDueTimers();
    expect(await row(id)).toMatchObject({ stage: 'onHold' });
    now = new Date('2026-11-25T01:00:00Z');
    await office.app.engine.handleDueTimers();
    expect(await row(id)).toMatchObject({ stage: 'inProgress', holdUntil: null, holdReason: null });
    expect(await shown('sun')).toContain('暂缓到期，恢复处理');
    expect(await shown('anna')).toContain('The time on hold is over');

    // What is not ticked off is not done.
    expect(text(await sun.click('requests.finish', id))).toBe('清单还没有完成，还差 2 项。');
    allowed(await sun.submit('requests.check', id, { ticked: '0\n1' }));
    expect(await mainCard('facilities', `#${number}`)).toContain('清单：已完成 2/2');
    allowed(await sun.submit('requests.finish', id, { note: '上了油' }));

    // Asked for a rating on three axes, each as she likes; a word more does not open it, but may.
    await anna.say(main!.id, 'thx');
    expect(await shown('anna')).not.toContain('is it not solved?');
    await anna.say(main!.id, 'It squeaks again');
    expect(await row(id)).toMatchObject({ stage: 'done' });
    expect(await shown('anna')).toContain('is it not solved?');
    allowed(await anna.submit('requests.reopen', id, { reason: 'It squeaks again' }));
    expect(await row(id)).toMatchObject({ stage: 'assigned', assigneeId: sun.id, note: null, doneAt: null });
    allowed(await sun.submit('requests.finish', id, { note: '换了合页' }));
    allowed(await anna.submit('requests.confirm', id, { speed: '3', manner: '5', words: '' }));
    expect(await row(id)).toMatchObject({ stage: 'closed', speed: 3, quality: null, manner: 5 });

    const read = await history('anna', id);
    for (const deed of [
      '孙芳 asked the requester: Which door?',
      'Anna answered, and the work goes on',
      'on hold until',
    ])
      expect(read).toContain(deed);
    expect(read).toContain('changed the checklist: ☑ Look, ☑ Clean up');
  });

  it('is offered to another team, which declines or accepts; until then the first one has it', async () => {
    const { id, number } = await file('li', 'repair', { what: '网口松了' });
    const [zhao, omar] = [office.as('zhao'), office.as('omar')];
    await zhao.click('requests.take', id);
    allowed(await zhao.submit('requests.handOver', id, { team: 'it', reason: '是网口' }));
    expect(await row(id)).toMatchObject({ teamId: 'facilities', assigneeId: zhao.id });
    expect(await shown('it')).toContain(`赵磊（后勤部）请您的团队接收 #${number}`);
    allowed(await omar.submit('requests.decline', id, { reason: 'cabling is yours' }));
    expect(await shown('zhao')).toContain('cabling is yours');
    expect(await shown('it')).toContain('不再需要您的团队接收');
    allowed(await zhao.submit('requests.handOver', id, { team: 'it', reason: '真的是网口' }));
    allowed(await omar.click('requests.accept', id));
    expect(await row(id)).toMatchObject({ teamId: 'it', assigneeId: null, stage: 'open', handover: null });
    expect(await shown('zhao')).toContain('接收了');
    expect(await shown('li')).toContain(`现在由信息部负责`);
    // The new team has the main card with its buttons; the former one looks on.
    expect(await mainCard('it', `#${number}`)).toContain('[我来处理]');
    expect(await mainCard('facilities', `#${number}`)).not.toContain('[我来处理]');
    expect(await zhao.click('requests.take', id)).toMatchObject({ refused: true });
    expect(await history('li', id)).toMatch(
      /赵磊 申请移交给信息部：真的是网口[\s\S]*Omar 接收了后勤部移交的申请/,
    );
  });

  it('is not done before its parts are', async () => {
    const whole = await file('li', 'repair', { what: '搬机柜' });
    const [zhao, ivan] = [office.as('zhao'), office.as('ivan')];
    await zhao.click('requests.take', whole.id);
    await zhao.submit('requests.check', whole.id, { ticked: '0\n1' });
    const choice = await zhao.click('requests.subRequest', whole.id);
    expect(JSON.stringify(choice)).toContain(`network of:${whole.id}`);
    expect(await office.as('li').click('requests.subRequest', whole.id)).toMatchObject({ refused: true });
    const part = await file('zhao', 'network', { what: '断网半小时' }, `network of:${whole.id}`);
    expect(part).toMatchObject({ parentId: whole.id, requesterId: zhao.id, stage: 'assigned' });
    expect(await mainCard('facilities', `#${whole.number}`)).toMatch(
      new RegExp(`#${part.number} 网络: .+ · 已指派`),
    );
    expect(text(await zhao.submit('requests.finish', whole.id, { note: 'x' }))).toContain(`#${part.number}`);
    await ivan.click('requests.takeOver', part.id);
    await ivan.click('requests.begin', part.id);
    expect(await mainCard('facilities', `#${whole.number}`)).toContain('Ivan · 处理中');
    allowed(await ivan.submit('requests.finish', part.id, { note: 'done' }));
    expect(await shown('zhao')).toContain(`#${whole.number} 的子申请已全部结束`);
    allowed(await zhao.submit('requests.finish', whole.id, { note: '搬好了' }));
  });

  it('is filed for somebody else by those who may, and is theirs to confirm', async () => {
    const [li, anna, zhao, min] = [office.as('li'), office.as('anna'), office.as('zhao'), office.as('min')];
    expect(await li.submit('requests.file', 'keys', { forPerson: anna.id })).not.toMatchObject({
      kind: 'ok',
    });
    expect(
      await office.app.database.prisma.request.count({ where: { filedById: li.id, requesterId: anna.id } }),
    ).toBe(0);
    const form = await min.click('requests.file', 'keys');
    expect(form.kind === 'form' && form.form.fields.at(-1)).toMatchObject({
      id: 'forPerson',
      options: [{ value: li.id }, { value: anna.id }],
    });
    const request = await file('min', 'purchase', { amount: '50', forPerson: anna.id });
    expect(request).toMatchObject({ requesterId: anna.id, filedById: min.id, watcherIds: [min.id] });
    expect(await shown('anna')).toContain('张敏 has filed');
    // Who wrote it down approves it as little as she who wants it: it falls to the administrator.
    const [step] = await office.app.database.prisma.approvalStep.findMany({
      where: { subject: `request:${request.id}` },
    });
    expect(step?.approverIds).toContain(office.as('lin').id);
    const value = `request:${request.id} ${step!.id}`;
    expect(await min.click('approvals.approve', value)).toMatchObject({ refused: true });
    allowed(await office.as('lin').click('approvals.approve', value));
    expect(await row(request.id)).toMatchObject({ stage: 'open' });
    await zhao.click('requests.take', request.id);
    allowed(await zhao.submit('requests.finish', request.id, { note: '买了', actualCost: '45' }));
    expect(await row(request.id)).toMatchObject({ actualCost: 45 });
    expect(await shown('min')).toContain('已办结');
    expect(await min.click('requests.confirm', request.id)).toMatchObject({ refused: true });
    allowed(await anna.submit('requests.confirm', request.id, { words: '' }));
    expect(await row(request.id)).toMatchObject({
      stage: 'closed',
      speed: null,
      quality: null,
      manner: null,
    });
  });

  it('keeps what the team notes from everybody else', async () => {
    const { id } = await file('li', 'repair', { what: '门禁' });
    const [zhao, sun, li, min] = [office.as('zhao'), office.as('sun'), office.as('li'), office.as('min')];
    await zhao.click('requests.take', id);
    await zhao.submit('requests.addWatcher', id, { person: min.id });
    expect(await min.command('my')).not.toMatchObject({ refused: true });
    expect(await li.submit('requests.note', id, { internal: 'x' })).toMatchObject({ refused: true });
    allowed(await sun.submit('requests.note', id, { internal: '他总是催' }));
    expect(await shown('zhao')).toContain('他总是催');
    for (const where of ['li', 'min', 'facilities', 'sun'])
      expect(await shown(where)).not.toContain('他总是催');
    for (const who of ['zhao', 'lin']) expect(await history(who, id)).toContain('他总是催');
    for (const who of ['li', 'min']) expect(await history(who, id)).not.toContain('他总是催');
    expect(await history('min', id)).toContain('赵磊 接手处理');
    // In a channel where the answer is read by all, it is left out even for the team.
    const event = { kind: 'action', action: 'requests.history', value: id } as const;
    await zhao.send({
      ...event,
      personal: false,
      can: { openForm: true, replyPrivately: false },
    } as typeof event);
    expect(await shown('facilities')).not.toContain('他总是催');
  });

  it('changes what was filed, and asks again for what was approved', async () => {
    const [li, min] = [office.as('li'), office.as('min')];
    const { id } = await file('li', 'purchase', { amount: '80' });
    const open = async () => {
      const steps = await office.app.database.prisma.approvalStep.findMany({
        where: { subject: `request:${id}`, state: 'open' },
      });
      expect(steps).toHaveLength(1);
      return `request:${id} ${steps[0]!.id}`;
    };
    await min.click('approvals.approve', await open());
    expect(await row(id)).toMatchObject({ stage: 'open' });
    await office.as('zhao').click('requests.take', id);
    allowed(await li.submit('requests.edit', id, { amount: '90' }));
    expect(await row(id)).toMatchObject({ stage: 'awaitingApproval', fields: { amount: 90 } });
    expect(await history('li', id)).toContain('金额：¥80.00 → ¥90.00');
    // Given back for correction, it waits for the requester, whom a mere word does not help.
    allowed(await min.submit('approvals.return', await open(), { text: '少一点' }));
    expect(await row(id)).toMatchObject({ stage: 'waiting' });
    await li.submit('requests.comment', id, { words: '好' });
    expect(await row(id)).toMatchObject({ stage: 'waiting' });
    allowed(await li.submit('requests.correct', id, { amount: '70' }));
    await min.click('approvals.approve', await open());
    expect(await row(id)).toMatchObject({ stage: 'assigned', fields: { amount: 70 } });
  });

  it('has somebody at once where the category says so, who is not away', async () => {
    const assignee = async (category: string, values: Record<string, string> = {}) =>
      (await file('li', category, values)).assigneeId;
    const [zhao, sun, omar, ivan] = ['zhao', 'sun', 'omar', 'ivan'].map((name) => office.as(name).id);
    expect(await assignee('lamp', { where: 'f3' })).toBe(sun);
    expect(await assignee('lamp', { where: 'hq' })).toBe(zhao);
    const loads = [
      await assignee('keys'),
      await assignee('keys'),
      await assignee('keys'),
      await assignee('keys'),
    ];
    expect(new Set(loads)).toEqual(new Set([zhao, sun]));
    // In turn, also when many are filed at once.
    const before = await office.app.database.prisma.request.groupBy({
      by: ['assigneeId'],
      where: { category: 'network' },
      _count: true,
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        office.as('li').submit('requests.file', 'network', { what: `x${n}` }),
      ),
    );
    const after = await office.app.database.prisma.request.groupBy({
      by: ['assigneeId'],
      where: { category: 'network' },
      _count: true,
    });
    const count = (rows: typeof after, id: string) =>
      rows.find(({ assigneeId }) => assigneeId === id)?._count ?? 0;
    expect([omar!, ivan!].map((id) => count(after, id) - count(before, id))).toEqual([10, 10]);
    await office.app.database.prisma.delegation.create({
      data: {
        ...{ id: 'dlg_1', personId: omar!, setById: omar!, createdAt: now, fromAt: now },
        untilAt: new Date(now.getTime() + 86_400_000),
      },
    });
    expect([await assignee('network', { what: 'a' }), await assignee('network', { what: 'b' })]).toEqual([
      ivan,
      ivan,
    ]);
  });

  it('offers everybody what they may do, and in six buttons what comes next', async () => {
    const { id, number } = await file('li', 'repair', { what: '窗户' });
    const more = async (who: string) => {
      const ack = await office.as(who).click('requests.verbs', id);
      return ack.kind === 'card' ? textOf(ack.card).match(/\[[^\]]+\]/g) : ack;
    };
    await office.as('zhao').click('requests.take', id);
    const card = await mainCard('facilities', `#${number}`);
    expect(card.match(/\[[^\]]+\]/g)).toEqual([
      '[开始处理]',
      '[勾选清单]',
      '[询问申请人]',
      '[留言]',
      '[记录]',
      '[更多…]',
    ]);
    expect(await more('zhao')).toEqual(
      expect.arrayContaining([
        '[指派]',
        '[退回团队]',
        '[暂缓]',
        '[移交]',
        '[内部备注]',
        '[子申请]',
        '[取消申请]',
      ]),
    );
    expect(await more('li')).toEqual(['[修改]', '[留言]', '[邀请关注]', '[撤回]', '[记录]', '[稍后提醒我]']);
    expect(await more('min')).toMatchObject({ refused: true });
    allowed(await office.as('li').click('requests.withdraw', id));
    expect(await row(id)).toMatchObject({ stage: 'cancelled', closedAt: now });
    expect(await shown('zhao')).toContain('李伟 撤回了');
  });
});
