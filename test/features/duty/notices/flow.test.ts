import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../../../src/platform/inbound.ts';
import { startOffice, type TestOffice, textOf } from '../../../helpers/office.ts';
import { applyText, officeFile, until } from '../rosters/duty-office.ts';
import { guardOffice } from './guard-office.ts';

let office: TestOffice;
let now = new Date('2026-11-23T10:00+08:00');

beforeAll(async () => {
  const file = await officeFile(guardOffice);
  office = await startOffice({ settings: { OFFICE_CONFIG: file }, clock: { now: () => now } });
  await until(async () => (await office.app.database.prisma.shift.count()) > 0);
});
afterAll(() => office.stop());

/** Moves the clock there, and lets everything happen that falls due by then, and what that leads to. */
async function at(wall: string) {
  now = new Date(`${wall}+08:00`);
  const { prisma } = office.app.database;
  await until(async () => {
    await office.app.engine.handleDueTimers();
    return (await prisma.timer.count({ where: { firedAt: null, dueAt: { lte: now } } })) === 0;
  });
}
const textsOf = async (who: string) => (await office.shown(who)).map(({ card }) => textOf(card));
const lastWith = async (who: string, words: string) =>
  (await textsOf(who)).filter((text) => text.includes(words)).at(-1);
const read = (ack: Ack) =>
  ack.kind === 'card' ? textOf(ack.card) : ack.kind === 'notice' ? ack.text : JSON.stringify(ack);
const shiftAt = (wall: string, role = 'primary') =>
  office.app.database.prisma.shift.findFirstOrThrow({
    where: { role, startsAt: { lte: new Date(`${wall}+08:00`) }, endsAt: { gt: new Date(`${wall}+08:00`) } },
  });
const handover = (toPersonId: string) =>
  office.app.database.prisma.shiftHandover.findFirstOrThrow({
    where: { toPersonId },
    orderBy: { at: 'desc' },
  });

