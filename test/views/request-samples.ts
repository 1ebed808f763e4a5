import type { Ack } from '../../src/platform/inbound.ts';
import { chatOf } from '../engine/chat.ts';
import type { Sent, TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';
import { swapSamples } from './swap-samples.ts';

const long = longText(3000);
const values = {
  text1: long,
  text2: long,
  text3: long,
  text4: long,
  item: longText(200),
  amount: '99999',
  count: '3',
  pick: 'o19',
};

/** What is picked in fields of every kind; `why` hangs on the urgency, and is asked after it. */
const kinds: Record<string, string> = {
  several: 'o0\no19',
  few: 'o1',
  a_date: '2026-12-04',
  a_time: '09:05',
  a_datetime: '2026-11-30T14:00',
  a_person: 'boss@x.example',
  a_place: 'r149',
  a_file: '',
  urgency: 'high',
};

/** As many files as one message brings, with names as long as they are kept. They cannot be fetched. */
const longFiles = Array.from({ length: 10 }, (_, at) => ({
  name: `${longText(200)}${at}.xlsx`,
  contentType: 'image/png',
  size: 10 ** 7,
  source: { at },
}));
const picked = { url: `https://office.example/${'m'.repeat(900)}`, author: longText(200) };

/** What somebody of the office does, with every answer kept. */
const keeping = (office: TestOffice, keep: (ack: Ack) => Ack) => (who: string) => {
  const one = office.as(who);
  return {
    command: async (text: string) => keep(await one.command(text)),
    click: async (action: string, value: string) => keep(await one.click(action, value)),
    submit: async (form: string, context: string, typed: Record<string, string>) =>
      keep(await one.submit(form, context, typed)),
    say: async (key: string, text: string) => keep(await one.say(key, text)),
    send: async (what: Sent) => keep(await one.send(what)),
  };
};
/** The life of two requests of this person, in every turn that it can take. */
export async function requestSamples(
  office: TestOffice,
  keep: (ack: Ack) => Ack,
  name: string,
): Promise<void> {
  const { prisma } = office.app.database;
  const person = keeping(office, keep);
  const me = person(name);
  for (const text of ['help', 'request', `request ${long}`, `thing ${long}`, 'my', 'queue', 'cancel'])
    await me.command(text);
  await me.click('requests.start', '');
  await me.click('requests.file', `thing ${long.slice(0, 1000)}`);
  await me.submit('requests.file', 'thing', {
    ...values,
    item: long,
    amount: long,
    count: long,
    pick: 'x',
  });
  await me.submit('requests.file', 'thing', values);
  const { id } = await office.request();
  const subject = `request:${id}`;
  const steps = await prisma.approvalStep.findMany({ where: { subject }, orderBy: { position: 'asc' } });
  const [member, mate, boss] = [person('member'), person('mate'), person('boss')];
  const first = `${subject} ${steps[0]!.id}`;
  await member.click('requests.take', id);
  await boss.click('approvals.ask', first);
  await boss.submit('approvals.ask', first, { text: long });
  for (const verb of ['reject', 'return', 'more']) await boss.click(`approvals.${verb}`, first);
  await boss.submit('approvals.more', first, { verb: 'copy', person: office.as('mate').id });
  await boss.command('away');
  const absence = { person: office.as('boss').id, substitute: office.as('mate').id };
  await person('admin').submit('delegations.set', '', {
    ...absence,
    from: '2098-01-01',
    until: '2099-01-01',
  });
  await boss.command('substitute');
  await boss.command('approvals');
  await boss.click('approvals.show', first);
  await boss.click('approvals.bulk', '');
  await person('admin').command('budget');
  await me.click('requests.comment', id);
  await me.submit('requests.comment', id, { words: long });
  const [main] = await office.shown('team');
  await me.send({ kind: 'message', messageKey: main!.id, text: '', files: longFiles });
  await me.send({ kind: 'command', text: '', files: longFiles });
  await me.send({ kind: 'shortcut', shortcut: 'requests.fromMessage', text: `kinds ${long}`, ...picked });
  await me.send({ kind: 'shortcut', shortcut: 'requests.fromMessage', text: long, ...picked });
  await boss.say(main!.id, `reject: ${longText(300)}`);
  await boss.say(main!.id, 'approved');
  await boss.say(main!.id, `transfer to mate@x.example: ${longText(300)}`);
  for (const [at, who] of ['boss', 'money', 'admin', 'boss', 'money'].entries())
    await person(who).click('approvals.approve', `${subject} ${steps[at]!.id}`);
  await mate.click('requests.takeOver', id);
  await mate.click('requests.begin', id);
  const deeds = {
    assign: { person: office.as('member').id },
    note: { internal: long },
    handOver: { team: 'money', reason: long },
    askRequester: { canned: 'r1', question: long },
    hold: { reason: long, until: '2099-01-01' },
    addWatcher: { person: office.as('boss').id },
    edit: values,
    check: { ticked: Array.from({ length: 20 }, (_, at) => at).join('\n') },
  };
  for (const [verb, typed] of Object.entries(deeds)) {
    await member.click(`requests.${verb}`, id);
    await member.submit(`requests.${verb}`, id, typed as Record<string, string>);
  }
  await me.submit('requests.comment', id, { words: long });
  await person('money').click('requests.decline', id);
  await person('money').submit('requests.decline', id, { reason: long });
  await member.click('requests.subRequest', id);
  await member.submit('requests.file', `other of:${id}`, { what: longText(200) });
  const part = await office.request();
  await member.submit('requests.cancel', part.id, { reason: long });
  for (const who of [me, member, boss]) await who.click('requests.verbs', id);
  await member.send({
    ...{ kind: 'action', action: 'requests.verbs', value: id },
    ...{ personal: false, can: { openForm: true, replyPrivately: false } },
  } as Sent);
  for (const ending of ['reopen', 'confirm']) {
    await member.click('requests.finish', id);
    await member.submit('requests.finish', id, { note: long });
    await me.say(main!.id, long);
    await me.click(`requests.${ending}`, id);
    await me.submit(`requests.${ending}`, id, { reason: long, speed: '1', manner: '5', words: long });
  }
  for (const who of [me, member, boss]) {
    await who.click('requests.show', id);
    await who.click('requests.history', id);
    await who.click('requests.clock', id);
  }
  await me.submit('requests.file', 'thing', values);
  const other = await office.request();
  await mate.click('requests.cancel', other.id);
  await mate.submit('requests.cancel', other.id, { reason: long });
  await me.submit('requests.file', 'thing', values);
  const opened = async () => {
    const { subject, id } = await prisma.approvalStep.findFirstOrThrow({ where: { state: 'open' } });
    return { value: `${subject} ${id}`, requestId: subject.slice('request:'.length) };
  };
  const { value, requestId } = await opened();
  await boss.submit('approvals.return', value, { text: long });
  await me.click('requests.correct', requestId);
  await me.submit('requests.correct', requestId, values);
  await boss.submit('approvals.reject', (await opened()).value, { text: long });
  for (let at = 0; at < 20; at += 1) await me.submit('requests.file', 'other', { what: longText(200) });
  await me.command('my');
  for (const list of ['queue', 'overdue', 'assign', `find ${long}`, 'find']) await member.command(list);
  await me.click('requests.refine', `queue ${long.slice(0, 300)}`);
  const small = await prisma.request.findFirstOrThrow({ where: { category: 'other', stage: 'new' } });
  await mate.submit('requests.file', 'other', { what: longText(200) });
  await mate.click('requests.join', small.id);
  for (const form of ['merge', 'split']) {
    await mate.click(`requests.${form}`, small.id);
    await mate.submit(`requests.${form}`, small.id, { number: long, words: long });
  }
  const { number } = await office.request();
  await mate.submit('requests.merge', small.id, { number: String(number) });
  await me.click('requests.history', small.id);
  await me.command('kinds');
  await me.submit('requests.file', 'kinds', kinds);
  await me.submit('requests.file', 'kinds', Object.fromEntries(Object.keys(kinds).map((id) => [id, long])));
  await me.submit('requests.file', 'kinds', { ...kinds, why: longText(200) });
  await me.command('remind');
  await me.command(`remind member ${long}`);
  await me.command(`remind me tomorrow at 9 to ${longText(300)} #1`);
  const reminder = {
    ...{ who: 'team', team: 'team', text: longText(500), start: '2098-01-01T09:00' },
    ...{ repeats: 'workday', interval: '1', until: '', count: '', onFreeDay: 'next', comesBack: '1h' },
  };
  await me.submit('reminders.edit', '', reminder);
  await me.submit('reminders.edit', '', { ...reminder, who: 'person', person: office.as('member').id });
  await me.click('reminders.about', id);
  await me.command('my reminders');
  const set = await prisma.reminder.findFirstOrThrow({ orderBy: { number: 'desc' } });
  await me.click('reminders.edit', set.id);
  await me.click('reminders.show', set.id);
  await me.click('reminders.delete', set.id);
  await me.send({ kind: 'shortcut', shortcut: 'reminders.fromMessage', text: long, ...picked });
  if (name === 'requester') await swapSamples(office, person);
  const chat = chatOf(office, name);
  await chat.write(`thing ${long}`);
  for (const answer of ['?', longText(200), '99999', '3', '20', '1', 'back']) await chat.write(answer);
  await chat.write('cancel');
}
