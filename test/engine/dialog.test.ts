import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { chatOf } from './chat.ts';

describe('a form, question by question', () => {
  let office: TestOffice;
  let now: Date;
  const clock = { now: () => now };
  beforeEach(async () => {
    now = new Date();
    office = await startOffice({ clock });
  });
  afterEach(() => office.stop());
  /** Nobody does two things in one millisecond. */
  const later = (ms = 1000) => {
    now = new Date(now.getTime() + ms);
  };
  const requests = () => office.app.database.prisma.request.findMany({ orderBy: { number: 'asc' } });
  const dialogs = () => office.app.database.prisma.dialog.count();

  it('in Chinese: wrong, back, and sent with a word', async () => {
    const li = chatOf(office, 'li.wei');
    const first = await li.write('报修 三楼空调漏水');
    expect(first).toContain('地点');
    expect(first).not.toContain('情况说明');
    const overview = await li.write('三楼');
    for (const line of ['1. 地点: 三楼', '2. 情况说明: 三楼空调漏水', '3. 紧急程度: 一般', '[提交]'])
      expect(overview).toContain(line);
    const again = await li.write('返回');
    expect(again).toContain('紧急程度');
    expect(again).toContain('3. 紧急');
    expect(await li.write('马上')).toContain('请从选项中选一个。');
    expect(await li.write('３')).toContain('3. 紧急程度: 紧急');
    expect(await li.write('1')).toContain('已填：三楼');
    expect(await li.write('五楼')).toContain('1. 地点: 五楼');
    expect(await requests()).toEqual([]);
    expect(await li.write('提交')).toContain('已提交！');
    expect((await requests()).map(({ fields }) => fields)).toEqual([
      { location: '五楼', description: '三楼空调漏水', urgency: 'high' },
    ]);
    expect(await dialogs()).toBe(0);
  });

  it('in English: amounts, an optional field skipped, and yes', async () => {
    const anna = chatOf(office, 'anna.meyer');
    const first = await anna.write('buy 3 chairs');
    expect(first).toContain('I have 3 short questions.');
    expect(first).toContain('Quantity');
    expect(await anna.write('three')).toContain('Please write a number, like 12.');
    expect(await anna.write('skip')).toContain('This is needed.');
    expect(await anna.write('0')).toContain('At least 1, please.');
    expect(await anna.write('3')).toContain('Total cost');
    expect(await anna.write('a lot')).toContain('Please write an amount');
    expect(await anna.write('¥1,200.50')).toContain('Why\nWrite “skip” to leave this out.');
    const overview = await anna.write('skip');
    expect(overview).toContain('4. Why: –');
    expect(await anna.write('hm?')).toContain('Is this right?');
    expect(await anna.write('2')).toContain('So far: 3.');
    // What was skipped is not asked again.
    expect(await anna.write('4')).toContain('Is this right?');
    expect(await anna.write('Yes!')).toContain('Thank you!');
    expect((await requests()).map(({ fields }) => fields)).toEqual([
      { item: '3 chairs', quantity: 4, amount: 1200.5, reason: null },
    ]);
  });

  it.each(['cancel', '取消', '算了', 'Stop.'])('ends with %s, and nothing is filed', async (word) => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修');
    expect(await li.write(word)).toContain('好的，没有提交任何内容。');
    expect(await dialogs()).toBe(0);
    expect(await li.write('三楼')).toContain('没太明白');
    expect(await requests()).toEqual([]);
  });

  it('is interrupted by commands, and goes on', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修');
    expect(await li.write('帮助')).toContain('我能帮您做什么');
    expect(await li.write('我的')).toContain('我的申请');
    expect(await li.write('查看 42')).toContain('没有这个申请');
    expect(await li.write('三楼')).toContain('情况说明');
    // What only begins like a command is an answer.
    expect(await li.write('新建的隔断坏了')).toContain('2. 情况说明: 新建的隔断坏了');
  });

  it('leaves what is said in a thread to that thread', async () => {
    const li = chatOf(office, 'li.wei');
    await office
      .as('li.wei')
      .submit('requests.file', 'repair', { location: 'A', description: 'B', urgency: 'low' });
    const [card] = await office.shown('li.wei');
    await li.write('报修');
    await li.write('还在漏水', card!.id);
    const { subject } = await office.app.database.prisma.history.findFirstOrThrow({
      where: { kind: 'answered' },
    });
    expect(subject).toBe(`request:${(await requests())[0]!.id}`);
    expect(await li.write('三楼')).toContain('情况说明');
  });

  it('goes on after a restart', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    await office.app.stop();
    const { databaseUrl } = office;
    office = { ...(await startOffice({ clock, databaseUrl })), stop: office.stop };
    const restarted = chatOf(office, 'li.wei');
    expect(await restarted.write('三楼')).toContain('2. 情况说明: 漏水');
    await office.app.stop();
  });

  it('after an upgrade says so, and keeps what still fits', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    const { prisma } = office.app.database;
    const values = { location: '三楼', description: { old: 'shape' }, urgency: 'yesterday', gone: 'x' };
    await prisma.dialog.updateMany({ data: { version: 99, field: 7, values } });
    const said = await li.write('二楼');
    expect(said).toContain('系统刚刚升级过');
    expect(said).toContain('情况说明');
    const row = await prisma.dialog.findFirstOrThrow();
    expect(row).toMatchObject({ version: 1, field: 1, values: { location: '三楼', urgency: 'normal' } });
    expect(await li.write('漏水')).toContain('1. 地点: 三楼');
  });

  it('is forgotten after a day, not before', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修');
    later(24 * 3600_000 - 1000);
    expect(await li.write('三楼')).toContain('情况说明');
    later(24 * 3600_000 + 1);
    expect(await li.write('漏水')).toContain('没太明白');
  });

  it('sends by its button what it shows, once', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    later();
    await li.write('三楼');
    const stale = await li.buttonOf('dialog.send');
    later();
    await li.write('1');
    later();
    await li.write('五楼');
    const fresh = await li.buttonOf('dialog.send');
    expect(await li.click(stale)).toMatchObject({ refused: true });
    expect(await li.click(fresh)).toMatchObject({ kind: 'notice', text: expect.stringContaining('已提交') });
    expect(await li.click(fresh)).toMatchObject({ refused: true });
    expect((await requests()).map(({ fields }) => fields)).toMatchObject([{ location: '五楼' }]);
    expect((await requests()).length).toBe(1);
  });

  it('another dialog’s buttons do nothing', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    const [open, cancel] = [await li.buttonOf('dialog.open'), await li.buttonOf('dialog.cancel')];
    await li.write('取消');
    expect(await li.click(cancel)).toMatchObject({ refused: true });
    await li.write('采购 椅子');
    expect(await li.click(cancel)).toMatchObject({ refused: true });
    expect(await li.click(open)).toMatchObject({ refused: true });
    expect(await dialogs()).toBe(1);
  });

  it('opens as a form with what was typed; sending that ends it', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    await li.write('三楼');
    const opened = await li.click(await li.buttonOf('dialog.open'));
    const fields = opened.kind === 'form' ? opened.form.fields : [];
    expect(fields.map(({ value }) => value)).toEqual(['三楼', '漏水', 'normal']);
    // Another form that is sent meanwhile leaves it alone.
    await li.submit('requests.file', 'purchase', { item: 'x', quantity: '1', amount: '5' });
    expect(await dialogs()).toBe(1);
    const values = { location: '三楼', description: '漏水', urgency: 'low' };
    expect(await li.submit('requests.file', 'repair', values)).toMatchObject({ kind: 'notice' });
    expect(await dialogs()).toBe(0);
  });

  it('two people at once do not mix', async () => {
    const li = chatOf(office, 'li.wei');
    const anna = chatOf(office, 'anna.meyer');
    await Promise.all([li.write('报修 漏水'), anna.write('repair the lamp')]);
    await Promise.all([li.write('三楼'), anna.write('room 5')]);
    await Promise.all([li.write('提交'), anna.write('yes')]);
    const filed = (await requests()).map(({ fields }) => Object(fields).location);
    expect(filed.sort()).toEqual(['room 5', '三楼']);
  });

  it('one person twice at once files once', async () => {
    const li = chatOf(office, 'li.wei');
    await li.write('报修 漏水');
    await li.write('三楼');
    await Promise.all([li.write('提交'), li.write('提交')]);
    expect((await requests()).length).toBe(1);
  });
});
