import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollExports } from '../../../src/features/polls/index.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import type { Form } from '../../../src/ui/form.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

let office: TestOffice;
// A Monday, 10:00 in Shanghai and 03:00 in Berlin.
let now = new Date('2026-11-23T02:00:00Z');
beforeAll(async () => {
  office = await startOffice({ clock: { now: () => now } });
});
afterAll(() => office.stop());

const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack).slice(0, 500)}`);
  return ack.card;
};
const formOf = (ack: Ack): Form => {
  if (ack.kind !== 'form') throw new Error(`no form, but ${JSON.stringify(ack).slice(0, 500)}`);
  return ack.form;
};
const buttons = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);
const actionsOn = (card: Card) => buttons(card).map(({ action }) => action);
const valuesOf = (form: Form) => Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, value]));
const at = async (instant: string) => {
  now = new Date(instant);
  await office.app.engine.handleDueTimers();
};
const due = () => office.app.engine.handleDueTimers();

interface Asked {
  question?: string;
  options?: string;
  secrecy?: string;
  results?: string;
  places?: string;
  people?: string;
  may?: string;
  closesAt?: string;
}
const latest = () => office.app.database.prisma.poll.findFirstOrThrow({ orderBy: { number: 'desc' } });
/** Asks it by the form; the id of the poll. */
async function ask(who: string, asked: Asked = {}): Promise<string> {
  const form = formOf(await office.as(who).click('polls.new', ''));
  const done = await office.as(who).submit('polls.ask', form.context, {
    ...valuesOf(form),
    ...{ question: 'Team lunch on Friday?', options: 'Noodles\nDumplings\nBoth', may: 'change\nadd' },
    ...{ places: 'facilities', secrecy: 'named', results: 'live' },
    ...asked,
  });
  cardOf(done);
  return (await latest()).id;
}
type Questions = { id: string; options: { id: string; text: string; addedById?: string }[] }[];
const poll = async (id: string) => {
  const row = await office.app.database.prisma.poll.findUniqueOrThrow({ where: { id } });
  return { ...row, questions: row.questions as unknown as Questions };
};
/** Votes for the option with this text. */
async function vote(who: string, id: string, text: string): Promise<Ack> {
  const { questions } = await poll(id);
  const option = questions[0]!.options.find((one) => one.text === text)!;
  return office.as(who).click('polls.vote', `${id} ${questions[0]!.id} ${option.id}`);
}
/** The poll's card in a conversation. */
const cardIn = async (conversation: string, id: string) => {
  const { number } = await poll(id);
  // Its cards are drawn again once a second at most.
  now = new Date(now.getTime() + 1100);
  const cards = (await office.shown(conversation)).map(({ card }) => card);
  return cards.find((card) => new RegExp(`#${number}(?!\\d)`).test(card.title ?? ''))!;
};
const edit = async (who: string, id: string, typed: Record<string, string>) => {
  const form = formOf(await office.as(who).click('polls.edit', id));
  return office.as(who).submit('polls.edit', form.context, { ...valuesOf(form), ...typed });
};
const close = async (who: string, id: string) => {
  await office.as(who).click('polls.close', id);
  await due();
};

