import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../helpers/files.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { WebVisitor } from '../../helpers/web/visitor.ts';

const png = { name: '<img src=x>漏水.png', bytes: samples.png };

describe('files of a request, on the web page', () => {
  let office: TestOffice;
  /** Who asks, who helps, and who has nothing to do with it. */
  const who = ['li.wei', 'sun.fang', 'anna.meyer'] as const;
  let at: Record<(typeof who)[number], WebVisitor>;
  let requestId: string;
  beforeAll(async () => {
    office = await startOffice();
    const visitors = who.map(async (name) => [name, await WebVisitor.open(office.app.url, name)] as const);
    at = Object.fromEntries(await Promise.all(visitors)) as typeof at;
  }, 60_000);
  afterAll(() => office.stop());

  const upload = async (name: (typeof who)[number], file = png) => {
    const { body } = await at[name].upload([file]);
    return String(Object(body.files?.[0]).id);
  };
  const seenBy = (id: string) =>
    Promise.all(who.map(async (name) => (await at[name].get(`files/${id}`)).status));
  const file = (values: Record<string, string>) =>
    at['li.wei'].post({ kind: 'submit', form: 'requests.file', context: 'finance', values });
  const expense = { matter: 'expenses', amount: '90', description: 'taxi' };
  const ofRequest = () => office.app.database.prisma.requestFile.findMany({ where: { requestId } });

  it('an upload is its uploader’s alone, until something names it', async () => {
    const id = await upload('li.wei');
    expect(await seenBy(id)).toEqual([200, 404, 404]);
    const wrong = await at['li.wei'].upload([{ name: 'photo.png', bytes: samples.exe }]);
    expect(JSON.stringify(wrong.body)).toContain('“photo.png”不是我们接受的文件。');
    expect(await office.app.database.prisma.file.count()).toBe(1);
  });

  it('filed with a request it is shown on its cards, and to those who may see the request', async () => {
    const receipts = await upload('li.wei');
    const { body } = await file({ ...expense, receipts });
    expect(body.notice).toContain('1');
    requestId = (await office.request()).id;
    const [card] = await office.shown('li.wei');
    expect(textOf(card!.card)).toContain('<img src=x>漏水.png · 1 KB');
    expect(card!.card.blocks).toContainEqual(
      expect.objectContaining({
        kind: 'files',
        files: [expect.objectContaining({ id: receipts, image: true })],
      }),
    );
    const zhang = await WebVisitor.open(office.app.url, 'zhang.min');
    // Li Wei asked for it, Zhang Min is asked to approve it; the two others have nothing to do with it.
    expect(await seenBy(receipts)).toEqual([200, 404, 404]);
    expect((await zhang.get(`files/${receipts}`)).status).toBe(200);
  });

  it('somebody else’s upload cannot be filed', async () => {
    const before = await office.app.database.prisma.requestFile.count();
    const receipts = await upload('anna.meyer');
    await file({ ...expense, receipts });
    expect(await office.app.database.prisma.requestFile.count()).toBe(before);
    expect(await seenBy(receipts)).toEqual([404, 404, 200]);
  });

  it('said in its thread, a file goes where the words go', async () => {
    const [card] = await office.shown('li.wei');
    const id = await upload('li.wei', { name: 'second.pdf', bytes: samples.pdf });
    await at['li.wei'].post({ kind: 'say', messageKey: card!.id, text: '', files: [id] });
    expect(await ofRequest()).toContainEqual(expect.objectContaining({ fileId: id, phase: 'thread' }));
    const shown = await office.shown('li.wei');
    expect(textOf(shown.find(({ id: key }) => key === card!.id)!.card)).toContain('second.pdf · 1 KB');
    const said = shown.filter(({ threadOf }) => threadOf === card!.id).at(-1)!.card;
    expect(said.blocks).toContainEqual(expect.objectContaining({ kind: 'files' }));
  });

  it('what is for the team alone is never the requester’s', async () => {
    const id = await upload('sun.fang');
    const { id: filed, teamId } = await office.app.database.prisma.request.findFirstOrThrow({
      where: { id: requestId },
    });
    const member = office.app.database.prisma;
    await member.requestFile.create({
      data: {
        id: 'rqf_internal',
        requestId: filed,
        fileId: id,
        phase: 'thread',
        internal: true,
        createdAt: new Date(),
      },
    });
    expect(teamId).toBe('finance');
    expect(await seenBy(id)).toEqual([404, 404, 404]);
    const helper = await WebVisitor.open(office.app.url, 'omar.haddad');
    expect((await helper.get(`files/${id}`)).status).toBe(200);
    const [card] = await office.shown('li.wei');
    expect(JSON.stringify(card)).not.toContain(id);
  });

  it('what people wrote becomes a request, once and with the way back', async () => {
    const [card] = await office.shown('li.wei');
    await at['li.wei'].post({ kind: 'say', messageKey: card!.id, text: '三楼的空调坏了' });
    const said = (await office.shown('li.wei')).find((one) => one.card.said?.text === '三楼的空调坏了')!;
    const { body } = await at['li.wei'].post({
      kind: 'shortcut',
      shortcut: 'requests.fromMessage',
      messageKey: said.id,
    });
    expect(body.form).toMatchObject({ id: 'requests.file', context: expect.stringMatching(/^repair drf_/) });
    const { id, context } = body.form!;
    expect(body.form!.fields.map(({ value }) => value)).toContain('三楼的空调坏了');
    // A draft is its owner's alone.
    const stolen = await at['anna.meyer'].post({
      kind: 'submit',
      form: id,
      context,
      values: { location: '3F', description: 'x' },
    });
    expect(stolen.body.refused).toBe(true);
    const values = { location: '三楼', description: '三楼的空调坏了', urgency: 'normal' };
    await at['li.wei'].post({ kind: 'submit', form: id, context, values });
    const [made] = await office.app.database.prisma.request.findMany({
      orderBy: { number: 'desc' },
      take: 1,
    });
    expect(made!.origin).toMatchObject({ author: '李伟', url: expect.stringContaining('/#person') });
    // The form that stands open still has nothing behind it any more.
    const again = await at['li.wei'].post({ kind: 'submit', form: id, context, values });
    expect(again.body.refused).toBe(true);
  });
});
