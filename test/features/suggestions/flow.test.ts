import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../helpers/office.ts';
import { buttonsOf, cardOf, type SuggestionDesk, said, startSuggestions, valueIn } from './desk.ts';

let desk: SuggestionDesk;
beforeAll(async () => {
  desk = await startSuggestions();
});
afterAll(() => desk.office.stop());
const as = (name: string) => desk.office.as(name);

describe('a suggestion by name', () => {
  it('lives from received to confirmed, and all who follow it hear of every move', async () => {
    const { suggest, find, reads } = desk;
    const opened = await as('li.wei').command('suggest Quiet corner on 2F');
    expect(opened).toMatchObject({
      kind: 'form',
      form: {
        id: 'suggestions.write',
        fields: [{ id: 'title', value: 'Quiet corner on 2F' }, {}, {}, { id: 'who' }],
      },
    });
    const id = await suggest('li.wei', 'Quiet corner on 2F');
    const { number } = await find(id);
    const main = (await reads('facilities', 'Quiet corner on 2F'))[0]!;
    expect(textOf(main)).toContain('李伟');
    expect(buttonsOf(main).map(({ action }) => action)).toContain('suggestions.support');
    expect(await reads('zhao.lei', 'Quiet corner on 2F')).toHaveLength(1);

    expect(said(await as('anna.meyer').click('suggestions.support', id))).toContain('You support');
    expect(await as('anna.meyer').click('suggestions.support', id)).toMatchObject({ refused: true });
    expect(await as('li.wei').click('suggestions.support', id)).toMatchObject({ refused: true });
    expect(await as('anna.meyer').click('suggestions.review', id)).toMatchObject({ refused: true });

    await as('zhao.lei').click('suggestions.review', id);
    await as('zhao.lei').submit('suggestions.plan', id, { date: '2026-12-01', words: 'Screens and a sofa' });
    expect(await find(id)).toMatchObject({ stage: 'planned', promisedFor: '2026-12-01' });
    const told = await reads('anna.meyer', 'is planned');
    expect(told.map(textOf)[0]).toContain('Screens and a sofa');
    expect(await reads('li.wei', '已列入计划')).toHaveLength(1);
    // The live card follows.
    expect(textOf((await reads('facilities', 'Quiet corner on 2F'))[0]!)).toContain('承诺在');

    await as('li.wei').submit('requests.file', 'repair', {
      location: '2F',
      description: 'Sofa for the corner',
    });
    const request = await desk.office.request();
    const unknown = await as('zhao.lei').submit('suggestions.link', id, { numbers: '4711' });
    expect(unknown).toMatchObject({
      kind: 'form',
      form: { errors: { numbers: expect.stringContaining('#4711') } },
    });
    await as('zhao.lei').submit('suggestions.link', id, { numbers: `#${request.number}` });
    await as('zhao.lei').click('suggestions.start', id);
    await desk.prisma.request.update({ where: { id: request.id }, data: { actualCost: 1200 } });
    const shown = said(await as('anna.meyer').command(`suggestion ${number}`));
    expect(shown).toContain(`#${request.number}`);
    expect(shown).toContain('1,200');

    await as('zhao.lei').submit('suggestions.finish', id, { words: 'It is there' });
    expect(await as('anna.meyer').click('suggestions.confirm', id)).toMatchObject({ refused: true });
    await as('li.wei').submit('suggestions.reopen', id, { words: 'No light yet' });
    expect(await find(id)).toMatchObject({ stage: 'underReview', promisedFor: null });
    expect((await reads('zhao.lei', '重新打开')).map(textOf)[0]).toContain('No light yet');
    await as('zhao.lei').submit('suggestions.finish', id, { words: '' });
    await as('li.wei').click('suggestions.confirm', id);
    expect(await find(id)).toMatchObject({ stage: 'confirmed' });
    expect(await reads('anna.meyer', 'its author has confirmed it')).toHaveLength(1);
    expect(said(await as('anna.meyer').click('suggestions.history', id))).toContain('赵磊');
  });

  it('is offered to be supported instead of said again; what was written is kept, sealed', async () => {
    const { suggest, find, prisma } = desk;
    const id = await suggest('li.wei', 'Oat milk for the coffee machine');
    const values = { title: 'Please put oat milk at the coffee machine', text: 'I take no cow milk.' };
    const again = { ...values, category: 'building', who: 'anonymous' };
    const offer = cardOf(await as('anna.meyer').submit('suggestions.write', '', again));
    expect(textOf(offer)).toContain('Oat milk for the coffee machine');
    const held = await prisma.heldFiling.findFirstOrThrow({ where: { context: 'suggestion' } });
    expect(JSON.stringify(held)).not.toContain('cow');
    expect(held.personId).not.toBe(as('anna.meyer').id);
    const change = await as('anna.meyer').click('suggestions.write', valueIn(offer, 'suggestions.write'));
    expect(said(change)).toContain('cow milk');
    expect(said(await as('li.wei').click('suggestions.write', held.id))).not.toContain('cow milk');
    await as('anna.meyer').click('suggestions.supportInstead', valueIn(offer, 'suggestions.supportInstead'));
    expect((await find(id)).supporterIds).toEqual([as('anna.meyer').id]);
    expect(await prisma.heldFiling.count({ where: { context: 'suggestion' } })).toBe(0);
    expect(await as('anna.meyer').click('suggestions.sendAnyway', held.id)).toMatchObject({ refused: true });
    expect(await prisma.suggestion.count({ where: { title: values.title } })).toBe(0);
  });

  it('is declined with a reason that all who follow it read', async () => {
    const { suggest, reads, prisma } = desk;
    const id = await suggest('anna.meyer', 'A slide from the roof');
    await as('sun.fang').click('suggestions.support', id);
    await as('zhao.lei').submit('suggestions.decline', id, { words: 'The fire code forbids it.' });
    for (const [name, words] of [
      ['anna.meyer', 'not taken up'],
      ['sun.fang', '未被采纳'],
    ] as const)
      expect((await reads(name, words)).map(textOf).join()).toContain('The fire code forbids it.');
    const kinds = (await prisma.history.findMany({ where: { subject: `suggestion:${id}` } })).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['suggestionFiled', 'suggestionSupported', 'suggestionDeclined']);
  });

  it('is commented on below its card in the channel, by name', async () => {
    const { suggest, reads, office } = desk;
    const id = await suggest('li.wei', 'Bicycle stands with a roof');
    const main = (await office.shown('facilities')).find(({ card }) =>
      textOf(card).includes('Bicycle stands'),
    )!;
    await as('sun.fang').say(main.id, 'We had some at the old place');
    expect((await reads('li.wei', 'old place')).map(textOf)[0]).toContain('孙芳');
    expect(said(await as('omar.haddad').click('suggestions.comments', id))).toContain('We had some');
    await as('omar.haddad').submit('suggestions.comment', id, { words: 'How many?' });
    expect(await reads('li.wei', 'How many?')).toHaveLength(1);
  });

  it('of a message begins with its words, and leads back to it', async () => {
    const picked = { url: 'https://chat.example/m/1', author: 'Omar Haddad', text: 'The lobby is dark' };
    const ack = await as('li.wei').send({ kind: 'shortcut', shortcut: 'suggestions.fromMessage', ...picked });
    if (ack.kind !== 'form') throw new Error('no form');
    const values = { title: 'Light for the lobby', text: 'The lobby is dark', category: 'building' };
    await as('li.wei').submit('suggestions.write', ack.form.context, { ...values, who: 'named' });
    const { id, origin } = await desk.prisma.suggestion.findFirstOrThrow({ where: { title: values.title } });
    expect(origin).toMatchObject({ url: picked.url, author: 'Omar Haddad' });
    expect(said(await as('anna.meyer').click('suggestions.show', id))).toContain('Open the message');
    expect(await desk.prisma.draft.count()).toBe(0);
  });

  it('becomes a request that is linked as soon as it is filed', async () => {
    const id = await desk.suggest('li.wei', 'Hooks for umbrellas');
    const chooser = cardOf(await as('zhao.lei').click('suggestions.file', id));
    const value = buttonsOf(chooser).find((button) => button.value.startsWith('repair'))?.value;
    const form = await as('zhao.lei').click('requests.file', value ?? 'repair');
    if (form.kind !== 'form') throw new Error(said(form));
    await as('zhao.lei').submit('requests.file', form.form.context, { location: '1F', description: 'Hooks' });
    const request = await desk.office.request();
    await desk.at('2026-11-23T02:00:05Z');
    const { requestIds, number } = await desk.find(id);
    expect(requestIds).toEqual([request.id]);
    expect(await desk.reads('facilities', `来自建议 #${number}`)).not.toHaveLength(0);
  });
});

