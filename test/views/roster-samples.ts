import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

const valueIn = (ack: Ack, action: string) => {
  const blocks = ack.kind === 'card' ? ack.card.blocks : [];
  const buttons = blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []));
  return buttons.find((button) => button.action === action)!.value;
};

/** What is shown of rosters, and of making them. `keep` takes each private answer. */
export async function rosterSamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const [admin, member] = [office.as('admin'), office.as('member')];
  for (const text of ['who is on duty', '下周谁值班', 'my shifts', 'rosters', 'roster new', 'duty balance'])
    for (const person of [admin, member]) keep(await person.command(text));
  for (const action of ['duty.new', 'duty.balance', 'duty.open'])
    keep(await admin.click(action, action === 'duty.new' ? 'team' : 'duty'));
  const typed = {
    name: longText(80),
    people: ['member', 'mate'].map((name) => office.as(name).id).join('\n'),
    ...{ others: '', turn: '12h', at: '08:00', days: 'all', pick: 'fair', start: '2026-01-05' },
    ...{ backup: 'yes', holidays: 'yes' },
  };
  keep(await admin.submit('duty.roster', 'team:team', { ...typed, others: longText(500) }));
  const draft = valueIn(keep(await admin.submit('duty.roster', 'team:team', typed)), 'duty.save');
  keep(await admin.click('duty.redo', draft));
  keep(await admin.click('duty.save', draft));
  const made = await office.app.database.prisma.roster.findFirstOrThrow({
    where: { id: { startsWith: 'ros_' } },
  });
  for (const action of ['duty.edit', 'duty.end']) keep(await admin.click(action, made.id));
  const name = { en: longText(200), 'zh-CN': longText(200) };
  keep(await admin.click('feeds.add', ''));
  const person = { role: longText(80), name: longText(200), email: 'member@x.example' };
  const feed = { id: 'cal_1', roster: name, createdAt: '2026-11-23T01:00:00Z' };
  const shift = { role: name, from: '2026-11-23T01:00:00Z', until: '2026-11-24T01:00:00Z' };
  const shifts = Array.from({ length: 10 }, () => shift);
  return [
    { view: 'duty.roster', subject: `roster:${made.id}`, args: {}, live: true },
    { view: 'duty.roster', subject: 'roster:duty', args: {}, live: true },
    {
      view: 'duty.feeds',
      subject: null,
      args: { feeds: Array.from({ length: 10 }, () => feed) },
      live: false,
    },
    {
      view: 'duty.standing',
      subject: null,
      args: { roster: longText(200), people: Array.from({ length: 20 }, () => person) },
      live: false,
    },
    ...['new', 'rules', 'leave', 'ended'].map((reason) => ({
      view: 'duty.changed',
      subject: null,
      args: { roster: name, reason, before: shifts, after: shifts, moreBefore: 1, moreAfter: 99 },
      live: false,
    })),
  ];
}
