import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button } from '../../../src/ui/card.ts';
import { chatOf } from '../../engine/chat.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

const text = (ack: Ack) => (ack.kind === 'card' ? textOf(ack.card) : ack.kind === 'notice' ? ack.text : '');

/** The buttons of a card, those of its list as well. */
function buttonsIn(ack: Ack): Button[] {
  if (ack.kind !== 'card') throw new Error(`no card but ${ack.kind}: ${text(ack)}`);
  return ack.card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.buttons;
    return block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : [];
  });
}

const buttonOf = (ack: Ack, action: string): Button => {
  const button = buttonsIn(ack).find((each) => each.action === action);
  if (button === undefined) throw new Error(`no button ${action}: ${text(ack)}`);
  return button;
};

describe('finding, joining, merging and handing out', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await startOffice();
  });
  afterAll(() => office.stop());

  const repair = (location: string, description: string) => ({ location, description, urgency: 'normal' });
  const file = (name: string, location: string, description: string) =>
    office.as(name).submit('requests.file', 'repair', repair(location, description));
  const row = async (number?: number) => {
    const { prisma } = office.app.database;
    return prisma.request.findFirstOrThrow({ where: number ? { number } : {}, orderBy: { number: 'desc' } });
  };
  const told = async (name: string) =>
    (await office.shown(name)).map(({ card }) => [card.summary, textOf(card)].join('\n')).join('\n');

  it('offers what others reported, without their names or words; what was typed is kept', async () => {
    await file('li.wei', '三楼', '三楼空调漏水，地毯湿了');
    const first = await row();
    const offer = await file('zhang.min', '3F', '三楼的空调一直在漏水');
    expect(text(offer)).toContain(`#${first.number}`);
    expect(text(offer)).not.toMatch(/李伟|地毯/);
    expect((await row()).number).toBe(first.number);
    // A button of somebody else's, or for another request, opens nothing.
    const { value } = buttonOf(offer, 'requests.join');
    expect(await office.as('omar.haddad').click('requests.join', value)).toMatchObject({ refused: true });
    expect(await office.as('omar.haddad').click('requests.join', first.id)).toMatchObject({ refused: true });
    const held = buttonOf(offer, 'requests.fileAnyway').value;
    expect(await office.as('omar.haddad').click('requests.fileAnyway', held)).toMatchObject({
      refused: true,
    });
    // Two clicks at once file it once.
    const zhang = office.as('zhang.min');
    await Promise.all([zhang.click('requests.fileAnyway', held), zhang.click('requests.fileAnyway', held)]);
    const second = await row();
    expect(second).toMatchObject({ requesterId: zhang.id, about: '3F\n三楼的空调一直在漏水' });
    expect(second.number).toBeGreaterThan(first.number);
    expect(await office.app.database.prisma.request.count()).toBe(2);
    expect(await zhang.click('requests.fileAnyway', held)).toMatchObject({ refused: true });
  });

  it('lets people join: they see it, hear what its requester hears, and may leave', async () => {
    const first = await office.app.database.prisma.request.findFirstOrThrow({ orderBy: { number: 'asc' } });
    const omar = office.as('omar.haddad');
    const offer = await file('omar.haddad', '三楼', '三楼空调漏水');
    const join = buttonsIn(offer).find(({ value }) => value.startsWith(first.id))!;
    expect(text(await omar.click('requests.join', join.value))).toContain(`#${first.number}`);
    expect(await row(first.number)).toMatchObject({ joinerIds: [omar.id], version: 2 });
    expect(await omar.click('requests.join', first.id)).toMatchObject({ refused: true });
    expect(text(await omar.command('my'))).toContain(`#${first.number}`);
    await office.as('zhao.lei').click('requests.take', first.id);
    expect(await told('omar.haddad')).toContain('赵磊');
    expect(text(await omar.click('requests.history', first.id))).toContain('Omar Haddad joined');
    expect(await omar.command(`leave ${first.number}`)).toMatchObject({ kind: 'notice' });
    expect(await omar.command(`show ${first.number}`)).toMatchObject({ refused: true });
    // The card that was sent tells nothing any more.
    await office.as('zhao.lei').submit('requests.comment', first.id, { words: '备件到了' });
    await office.as('zhao.lei').click('requests.start', first.id);
    const [card] = (await office.shown('omar.haddad')).filter(({ card: { summary } }) =>
      summary.includes('no longer'),
    );
    expect(textOf(card!.card)).not.toMatch(/空调|李伟/);
    expect(await office.as('li.wei').command(`join ${first.number}`)).toMatchObject({ refused: true });
    expect(text(await office.as('li.wei').command('my'))).not.toContain('Omar');
  });

  it('does not offer what is elsewhere, over, or has to be approved', async () => {
    expect(await file('anna.meyer', '五楼', '五楼空调漏水')).toMatchObject({ kind: 'notice' });
    const chairs = { item: 'Office chairs', quantity: '2', amount: '900', reason: 'Office chairs' };
    expect(await office.as('li.wei').submit('requests.file', 'purchase', chairs)).toMatchObject({
      kind: 'notice',
    });
    expect(await office.as('anna.meyer').submit('requests.file', 'purchase', chairs)).toMatchObject({
      kind: 'notice',
    });
  });

  it('finds, narrows down, and says how it understood', async () => {
    const zhao = office.as('zhao.lei');
    const found = await zhao.command('查找 空调 未完成');
    expect(text(found)).toContain('未完成');
    expect(text(found).match(/#\d+ 报修/g)).toHaveLength(3);
    expect(text(await zhao.command('find 空调 @anna'))).toMatch(/Anna Meyer[\s\S]*#\d+/);
    expect(text(await office.as('omar.haddad').command('find 空调'))).toContain('Nothing fits');
    expect(await zhao.command('find')).toMatchObject({ kind: 'form', form: { id: 'requests.find' } });
    const narrowed = await zhao.submit('requests.find', 'find', { words: '空调', stage: 'assigned' });
    expect(text(narrowed).match(/#\d+ 报修/g)).toHaveLength(1);
    const { number } = await row();
    const shown = await zhao.command(`find ${number}`);
    expect(shown).toEqual({ kind: 'ok' });
    expect(text(await zhao.command('find pump 7777'))).toContain('没有符合');
    for (const strange of ["find ' OR 1=1 --", 'find % _ \\', 'find a:* & b <-> !c', 'find "', 'find “'])
      expect((await zhao.command(strange)).kind).toBe('card');
  });

  it('shows the queue in pages, oldest first, and what is late', async () => {
    const zhao = office.as('zhao.lei');
    const troubles = [
      'lamp',
      'door',
      'window',
      'lift',
      'tap',
      'toilet',
      'desk',
      'chair',
      'monitor',
      'key card',
    ];
    for (const [at, trouble] of troubles.entries())
      await file('li.wei', `Room ${100 + at}`, `${trouble} trouble`);
    const first = await zhao.command('queue');
    const more = buttonOf(first, 'requests.more');
    const second = await zhao.click(more.action, more.value);
    const numbers = [first, second].flatMap((page) =>
      [...text(page).matchAll(/#(\d+) /g)].map(([, n]) => Number(n)),
    );
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers).toHaveLength(await office.app.database.prisma.request.count());
    expect(text(await zhao.command('待办 报修 无人负责'))).toContain('#');
    expect(text(await zhao.command('queue repair'))).toContain('#');
    // A sentence that begins like a list is none.
    expect((await office.as('li.wei').command('my printer jams')).kind).toBe('notice');
    const { id, number } = await row();
    await office.app.database.prisma.request.update({ where: { id }, data: { resolveBy: new Date(0) } });
    expect(text(await zhao.command('overdue'))).toContain(`#${number}`);
    expect(text(await zhao.command('逾期 采购'))).not.toContain(`#${number}`);
  });

  it('merges two requests in one step, and splits one', async () => {
    const { prisma } = office.app.database;
    const [one, other] = await prisma.request.findMany({
      where: { about: { contains: '三楼' } },
      orderBy: { number: 'asc' },
    });
    const zhao = office.as('zhao.lei');
    expect(await office.as('li.wei').click('requests.merge', one!.id)).toMatchObject({ refused: true });
    expect(await zhao.click('requests.merge', other!.id)).toMatchObject({ kind: 'form' });
    // What is wrong is said at the field, with what was typed.
    expect(await zhao.submit('requests.merge', other!.id, { number: '99999' })).toMatchObject({
      form: { errors: { number: expect.any(String) } },
    });
    expect(await zhao.submit('requests.merge', other!.id, { number: String(other!.number) })).toMatchObject({
      form: { errors: { number: expect.any(String) }, fields: [{ value: String(other!.number) }] },
    });
    // Somebody changes the other one at the same instant: it is decided anew, nothing is lost.
    await Promise.all([
      zhao.submit('requests.merge', other!.id, { number: `#${one!.number}` }),
      office.as('sun.fang').submit('requests.comment', one!.id, { words: '马上到' }),
    ]);
    expect(await row(other!.number)).toMatchObject({ stage: 'closed', mergedIntoId: one!.id });
    expect((await row(one!.number)).joinerIds).toEqual([office.as('zhang.min').id]);
    expect(await told('zhang.min')).toContain(`#${one!.number}`);
    expect(text(await zhao.click('requests.history', other!.id))).toContain(`#${one!.number}`);
    expect(text(await zhao.click('requests.history', one!.id))).toContain(`#${other!.number}`);
    expect(await zhao.submit('requests.merge', other!.id, { number: String(one!.number) })).toMatchObject({
      kind: 'form',
    });

    await zhao.submit('requests.split', one!.id, { words: '三楼地毯要更换' });
    const part = await row();
    expect(part).toMatchObject({ category: 'repair', requesterId: one!.requesterId, stage: 'open' });
    expect(part.fields).toMatchObject({ description: '三楼地毯要更换', location: '三楼' });
    expect(text(await zhao.click('requests.history', one!.id))).toContain(`#${part.number}`);
    expect(text(await office.as('li.wei').click('requests.history', part.id))).toContain(`#${one!.number}`);
    const purchase = await prisma.request.findFirstOrThrow({ where: { category: 'purchase' } });
    expect(await zhao.click('requests.split', purchase.id)).toMatchObject({ refused: true });
    expect(await zhao.submit('requests.merge', purchase.id, { number: String(one!.number) })).toMatchObject({
      kind: expect.any(String),
    });
  });

  it('hands out several at once, and says which did not pass', async () => {
    const zhao = office.as('zhao.lei');
    const sun = office.as('sun.fang');
    expect(await sun.command('assign')).toMatchObject({ refused: true });
    const opened = await zhao.command('分派');
    if (opened.kind !== 'form') throw new Error(text(opened));
    const field = opened.form.fields[0]!;
    const [first, second, third] = 'options' in field ? field.options!.map(({ value }) => value) : [];
    // One of them is taken meanwhile by the very person.
    await sun.click('requests.take', second!);
    const chosen = { requests: [first, second, third].join('\n'), person: sun.id };
    const answer = await zhao.submit('requests.assignMany', opened.form.context, chosen);
    const rows = await office.app.database.prisma.request.findMany({
      where: { id: { in: [first!, second!, third!] } },
    });
    expect(rows.map(({ assigneeId }) => assigneeId)).toEqual([sun.id, sun.id, sun.id]);
    const numberOf = (id: string | undefined) => rows.find((each) => each.id === id)!.number;
    const [passed = '', failed = ''] = text(answer).split('未能分派：');
    expect(passed).toContain(`#${numberOf(first)}`);
    expect(passed).toContain(`#${numberOf(third)}`);
    expect(failed).toContain(`#${numberOf(second)}`);
    for (const id of [first, third])
      expect(
        await office.app.database.prisma.history.count({
          where: { subject: `request:${id}`, kind: 'assigned' },
        }),
      ).toBe(1);
  });

  it('offers the same in a chat that asks one question after the other, and files what was answered', async () => {
    const { prisma } = office.app.database;
    const count = await prisma.request.count();
    const chat = chatOf(office, 'lin.yue');
    await chat.write('报修 三楼空调漏水');
    for (const answer of ['三楼', '跳过']) await chat.write(answer);
    const offered = await chat.write('提交');
    expect(offered).toContain('要一起跟进吗');
    expect(await prisma.request.count()).toBe(count);
    await chat.click(await chat.buttonOf('requests.fileAnyway'));
    expect(await row()).toMatchObject({
      fields: { location: '三楼', description: '三楼空调漏水', urgency: 'normal' },
    });
    expect(await prisma.request.count()).toBe(count + 1);
    expect(await prisma.heldFiling.count({ where: { personId: office.as('lin.yue').id } })).toBe(0);
  });
});
