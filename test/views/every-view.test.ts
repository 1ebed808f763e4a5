import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { DueDelivery } from '../../src/delivery/lanes.ts';
import { Directory } from '../../src/directory/directory.ts';
import { draw } from '../../src/engine/draw.ts';
import en from '../../src/i18n/locales/en.json' with { type: 'json' };
import type { Ack } from '../../src/platform/inbound.ts';
import type { Card } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';
import { chatOf } from '../engine/chat.ts';
import { type Sent, startOffice, type TestOffice } from '../helpers/office.ts';
import { answeringSamples } from './answering-samples.ts';
import { dutySamples } from './duty-samples.ts';
import { longOffice, longText } from './long-office.ts';
import { occurrenceSamples } from './occurrence-samples.ts';
import { checkCard, checkForm } from './platforms.ts';
import { pollExtraSamples } from './poll-extra-samples.ts';
import { pollSamples } from './poll-samples.ts';
import { resultSamples } from './result-samples.ts';
import { rosterSamples } from './roster-samples.ts';
import { suggestionSamples } from './suggestion-samples.ts';
import { surveySamples } from './survey-samples.ts';
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

describe('every view and form, with the longest texts', () => {
  let office: TestOffice;
  const cards: Card[] = [];
  const forms: Form[] = [];
  const deliveries: DueDelivery[] = [];

  const keep = (ack: Ack): Ack => {
    if (ack.kind === 'card') cards.push(ack.card);
    if (ack.kind === 'form') forms.push(ack.form);
    return ack;
  };

  /** The life of two requests of this person, in every turn that it can take. */
  async function live(name: string): Promise<void> {
    const { prisma } = office.app.database;
    const person = (who: string) => {
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

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quartermaster-'));
    const file = join(folder, 'office.yaml');
    const keysDir = join(folder, 'keys');
    await writeFile(file, longOffice());
    office = await startOffice({ settings: { OFFICE_CONFIG: file, KEYS_DIR: keysDir } });
    await live('requester');
    await live('reader');
    const duty = [...(await dutySamples(office, keep)), ...(await rosterSamples(office, keep))];
    await office.app.fetcher.wake();
    await office.app.sender.drain();
    const { database } = office.app;
    // The many small requests are there for the lists.
    const small = await database.prisma.request.findMany({ where: { category: 'other' } });
    const subject = { notIn: small.map(({ id }) => `request:${id}`) };
    const rows = await database.prisma.delivery.findMany({ where: { OR: [{ subject }, { subject: null }] } });
    const samples = rows.map((row) => ({
      view: row.view,
      subject: row.subject,
      args: row.args as object,
      live: row.live,
    }));
    samples.push(...duty);
    const one = rows.find(({ view }) => view === 'requests.notice')!;
    // What only time brings, and what a web page is not told.
    for (const key of Object.keys(en).filter((each) => each.startsWith('requests.notice.')))
      samples.push({
        view: 'requests.notice',
        subject: one.subject,
        live: false,
        args: {
          ...(one.args as object),
          key: key.slice('requests.notice.'.length),
          by: longText(200),
          words: long,
          due: '11月23日周一 09:30',
        },
      });
    const set = rows.find(({ view }) => view === 'reminders.notice')!;
    const swapped = rows.find(({ view }) => view === 'swaps.notice')!;
    for (const key of Object.keys(en).filter((each) => each.startsWith('swaps.notice.')))
      samples.push({
        view: 'swaps.notice',
        subject: swapped.subject,
        live: false,
        args: { key: key.slice('swaps.notice.'.length), by: office.as('mate').id, reason: longText(1000) },
      });
    for (const key of Object.keys(en).filter((each) => each.startsWith('reminders.notice.')))
      samples.push({
        view: 'reminders.notice',
        subject: set.subject,
        live: false,
        args: { ...(set.args as object), key: key.slice('reminders.notice.'.length) },
      });
    samples.push(...(await occurrenceSamples(office, keep)));
    samples.push(...(await pollSamples(office, keep)));
    samples.push(...(await pollExtraSamples(office, keep)));
    samples.push(...(await resultSamples(office, keep)));
    samples.push(...(await answeringSamples(office, keep, keysDir)));
    samples.push(...(await surveySamples(office, keep)));
    samples.push(...(await suggestionSamples(office, keep)));
    // Of duty's, which are many, there is one of each.
    for (const { id } of await database.prisma.occurrence.findMany({
      where: { NOT: [{ kind: { startsWith: 'duty.' } }, { kind: 'occurrences.digest' }] },
    }))
      samples.push({
        view: 'occurrences.card',
        subject: `occurrence:${id}`,
        live: true,
        args: { at: systemClock.now().toISOString() },
      });
    const url = `https://office.example/sign-in?key=${'k'.repeat(1900)}`;
    samples.push({ view: 'web-access.link', subject: null, live: false, args: { url } });
    for (const news of ['soon', 'past', 'unknown'])
      samples.push({
        view: 'calendar-watch.notice',
        subject: null,
        live: false,
        args: { calendar: 'c'.repeat(40), validThrough: '2026-12-31', news },
      });
    for (const [at, sample] of samples.entries())
      for (const who of ['requester', 'reader'])
        deliveries.push({
          ...sample,
          id: `${at}-${who}`,
          readerId: office.as(who).id,
          wanted: 1,
        } as DueDelivery);
  }, 180_000);
  afterAll(() => office.stop());

  it('none is left out', () => {
    const { views, forms: handlers } = office.app.engine.routes;
    expect([...new Set(deliveries.map(({ view }) => view))].sort()).toEqual([...views.keys()].sort());
    expect([...new Set(forms.map(({ id }) => id))].sort()).toEqual([...handlers.keys()].sort());
  });

  it('each card is drawn, and valid, on every platform', async () => {
    const parsed = parseOffice(longOffice(), 'office.yaml');
    const { database, engine } = office.app;
    const world = {
      database,
      office: parsed,
      directory: await Directory.load(database, parsed),
      clock: systemClock,
      publicUrl: 'https://office.example',
    };
    const drawn = await draw(world, engine.routes, deliveries);
    const seen = new Set<string>();
    for (const { id, view } of deliveries) {
      const one = drawn.get(id)!;
      if ('error' in one) throw one.error;
      const text = JSON.stringify(one.card);
      if (seen.has(text)) continue;
      seen.add(text);
      expect(() => checkCard(one.card), view).not.toThrow();
    }
    expect(seen.size).toBeGreaterThan(60);
  }, 120_000);

  it('each private answer is valid on every platform', () => {
    for (const card of cards) expect(() => checkCard(card), card.summary.slice(0, 40)).not.toThrow();
    expect(cards.length).toBeGreaterThan(10);
  }, 120_000);

  it('each form is valid on every platform', () => {
    for (const form of forms) expect(() => checkForm(form), form.id).not.toThrow();
  }, 120_000);

  it('every message was delivered', async () => {
    const failed = await office.app.database.prisma.delivery.findMany({ where: { problem: { not: null } } });
    expect(failed.map(({ view, problem }) => `${view}: ${problem}`)).toEqual([]);
  });
});