describe('a poll that is there', () => {
  it('is edited: votes stay with their options, and everybody sees that it was', async () => {
    const id = await ask('zhao.lei');
    await vote('sun.fang', id, 'Dumplings');
    expect(await office.as('sun.fang').click('polls.edit', id)).toMatchObject({ refused: true });
    const [question] = (await poll(id)).questions;
    const field = `options_${question!.id}`;
    const typed = { title: 'Team lunch on Thursday?', [field]: '2. Steamed dumplings\n1. Noodles\nRice' };
    expect(await edit('zhao.lei', id, typed)).toMatchObject({ kind: 'notice' });
    const after = await poll(id);
    expect(after).toMatchObject({ title: 'Team lunch on Thursday?', edition: 2 });
    expect(after.questions[0]!.options.map(({ text }) => text)).toEqual([
      'Steamed dumplings',
      'Noodles',
      'Rice',
    ]);
    const card = textOf(await cardIn('facilities', id));
    expect(card).toContain('修改过');
    expect(card).toMatch(/Steamed dumplings .*孙芳/);
    // Only other words: what was begun to be voted on stays.
    await edit('zhao.lei', id, { title: 'Lunch?' });
    expect(await poll(id)).toMatchObject({ title: 'Lunch?', edition: 2 });
    // Bad input comes back with what was typed.
    const again = formOf(await edit('zhao.lei', id, { title: 'X', [field]: '1. One' }));
    expect(again.errors).toHaveProperty(field);
    expect(valuesOf(again)).toMatchObject({ title: 'X', [field]: '1. One' });
  });

  it('takes options of voters: each once, by name where votes have names; meanwhile opened forms are asked again', async () => {
    const id = await ask('zhao.lei');
    const open = formOf(await office.as('zhao.lei').click('polls.edit', id));
    const li = office.as('li.wei');
    expect(formOf(await li.submit('polls.addOption', id, { text: ' noodles！' })).errors).toHaveProperty(
      'text',
    );
    expect(await li.submit('polls.addOption', id, { text: 'Hot pot' })).toMatchObject({ kind: 'notice' });
    const { options } = (await poll(id)).questions[0]!;
    expect(options.at(-1)).toMatchObject({ text: 'Hot pot', addedById: li.id });
    await vote('sun.fang', id, 'Hot pot');
    // The owner's form knows nothing of it, and leaves it in.
    await office.as('zhao.lei').submit('polls.edit', open.context, { ...valuesOf(open), title: 'Kept?' });
    const kept = await poll(id);
    expect(kept.title).toBe('Kept?');
    expect(kept.questions[0]!.options.map(({ text }) => text)).toEqual([
      'Noodles',
      'Dumplings',
      'Both',
      'Hot pot',
    ]);
    // What was edited since is asked once more, with what was typed.
    const field = `options_${kept.questions[0]!.id}`;
    const late = { ...valuesOf(open), title: 'Late', [field]: '4. Hot pot\n1. Noodles' };
    const again = formOf(await office.as('zhao.lei').submit('polls.edit', open.context, late));
    expect(valuesOf(again)).toMatchObject({ title: 'Late' });
    expect(JSON.stringify(again.errors)).toContain('4. Hot pot');
    await office.as('zhao.lei').submit('polls.edit', again.context, late);
    expect((await poll(id)).questions[0]!.options.map(({ text }) => text)).toEqual(['Hot pot', 'Noodles']);
    for (const text of ['One', 'Two']) await li.submit('polls.addOption', id, { text });
    expect(await li.submit('polls.addOption', id, { text: 'Three' })).toMatchObject({ refused: true });
    const closed = await ask('zhao.lei', { may: 'change' });
    expect(await li.submit('polls.addOption', closed, { text: 'Rice' })).toMatchObject({ refused: true });
    expect(await office.as('zhao.lei').submit('polls.addOption', closed, { text: 'Rice' })).not.toMatchObject(
      { refused: true },
    );
    // In an anonymous one nothing says who added what.
    const secret = await ask('zhao.lei', { secrecy: 'anonymous', results: 'afterClose' });
    await li.submit('polls.addOption', secret, { text: 'Silence' });
    expect((await poll(secret)).questions[0]!.options.at(-1)).not.toHaveProperty('addedById');
    const entries = await office.app.database.prisma.history.findMany({
      where: { subject: `poll:${secret}` },
    });
    expect(entries.map(({ actorId }) => actorId)).not.toContain(li.id);
  });

  it.each([
    ['named', 23],
    ['anonymous', 27],
  ])(
    '%s: those who have not voted are reminded, and nobody else; nobody is told who',
    async (secrecy, day) => {
      await at(`2026-11-${day}T03:00:00Z`);
      const id = await ask('zhao.lei', {
        ...{ secrecy, results: 'afterClose', places: '', closesAt: `2026-11-${day + 3}T18:00` },
        people: 'anna.meyer@harbour.example, li.wei@harbour.example',
      });
      await at(`2026-11-${day}T08:00:00Z`);
      await vote('anna.meyer', id, 'Noodles');
      const told = async (who: string) =>
        (await office.shown(who)).filter(({ card }) =>
          /vote is still missing|您还没有投票/.test(textOf(card)),
        ).length;
      const [li, anna] = [await told('li.wei'), await told('anna.meyer')];
      expect(await office.as('li.wei').click('polls.remind', id)).toMatchObject({ refused: true });
      const done = await office.as('zhao.lei').click('polls.remind', id);
      expect(JSON.stringify(done)).not.toMatch(/李伟|Anna/);
      await due();
      expect(await told('li.wei')).toBe(li + 1);
      expect(await told('anna.meyer')).toBe(anna);
      expect(await office.as('zhao.lei').click('polls.remind', id)).toMatchObject({ refused: true });
      // A day before it closes it reminds by itself.
      await at(`2026-11-${day + 2}T10:00:30Z`);
      expect(await told('li.wei')).toBe(li + 2);
      await vote('li.wei', id, 'Both');
      await at(`2026-11-${day + 3}T03:00:00Z`);
      expect(await office.as('zhao.lei').click('polls.remind', id)).toMatchObject({ kind: 'notice' });
      await due();
      expect([await told('li.wei'), await told('anna.meyer')]).toEqual([li + 2, anna]);
      await at(`2026-11-${day + 3}T10:00:30Z`);
      expect(await poll(id)).toMatchObject({ state: 'counted', voters: 2 });
    },
  );

  it('has co-owners, stands in more places, and is deleted only by whoever asked', async () => {
    const id = await ask('zhao.lei');
    const sun = office.as('sun.fang');
    expect(actionsOn(cardOf(await sun.click('polls.manage', id)))).not.toContain('polls.edit');
    await office.as('zhao.lei').submit('polls.coOwners', id, { add: sun.id });
    expect((await office.shown('sun.fang')).map(({ card }) => textOf(card)).join()).toContain('共同管理');
    expect(actionsOn(cardOf(await sun.click('polls.manage', id)))).toContain('polls.edit');
    expect(await cardIn('finance', id)).toBeUndefined();
    await sun.submit('polls.postTo', id, { teams: 'finance', person: office.as('anna.meyer').id });
    await vote('omar.haddad', id, 'Both');
    for (const place of ['finance', 'facilities', 'anna.meyer'])
      expect(textOf(await cardIn(place, id))).toContain('Omar Haddad');
    expect(await sun.submit('polls.postTo', id, { teams: 'finance', person: '' })).toMatchObject({
      refused: true,
    });
    expect(await sun.click('polls.deleteNow', id)).toMatchObject({ refused: true });
    const question = cardOf(await office.as('zhao.lei').click('polls.delete', id));
    expect(actionsOn(question)).toEqual(['polls.deleteNow']);
    await office.as('zhao.lei').click('polls.deleteNow', id);
    await due();
    expect(await office.app.database.prisma.pollBallot.count({ where: { pollId: id } })).toBe(0);
    expect(await vote('omar.haddad', id, 'Both')).toMatchObject({ refused: true });
    expect(await office.as('zhao.lei').click('polls.manage', id)).toMatchObject({ refused: true });
    expect((await office.shown('finance')).map(({ card }) => textOf(card)).join()).toContain('已删除');
  });

  it('is kept as a template, used, duplicated, listed', async () => {
    const id = await ask('anna.meyer', { question: 'Which lift music?' });
    const anna = office.as('anna.meyer');
    await anna.submit('polls.saveTemplate', id, { name: 'Music' });
    const list = cardOf(await anna.command('poll templates'));
    const [open] = buttons(list).filter(({ action }) => action === 'polls.template');
    expect(await office.as('li.wei').click('polls.template', open!.value)).toMatchObject({ refused: true });
    const use = buttons(cardOf(await anna.click('polls.template', open!.value)));
    for (const { action, value } of [use[0]!, { action: 'polls.duplicate', value: id }]) {
      const form = formOf(await anna.click(action, value));
      expect(valuesOf(form)).toMatchObject({
        question: 'Which lift music?',
        secrecy: 'named',
        places: 'facilities',
      });
    }
    expect(textOf(cardOf(await anna.command('polls')))).toMatch(/Yours[\s\S]*Which lift music\?/);
    expect(textOf(cardOf(await office.as('sun.fang').command('投票列表')))).toMatch(
      /等您参与[\s\S]*Which lift music\?/,
    );
    expect(textOf(cardOf(await office.as('li.wei').command('投票列表')))).not.toContain('Which lift music?');
    await anna.click('polls.deleteTemplate', open!.value);
    expect(textOf(cardOf(await anna.command('poll templates')))).not.toContain('Music');
  });
});

