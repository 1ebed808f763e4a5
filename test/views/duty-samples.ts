import { newId } from '../../src/core/ids.ts';
import { noticeKinds } from '../../src/features/duty/notices/expected.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

/** A roster whose texts are as long as they may be, with a checklist of as many items as there may be. */
export function longRoster(label: (at: number) => string): string {
  const items = Array.from({ length: 50 }, (_, at) => {
    const reading = at % 2 ? ', reading: { unit: m³ of cold water, mostRise: 1 }' : '';
    return `{ id: i${at}, name: ${label(at)}, category: other, photo: ${at % 3 === 0}${reading} }`;
  });
  return `rosters:
  duty:
    name: ${label(1)}
    team: team
    start: 2026-01-05
    layers:
      - { members: [member@x.example, mate@x.example], turn: 1w, at: "00:00" }
      - { role: backup, members: [boss@x.example, money@x.example], turn: 1w, at: "00:00" }
    notices: { channel: "08:30", confirm: 30m }
    checklist: [${items.join(', ')}]
`;
}

interface Sample {
  view: string;
  subject: string | null;
  args: object;
  live: boolean;
}

/** What a turn of duty shows: its checklist, its handover, and every notice. `keep` takes each private answer. */
export async function dutySamples(office: TestOffice, keep: (ack: Ack) => Ack): Promise<Sample[]> {
  const { prisma } = office.app.database;
  await office.app.engine.handleDueTimers();
  const now = new Date();
  // Who was found for them hangs on which of the two rosters was planned first: here they are arranged.
  const arrange = async (where: object, name: string) => {
    const { id } = await prisma.shift.findFirstOrThrow({
      where: { rosterId: 'duty', role: 'primary', ...where },
      orderBy: { startsAt: 'asc' },
    });
    const personId = office.as(name).id;
    return prisma.shift.update({ where: { id }, data: { personId, because: 'override' } });
  };
  const shift = await arrange({ endsAt: { gt: now } }, 'member');
  const after = await arrange({ startsAt: { gte: shift.endsAt } }, 'mate');
  const key = `duty ${shift.slot}`;
  const long = longText(1000);
  const member = office.as('member');
  for (const text of ['checklist', 'readings']) keep(await member.command(text));
  for (const action of ['duty.checkRead', 'duty.checkWrong']) keep(await member.click(action, `${key} i1`));
  keep(await member.click('duty.checkDone', `${key} i2`));
  keep(await member.submit('duty.wrong', key, { item: 'i4', note: long }));
  keep(await member.click('duty.checkFile', `${key} i4`));
  keep(await member.click('duty.history', 'duty'));
  const check = { rosterId: 'duty', itemId: 'i1', state: 'done', value: 123456.789, byId: member.id };
  for (const nth of [0, 1, 2, 3, 4, 5, 6]) {
    const at = new Date(now.getTime() - (nth + 1) * 86_400_000);
    const row = {
      ...check,
      id: `duty before/${nth} i1`,
      slot: `before/${nth}`,
      unit: 'm³',
      unusual: nth > 3,
    };
    await prisma.dutyCheck.create({ data: { ...row, value: check.value - nth, at } });
  }
  keep(await member.submit('duty.reading', `${key} i1`, { value: '1' }));
  keep(await member.submit('duty.reading', `${key} i1 sure`, { value: '1', sure: 'yes' }));
  keep(await member.command('readings'));

  const id = newId('hnd');
  await prisma.shiftHandover.create({
    data: {
      ...{ id, version: 1, rosterId: 'duty', role: 'primary', at: now, createdAt: now },
      ...{ fromShiftId: shift.id, toShiftId: after.id, fromSlot: shift.slot },
      ...{ fromPersonId: shift.personId!, toPersonId: after.personId! },
      notes: Array.from({ length: 20 }, () => ({ byId: member.id, text: long, at: now.toISOString() })),
    },
  });
  keep(await member.click('duty.handoverNote', id));
  // Those are told to whoever is before, or next but one.
  const laterOnes: string[] = [noticeKinds.next, noticeKinds.ending, noticeKinds.over];
  const notices = [...Object.values(noticeKinds), 'duty.unsigned'].map((kind) => ({
    ...{ id: newId('occ'), version: 1, kind, personId: shift.personId, state: 'told', toldAt: now },
    subject:
      kind === 'duty.unsigned' ? `handover:${id}` : `shift:${laterOnes.includes(kind) ? after.id : shift.id}`,
    ...{ dueAt: now, createdAt: now, localTime: '2026-11-23T09:00', timezone: 'Asia/Shanghai' },
  }));
  await prisma.occurrence.createMany({ data: notices });
  const date = now.toISOString().slice(0, 10);
  return [
    { view: 'duty.today', subject: 'roster:duty', args: { date }, live: true },
    { view: 'duty.checklist', subject: `checks:${key}`, args: {}, live: true },
    { view: 'duty.handover', subject: `handover:${id}`, args: {}, live: true },
    ...notices.map((notice) => ({
      view: 'occurrences.card',
      subject: `occurrence:${notice.id}`,
      args: { at: now.toISOString() },
      live: true,
    })),
  ];
}
