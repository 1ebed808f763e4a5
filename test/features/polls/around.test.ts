import { describe, expect, it } from 'vitest';
import { textOf } from '../../helpers/office.ts';
import { actionsOn, buttons, cardOf, formOf, pollDesk, valuesOf } from './desk.ts';

const desk = pollDesk();
const { at, due, ask, poll, vote, cardIn, edit } = desk;

describe('a poll that is there', () => {
  it('is edited: votes stay with their options, and everybody sees that it was', async () => {
    const id = await ask('zhao.lei');
    await vote('sun.fang', id, 'Dumplings');
    expect(await desk.office.as('sun.fang').click('polls.edit', id)).toMatchObject({ refused: true });
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
    const open = formOf(await desk.office.as('zhao.lei').click('polls.edit', id));
    const li = desk.office.as('li.wei');
    expect(formOf(await li.submit('polls.addOption', id, { text: ' noodles！' })).errors).toHaveProperty(
      'text',
    );
    expect(await li.submit('polls.addOption', id, { text: 'Hot pot' })).toMatchObject({ kind: 'notice' });
    const { options } = (await poll(id)).questions[0]!;
    expect(options.at(-1)).toMatchObject({ text: 'Hot pot', addedById: li.id });
    await vote('sun.fang', id, 'Hot pot');
    // The owner's form knows nothing of it, and leaves it in.
    await desk.office
      .as('zhao.lei')
      .submit('polls.edit', open.context, { ...valuesOf(open), title: 'Kept?' });
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
    const again = formOf(await desk.office.as('zhao.lei').submit('polls.edit', open.context, late));
    expect(valuesOf(again)).toMatchObject({ title: 'Late' });
    expect(JSON.stringify(again.errors)).toContain('4. Hot pot');
    await desk.office.as('zhao.lei').submit('polls.edit', again.context, late);
    expect((await poll(id)).questions[0]!.options.map(({ text }) => text)).toEqual(['Hot pot', 'Noodles']);
    for (const text of ['One', 'Two']) await li.submit('polls.addOption', id, { text });
    expect(await li.submit('polls.addOption', id, { text: 'Three' })).toMatchObject({ refused: true });
    const closed = await ask('zhao.lei', { may: 'change' });
    expect(await li.submit('polls.addOption', closed, { text: 'Rice' })).toMatchObject({ refused: true });
    expect(
      await desk.office.as('zhao.lei').submit('polls.addOption', closed, { text: 'Rice' }),
    ).not.toMatchObject({ refused: true });
    // In an anonymous one nothing says who added what.
    const secret = await ask('zhao.lei', { secrecy: 'anonymous', results: 'afterClose' });
    await li.submit('polls.addOption', secret, { text: 'Silence' });
    expect((await poll(secret)).questions[0]!.options.at(-1)).not.toHaveProperty('addedById');
    const entries = await desk.office.app.database.prisma.history.findMany({
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
        (await desk.office.shown(who)).filter(({ card }) =>
          /vote is still missing|您还没有投票/.test(textOf(card)),
        ).length;
      const [li, anna] = [await told('li.wei'), await told('anna.meyer')];
      expect(await desk.office.as('li.wei').click('polls.remind', id)).toMatchObject({ refused: true });
      const done = await desk.office.as('zhao.lei').click('polls.remind', id);
      expect(JSON.stringify(done)).not.toMatch(/李伟|Anna/);
      await due();
      expect(await told('li.wei')).toBe(li + 1);
      expect(await told('anna.meyer')).toBe(anna);
      expect(await desk.office.as('zhao.lei').click('polls.remind', id)).toMatchObject({ refused: true });
      // A day before it closes it reminds by itself.
      await at(`2026-11-${day + 2}T10:00:30Z`);
      expect(await told('li.wei')).toBe(li + 2);
      await vote('li.wei', id, 'Both');
      await at(`2026-11-${day + 3}T03:00:00Z`);
      expect(await desk.office.as('zhao.lei').click('polls.remind', id)).toMatchObject({ kind: 'notice' });
      await due();
      expect([await told('li.wei'), await told('anna.meyer')]).toEqual([li + 2, anna]);
      await at(`2026-11-${day + 3}T10:00:30Z`);
      expect(await poll(id)).toMatchObject({ state: 'counted', voters: 2 });
    },
  );

  it('has co-owners, stands in more places, and is deleted only by whoever asked', async () => {
    const id = await ask('zhao.lei');
    const sun = desk.office.as('sun.fang');
    expect(actionsOn(cardOf(await sun.click('polls.manage', id)))).not.toContain('polls.edit');
    await desk.office.as('zhao.lei').submit('polls.coOwners', id, { add: sun.id });
    expect((await desk.office.shown('sun.fang')).map(({ card }) => textOf(card)).join()).toContain(
      '共同管理',
    );
    expect(actionsOn(cardOf(await sun.click('polls.manage', id)))).toContain('polls.edit');
    expect(await cardIn('finance', id)).toBeUndefined();
    await sun.submit('polls.postTo', id, { teams: 'finance', person: desk.office.as('anna.meyer').id });
    await vote('omar.haddad', id, 'Both');
    for (const place of ['finance', 'facilities', 'anna.meyer'])
      expect(textOf(await cardIn(place, id))).toContain('Omar Haddad');
    expect(await sun.submit('polls.postTo', id, { teams: 'finance', person: '' })).toMatchObject({
      refused: true,
    });
    expect(await sun.click('polls.deleteNow', id)).toMatchObject({ refused: true });
    const question = cardOf(await desk.office.as('zhao.lei').click('polls.delete', id));
    expect(actionsOn(question)).toEqual(['polls.deleteNow']);
    await desk.office.as('zhao.lei').click('polls.deleteNow', id);
    await due();
    expect(await desk.office.app.database.prisma.pollBallot.count({ where: { pollId: id } })).toBe(0);
    expect(await vote('omar.haddad', id, 'Both')).toMatchObject({ refused: true });
    expect(await desk.office.as('zhao.lei').click('polls.manage', id)).toMatchObject({ refused: true });
    expect((await desk.shownIn('finance')).map(textOf).join()).toContain('已删除');
  });

  it('is kept as a template, used, duplicated, listed', async () => {
    const id = await ask('anna.meyer', { question: 'Which lift music?' });
    const anna = desk.office.as('anna.meyer');
    await anna.submit('polls.saveTemplate', id, { name: 'Music' });
    const list = cardOf(await anna.command('poll templates'));
    const [open] = buttons(list).filter(({ action }) => action === 'polls.template');
    expect(await desk.office.as('li.wei').click('polls.template', open!.value)).toMatchObject({
      refused: true,
    });
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
    expect(textOf(cardOf(await desk.office.as('sun.fang').command('投票列表')))).toMatch(
      /等您参与[\s\S]*Which lift music\?/,
    );
    expect(textOf(cardOf(await desk.office.as('li.wei').command('投票列表')))).not.toContain(
      'Which lift music?',
    );
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
    const form = formOf(await desk.office.as('zhao.lei').click('polls.repeat', id));
    const set = { ...valuesOf(form), start: '2026-12-07T09:00', repeats: 'week', hours: '24' };
    expect((await desk.office.as('zhao.lei').submit('polls.repeat', id, set)).kind).toBe('notice');
    const asked = () =>
      desk.office.app.database.prisma.poll.findMany({
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
    await desk.office.as('zhao.lei').click('polls.pause', id);
    await at('2026-12-14T02:00:00Z');
    expect(await asked()).toHaveLength(2);
    await desk.office.as('zhao.lei').click('polls.resume', id);
    await at('2026-12-21T01:00:10Z');
    expect(await asked()).toHaveLength(3);
    // What was slept through whole is passed over.
    await at('2026-12-30T05:00:00Z');
    expect(await asked()).toHaveLength(3);
    await at('2027-01-04T01:00:10Z');
    expect(await asked()).toHaveLength(4);
    await desk.office.as('zhao.lei').click('polls.stop', id);
    await at('2027-01-18T02:00:00Z');
    expect(await asked()).toHaveLength(4);
    expect(await desk.office.as('zhao.lei').click('polls.pause', id)).toMatchObject({ refused: true });
  });
});
