import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../helpers/office.ts';
import { buttonsOf, type Desk, said, startDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ quietHours: { from: '22:00', to: '08:00' } });
});
afterAll(() => desk.stop());

const last = async (to: Parameters<Desk['shown']>[0]) => (await desk.shown(to)).at(-1)!;
const count = async (to: Parameters<Desk['shown']>[0]) => (await desk.shown(to)).length;

describe('one that falls due', () => {
  it('is told once, snoozed, told again, and done; an old card says what is so', async () => {
    const id = await desk.plan('stranger', '2026-11-23T10:00+08:00');
    await desk.at('2026-11-23T09:59+08:00');
    expect(await count('stranger')).toBe(0);
    await desk.at('2026-11-23T10:00+08:00');
    await desk.at('2026-11-23T10:01+08:00');
    expect(await count('stranger')).toBe(1);
    expect(buttonsOf(await last('stranger')).map(({ action }) => action)).toEqual([
      'occurrences.done',
      'occurrences.snooze',
      'occurrences.delegate',
    ]);
    expect((await desk.click('stranger', 'snooze', id)).kind).toBe('form');
    expect(said(await desk.submit('stranger', 'snooze', id, { until: '15m', at: '' }))).toContain('10:16');
    expect(textOf(await last('stranger'))).toContain('I will come back to this: Mon, Nov 23, 10:16.');
    await desk.at('2026-11-23T10:15+08:00');
    expect(await count('stranger')).toBe(1);
    await desk.at('2026-11-23T10:16+08:00');
    const [old, again] = await desk.shown('stranger');
    expect(buttonsOf(old!)).toEqual([]);
    expect(buttonsOf(again!)).toHaveLength(3);
    expect(said(await desk.click('stranger', 'done', id))).toBe('Done: I have noted it.');
    expect(said(await desk.click('stranger', 'done', id))).toBe('no: You did this, Mon, Nov 23, 10:16.');
    expect(textOf(await last('stranger'))).toContain('You did this, Mon, Nov 23, 10:16.');
    expect(await desk.find(id)).toMatchObject({ state: 'done', version: 5 });
  });

  it('snoozed to a time of one’s own, which may lie in quiet hours and not in the past', async () => {
    const id = await desk.plan('stranger', '2026-11-23T11:00+08:00');
    await desk.at('2026-11-23T11:00+08:00');
    const past = await desk.submit('stranger', 'snooze', id, { until: 'other', at: '2026-11-23T10:59' });
    expect(past).toMatchObject({ kind: 'form', form: { errors: { at: expect.stringContaining('past') } } });
    await desk.submit('stranger', 'snooze', id, { until: 'other', at: '2026-11-23T23:30' });
    await desk.at('2026-11-23T23:30+08:00');
    expect(await desk.find(id)).toMatchObject({ state: 'told', lateSince: null });
    await desk.click('stranger', 'done', id);
  });

  it('goes from hand to hand, and whoever gave it away hears when it is done', async () => {
    const id = await desk.plan('requester', '2026-11-24T10:00+08:00', 'large');
    await desk.at('2026-11-24T10:00+08:00');
    const give = (from: Parameters<Desk['submit']>[0], to: Parameters<Desk['idOf']>[0]) =>
      desk.submit(from, 'delegate', id, { person: desk.idOf(to), note: 'Please, I am out.' });
    expect(await give('requester', 'requester')).toMatchObject({
      form: { errors: { person: expect.anything() } },
    });
    expect(said(await desk.click('manager', 'done', id))).toBe('no: This is with requester, not with you.');
    expect(said(await give('requester', 'manager'))).toBe('manager takes care of this now.');
    expect(textOf(await last('requester'))).toContain('manager takes care of this now.');
    expect(said(await desk.click('requester', 'done', id))).toBe('no: This is with manager, not with you.');
    expect(textOf(await last('manager'))).toContain('requester asks you to take care of this.');
    await give('manager', 'admin');
    await desk.click('admin', 'done', id);
    for (const giver of ['requester', 'manager'] as const)
      expect(textOf(await last(giver))).toContain('admin has done what you passed on: Please: thing:');
  });

  it('a team’s is done by the first; the second is told who it was', async () => {
    const id = await desk.plan({ teamId: 'repairs' }, '2026-11-24T11:00+08:00');
    await desk.at('2026-11-24T11:00+08:00');
    expect(said(await desk.click('stranger', 'done', id))).toBe('no: This is for the members of Repairs.');
    const answers = await Promise.all(
      (['member', 'lead', 'assignee'] as const).map((name) => desk.click(name, 'done', id)),
    );
    expect(answers.map(said).filter((text) => !text.startsWith('no: '))).toHaveLength(1);
    expect(textOf(await last({ teamId: 'repairs' }))).toMatch(/(member|lead|assignee) did this/);
  });

  it('lapses where it is gone, and for whoever has left', async () => {
    const id = await desk.plan('finance', '2026-11-24T12:00+08:00', 'small', 'thing:gone');
    const left = await desk.plan('left', '2026-11-24T12:00+08:00');
    const told = await desk.plan('finance', '2026-11-24T11:59+08:00', 'small', 'thing:later');
    desk.gone.add('thing:gone');
    await desk.at('2026-11-24T12:00+08:00');
    for (const one of [id, left])
      expect(await desk.find(one)).toMatchObject({ state: 'lapsed', toldAt: null });
    desk.gone.add('thing:later');
    expect(said(await desk.click('finance', 'done', told))).toBe('no: This is no longer needed.');
    expect(await desk.find(told)).toMatchObject({ state: 'lapsed' });
    expect(await count('finance')).toBe(1);
  });
});