describe('a turn of duty', () => {
  it('is told ahead and at its beginning: who comes, who goes, who is next, and the channel', async () => {
    await at('2026-11-24T08:30');
    const card = await lastWith('guards', 'On duty today: Gate');
    expect(card).toContain('On duty: Bob');
    expect(card).toContain('On duty: Ann');
    expect(card).toContain('Backup: Cat');
    expect(await lastWith('ann', 'now')).toBeUndefined();
    await at('2026-11-24T09:00');
    expect(await lastWith('ann', 'You are on duty for Gate now')).toContain("[I'm on it]");
    expect(await lastWith('bob', 'You are on duty for Gate from Wed, Nov 25, 09:00')).toBeDefined();
    expect(await lastWith('ann', 'You are next after Bob')).toContain('Thu, Nov 26, 09:00');
    expect(await lastWith('ann', 'Duty checklist: Gate')).toContain('0 of 3 done');
    expect(await lastWith('bob', 'Handover: Gate')).toContain('Bob hands over to Ann');
    expect(await lastWith('ann', 'Handover: Gate')).toContain('[Taken over]');
  });

  it('without a word from whoever is on duty the backup is asked, then the lead is told', async () => {
    await at('2026-11-24T09:29');
    expect(await lastWith('cat', '至今没有确认到岗')).toBeUndefined();
    await at('2026-11-24T09:30');
    expect(await lastWith('cat', 'Ann')).toContain('[我来顶班]');
    expect(await lastWith('dora', 'nobody has said')).toBeUndefined();
    await at('2026-11-24T10:00');
    expect(await lastWith('dora', 'nobody has said')).toContain('[They are there]');
    // Nobody has signed in that hour either.
    for (const who of ['ann', 'bob']) expect(await lastWith(who, 'Please sign the handover')).toBeDefined();
    expect(await lastWith('dora', 'is not signed yet')).toContain('Missing: Bob, Ann');
  });

  it('is the backup’s for the rest of it, once they step in; and nobody else’s', async () => {
    const { id } = await shiftAt('2026-11-24T10:00');
    const cat = office.as('cat');
    expect(read(await office.as('dora').click('duty.stepIn', id))).toContain('Only whoever is backup');
    expect(read(await office.as('bob').click('duty.confirm', id))).toContain('Only whoever is on duty');
    now = new Date('2026-11-24T10:05+08:00');
    expect(await cat.click('duty.stepIn', id)).toMatchObject({ kind: 'notice' });
    expect(await cat.click('duty.stepIn', id)).toMatchObject({ refused: true });
    expect(await shiftAt('2026-11-24T10:04')).toMatchObject({ personId: office.as('ann').id });
    expect(await shiftAt('2026-11-24T10:06')).toMatchObject({
      ...{ personId: cat.id, because: 'override', confirmedById: cat.id, points: expect.closeTo(26.917, 2) },
    });
    await at('2026-11-24T10:06');
    expect(await lastWith('ann', 'Cat has taken over the rest')).toBeDefined();
    expect(await lastWith('guards', 'On duty today')).toContain('On duty: Cat');
    expect(await lastWith('cat', '交接班：门岗')).toContain('[已接班]');
    expect(await lastWith('cat', '值班检查：门岗')).toBeDefined();
    // Nobody is asked any more.
    const before = (await textsOf('dora')).length;
    await at('2026-11-24T12:00');
    expect(await textsOf('dora')).toHaveLength(before);
  });

  it('keeps readings; what was left out is named in the handover, which both sign', async () => {
    const cat = office.as('cat');
    const { slot } = await shiftAt('2026-11-24T10:06');
    const key = `gate ${slot}`;
    const form = await cat.click('duty.checkRead', `${key} meter`);
    expect(form).toMatchObject({ kind: 'form', form: { id: 'duty.reading' } });
    expect(read(await cat.submit('duty.reading', `${key} meter`, { value: '1,000' }))).toContain(
      '水表：1,000 m³',
    );
    expect(await office.as('eve').click('duty.checkDone', `${key} door`)).toMatchObject({ kind: 'notice' });
    expect(await lastWith('cat', '值班检查：门岗')).toContain('已完成 2/3');
    await at('2026-11-25T09:00');
    const card = await lastWith('bob', 'Handover: Gate');
    expect(card).toContain('Cat hands over to Bob');
    expect(card).toContain('Gate picture');
    expect(card).not.toContain('Fire door');
    expect(await lastWith('bob', 'Duty checklist')).toContain('Ann, Cat did not look at: Gate picture');
    const bob = office.as('bob');
    const { id } = await handover(bob.id);
    await cat.submit('duty.handoverNote', id, { text: '钥匙在抽屉里' });
    expect(await office.as('ann').click('duty.sign', id)).toMatchObject({ refused: true });
    expect(read(await bob.click('duty.sign', id))).toContain('Cat has still to sign');
    expect(read(await bob.click('duty.sign', id))).toContain('signed already');
    expect(read(await cat.click('duty.sign', id))).toContain('双方均已签字');
    const signed = await lastWith('bob', 'Handover: Gate');
    for (const part of ['Cat: 钥匙在抽屉里', '✓ Cat handed over', '✓ Bob took over'])
      expect(signed).toContain(part);
    await at('2026-11-25T10:00');
    expect(await lastWith('bob', 'Please sign the handover of Gate (Wed')).toBeUndefined();
  });

  it('is confirmed once, which the channel sees', async () => {
    now = new Date('2026-11-25T10:01+08:00');
    const { id } = await shiftAt('2026-11-25T10:01');
    const bob = office.as('bob');
    expect(read(await bob.click('duty.confirm', id))).toContain('Thank you');
    expect(read(await office.as('dora').click('duty.confirm', id))).toContain('Bob has confirmed it already');
    expect(await lastWith('guards', 'On duty today')).toContain('is there');
    expect(await lastWith('bob', 'You are on duty for Gate now')).not.toContain("[I'm on it]");
  });

  it('asks about a reading that falls, and files a request about what is not in order', async () => {
    const bob = office.as('bob');
    const { slot } = await shiftAt('2026-11-25T10:01');
    const item = (id: string) => `gate ${slot} ${id}`;
    const asked = await bob.submit('duty.reading', item('meter'), { value: '900' });
    expect(asked).toMatchObject({
      form: {
        context: `${item('meter')} sure`,
        errors: { value: expect.stringContaining('less than last time') },
      },
    });
    expect(await bob.submit('duty.reading', `${item('meter')} sure`, { value: '1200' })).toMatchObject({
      form: { errors: { value: expect.stringContaining('more than 100 m³ above') } },
    });
    expect(await office.app.database.prisma.dutyCheck.count({ where: { slot } })).toBe(0);
    await bob.submit('duty.reading', `${item('meter')} sure`, { value: '900', sure: 'yes' });
    expect(await lastWith('bob', 'Duty checklist')).toContain('900 m³, unusual but confirmed');
    const readings = read(await bob.command('readings'));
    expect(readings).toContain('-100, unusual but confirmed');
    expect(readings).toContain('1,000 m³');
    const wrong = await bob.submit('duty.wrong', `gate ${slot}`, { item: 'door', note: 'Does not close' });
    expect(read(wrong)).toContain('[File a request]');
    expect(await bob.click('duty.checkFile', item('door'))).toMatchObject({ kind: 'notice' });
    expect(await bob.click('duty.checkFile', item('door'))).toMatchObject({ refused: true });
    const request = await office.app.database.prisma.request.findFirstOrThrow();
    expect(request.fields).toMatchObject({ description: 'Fire door is not in order: Does not close' });
    expect(await lastWith('bob', 'Duty checklist')).toContain(`filed as #${request.number}: Does not close`);
    // A category that needs more than a description opens its form; the check is named what comes of it.
    await bob.submit('duty.wrong', `gate ${slot}`, { item: 'gate', note: 'Bent' });
    const form = await bob.click('duty.checkFile', item('gate'));
    if (form.kind !== 'form') throw new Error(read(form));
    expect(await bob.submit('requests.file', form.form.context, { what: 'Bent', where: '' })).toMatchObject({
      kind: 'form',
    });
    await bob.submit('requests.file', form.form.context, { what: 'Bent', where: 'North' });
    const report = await office.app.database.prisma.request.findFirstOrThrow({
      where: { category: 'report' },
    });
    expect(await bob.click('duty.checkFile', item('gate'))).toMatchObject({ refused: true });
    // What he still has to do goes along to whoever comes.
    await bob.click('requests.take', request.id);
    await at('2026-11-26T09:00');
    const ann = office.as('ann');
    const card = await lastWith('ann', 'Bob hands over to Ann');
    expect(card).toContain(`filed as #${report.number}: Bent`);
    expect(card).toContain(`#${request.number} Fix`);
    const { id } = await handover(ann.id);
    expect(await ann.click('duty.handRequests', id)).toMatchObject({ refused: true });
    expect(read(await bob.click('duty.handRequests', id))).toContain(`#${request.number}`);
    const handed = await office.app.database.prisma.request.findUniqueOrThrow({ where: { id: request.id } });
    expect(handed.assigneeId).toBe(ann.id);
  });

  it('is one person’s where two answer at the same time', async () => {
    await at('2026-11-26T09:30');
    const { id } = await shiftAt('2026-11-26T09:30');
    const both = await Promise.all([
      office.as('ann').click('duty.confirm', id),
      office.as('cat').click('duty.stepIn', id),
    ]);
    expect(both.filter((ack) => ack.kind === 'notice' && ack.refused !== true)).toHaveLength(1);
  });

  it('that was slept through is told late, and says so; the channel hears of this day alone', async () => {
    const cards = (await textsOf('guards')).filter((text) => text.includes('On duty today')).length;
    await at('2026-11-29T12:00');
    const slept = await lastWith('bob', 'I could not tell you in time');
    expect(slept).toContain('from Fri, Nov 27, 09:00 until Sat, Nov 28, 09:00');
    expect(slept).not.toContain("[I'm on it]");
    const present = await lastWith('bob', 'You are on duty for Gate now, until Mon, Nov 30, 09:00');
    expect(present).toContain("[I'm on it]");
    const mornings = (await textsOf('guards')).filter((text) => text.includes('On duty today'));
    expect(mornings).toHaveLength(cards + 1);
    expect(mornings.at(-1)).toContain('Nov 29');
  });

  it('goes to somebody else at once where whoever is on duty leaves the office; notices are told as the office says now', async () => {
    const bob = office.as('bob');
    expect(await shiftAt('2026-11-29T12:00')).toMatchObject({ personId: bob.id });
    const without = guardOffice
      .replace('  - { email: bob@g.example, name: Bob, locale: en }\n', '')
      .replaceAll(', bob@g.example', '')
      .replace('confirm: 30m', 'confirm: 30m, ahead: 2h');
    const ann = office.as('ann').id;
    await applyText(office, without, now, async () => (await shiftAt('2026-11-29T12:01')).personId === ann);
    expect(await shiftAt('2026-11-29T11:59')).toMatchObject({ personId: bob.id, endsAt: now });
    expect(await shiftAt('2026-11-29T12:01')).toMatchObject({ startsAt: now });
    const { prisma } = office.app.database;
    expect(await prisma.shift.count({ where: { personId: bob.id, startsAt: { gte: now } } })).toBe(0);
    await at('2026-11-29T12:01');
    expect(await lastWith('ann', 'You are on duty for Gate now, until Mon, Nov 30')).toContain("[I'm on it]");
    const told = async () => (await textsOf('cat')).filter((text) => text.includes('11月30日')).length;
    const before = await told();
    await at('2026-11-30T06:59');
    expect(await told()).toBe(before);
    await at('2026-11-30T07:00');
    expect(await told()).toBe(before + 1);
  });
});