describe('the lists', () => {
  it('show the most supported, the newest, mine, what I answer for, and what is sought', async () => {
    const list = async (name: string, text: string) => said(await as(name).command(text));
    const top = await list('anna.meyer', 'suggestions');
    expect(top.indexOf('Oat milk')).toBeGreaterThan(-1);
    expect(top.indexOf('Oat milk')).toBeLessThan(top.indexOf('Bicycle'));
    expect(top).not.toContain('slide from the roof');
    expect(await list('anna.meyer', 'suggestions newest')).toContain('slide from the roof');
    expect(await list('anna.meyer', 'my suggestions')).toContain('slide from the roof');
    expect(await list('anna.meyer', 'my suggestions')).not.toContain('Bicycle');
    expect(await list('zhao.lei', '建议列表 待答复')).toContain('Bicycle');
    expect(await list('li.wei', '建议列表 待答复')).not.toContain('Bicycle');
    expect(await list('anna.meyer', 'suggestions bicycles')).toContain('Bicycle');
    expect(said(await as('anna.meyer').command('建议 1'))).toContain('#1');
  });
});

describe('promises', () => {
  it('are overdue for the owner the next morning, for the curator a week later, and in the digest', async () => {
    const { suggest, reads, at, find } = desk;
    const id = await suggest('li.wei', 'Water dispenser on the third floor');
    await as('zhao.lei').submit('suggestions.assign', id, { person: as('sun.fang').id });
    await as('sun.fang').submit('suggestions.plan', id, { date: '2026-11-25', words: '' });
    await at('2026-11-25T10:00:00Z');
    expect(await reads('sun.fang', '您承诺在')).toHaveLength(0);
    await at('2026-11-26T02:00:00Z');
    expect((await reads('sun.fang', '您承诺在')).map(textOf).join()).toContain('Water dispenser');
    const refused = await as('sun.fang').submit('suggestions.postpone', id, {
      date: '2026-11-27',
      words: '',
    });
    expect(refused).toMatchObject({ kind: 'form', form: { errors: { words: expect.any(String) } } });
    await as('sun.fang').submit('suggestions.postpone', id, { date: '2026-11-27', words: 'Pump is late' });
    expect((await reads('li.wei', '推迟了')).map(textOf)[0]).toContain('Pump is late');
    expect(await find(id)).toMatchObject({ postponed: 1 });
    await at('2026-11-28T02:00:00Z');
    expect(await reads('zhao.lei', '仍未完成')).toHaveLength(0);
    // Not the week after the first promise, which was put off.
    await at('2026-12-03T02:00:00Z');
    expect(await reads('zhao.lei', '仍未完成')).toHaveLength(0);
    await at('2026-12-05T02:00:00Z');
    expect((await reads('zhao.lei', '仍未完成')).map(textOf).join()).toContain('Water dispenser');
  });

  it('in the monthly digest on the first workday at ten, once, to everyone in their language', async () => {
    const { reads } = desk;
    // December's first workday was told of on the way here: it says what November has brought.
    const anna = await reads('anna.meyer', 'You said, we did: November 2026');
    expect(anna).toHaveLength(1);
    expect(await reads('li.wei', '您说我改：2026年11月')).toHaveLength(1);
    expect(textOf(anna[0]!)).toContain('Quiet corner on 2F');
    expect(textOf(anna[0]!)).toContain('The fire code forbids it.');
    expect(textOf(anna[0]!)).toContain('Overdue promises: 1');
    expect(textOf(anna[0]!)).toContain('Water dispenser');
    const preview = said(await as('lin.yue').command('建议月报'));
    expect(preview).toContain('2026年12月');
    expect(await as('li.wei').command('suggest digest')).toMatchObject({ refused: true });
    const timers = await desk.prisma.timer.findMany({ where: { kind: 'suggestions.digest', firedAt: null } });
    expect(timers.map(({ id }) => id)).toEqual(['tmr_suggestions_digest_2027-01']);
  });
});

