import { newId } from '../../src/core/ids.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';

/** A digest of many reminders with long texts, what is said of one of them, and the forms that answer it. */
export async function occurrenceSamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const { prisma } = office.app.database;
  const { id: reminder } = await prisma.reminder.findFirstOrThrow({ orderBy: { number: 'desc' } });
  const me = office.as('requester');
  const now = new Date();
  const digestId = newId('occ');
  const row = (id: string, kind: string, subject: string) => ({
    ...{
      id,
      version: 1,
      kind,
      subject,
      personId: me.id,
      state: 'told',
      toldAt: now,
      dueAt: now,
      createdAt: now,
    },
    ...{
      lateSince: now,
      localTime: '2026-11-23T09:00',
      timezone: 'Asia/Shanghai',
      args: { nth: 0, plan: 1 },
    },
  });
  const members = Array.from({ length: 20 }, () => ({
    ...row(newId('occ'), 'reminders.due', `reminder:${reminder}`),
    digestId,
  }));
  const digest = row(digestId, 'occurrences.digest', `occurrence:${digestId}`);
  await prisma.occurrence.createMany({
    data: [digest, ...members].map((one) => ({ digestId: null, ...one })),
  });
  const { id } = members[0]!;
  keep(await me.command('due'));
  keep(await me.command('quiet hours'));
  for (const action of ['snooze', 'delegate', 'quiet']) keep(await me.click(`occurrences.${action}`, id));
  const subject = `occurrence:${id}`;
  return [
    { view: 'occurrences.digest', subject: `occurrence:${digestId}`, args: {}, live: true },
    ...['missed', 'done'].map((key) => ({ view: 'occurrences.notice', subject, args: { key }, live: false })),
  ];
}
