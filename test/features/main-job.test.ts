import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffice, type TestOffice, textOf } from '../helpers/office.ts';

const repair = { location: '三楼', description: '空调漏水', urgency: 'high' };
const laptops = { item: 'Laptops', quantity: '3', amount: '6,000', reason: 'New colleagues' };

describe('the main job, on the web page', () => {
  let office: TestOffice;
  beforeEach(async () => {
    office = await startOffice();
  });
  afterEach(() => office.stop());

  it('takes a repair from a sentence to a rating', async () => {
    const li = office.as('li.wei');
    const zhao = office.as('zhao.lei');
    const opened = await li.command('报修 三楼空调漏水');
    expect(opened).toMatchObject({ kind: 'form', form: { id: 'requests.file', context: 'repair' } });
    const fields = opened.kind === 'form' ? opened.form.fields : [];
    expect(fields.find(({ id }) => id === 'description')?.value).toBe('三楼空调漏水');

    const refused = await li.submit('requests.file', 'repair', { ...repair, location: '' });
    expect(refused).toMatchObject({ kind: 'form', form: { errors: { location: '这一项必填。' } } });
    expect(await li.submit('requests.file', 'repair', repair)).toMatchObject({ kind: 'notice' });
    const request = await office.request();
    const [card] = await office.shown('facilities');
    expect(card?.card.title).toBe(`#${request.number} 报修 · 空调漏水`);

    expect(await li.click('requests.take', request.id)).toMatchObject({ refused: true });
    expect(await zhao.click('requests.take', request.id)).toMatchObject({ kind: 'notice' });
    expect(await office.as('sun.fang').click('requests.take', request.id)).toMatchObject({
      refused: true,
      text: '赵磊 已经接手了。',
    });
    expect(await zhao.click('requests.finish', request.id)).toMatchObject({ kind: 'form' });
    await zhao.submit('requests.finish', request.id, { note: '换了排水管' });
    const told = (await office.shown('li.wei')).map(({ card }) => textOf(card)).join('\n');
    expect(told).toContain('赵磊 已办结');
    await li.submit('requests.confirm', request.id, { quality: '5', words: '很快！' });
    const [closed] = await office.shown('facilities');
    expect(textOf(closed!.card)).toContain('★★★★★ 5/5');
    expect(await office.request()).toMatchObject({ stage: 'closed', quality: 5, speed: null, manner: null });

    const history = await zhao.click('requests.history', request.id);
    const read = history.kind === 'card' ? textOf(history.card) : '';
    for (const deed of ['李伟 提交了申请', '赵磊 接手处理', '赵磊 办结', '李伟 确认并评价'])
      expect(read).toContain(deed);
  });

  it('asks the manager and from 5,000 on finance, and cannot be done before', async () => {
    const anna = office.as('anna.meyer');
    const zhao = office.as('zhao.lei');
    await anna.submit('requests.file', 'purchase', laptops);
    const { id, number } = await office.request();
    await zhao.click('requests.take', id);
    expect(await zhao.click('requests.finish', id)).toMatchObject({ refused: true });
    const subject = `request:${id}`;
    const steps = await office.app.database.prisma.approvalStep.findMany({ orderBy: { position: 'asc' } });
    expect(steps.map(({ state }) => state)).toEqual(['open', 'waiting']);
    const [first, second] = steps.map((step) => `${subject} ${step.id}`);
    expect(await anna.click('approvals.approve', first!)).toMatchObject({ refused: true });
    expect(await zhao.click('approvals.approve', first!)).toMatchObject({ refused: true });

    const [main] = await office.shown('facilities');
    await office.as('zhang.min').say(main!.id, '同意');
    // She is no member of the channel; what she typed is offered back to her there.
    const offered = (await office.shown('facilities')).concat(await office.shown('zhang.min'));
    const confirm = offered
      .flatMap(({ card }) => card.blocks)
      .flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
      .find(({ action }) => action === 'approvals.confirm');
    expect(await anna.click('approvals.confirm', confirm!.value)).toMatchObject({ refused: true });
    await office.as('zhang.min').click('approvals.confirm', confirm!.value);
    expect(await office.as('omar.haddad').click('approvals.approve', second!)).toMatchObject({
      text: `Approved: your decision on #${number} is recorded.`,
    });
    expect(await zhao.click('requests.finish', id)).toMatchObject({ kind: 'form' });
  });

  it('answers my, queue, show, help and a stranger’s curiosity', async () => {
    const li = office.as('li.wei');
    await li.submit('requests.file', 'repair', repair);
    const { number } = await office.request();
    expect(await li.command('my')).toMatchObject({
      card: { blocks: [{ kind: 'list' }, { kind: 'actions' }] },
    });
    expect(await office.as('sun.fang').command('待办')).toMatchObject({
      card: { blocks: [{ kind: 'list' }, { kind: 'actions' }] },
    });
    expect(await li.command(`show ${number}`)).toEqual({ kind: 'ok' });
    expect(await office.as('omar.haddad').command(`show ${number}`)).toMatchObject({ refused: true });
    expect(await li.command('help')).toMatchObject({ kind: 'card' });
    expect(await li.command('blargh')).toMatchObject({ kind: 'notice' });
    expect(await li.command(`取消 ${number}`)).toMatchObject({ kind: 'notice' });
    expect(await office.request()).toMatchObject({ stage: 'cancelled' });
  });
});
