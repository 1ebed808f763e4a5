import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOffice } from '../../../../src/config/office.ts';
import { commit, type Write } from '../../../../src/db/commit.ts';
import { Directory } from '../../../../src/directory/directory.ts';
import type { World } from '../../../../src/engine/context.ts';
import { horizonAt } from '../../../../src/features/duty/rosters/horizon.ts';
import { type Material, materialFor } from '../../../../src/features/duty/rosters/material.ts';
import { planAgain } from '../../../../src/features/duty/rosters/plan-again.ts';
import { rostersOf } from '../../../../src/features/duty/rosters.ts';
import { setTimers, type Timer } from '../../../../src/jobs/timers.ts';
import type { Ack } from '../../../../src/platform/inbound.ts';
import { dueAt } from '../../../../src/time/due.ts';
import { startOffice, type TestOffice, textOf } from '../../../helpers/office.ts';
import { applyText, night, officeFile, officeText, reception, until } from './duty-office.ts';

// Monday, 10:00 in Shanghai.
let now = new Date('2026-11-23T02:00:00Z');
let office: TestOffice;

const read = (ack: Ack): string => (ack.kind === 'card' ? textOf(ack.card) : JSON.stringify(ack));
const shiftsOf = (rosterId: string) =>
  office.app.database.prisma.shift.findMany({
    where: { rosterId },
    orderBy: [{ startsAt: 'asc' }, { role: 'asc' }],
  });
const nameOf = async (personId: string | null) =>
  (await office.app.database.prisma.person.findUnique({ where: { id: personId ?? '' } }))?.name;
const said = async (name: string) => (await office.shown(name)).map(({ card }) => textOf(card));
/** What somebody was told since then, whatever else fell due meanwhile. */
const saidSince = async (name: string, known: number) => (await said(name)).slice(known).join('\n');
const fire = () => office.app.engine.handleDueTimers();

beforeAll(async () => {
  const file = await officeFile(await officeText(reception(), night));
  office = await startOffice({ settings: { OFFICE_CONFIG: file }, clock: { now: () => now } });
  await until(async () => (await office.app.database.prisma.roster.count()) === 2);
});
afterAll(() => office.stop());

