import { describe, expect, it } from 'vitest';
import { pollExports } from '../../../src/features/polls/index.ts';
import { textOf } from '../../helpers/office.ts';
import { actionsOn, buttons, cardOf, formOf, pollDesk, valuesOf } from './desk.ts';

const desk = pollDesk();
const { due, ask, poll, vote, cardIn, close } = desk;

describe('what comes next', () => {
  it('a request, a reminder and an announcement, linked both ways', async () => {
    const id = await ask('zhao.lei', {
      question: 'What shall we repair first?',
      options: 'The lift\nThe printer',
      people: 'anna.meyer@harbour.example',
    });
    await vote('sun.fang', id, 'The printer');
    expect(await desk.office.as('zhao.lei').click('polls.next.request', id)).toMatchObject({ refused: true });
    await close('zhao.lei', id);
    expect(actionsOn(await cardIn('facilities', id))).toContain('polls.next.request');
    expect(await desk.office.as('sun.fang').click('polls.next.request', id)).toMatchObject({ refused: true });
    // What it says names the kind of request: its form opens at once.
    const form = formOf(await desk.office.as('zhao.lei').click('polls.next.request', id));
    expect(JSON.stringify(valuesOf(form))).toContain('What shall we repair first? The printer');
    await desk.office
      .as('zhao.lei')
      .submit(form.id, form.context, { ...valuesOf(form), location: '3F', urgency: 'high' });
    await due();
    const request = await desk.office.request();
    const { number } = await poll(id);
    expect((await desk.office.shown('facilities')).map(({ card }) => textOf(card)).join()).toContain(
      `来自投票 #${number}`,
    );
    const reminder = formOf(await desk.office.as('zhao.lei').click('polls.next.reminder', id));
    expect(valuesOf(reminder).text).toBe('What shall we repair first? The printer');
    cardOf(await desk.office.as('zhao.lei').submit(reminder.id, reminder.context, { ...valuesOf(reminder) }));
    const announcement = formOf(await desk.office.as('zhao.lei').click('polls.next.announcement', id));
    await desk.office
      .as('zhao.lei')
      .submit(announcement.id, announcement.context, { text: 'The printer it is.', team: 'finance' });
    await due();
    for (const place of ['facilities', 'finance', 'anna.meyer'])
      expect((await desk.office.shown(place)).map(({ card }) => textOf(card)).join()).toContain(
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
    const choice = cardOf(await desk.office.as('zhao.lei').click('polls.next.reminder', id));
    expect(buttons(choice).map(({ label }) => label)).toEqual(['Noodles', 'Both']);
    const form = formOf(
      await desk.office.as('zhao.lei').click('polls.next.reminder', buttons(choice)[1]!.value),
    );
    expect(valuesOf(form).text).toContain('Both');
  });
});

describe('taken away as a table', () => {
  const table = async (id: string, who: string) =>
    pollExports.table(desk.office.app.engine['options'].world(), desk.office.as(who).id, id);

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
