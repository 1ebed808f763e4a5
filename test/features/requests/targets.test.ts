import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import { projectRoot } from '../../../src/core/paths.ts';
import { commit } from '../../../src/db/commit.ts';
import { calendarsOf } from '../../../src/directory/schedules.ts';
import { watchCalendars } from '../../../src/features/calendar-watch/index.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

const repair = { location: '三楼', description: '漏水', urgency: 'low' };

describe('working-time targets, on a running office', () => {
  let office: TestOffice;
  /** Shanghai; the 23rd of November 2026 is a Monday. */
  let now = new Date('2026-11-23T09:00+08:00');
  beforeAll(async () => {
    office = await startOffice({ clock: { now: () => now } });
  });
  afterAll(() => office.stop());

  /** Goes on to a time of day, and looks at what is due. */
  const until = async (time: string) => {
    now = new Date(`2026-${time}:00+08:00`);
    await office.app.engine.handleDueTimers();
  };
  const seen = new Map<string, number>();
  /** What was said to somebody, or in a channel, since it was asked last. */
  const news = async (conversation: string) => {
    const all = (await office.shown(conversation)).map(({ card }) => textOf(card).trim());
    const known = seen.get(conversation) ?? 0;
    seen.set(conversation, all.length);
    return all.slice(known);
  };
  const everybody = ['facilities', 'zhao.lei', 'sun.fang', 'li.wei', 'omar.haddad', 'lin.yue'];
  const toldTo = async () => {
    const told: string[] = [];
    // What falls due for somebody has buttons below its sentence.
    for (const who of everybody)
      for (const words of await news(who)) told.push(`${who}: ${words.split('\n')[0]}`);
    return told;
  };
  const waiting = () =>
    office.app.database.prisma.timer.findMany({
      where: { firedAt: null, kind: { in: ['requests.respondTarget', 'requests.resolveTarget'] } },
    });
  const stored = async (id: string) =>
    office.app.database.prisma.request.findUniqueOrThrow({ where: { id } });

  it('warns, says what was missed, goes up from level to level, and shows every pause', async () => {
    const [li, zhao] = [office.as('li.wei'), office.as('zhao.lei')];
    await li.submit('requests.file', 'repair', repair);
    const { id, number } = await office.request();
    const title = `#${number} 报修 · 漏水`;
    const [card] = await news('facilities');
    expect(card).toContain('答复时限: 11月23日周一 09:30');
    expect(card).toContain('办结时限: 11月23日周一 17:00');
    await toldTo();

    await until('11-23T09:19');
    expect(await toldTo()).toEqual([]);
    await until('11-23T09:20');
    expect(await toldTo()).toEqual([`facilities: ${title} 还没有人答复，请在 11月23日周一 09:30 前答复。`]);
    await until('11-23T09:30');
    expect(await toldTo()).toEqual([
      `facilities: ${title} 已超过答复时限（11月23日周一 09:30），请尽快答复。`,
    ]);
    expect(await stored(id)).toMatchObject({ respondMissedAt: new Date('2026-11-23T09:30+08:00') });
    const [late] = await office.shown('facilities');
    expect(textOf(late!.card)).toContain('答复时限: 11月23日周一 09:30，已超时');
    // Nobody has it: the level of the assignee was the notice below the card, the next one is the lead.
    await until('11-23T10:30');
    expect(await toldTo()).toEqual([
      `zhao.lei: ${title} 应在 11月23日周一 09:30 前答复，至今无人答复。负责方：后勤部。请跟进。`,
    ]);

    await until('11-23T11:00');
    await zhao.click('requests.take', id);
    expect(await stored(id)).toMatchObject({ respondBy: null, respondedAt: now });
    expect((await waiting()).every(({ kind }) => kind === 'requests.resolveTarget')).toBe(true);
    await zhao.submit('requests.askRequester', id, { question: '哪个房间？' });
    expect(await stored(id)).toMatchObject({ resolveBy: null, resolveLeftMinutes: 360, pausedAt: now });
    expect(await waiting()).toEqual([]);
    const [paused] = await office.shown('facilities');
    expect(textOf(paused!.card)).toContain('办结时限: 继续后还剩 6 小时');
    expect(textOf(paused!.card)).toContain('计时暂停: 11月23日周一 11:00 起：等待申请人回复');
    await toldTo();
    await until('11-24T10:00');
    expect(await toldTo()).toEqual([]);

    await li.submit('requests.comment', id, { words: '会议室' });
    expect(await stored(id)).toMatchObject({ resolveBy: new Date('2026-11-24T16:00+08:00'), pausedAt: null });
    await toldTo();
    await until('11-24T14:24');
    expect(await toldTo()).toEqual([`zhao.lei: ${title} 的时限快到了，请在 11月24日周二 16:00 前办结。`]);
    await until('11-24T16:00');
    expect(await toldTo()).toEqual([
      `zhao.lei: ${title} 已超过办结时限（11月24日周二 16:00），请尽快办结，或说明还缺什么。`,
    ]);
    await until('11-24T17:00');
    expect(await toldTo()).toEqual([
      `zhao.lei: ${title} 应在 11月24日周二 16:00 前办结，至今未办结。负责方：赵磊。请跟进。`,
    ]);
    // The lead has no manager in the office file: it comes to the administrators.
    await until('11-25T16:00');
    expect(await toldTo()).toEqual([
      `lin.yue: ${title} 应在 11月24日周二 16:00 前办结，至今未办结。负责方：赵磊。请跟进。`,
    ]);

    expect(await li.click('requests.clock', id)).toMatchObject({ refused: true });
    const shown = await zhao.click('requests.clock', id);
    expect(shown.kind === 'card' && textOf(shown.card).split('\n')).toEqual([
      `#${number} 的计时`,
      '答复时限: 未按时完成（时限为 11月23日周一 09:30）',
      '办结时限: 11月24日周二 16:00，已超时',
      '计时中：工作时间 2 小时 11月23日周一 09:00 至 11月23日周一 11:00 · 李伟',
      '暂停：工作时间 8 小时，等待申请人回复，哪个房间？ 11月23日周一 11:00 至 11月24日周二 10:00 · 赵磊',
      '计时中：工作时间 15 小时 11月24日周二 10:00 至 现在 · 李伟',
    ]);
    await zhao.submit('requests.finish', id, { note: '好了' });
    expect(await stored(id)).toMatchObject({ stage: 'done', resolveBy: null, resolveLeftMinutes: -540 });
    expect(await waiting()).toEqual([]);
    const kinds = await office.app.database.prisma.history.findMany({
      where: { subject: `request:${id}`, actorId: null },
      orderBy: { version: 'asc' },
    });
    expect(
      kinds.map(({ kind, data }) => [kind, (data as { text?: string }).text].filter(Boolean).join(' ')),
    ).toEqual([
      'respondWarned',
      'respondMissed',
      'respondEscalated 赵磊',
      'resolveWarned',
      'resolveMissed',
      'resolveEscalated 赵磊',
      'resolveEscalated 林悦',
    ]);
  });

  it('waits for approvals, and says nothing of what is done in time', async () => {
    now = new Date('2026-11-26T09:00+08:00');
    await toldTo();
    const zhao = office.as('zhao.lei');
    await office.as('li.wei').submit('requests.file', 'repair', repair);
    const done = await office.request();
    await zhao.click('requests.take', done.id);
    await zhao.submit('requests.finish', done.id, { note: '好了' });
    await office
      .as('li.wei')
      .submit('requests.file', 'purchase', { item: '椅子', quantity: '1', amount: '100', reason: '' });
    const asked = await office.request();
    expect(await stored(asked.id)).toMatchObject({
      stage: 'awaitingApproval',
      respondLeftMinutes: 240,
      respondBy: null,
    });
    expect(await waiting()).toEqual([]);
    const [step] = await office.app.database.prisma.approvalStep.findMany({
      where: { subject: `request:${asked.id}` },
    });
    await until('11-27T17:00');
    await office.as('zhang.min').click('approvals.approve', `request:${asked.id} ${step!.id}`);
    expect(await stored(asked.id)).toMatchObject({
      respondBy: new Date('2026-11-30T12:00+08:00'),
    });
    const byItself = await office.app.database.prisma.history.findMany({ where: { actorId: null } });
    const subjects = byItself.map(({ subject }) => subject);
    // The one of the test before is there, so they would be found.
    expect(new Set(subjects).size).toBeGreaterThan(0);
    expect(subjects).not.toContain(`request:${done.id}`);
  });

  it('tells the administrators once that a calendar ends, and once that it has', async () => {
    const { database } = office.app;
    const example = parseOffice(readFileSync(`${projectRoot}/office.example.yaml`, 'utf8'), 'office.yaml');
    expect([...calendarsOf(example).keys()]).toEqual(['CN']);
    const timers = () =>
      database.prisma.timer.findMany({ where: { subject: 'calendar:CN' }, orderBy: { dueAt: 'asc' } });
    // The start has written them by now, or does so in a moment.
    await vi.waitFor(async () => expect(await timers()).toHaveLength(2));
    expect((await timers()).map(({ localTime }) => localTime)).toEqual([
      '2026-12-01T09:00',
      '2027-01-01T09:00',
    ]);
    const read = async (words: string) =>
      (await office.shown('lin.yue')).filter(({ card }) => textOf(card).includes(words)).length;
    const soon = '日历 CN 的节假日安排只到 2026-12-31。';
    const past = '日历 CN 已于 2026-12-31 到期。';
    await until('12-01T08:59');
    expect(await read(soon)).toBe(0);
    await until('12-01T09:00');
    expect(await read(soon)).toBe(1);
    expect((await office.shown('zhao.lei')).some(({ card }) => textOf(card).includes(soon))).toBe(false);
    // Another process starts, after old timers were cleared away.
    await database.prisma.timer.deleteMany({ where: { subject: 'calendar:CN', firedAt: { not: null } } });
    const world = { office: example, clock: { now: () => now } };
    await commit(database, [watchCalendars(world)]);
    await commit(database, [watchCalendars(world)]);
    expect(await timers()).toHaveLength(2);
    await until('12-31T18:00');
    expect(await read(soon)).toBe(1);
    expect(await read(past)).toBe(0);
    now = new Date('2027-01-01T09:00+08:00');
    await office.app.engine.handleDueTimers();
    expect(await read(past)).toBe(1);
    expect(await read(soon)).toBe(1);
  });
});