describe('rosters', () => {
  it('are planned 13 weeks ahead, and everybody is told once', async () => {
    const shifts = await shiftsOf('reception');
    expect(shifts.filter(({ role }) => role === 'primary').length).toBeGreaterThanOrEqual(13 * 7);
    expect(shifts.at(-1)!.endsAt.getTime()).toBeGreaterThan(now.getTime() + 13 * 7 * 86_400_000);
    for (const name of ['zhao.lei', 'sun.fang', 'lin.yue'])
      expect((await said(name)).filter((text) => text.includes('您已加入值班表“前台”'))).toHaveLength(1);
  });

  it('say who is on duty, in both languages, at any time', async () => {
    const anna = office.as('anna.meyer');
    const li = office.as('li.wei');
    const present = (await shiftsOf('reception')).find(
      ({ role, startsAt, endsAt }) => role === 'primary' && startsAt <= now && endsAt > now,
    )!;
    const onDuty = (await nameOf(present.personId))!;
    const card = read(await anna.command('who is on duty reception'));
    expect(card).toContain(`On duty: ${onDuty}`);
    expect(card).toContain('Backup: ');
    expect(card).toMatch(/next .+, from Tue, Nov 24, 02:00/);
    expect(read(await li.command('前台现在谁值班'))).toContain(`主班：${onDuty}`);
    // Both rosters, a line each; the night watch has nobody by day.
    const all = read(await li.command('谁值班'));
    expect(all).toContain('前台：主班');
    expect(all).toContain('夜班：暂无');
    expect(read(await anna.command("Who's on duty tomorrow night at the night watch?"))).toMatch(
      /Night watch[\s\S]*On duty: (Omar Haddad|李伟)/,
    );
    expect(read(await li.command('今天谁值班'))).toContain('11月23日');
    expect(read(await li.command('周六前台谁值班？'))).toContain('11月28日');
    expect(read(await anna.command('who is on duty blue cheese'))).toContain('blue cheese');
  });

  it('say it of the past from what was kept, and of times beyond the plan as provisional', async () => {
    const before = now;
    const [then] = await shiftsOf('reception');
    now = new Date('2026-11-25T02:00:00Z');
    const name = await nameOf(then!.personId);
    expect(read(await office.as('anna.meyer').command('who was on duty reception yesterday'))).toContain(
      'Nov 24',
    );
    expect(read(await office.as('li.wei').command('11月23日10点前台是谁值的班'))).toContain(name);
    now = before;
    const far = read(await office.as('anna.meyer').command('who is on duty reception 2027-06-01 12:00'));
    expect(far).toMatch(/On duty: \S/);
    expect(far).toContain('it may still change');
    expect(far).not.toContain('On duty: nobody');
  });

  it('show my shifts, the balance, a live card and the list', async () => {
    const sun = office.as('sun.fang');
    expect(read(await sun.command('我的班次'))).toMatch(/前台：主班/);
    expect(read(await office.as('anna.meyer').command('my shifts'))).toContain('no shifts');
    const balance = read(await office.as('anna.meyer').command('duty balance Reception'));
    for (const part of ['赵磊: ', 'An hour counts 1 on a weekday', 'Quality of the next 52 weeks: '])
      expect(balance).toContain(part);
    expect(read(await sun.command('值班表'))).toContain('夜班');
    const known = (await said('sun.fang')).length;
    await sun.command('值班表 前台');
    expect(await saidSince('sun.fang', known)).toContain('本周');
  });

  it('have somebody stand in for whoever is away, tell both, and give it back', async () => {
    const sun = office.as('sun.fang');
    const mine = (await shiftsOf('reception')).filter(
      ({ personId, startsAt }) => personId === sun.id && startsAt > now,
    );
    const day = mine[3]!.startsAt.toISOString().slice(0, 10);
    const untouched = new Map((await shiftsOf('reception')).map(({ id, startsAt }) => [id, startsAt]));
    const known = (await said('sun.fang')).length;
    await sun.submit('delegations.set', '', { substitute: '', from: day, until: day });
    await fire();
    const taken = (await shiftsOf('reception')).filter(
      ({ plannedPersonId, because }) => plannedPersonId === sun.id && because === 'leave',
    );
    expect(taken.length).toBeGreaterThan(0);
    for (const { personId } of taken) expect(personId).not.toBe(sun.id);
    expect(await saidSince('sun.fang', known)).toContain('不再由您值班');
    const kept = (await shiftsOf('reception')).filter(({ id }) => untouched.has(id)).length;
    expect(kept).toBeGreaterThanOrEqual(untouched.size - 3);
    const delegation = await office.app.database.prisma.delegation.findFirstOrThrow();
    const knownAway = (await said('sun.fang')).length;
    await sun.click('delegations.end', delegation.id);
    await fire();
    const back = await shiftsOf('reception');
    expect(back.filter(({ because }) => because === 'leave')).toEqual([]);
    expect(await saidSince('sun.fang', knownAway)).toContain('改由您值班');
  });

  it('have somebody stand in for the rest of a shift at once', async () => {
    const before = now;
    now = new Date('2026-11-23T06:00:00Z');
    const present = async () =>
      (await shiftsOf('reception')).find(
        ({ role, startsAt, endsAt }) => role === 'primary' && startsAt <= now && endsAt > now,
      )!;
    const absent = await present();
    const name = ['zhao.lei', 'sun.fang', 'lin.yue'].find((each) => office.as(each).id === absent.personId)!;
    const person = office.as(name);
    await person.submit('delegations.set', '', { substitute: '', from: '2026-11-23', until: '2026-11-23' });
    await fire();
    const standIn = await present();
    expect(standIn).toMatchObject({ because: 'leave', plannedPersonId: person.id, startsAt: now });
    expect(standIn.personId).not.toBe(person.id);
    expect(
      (await shiftsOf('reception')).find(({ endsAt, role }) => role === 'primary' && +endsAt === +now),
    ).toMatchObject({ personId: person.id });
    const { id } = await office.app.database.prisma.delegation.findFirstOrThrow({ where: { endedAt: null } });
    await person.click('delegations.end', id);
    await fire();
    now = before;
  });

  it('give a request to whoever is on duty', async () => {
    await office
      .as('li.wei')
      .submit('requests.file', 'building', { place: 'lobby', service: 'cleaning', description: '' });
    const { assigneeId } = await office.request();
    const present = (await shiftsOf('reception')).find(
      ({ role, startsAt, endsAt }) => role === 'primary' && startsAt <= now && endsAt > now,
    )!;
    expect(assigneeId).toBe(present.personId);
  });

  it('change as little as they can with the office file, and end with it', async () => {
    const before = await shiftsOf('reception');
    const heard = (await said('li.wei')).length;
    const rules = reception(['zhao.lei', 'sun.fang', 'lin.yue', 'omar.haddad']);
    const versionOf = async (id: string) =>
      (await office.app.database.prisma.roster.findUniqueOrThrow({ where: { id } })).version;
    const version = await versionOf('reception');
    await applyText(
      office,
      await officeText(rules),
      now,
      async () => (await versionOf('reception')) > version,
    );
    const after = await shiftsOf('reception');
    const ids = new Set(after.map(({ id }) => id));
    // The backups are who they were, and so is whoever has begun.
    expect(before.filter(({ role, id }) => role === 'backup' && !ids.has(id)).length).toBeLessThan(40);
    expect(before.filter(({ startsAt, id }) => startsAt <= now && !ids.has(id))).toEqual([]);
    expect(new Set(after.map(({ personId }) => personId))).toContain(office.as('omar.haddad').id);
    expect((await said('omar.haddad')).filter((text) => text.includes('Yours now'))).toHaveLength(1);
    await until(async () => {
      await fire();
      return (
        (await office.app.database.prisma.roster.findUniqueOrThrow({ where: { id: 'night' } })).endedAt !==
        null
      );
    });
    expect((await shiftsOf('night')).filter(({ startsAt }) => startsAt > now)).toEqual([]);
    expect((await said('li.wei')).length).toBeGreaterThan(heard);
    expect(await said('li.wei')).toContainEqual(expect.stringContaining('值班表“夜班”已停用'));
    // It comes back as it was.
    await applyText(
      office,
      await officeText(reception(), night),
      now,
      async () => (await shiftsOf('night')).length > 10,
    );
  });

  it('are made in a chat, looked at first, changed and ended', async () => {
    const zhao = office.as('zhao.lei');
    expect(await office.as('li.wei').command('roster new')).toMatchObject({ refused: true });
    const opened = await zhao.command('新建值班表');
    expect(opened).toMatchObject({ kind: 'form', form: { id: 'duty.roster', context: 'team:facilities' } });
    const typed = {
      name: '周末巡查',
      people: [zhao.id, office.as('sun.fang').id].join('\n'),
      others: '林悦, nobody at all',
      turn: '1d',
      at: '08:00',
      days: 'free',
      pick: 'fair',
      start: '2026-11-23',
      backup: 'yes',
      holidays: 'no',
    };
    const refused = await zhao.submit('duty.roster', 'team:facilities', typed);
    expect(JSON.stringify(refused)).toContain('nobody at all');
    const ack = await zhao.submit('duty.roster', 'team:facilities', { ...typed, others: '林悦' });
    const preview = read(ack);
    for (const part of ['前四周', '未来 52 周排班质量分', '林悦', '[保存]']) expect(preview).toContain(part);
    expect(
      await office.app.database.prisma.shift.count({ where: { rosterId: { startsWith: 'ros_' } } }),
    ).toBe(0);
    const valueIn = (card: Ack, action: string) =>
      (card.kind === 'card' ? card.card.blocks : [])
        .flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
        .find((button) => button.action === action)!.value;
    const draft = valueIn(ack, 'duty.save');
    // Nobody else's draft.
    expect(await office.as('lin.yue').click('duty.save', draft)).toMatchObject({ refused: true });
    expect(await zhao.click('duty.save', draft)).toMatchObject({ kind: 'notice' });
    expect(await zhao.click('duty.save', draft)).toMatchObject({ refused: true });
    const made = await office.app.database.prisma.roster.findFirstOrThrow({ where: { madeById: zhao.id } });
    expect(made).toMatchObject({ version: 1, endedAt: null });
    const shifts = await shiftsOf(made.id);
    expect(shifts.length).toBeGreaterThan(40);
    for (const { startsAt } of shifts)
      expect([0, 6]).toContain(new Date(startsAt.getTime() + 8 * 3600_000).getUTCDay() % 7);

    expect(JSON.stringify(await zhao.click('requests.assign', (await office.request()).id))).toContain(
      '当前值班人员：周末巡查',
    );
    expect(read(await zhao.click('duty.history', made.id))).toContain('赵磊 新建了值班表');
    expect(await office.as('anna.meyer').click('duty.history', made.id)).toMatchObject({ refused: true });

    const edit = await zhao.click('duty.edit', made.id);
    expect(edit).toMatchObject({ kind: 'form', form: { context: `roster:${made.id}` } });
    const changed = await zhao.submit('duty.roster', `roster:${made.id}`, {
      ...typed,
      others: '',
      backup: 'no',
    });
    await zhao.click('duty.save', valueIn(changed, 'duty.save'));
    expect(
      (await shiftsOf(made.id)).filter(({ role, startsAt }) => role === 'backup' && startsAt > now),
    ).toEqual([]);
    expect(await office.as('li.wei').click('duty.end', made.id)).toMatchObject({ refused: true });
    await zhao.click('duty.end', made.id);
    await zhao.click('duty.endNow', made.id);
    expect(await shiftsOf(made.id)).toEqual([]);
    expect(await zhao.click('duty.end', 'reception')).toMatchObject({ refused: true });
    const drafts = await office.app.database.prisma.roster.count({ where: { id: { startsWith: 'rdr_' } } });
    expect(drafts).toBe(0);
  });

  it('put nobody on duty on two rosters at once, not even where both were planned at the same moment', async () => {
    const rules = reception(['zhao.lei', 'omar.haddad', 'lin.yue']);
    const { id: omar } = office.as('omar.haddad');
    const his = async (rosterId: string) =>
      (await shiftsOf(rosterId)).filter(({ personId, endsAt }) => personId === omar && endsAt > now);
    const both = async () => {
      const nights = await his('night');
      return (await his('reception')).filter((shift) =>
        nights.some(({ startsAt, endsAt }) => startsAt < shift.endsAt && endsAt > shift.startsAt),
      );
    };
    await applyText(
      office,
      await officeText(rules, night),
      now,
      async () => (await his('reception')).length > 5,
    );
    expect(await both()).toEqual([]);
    const world = await worldOf(rules);
    const { roster } = (await rostersOf(world)).get('reception')!;
    const material = (await materialFor(world, [roster])).get('reception')!;
    const plan = (elsewhere: Material['elsewhere']) => {
      const { add } = planAgain(
        { ...material, elsewhere },
        { now, until: horizonAt(now, roster.timezone), afresh: true },
      );
      return add.filter(({ personId }) => personId === omar).length;
    };
    expect(plan(material.elsewhere)).toBe(0);
    expect(plan([])).toBeGreaterThan(0);
    // As if the reception had been planned a moment later, and before the night watch was written.
    const nights = await his('night');
    const taken = (await shiftsOf('reception')).find(
      ({ role, startsAt, endsAt }) =>
        role === 'primary' &&
        startsAt > now &&
        nights.some((shift) => shift.startsAt < endsAt && shift.endsAt > startsAt),
    )!;
    const data = { personId: omar, createdAt: new Date(nights[0]!.createdAt.getTime() + 1) };
    await office.app.database.prisma.shift.update({ where: { id: taken.id }, data });
    expect(await both()).toHaveLength(1);
    const due = { kind: 'duty.elsewhere', subject: 'roster:night', ...dueAt(now, 'Asia/Shanghai') };
    await commit(office.app.database, [setTimers([due], now)]);
    await fire();
    expect(await both()).toEqual([]);
    expect(await said('omar.haddad')).toContainEqual(expect.stringContaining('at the same time'));
    await applyText(
      office,
      await officeText(reception(), night),
      now,
      async () => (await his('reception')).length === 0,
    );
  });

  it('are planned once by two processes, week after week', async () => {
    const { databaseUrl } = office;
    const file = await officeFile(await officeText(reception(), night));
    const settings = { OFFICE_CONFIG: file };
    const other = await startOffice({ settings, databaseUrl, clock: { now: () => now } });
    const planned = { subject: 'roster:reception', kind: 'rosterPlanned' };
    const entries = () => office.app.database.prisma.history.count({ where: planned });
    const before = await entries();
    // As if it had been planned a week ago.
    const { plannedUntil } = await office.app.database.prisma.roster.findUniqueOrThrow({
      where: { id: 'reception' },
    });
    const until7 = new Date(plannedUntil!.getTime() - 7 * 86_400_000);
    await office.app.database.prisma.shift.deleteMany({
      where: { rosterId: 'reception', startsAt: { gte: until7 } },
    });
    await office.app.database.prisma.roster.update({
      where: { id: 'reception' },
      data: { plannedUntil: until7 },
    });
    const timer = { subject: 'roster:reception', args: {} };
    const plan = () =>
      worldOf().then((world) => office.app.engine.routes.timers.get('duty.plan')!(world, timer as Timer));
    const [first, second] = await Promise.all([plan(), plan()]);
    const waiting = { kind: 'duty.plan', subject: 'roster:reception', firedAt: null };
    await office.app.database.prisma.timer.updateMany({ where: waiting, data: { dueAt: now } });
    await Promise.all([office, other].map(({ app }) => app.engine.handleDueTimers()));
    await until(async () => (await entries()) > before);
    expect(await entries()).toBe(before + 1);
    expect(await twice()).toBe(0);
    // Without the version that guards it, what both have decided would clash; the database lets nobody be there twice.
    for (const { writes } of [first, second])
      await expect(commit(office.app.database, writes!.filter(isOfShifts))).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Shift_one_at_a_time'),
      });
    expect(await twice()).toBe(0);
    await other.stop();
  });
});

const isOfShifts = (write: Write) => 'table' in write && write.table === 'Shift';

/** What a timer's handler is given. */
async function worldOf(rules = reception()): Promise<World> {
  const { database } = office.app;
  const parsed = parseOffice(await officeText(rules, night), 'office.yaml');
  const directory = await Directory.preview(database, parsed);
  return { database, office: parsed, directory, clock: { now: () => now }, publicUrl: '' };
}

/** How many shifts there are of one role at one time, besides the first. */
async function twice(): Promise<number> {
  const shifts = await shiftsOf('reception');
  return shifts.length - new Set(shifts.map(({ role, startsAt }) => `${role} ${startsAt.getTime()}`)).size;
}