describe('what is done', () => {
  it('counts as confirmed after a week without an answer, and that is said', async () => {
    const { suggest, reads, at, find } = desk;
    const id = await suggest('anna.meyer', 'Bigger whiteboards');
    await as('zhao.lei').submit('suggestions.finish', id, { words: 'Two metres' });
    expect((await reads('anna.meyer', 'Bigger whiteboards')).map(textOf).join()).toContain(
      'counts as confirmed',
    );
    await as('anna.meyer').submit('suggestions.reopen', id, { words: 'Only one of them' });
    await at('2026-12-08T02:00:00Z');
    await as('zhao.lei').submit('suggestions.finish', id, { words: 'Both' });
    // The week since it was done the first time is over: that one was reopened.
    await at('2026-12-13T02:00:00Z');
    expect(await find(id)).toMatchObject({ stage: 'done' });
    await at('2026-12-15T03:00:00Z');
    expect(await find(id)).toMatchObject({ stage: 'confirmed' });
    expect(await reads('anna.meyer', 'counts as done')).toHaveLength(1);
  });
});

describe('the improvement meeting', () => {
  it('has its agenda, turns decisions into promises with owners, and posts them', async () => {
    const { suggest, reads, find } = desk;
    const [plants, gym] = [
      await suggest('li.wei', 'More plants'),
      await suggest('li.wei', 'A gym in the cellar'),
    ];
    await as('anna.meyer').click('suggestions.support', gym);
    expect(await as('li.wei').command('suggest agenda')).toMatchObject({ refused: true });
    const form = await as('lin.yue').command('建议议程');
    expect(form).toMatchObject({ kind: 'form', form: { id: 'suggestions.meeting' } });
    let agenda = cardOf(await as('lin.yue').submit('suggestions.meeting', '', { date: '2026-12-16' }));
    expect(textOf(agenda)).toContain('A gym in the cellar');
    expect(textOf(agenda)).toContain('Water dispenser');
    const { id } = await desk.prisma.improvementMeeting.findFirstOrThrow();
    const nobody = await as('li.wei').submit('suggestions.decide', `${id} ${gym}`, {
      decision: 'assign',
      owner: as('li.wei').id,
    });
    expect(nobody).toMatchObject({ refused: true });
    const silent = await as('lin.yue').submit('suggestions.decide', `${id} ${gym}`, {
      decision: 'decline',
      words: '',
    });
    expect(silent).toMatchObject({ kind: 'form', form: { errors: { words: expect.any(String) } } });
    await as('lin.yue').submit('suggestions.decide', `${id} ${gym}`, {
      decision: 'decline',
      words: '地下室没有窗户',
    });
    agenda = cardOf(
      await as('lin.yue').submit('suggestions.decide', `${id} ${plants}`, {
        ...{ decision: 'plan', owner: as('sun.fang').id, date: '2026-12-30', words: '大堂和茶水间' },
      }),
    );
    expect(await find(plants)).toMatchObject({
      stage: 'planned',
      promisedFor: '2026-12-30',
      ownerId: as('sun.fang').id,
    });
    expect(await reads('sun.fang', 'More plants')).not.toHaveLength(0);
    expect(await find(gym)).toMatchObject({ stage: 'declined', reason: '地下室没有窗户' });
    expect((await reads('anna.meyer', 'A gym in the cellar')).map(textOf).join()).toContain('地下室没有窗户');
    await as('lin.yue').submit('suggestions.meeting.close', id, { next: '2027-01-20' });
    const minutes = (await reads('facilities', '征求意见改进会的决定')).map(textOf).join();
    expect(minutes).toContain('孙芳承诺在2026年12月30日');
    expect(minutes).toContain('不采纳：地下室没有窗户');
    expect(said(await as('lin.yue').command('suggest digest'))).toContain('2027年1月20日');
    expect(said(await as('lin.yue').command('suggest agenda'))).toContain('2027年1月20日');
  });
});