describe('what was slept through', () => {
  it('is told late and says so, or dropped with a note', async () => {
    await desk.plan('lead', '2026-11-25T10:00+08:00', 'large');
    const dropped = await desk.plan('lead', '2026-11-25T10:00+08:00', 'passing');
    await desk.at('2026-11-25T13:00+08:00');
    const texts = (await desk.shown('lead')).map(textOf);
    expect(texts).toHaveLength(2);
    expect(
      texts.filter((text) => text.includes('This was due Wed, Nov 25, 10:00; I was not running then.')),
    ).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('\nI was not running when this was due'))).toHaveLength(1);
    expect(await desk.find(dropped)).toMatchObject({ state: 'missed' });
    // Of several in one message each says since when it had been due.
    for (const hour of ['14', '15']) await desk.plan('lead', `2026-11-25T${hour}:00+08:00`);
    await desk.at('2026-11-25T16:00+08:00');
    const together = textOf(await last('lead'));
    for (const hour of ['14', '15']) expect(together).toContain(`This was due Wed, Nov 25, ${hour}:00;`);
  });
});

describe('quiet hours', () => {
  it('what can wait comes in one message at their end, and is not late', async () => {
    const before = await count('assignee');
    await desk.plan('assignee', '2026-11-25T22:30+08:00');
    await desk.plan('assignee', '2026-11-26T03:00+08:00');
    const urgent = await desk.plan('assignee', '2026-11-26T03:00+08:00', 'urgent');
    for (const at of ['25T22:30', '26T03:00', '26T07:59']) await desk.at(`2026-11-${at}+08:00`);
    expect(await desk.find(urgent)).toMatchObject({ state: 'told' });
    expect(await count('assignee')).toBe(before + 1);
    await desk.at('2026-11-26T08:00+08:00');
    expect(await count('assignee')).toBe(before + 2);
    const digest = textOf(await last('assignee'));
    expect(digest).toContain('2 things wait for you.');
    expect(digest).not.toContain('I was not running');
  });

  it('everybody has their own', async () => {
    expect(said(await desk.command('member', 'quiet hours'))).toContain(
      'From 22:00 to 08:00 I keep quiet, as for everybody',
    );
    expect(said(await desk.command('member', 'quiet hours 12:00-14:00'))).toContain('From 12:00 to 14:00');
    expect(await desk.command('member', 'quiet hours sometimes')).toMatchObject({
      kind: 'form',
      form: { id: 'occurrences.quiet' },
    });
    const before = await count('member');
    await desk.plan('member', '2026-11-26T13:00+08:00');
    await desk.at('2026-11-26T13:00+08:00');
    expect(await count('member')).toBe(before);
    await desk.at('2026-11-26T14:00+08:00');
    expect(await count('member')).toBe(before + 1);
    expect(said(await desk.command('member', '关闭免打扰'))).toContain('You have no quiet hours');
    await desk.plan('member', '2026-11-26T23:00+08:00');
    await desk.at('2026-11-26T23:00+08:00');
    expect(await count('member')).toBe(before + 2);
    const same = await desk.submit('member', 'quiet', '', { which: 'own', from: '20:00', to: '20:00' });
    expect(same).toMatchObject({ kind: 'form', form: { errors: { to: expect.anything() } } });
    expect(said(await desk.submit('member', 'quiet', '', { which: 'default', from: '', to: '' }))).toContain(
      'as for everybody',
    );
  });
});

