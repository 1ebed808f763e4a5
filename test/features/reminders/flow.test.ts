import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

let office: TestOffice;
// A Monday, 10:00 in Shanghai and 03:00 in Berlin.
let now = new Date('2026-11-23T02:00:00Z');
beforeAll(async () => {
  office = await startOffice({ clock: { now: () => now } });
});
afterAll(() => office.stop());

const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack)}`);
  return ack.card;
};
const buttons = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);
const valueIn = (card: Card, action: string) => {
  const found = buttons(card).find((button) => button.action === action);
  if (found === undefined) throw new Error(`no ${action} on: ${textOf(card)}`);
  return found.value;
};
/** The time comes, and a second look is taken, as another process would. */
const at = async (instant: string) => {
  now = new Date(instant);
  await office.app.engine.handleDueTimers();
  await office.app.engine.handleDueTimers();
};
/** Says it, reads what was understood, and says yes to it: the id of the reminder. */
async function set(who: string, said: string, ...understood: string[]): Promise<string> {
  const card = cardOf(await office.as(who).command(said));
  for (const words of understood) expect(textOf(card)).toContain(words);
  const count = await office.app.database.prisma.reminder.count();
  const value = valueIn(card, 'reminders.set');
  const done = cardOf(await office.as(who).click('reminders.set', value));
  expect(await office.app.database.prisma.reminder.count()).toBe(count + 1);
  // Pressed twice, it is set once.
  expect(await office.as(who).click('reminders.set', value)).toMatchObject({ refused: true });
  return valueIn(done, 'reminders.edit');
}
/** The cards in a conversation that say these words. */
const reads = async (conversation: string, words: string) =>
  (await office.shown(conversation)).map(({ card }) => card).filter((card) => textOf(card).includes(words));
const list = async (who: string, command = 'my reminders') =>
  textOf(cardOf(await office.as(who).command(command)));

describe('in English', () => {
  it('once: said back, set, told, snoozed, done', async () => {
    const anna = office.as('anna.meyer');
    await set(
      'anna.meyer',
      'remind me tomorrow at 9 to call the lift company',
      '09:00',
      'call the lift company',
    );
    expect(await list('anna.meyer')).toContain('Next: Tue, Nov 24, 09:00');
    await at('2026-11-24T07:59:00Z');
    const told = async () => (await reads('anna.meyer', 'call the lift company')).at(-1);
    expect(await told()).toBeUndefined();
    await at('2026-11-24T08:00:10Z');
    const id = valueIn((await told())!, 'occurrences.done');
    expect(await office.as('li.wei').click('occurrences.done', id)).toMatchObject({ refused: true });
    await anna.submit('occurrences.snooze', id, { when: '15m' });
    await at('2026-11-24T08:16:00Z');
    await anna.click('occurrences.done', id);
    expect(textOf((await told())!)).not.toContain('[Done]');
    expect(await list('anna.meyer')).not.toContain('Next:');
  });

  it('for a team, by a rule: who did it is seen, and what was slept through is told', async () => {
    const id = await set(
      'anna.meyer',
      'remind #facilities every day at 16:00 to water the plants',
      '16:00',
      'Facilities',
    );
    expect(await reads('facilities', 'water the plants')).toHaveLength(1);
    const occurrence = async () =>
      office.app.database.prisma.occurrence.findFirstOrThrow({
        where: { subject: `reminder:${id}`, state: 'told' },
        orderBy: { dueAt: 'desc' },
      });
    await at('2026-11-24T15:00:30Z');
    await office.as('zhao.lei').click('occurrences.done', (await occurrence()).id);
    const [, card] = await reads('facilities', 'water the plants');
    expect(textOf(card!)).toContain('赵磊');
    expect(await list('sun.fang', '我的提醒')).toContain('赵磊');
    // Nobody was there from Wednesday to Friday.
    await at('2026-11-27T20:00:00Z');
    const late = (await reads('facilities', 'water the plants')).at(-1)!;
    expect(textOf(late)).toContain('期间错过了 2 次');
    const states = await office.app.database.prisma.occurrence.groupBy({
      by: ['state'],
      where: { subject: `reminder:${id}` },
      _count: true,
    });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
      done: 1,
      told: 1,
      missed: 2,
      due: 1,
    });
    // Skipped once, paused, resumed: one time ahead, and never two.
    const skip = async () => cardOf(await office.as('anna.meyer').click('reminders.skip', id));
    const undo = valueIn(await skip(), 'reminders.unskip');
    expect(await office.as('li.wei').click('reminders.unskip', undo)).toMatchObject({ refused: true });
    expect(await office.as('anna.meyer').click('reminders.unskip', undo)).toMatchObject({
      text: expect.stringContaining('Sat'),
    });
    expect(await office.as('anna.meyer').click('reminders.unskip', undo)).toMatchObject({ refused: true });
    expect(textOf(await skip())).toContain('Sun');
    await office.as('sun.fang').click('reminders.pause', id);
    await at('2026-11-30T15:00:30Z');
    expect(await occurrence()).toMatchObject({ lateSince: new Date('2026-11-25T15:00:00Z') });
    expect((await reads('anna.meyer', '孙芳')).length).toBeGreaterThan(0);
    expect(await office.as('li.wei').click('reminders.resume', id)).toMatchObject({ refused: true });
    await office.as('anna.meyer').click('reminders.resume', id);
    await at('2026-12-01T15:00:30Z');
    expect(await occurrence()).toMatchObject({ dueAt: new Date('2026-12-01T15:00:00Z') });
    const gone = cardOf(await office.as('anna.meyer').click('reminders.delete', id));
    await at('2026-12-02T15:00:30Z');
    expect(await occurrence()).toMatchObject({ dueAt: new Date('2026-12-01T15:00:00Z') });
    await office.as('anna.meyer').click('reminders.resume', valueIn(gone, 'reminders.resume'));
    await at('2026-12-03T15:00:30Z');
    expect(await occurrence()).toMatchObject({ dueAt: new Date('2026-12-03T15:00:00Z') });
    await office.as('anna.meyer').click('reminders.delete', id);
  });

  it('what is not sure is asked, and what was typed is kept', async () => {
    const anna = office.as('anna.meyer');
    const unsure = cardOf(await anna.command('remind me to buy milk'));
    expect(textOf(unsure)).toContain('remind #facilities every Friday');
    const opened = await anna.click('reminders.change', valueIn(unsure, 'reminders.change'));
    const fields = opened.kind === 'form' ? opened.form.fields : [];
    expect(fields.find(({ id }) => id === 'text')?.value).toContain('buy milk');
    expect(textOf(cardOf(await anna.command('remind #nowhere tomorrow at 9 to dance')))).toContain(
      '#nowhere',
    );
    expect(await anna.command('remind')).toMatchObject({ form: { id: 'reminders.edit' } });
    for (const forged of ['', '{}', '{"id":"rem_0","text":1}', 'rem_0', 'null', '[]'])
      expect(await anna.click('reminders.set', forged)).toMatchObject({ refused: true });
    expect(await anna.click('reminders.about', 'req_0')).toMatchObject({ refused: true });
  });

  it('a form: comes back until it is done, then rests', async () => {
    now = new Date('2026-12-07T08:00:00Z');
    const anna = office.as('anna.meyer');
    const typed = {
      ...{ who: 'person', person: office.as('omar.haddad').id, text: 'the meter', start: '2026-12-07T10:00' },
      ...{ repeats: 'never', onFreeDay: 'keep', comesBack: '1h' },
    };
    const early = await anna.submit('reminders.edit', '', { ...typed, start: '2026-12-07T08:00' });
    expect(early).toMatchObject({ form: { errors: { start: expect.stringContaining('passed') } } });
    cardOf(await anna.submit('reminders.edit', '', typed));
    expect(await reads('omar.haddad', 'Anna Meyer has set a reminder for you')).toHaveLength(1);
    const times = () => office.app.database.prisma.history.count({ where: { kind: 'occurrenceTold' } });
    await at('2026-12-07T09:00:00Z');
    const before = await times();
    for (let hour = 10; hour < 23; hour += 1) await at(`2026-12-07T${hour}:00:30Z`);
    expect(await times()).toBe(before + 10);
    expect(await reads('anna.meyer', 'rests')).toHaveLength(1);
  });
});

describe('where the clocks change', () => {
  it('in two hours is two hours later', async () => {
    const before = now;
    // Half past one in Berlin; at two it is three.
    now = new Date('2027-03-28T00:30:00Z');
    expect(
      textOf(cardOf(await office.as('anna.meyer').command('remind me in 2 hours to stretch'))),
    ).toContain('04:30');
    now = before;
  });
});

describe('中文', () => {
  it('给同事：说回来、设好、修改、到点、对方关闭', async () => {
    now = new Date('2026-12-14T02:00:00Z');
    const li = office.as('li.wei');
    const zhao = office.as('zhao.lei');
    const id = await set(
      'li.wei',
      '提醒 @赵磊 每月最后一个工作日 下午3点 交水电表',
      '赵磊',
      '15:00',
      '交水电表',
      '2026年12月31日',
    );
    expect(await reads('zhao.lei', '设了一条提醒')).toHaveLength(1);
    expect(await office.as('sun.fang').click('reminders.show', id)).toMatchObject({ refused: true });
    const form = await li.click('reminders.edit', id);
    const values = Object.fromEntries(
      (form.kind === 'form' ? form.form.fields : []).map((field) => [field.id, field.value ?? '']),
    );
    expect(values).toMatchObject({ text: '交水电表', repeats: 'lastWorkday' });
    expect(await zhao.submit('reminders.edit', id, values)).toMatchObject({ refused: true });
    // Its time has come and nobody was told yet: a change of its text loses nothing.
    now = new Date('2026-12-31T07:00:10Z');
    cardOf(await li.submit('reminders.edit', id, { ...values, text: '交水表和电表' }));
    await at('2026-12-31T07:00:30Z');
    const told = (await reads('zhao.lei', '交水表和电表')).find((card) => card.title === '李伟 的提醒')!;
    await zhao.click('occurrences.done', valueIn(told, 'occurrences.done'));
    expect(await li.click('reminders.decline', id)).toMatchObject({ refused: true });
    expect(await zhao.click('reminders.decline', id)).toMatchObject({ kind: 'notice' });
    expect(await reads('li.wei', '赵磊 关闭了您设的提醒')).toHaveLength(1);
    expect(await li.click('reminders.resume', id)).toMatchObject({ refused: true });
  });

  it('关于一个申请、一条消息，以及节假日', async () => {
    now = new Date('2027-01-04T02:00:00Z');
    const li = office.as('li.wei');
    await li.submit('requests.file', 'repair', {
      location: '三楼',
      description: '空调漏水',
      urgency: 'high',
    });
    const request = await office.request();
    const about = cardOf(await li.command(`提醒我 明天上午9点 #${request.number}`));
    expect(textOf(about)).toContain('空调漏水');
    await li.click('reminders.set', valueIn(about, 'reminders.set'));
    expect(await office.as('omar.haddad').click('reminders.about', request.id)).toMatchObject({
      refused: true,
    });
    const form = await li.click('reminders.about', request.id);
    expect(JSON.stringify(form)).toContain('空调漏水');
    const picked = { text: '周三请把投影仪还回来', url: 'https://office.example/m/1', author: '孙芳' };
    const opened = await li.send({ kind: 'shortcut', shortcut: 'reminders.fromMessage', ...picked });
    const { context } = opened.kind === 'form' ? opened.form : { context: '' };
    const typed = {
      who: 'me',
      text: '还投影仪',
      start: '2027-01-05T09:00',
      repeats: 'never',
      onFreeDay: 'keep',
      comesBack: 'never',
    };
    expect(await office.as('sun.fang').submit('reminders.edit', context, typed)).toMatchObject({
      refused: true,
    });
    cardOf(await li.submit('reminders.edit', context, typed));
    await at('2027-01-05T01:00:30Z');
    // Two small things at once are one message.
    const [told] = (await reads('li.wei', '还投影仪')).slice(-1);
    expect(textOf(told!)).toContain('空调漏水');
    const text = textOf(cardOf(await li.command('提醒我 每个工作日 上午9点 打卡')));
    expect(text).toContain('节假日安排');
  });
});
