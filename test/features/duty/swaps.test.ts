import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

const file = `
organisation: { name: Yard, timezone: Asia/Shanghai, locale: en, currency: CNY, calendar: CN, admins: [eva@yard.example] }
people:
${['ann', 'bob', 'cem', 'dee', 'eva'].map((name) => `  - { email: ${name}@yard.example, name: ${name}, locale: en }`).join('\n')}
teams:
  gate: { name: Gate, lead: ann@yard.example, members: [ann@yard.example, bob@yard.example], channels: { web: gate } }
catalogue:
  thing: { name: Thing, team: gate, fields: [{ id: what, type: text, label: What }] }
rosters:
  desk:
    name: Desk
    team: gate
    start: 2026-11-23
    rest: 30m
    layers: [{ members: [bob@yard.example, cem@yard.example, dee@yard.example], turn: 1d, hours: { from: "09:00", to: "17:00" } }]
  door:
    name: Door
    team: gate
    start: 2026-11-23
    swaps: { approval: lead }
    layers: [{ role: backup, members: [ann@yard.example, bob@yard.example, cem@yard.example], turn: 1d, hours: { from: "18:00", to: "20:00" } }]
    rest: 30m
`;

describe('swaps, from offer to undo', () => {
  let office: TestOffice;
  let now = new Date('2026-11-23T00:00:00Z');
  const at = async (time: string) => {
    now = new Date(time);
    await office.app.engine.handleDueTimers();
  };
  const shifts = async (rosterId: string) =>
    office.app.database.prisma.shift.findMany({
      where: { rosterId },
      orderBy: [{ startsAt: 'asc' }, { role: 'asc' }],
    });
  /** What somebody sees of a roster. */
  const seen = async (rosterId: string) =>
    (await shifts(rosterId)).map(
      ({ role, startsAt, endsAt, personId, plannedPersonId, slot, because, points }) =>
        [
          role,
          startsAt.toISOString(),
          endsAt.toISOString(),
          personId,
          plannedPersonId,
          slot,
          because,
          points,
        ].join(' '),
    );
  const shiftOf = async (name: string, rosterId: string, after: string) => {
    const { id } = office.as(name);
    return (await shifts(rosterId)).find((one) => one.personId === id && one.startsAt > new Date(after))!;
  };
  const onDuty = async (rosterId: string, time: string) => {
    const instant = new Date(time);
    const shift = (await shifts(rosterId)).find((one) => one.startsAt <= instant && one.endsAt > instant);
    return ['ann', 'bob', 'cem', 'dee', 'eva'].find((name) => office.as(name).id === shift?.personId);
  };
  const lastSwap = () => office.app.database.prisma.swap.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const told = async (name: string) => (await office.shown(name)).map(({ card }) => textOf(card)).join('\n');
  const local = (instant: Date) => new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 16);
  /** To one person, of whose shifts none is named. */
  const one = (name: string) => ({ to: office.as(name).id, [`theirs_${office.as(name).id}`]: '' });
  const offer = async (
    name: string,
    shift: { id: string; startsAt: Date; endsAt: Date },
    more: Record<string, string> = {},
  ) => {
    const ack = await office.as(name).submit('swaps.offer', shift.id, {
      ...{ from: local(shift.startsAt), until: local(shift.endsAt), to: 'all', return: 'nothing' },
      ...more,
    });
    expect(ack).toMatchObject({ kind: 'notice' });
    return lastSwap();
  };

  beforeAll(async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(path, file);
    office = await startOffice({ settings: { OFFICE_CONFIG: path }, clock: { now: () => now } });
    await office.app.engine.handleDueTimers();
  }, 60_000);
  afterAll(() => office.stop());

  it('offered to all: of two who take it at once, one has it; undone, everything is as it was', async () => {
    const before = await seen('desk');
    const shift = await shiftOf('bob', 'desk', '2026-11-30T00:00Z');
    const noon = new Date(shift.startsAt.getTime() + 3 * 3600_000);
    expect(await office.as('cem').click('swaps.offer', shift.id)).toMatchObject({ refused: true });
    expect(await office.as('bob').click('swaps.offer', shift.id)).toMatchObject({ kind: 'form' });
    const outside = { from: local(shift.startsAt), until: local(new Date(+shift.endsAt + 1)), to: 'all' };
    expect(
      await office
        .as('bob')
        .submit('swaps.offer', shift.id, { ...outside, until: '2026-12-24T09:00', return: 'nothing' }),
    ).toMatchObject({ kind: 'form', form: { errors: {} } });
    const { id } = await offer('bob', shift, { from: local(noon), note: 'The dentist' });
    for (const name of ['cem', 'dee']) expect(await told(name)).toContain('bob: The dentist');
    expect(await told('cem')).toContain('[Take it]');
    expect(await office.as('bob').click('swaps.take', id)).toMatchObject({ refused: true });
    expect(await office.as('ann').click('swaps.take', id)).toMatchObject({ refused: true });
    // As they find it, either of them may.
    for (const name of ['cem', 'dee']) {
      const shown = await office.as(name).click('swaps.show', id);
      expect(shown.kind === 'card' && textOf(shown.card)).toContain('[Take it]');
    }
    const acks = await Promise.all(['cem', 'dee'].map((name) => office.as(name).click('swaps.take', id)));
    expect(acks.filter((ack) => ack.kind === 'notice' && ack.refused)).toHaveLength(1);
    const taker = ['cem', 'dee'].find((_, n) => !('refused' in acks[n]! && acks[n].refused))!;
    expect(await onDuty('desk', shift.startsAt.toISOString())).toBe('bob');
    expect(await onDuty('desk', noon.toISOString())).toBe(taker);
    expect(await told('bob')).toContain(`Settled: ${taker} takes over from bob`);
    expect(await told('ann')).toContain(`${taker} takes over from bob`);
    expect((await told(taker)).split('Duty swap · Desk')).toHaveLength(2);
    expect(await office.as('eva').click('swaps.withdraw', id)).toMatchObject({ refused: true });
    expect(await office.as('bob').click('swaps.undo', id)).toMatchObject({ kind: 'notice' });
    expect(await seen('desk')).toEqual(before);
    expect(await told(taker)).toContain('Everything is as it was before');
    expect(await office.as(taker).click('swaps.undo', id)).toMatchObject({ refused: true });
  });

  it('where the rule wants it the lead agrees, but not to their own; something on top of it cannot be undone through', async () => {
    const shift = await shiftOf('bob', 'door', '2026-11-30T00:00Z');
    const { id } = await offer('bob', shift, { ...one('cem') });
    await office.as('cem').click('swaps.take', id);
    expect(await onDuty('door', shift.startsAt.toISOString())).toBe('bob');
    expect(await told('ann')).toContain('cem takes it over from bob, if ann agrees');
    expect(await office.as('bob').click('swaps.approve', id)).toMatchObject({ refused: true });
    expect(await office.as('ann').click('swaps.approve', id)).toMatchObject({ kind: 'notice' });
    expect(await onDuty('door', shift.startsAt.toISOString())).toBe('cem');
    expect(await told('bob')).toContain('ann has agreed');

    const again = await shiftOf('cem', 'door', new Date(+shift.startsAt - 1).toISOString());
    const second = await offer('cem', again, { ...one('ann') });
    await office.as('ann').click('swaps.take', second.id);
    expect(await office.as('ann').click('swaps.approve', second.id)).toMatchObject({ refused: true });
    expect(await told('eva')).toContain('if eva agrees');
    await office.as('eva').click('swaps.approve', second.id);
    expect(await onDuty('door', shift.startsAt.toISOString())).toBe('ann');
    expect(await office.as('bob').click('swaps.undo', id)).toMatchObject({
      refused: true,
      text: expect.stringContaining('changed again since'),
    });
    await office.as('ann').click('swaps.undo', second.id);
    expect(await office.as('bob').click('swaps.undo', id)).toMatchObject({
      text: expect.stringContaining('Undone'),
    });
    expect(await onDuty('door', shift.startsAt.toISOString())).toBe('bob');
  });

  it('nobody takes over into their leave, unless the lead says so', async () => {
    const shift = await shiftOf('bob', 'desk', '2026-12-07T00:00Z');
    const day = local(shift.startsAt).slice(0, 10);
    const { id } = await offer('bob', shift, { ...one('dee') });
    await office.as('dee').submit('delegations.set', '', { substitute: '', from: day, until: day });
    await office.as('dee').click('swaps.take', id);
    expect(await lastSwap()).toMatchObject({ state: 'accepted', conflicts: [{ conflict: 'leave' }] });
    expect(await told('ann')).toContain('dee is away then.');
    expect(await office.as('ann').click('swaps.reject', id)).toMatchObject({ kind: 'form' });
    await office.as('ann').submit('swaps.reject', id, { reason: 'You are in Rome' });
    expect(await told('dee')).toContain('You are in Rome');
    expect(await onDuty('desk', shift.startsAt.toISOString())).toBe('bob');
    expect(await office.as('dee').click('swaps.take', id)).toMatchObject({ refused: true });
  });

  it('in return for another: asked for, or proposed and agreed to', async () => {
    const before = await seen('desk');
    const mine = await shiftOf('bob', 'desk', '2026-12-14T00:00Z');
    const theirs = await shiftOf('cem', 'desk', mine.endsAt.toISOString());
    const cem = office.as('cem');
    const { id } = await offer('bob', mine, { to: cem.id, [`theirs_${cem.id}`]: theirs.id });
    expect(await cem.click('swaps.take', id)).toMatchObject({ text: expect.stringContaining('Settled') });
    expect(await onDuty('desk', mine.startsAt.toISOString())).toBe('cem');
    expect(await onDuty('desk', theirs.startsAt.toISOString())).toBe('bob');
    await cem.click('swaps.undo', id);
    expect(await seen('desk')).toEqual(before);

    const [first] = [await shiftOf('bob', 'desk', '2026-12-14T00:00Z')];
    const open = await offer('bob', first, { return: 'any' });
    expect(await cem.click('swaps.take', open.id)).toMatchObject({ form: { id: 'swaps.propose' } });
    const given = await shiftOf('cem', 'desk', first.endsAt.toISOString());
    await cem.submit('swaps.propose', open.id, { shift: given.id });
    expect(await told('bob')).toContain('[Agree]');
    expect(await office.as('dee').click('swaps.take', open.id)).toMatchObject({ refused: true });
    await office.as('bob').click('swaps.refuse', open.id);
    expect(await lastSwap()).toMatchObject({ state: 'offered', takenById: null, inReturn: null });
    await cem.submit('swaps.propose', open.id, { shift: given.id });
    await office.as('bob').click('swaps.agree', open.id);
    expect(await onDuty('desk', given.startsAt.toISOString())).toBe('bob');
    await cem.click('swaps.undo', open.id);
    expect(await seen('desk')).toEqual(before);
  });

  it('the offerer hears when all have declined, and what they withdraw nobody takes', async () => {
    const shift = await shiftOf('bob', 'desk', '2026-12-21T00:00Z');
    const { id } = await offer('bob', shift);
    await office.as('cem').click('swaps.decline', id);
    expect(await lastSwap()).toMatchObject({ state: 'offered' });
    await office.as('dee').click('swaps.decline', id);
    expect(await told('bob')).toContain('everybody has declined');
    const again = await offer('bob', shift);
    await office.as('bob').click('swaps.withdraw', again.id);
    expect(await office.as('cem').click('swaps.take', again.id)).toMatchObject({ refused: true });
  });

  it('a lead puts somebody on duty: what speaks against it is shown first; gaps are filled by who wants to', async () => {
    const shift = await shiftOf('bob', 'desk', '2026-12-28T00:00Z');
    const { id: cem } = office.as('cem');
    const busy = (await shifts('desk')).find((one) => one.personId === cem && one.startsAt > shift.startsAt)!;
    const before = await seen('desk');
    const form = {
      ...{ role: 'primary', from: local(shift.startsAt), until: local(shift.endsAt) },
      ...{ person: cem, reason: 'bob has fallen ill' },
    };
    expect(await office.as('bob').click('swaps.override', 'desk')).toMatchObject({ refused: true });
    await office.as('ann').click('duty.open', 'desk');
    expect(await told('ann')).toContain('[Put on duty]');
    expect(await office.as('ann').command('put on duty')).toMatchObject({ kind: 'card' });
    const leave = local(shift.startsAt).slice(0, 10);
    await office.as('cem').submit('delegations.set', '', { substitute: '', from: leave, until: leave });
    const asked = await office.as('ann').submit('swaps.override', 'desk', form);
    expect(asked).toMatchObject({ form: { intro: expect.stringContaining('cem is away then.') } });
    expect(await seen('desk')).toEqual(before);
    const context = asked.kind === 'form' ? asked.form.context : '';
    expect(await office.as('ann').submit('swaps.override', context, form)).toMatchObject({ kind: 'form' });
    await office.as('ann').submit('swaps.override', context, { ...form, confirm: 'yes' });
    // The roster is planned once more, because of somebody else: what ann has done stays, as she knew of the absence.
    const far = '2027-09-01';
    await office.as('dee').submit('delegations.set', '', { substitute: '', from: far, until: far });
    await office.app.engine.handleDueTimers();
    expect(await onDuty('desk', shift.startsAt.toISOString())).toBe('cem');
    for (const name of ['bob', 'cem']) expect(await told(name)).toContain('ann: bob has fallen ill');
    const { id } = await lastSwap();
    expect(await office.as('cem').click('swaps.undo', id)).toMatchObject({ refused: true });
    await office.as('eva').click('swaps.undo', id);
    expect(await seen('desk')).toEqual(before);
    const history = await office.as('bob').click('duty.history', 'desk');
    const lines = history.kind === 'card' ? textOf(history.card) : '';
    expect(lines).toMatch(/ann put somebody on duty: bob has fallen ill, cem \(On duty\) .*, 09:00 – /);
    expect(lines).toContain('eva undid a swap');

    await office.app.database.prisma.shift.update({ where: { id: busy.id }, data: { personId: null } });
    expect(await office.as('ann').click('swaps.fill', busy.id)).toMatchObject({ refused: true });
    await office.as('dee').click('swaps.fill', busy.id);
    expect(await onDuty('desk', busy.startsAt.toISOString())).toBe('dee');
    expect(await office.as('cem').click('swaps.fill', busy.id)).toMatchObject({ refused: true });
  });

  it('keeps wishes, by which rosters are looked at again', async () => {
    const wish = { wish: 'ratherNot', from: '2026-12-24', until: '2026-12-26', roster: 'desk' };
    const bob = office.as('bob');
    expect(await bob.submit('swaps.wish', '', { ...wish, until: '2026-12-01' })).toMatchObject({
      kind: 'form',
    });
    await bob.submit('swaps.wish', '', wish);
    const looks = { kind: 'duty.absence', subject: { startsWith: 'wish:' } };
    expect(await office.app.database.prisma.timer.count({ where: looks })).toBe(1);
    const kept = await office.app.database.prisma.dutyWish.findFirstOrThrow();
    expect(kept.untilAt.toISOString()).toBe('2026-12-26T16:00:00.000Z');
    expect(await office.as('cem').click('swaps.unwish', kept.id)).toMatchObject({ refused: true });
    expect(await bob.command('wishes')).toMatchObject({ card: { blocks: [{ kind: 'list' }, {}, {}] } });
    await bob.click('swaps.unwish', kept.id);
    expect(await office.app.database.prisma.dutyWish.count()).toBe(0);
  });

  it('comes back to mind while nobody takes it, and is over when it begins', async () => {
    const shift = await shiftOf('bob', 'desk', '2027-01-04T00:00Z');
    const { id } = await offer('bob', shift);
    const { prisma } = office.app.database;
    const due = await prisma.occurrence.findMany({
      where: { kind: 'swaps.open', subject: `swap:${id}`, personId: office.as('bob').id },
      orderBy: { dueAt: 'asc' },
    });
    const days = due.map(({ dueAt }) => (shift.startsAt.getTime() - dueAt.getTime()) / (24 * 3600_000));
    expect(days).toEqual([28, 14, 7, 3, 2, 1]);
    await office.as('dee').click('swaps.decline', id);
    // Weeks of other notices have no part in this.
    const reminders = await prisma.occurrence.findMany({ where: { subject: `swap:${id}` } });
    const subjects = [`swap:${id}`, ...reminders.map((reminder) => `occurrence:${reminder.id}`)];
    await prisma.timer.updateMany({ where: { subject: { notIn: subjects } }, data: { firedAt: now } });
    await at(due[0]!.dueAt.toISOString());
    expect(await told('bob')).toContain('Nobody has taken your duty on Desk yet');
    expect(await told('cem')).toContain('bob is still looking for somebody');
    expect(await told('dee')).not.toContain('bob is still looking');
    await at(shift.startsAt.toISOString());
    expect(await prisma.swap.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'expired',
    });
    expect(await told('bob')).toContain('begins now, and it was not exchanged');
    expect(await office.as('cem').click('swaps.take', id)).toMatchObject({ refused: true });
    expect(await onDuty('desk', shift.startsAt.toISOString())).toBe('bob');
  });
});