describe('a poll that comes again', () => {
  it('each time as one of its own, until it is paused or stopped', async () => {
    await at('2026-12-01T02:00:00Z');
    const id = await ask('zhao.lei', {
      question: 'How was the canteen?',
      secrecy: 'anonymous',
      results: 'afterClose',
    });
    const form = formOf(await office.as('zhao.lei').click('polls.repeat', id));
    const set = { ...valuesOf(form), start: '2026-12-07T09:00', repeats: 'week', hours: '24' };
    expect((await office.as('zhao.lei').submit('polls.repeat', id, set)).kind).toBe('notice');
    const asked = () =>
      office.app.database.prisma.poll.findMany({
        where: { title: 'How was the canteen?' },
        orderBy: { number: 'asc' },
      });
    await at('2026-12-07T01:00:10Z');
    expect(await asked()).toHaveLength(2);
    const second = (await asked())[1]!;
    expect(second).toMatchObject({
      state: 'open',
      closesAt: new Date('2026-12-08T01:00:00Z'),
      secrecy: 'anonymous',
      voters: 0,
    });
    expect(await vote('sun.fang', second.id, 'Both')).not.toMatchObject({ refused: true });
    // Managed at any of them: it is one series.
    await office.as('zhao.lei').click('polls.pause', id);
    await at('2026-12-14T02:00:00Z');
    expect(await asked()).toHaveLength(2);
    await office.as('zhao.lei').click('polls.resume', id);
    await at('2026-12-21T01:00:10Z');
    expect(await asked()).toHaveLength(3);
    // What was slept through whole is passed over.
    await at('2026-12-30T05:00:00Z');
    expect(await asked()).toHaveLength(3);
    await at('2027-01-04T01:00:10Z');
    expect(await asked()).toHaveLength(4);
    await office.as('zhao.lei').click('polls.stop', id);
    await at('2027-01-18T02:00:00Z');
    expect(await asked()).toHaveLength(4);
    expect(await office.as('zhao.lei').click('polls.pause', id)).toMatchObject({ refused: true });
  });
});