describe('several at once', () => {
  it('become one message, in which every one can be answered', async () => {
    let day = 0;
    const counted = fc.oneof(fc.integer({ min: 2, max: 20 }), fc.constant(30));
    await fc.assert(
      fc.asyncProperty(counted, async (n) => {
        day += 1;
        const at = `2026-12-${String(day).padStart(2, '0')}T10:00+08:00`;
        const before = await count('admin');
        const ids = await Promise.all(Array.from({ length: n }, () => desk.plan('admin', at)));
        await desk.at(at);
        expect(await count('admin')).toBe(before + 1);
        const answered: string[] = [];
        for (;;) {
          const done = buttonsOf(await last('admin')).filter(({ action }) => action === 'occurrences.done');
          if (done.length === 0) break;
          // Two of them at the same moment.
          await Promise.all(done.slice(0, 2).map(({ value }) => desk.click('admin', 'done', value)));
          answered.push(...done.slice(0, 2).map(({ value }) => value));
        }
        expect(answered.sort()).toEqual([...ids].sort());
        expect(textOf(await last('admin'))).toContain('All of this is taken care of.');
      }),
      { numRuns: 3, examples: [[2]] },
    );
  });

  it('two hundred are one message, and a list to page through', async () => {
    const at = '2026-12-20T10:00+08:00';
    const before = await count('admin');
    const ids = await Promise.all(Array.from({ length: 200 }, () => desk.plan('admin', at)));
    await desk.at(at);
    expect(await count('admin')).toBe(before + 1);
    const card = await last('admin');
    expect(card.blocks.length).toBeLessThan(30);
    const seen = new Set<string>();
    let page = await desk.command('admin', 'due');
    for (let pages = 0; pages < 30 && page.kind === 'card'; pages += 1) {
      const buttons = buttonsOf(page.card);
      for (const { action, value } of buttons) if (action === 'occurrences.done') seen.add(value);
      const more = buttons.find(({ action }) => action === 'occurrences.list');
      if (more === undefined) break;
      page = await desk.click('admin', 'list', more.value);
    }
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('what two of them would change alike, they change one after the other', async () => {
    const at = '2026-12-21T10:00+08:00';
    const ids = [await desk.plan('manager', at, 'clashing'), await desk.plan('manager', at, 'clashing')];
    await desk.plan('manager', at);
    await desk.at(at);
    await desk.at('2026-12-21T10:00:01+08:00');
    for (const id of ids) expect(await desk.find(id)).toMatchObject({ state: 'told' });
  });
});
