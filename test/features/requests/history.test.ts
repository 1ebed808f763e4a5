import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

describe('the history of a request', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await startOffice();
    const li = office.as('li.wei');
    const zhao = office.as('zhao.lei');
    await li.submit('requests.file', 'repair', { location: '三楼', description: '漏水', urgency: 'low' });
    const { id } = await office.request();
    await zhao.click('requests.take', id);
    await zhao.click('requests.release', id);
    await office.as('sun.fang').click('requests.takeOver', id);
    await zhao.click('requests.takeOver', id);
    await li.submit('requests.comment', id, { words: '快一点' });
    await zhao.submit('requests.comment', id, { words: '在路上' });
    await zhao.submit('requests.finish', id, { note: '好了' });
    await li.submit('requests.reopen', id, { reason: '没好' });
    await zhao.submit('requests.finish', id, { note: '真好了' });
    await li.submit('requests.confirm', id, { quality: '4', words: '谢谢' });
  });
  afterAll(() => office.stop());

  it('holds every deed in order: who, what, from where', async () => {
    const { id, number } = await office.request();
    const answer = await office.as('li.wei').command(`历史 ${number}`);
    const lines = answer.kind === 'card' ? textOf(answer.card).split('\n').slice(1) : [];
    const said = lines.map((line) => line.replace(/ \d+月.*$/, ''));
    expect(said.map((line) => line.replace(/[:：] ?/, '|'))).toEqual([
      '李伟 提交了申请',
      '赵磊 接手处理',
      '赵磊 退回给团队',
      '孙芳 接手处理',
      '赵磊 从 孙芳 手中接手',
      '李伟 回复|快一点',
      '赵磊 留言|在路上',
      '赵磊 办结|好了',
      '李伟 重新打开|没好',
      '赵磊 办结|真好了',
      '李伟 确认并评价|4/5 · 谢谢',
    ]);
    for (const line of lines) expect(line).toMatch(/\d+月\d+日周. \d\d:\d\d · 来自 ?网页/);
    expect(await office.as('zhao.lei').click('requests.history', id)).toMatchObject({ kind: 'card' });
    expect(await office.as('omar.haddad').click('requests.history', id)).toMatchObject({ refused: true });
  });

  it.each([
    `UPDATE "History" SET "kind" = 'x'`,
    `UPDATE "History" SET "kind" = 'x' WHERE false`,
    `DELETE FROM "History"`,
    `TRUNCATE "History"`,
    `INSERT INTO "History" SELECT * FROM "History" ON CONFLICT ("id") DO UPDATE SET "kind" = 'x'`,
  ])('is append-only: %s', async (sql) => {
    const { pool, prisma } = office.app.database;
    const before = await prisma.history.findMany({ orderBy: { id: 'asc' } });
    await expect(pool.query(sql)).rejects.toThrow(/append-only/);
    expect(await prisma.history.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('takes more, but no version twice', async () => {
    const { prisma } = office.app.database;
    const last = await prisma.history.findFirstOrThrow({ orderBy: { version: 'desc' } });
    const data = { subject: last.subject, kind: 'x', at: new Date() };
    await expect(
      prisma.history.create({ data: { ...data, id: 'a', version: last.version } }),
    ).rejects.toThrow();
    await prisma.history.create({ data: { ...data, id: 'b', version: last.version + 1 } });
  });
});