describe('what comes next', () => {
  it('a request, a reminder and an announcement, linked both ways', async () => {
    const id = await ask('zhao.lei', {
      question: 'What shall we repair first?',
      options: 'The lift\nThe printer',
      people: 'anna.meyer@harbour.example',
    });
    await vote('sun.fang', id, 'The printer');
    expect(await office.as('zhao.lei').click('polls.next.request', id)).toMatchObject({ refused: true });
    await close('zhao.lei', id);
    expect(actionsOn(await cardIn('facilities', id))).toContain('polls.next.request');
    expect(await office.as('sun.fang').click('polls.next.request', id)).toMatchObject({ refused: true });
    // What it says names the kind of request: its form opens at once.
    const form = formOf(await office.as('zhao.lei').click('polls.next.request', id));
    expect(JSON.stringify(valuesOf(form))).toContain('What shall we repair first? The printer');
    await office
      .as('zhao.lei')
      .submit(form.id, form.context, { ...valuesOf(form), location: '3F', urgency: 'high' });
    await due();
    const request = await office.request();
    const { number } = await poll(id);
    expect((await office.shown('facilities')).map(({ card }) => textOf(card)).join()).toContain(
      `来自投票 #${number}`,
    );
    const reminder = formOf(await office.as('zhao.lei').click('polls.next.reminder', id));
    expect(valuesOf(reminder).text).toBe('What shall we repair first? The printer');
    cardOf(await office.as('zhao.lei').submit(reminder.id, reminder.context, { ...valuesOf(reminder) }));
    const announcement = formOf(await office.as('zhao.lei').click('polls.next.announcement', id));
    await office
      .as('zhao.lei')
      .submit(announcement.id, announcement.context, { text: 'The printer it is.', team: 'finance' });
    await due();
    for (const place of ['facilities', 'finance', 'anna.meyer'])
      expect((await office.shown(place)).map(({ card }) => textOf(card)).join()).toContain(
        'The printer it is.',
      );
    const after = await cardIn('facilities', id);
    expect(textOf(after)).toContain(`申请 #${request.number}`);
    expect(actionsOn(after)).toEqual(expect.arrayContaining(['requests.show', 'reminders.show']));
    expect(textOf(after)).toContain('已公布');
  });

  it('of which one, where they are even', async () => {
    const id = await ask('zhao.lei');
    await vote('sun.fang', id, 'Noodles');
    await vote('li.wei', id, 'Both');
    await close('zhao.lei', id);
    const choice = cardOf(await office.as('zhao.lei').click('polls.next.reminder', id));
    expect(buttons(choice).map(({ label }) => label)).toEqual(['Noodles', 'Both']);
    const form = formOf(await office.as('zhao.lei').click('polls.next.reminder', buttons(choice)[1]!.value));
    expect(valuesOf(form).text).toContain('Both');
  });
});

describe('taken away as a table', () => {
  const table = async (id: string, who: string) =>
    pollExports.table(office.app.engine['options'].world(), office.as(who).id, id);

  it('with names where everybody may know them, for owners alone, or not at all', async () => {
    for (const [secrecy, owner, other] of [
      ['named', 2, 2],
      ['toOwners', 2, 1],
      ['anonymous', 1, 1],
    ] as const) {
      const id = await ask('zhao.lei', { secrecy, results: 'afterClose' });
      for (const who of ['sun.fang', 'li.wei', 'anna.meyer', 'zhang.min', 'omar.haddad', 'zhao.lei'])
        await vote(who, id, 'Both');
      expect(await table(id, 'sun.fang')).toBeUndefined();
      if (secrecy === 'anonymous') expect(await table(id, 'zhao.lei')).toBeUndefined();
      await close('zhao.lei', id);
      expect((await table(id, 'zhao.lei'))!.sheets).toHaveLength(owner);
      const seen = (await table(id, 'sun.fang'))!;
      expect(seen.sheets).toHaveLength(other);
      expect(seen.sheets[0].rows[2]).toEqual(['Team lunch on Friday?', 'Both', 6, 100, 6]);
      if (other === 2)
        expect(JSON.stringify(seen.sheets[1])).toContain(
          '["Omar Haddad","omar.haddad@harbour.example","Both"]',
        );
      else expect(JSON.stringify(seen)).not.toMatch(/Omar|harbour/);
      expect(await table(id, 'li.wei')).toBeUndefined();
    }
  });
});
