import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { Inbound } from '../../src/platform/inbound.ts';
import { startOffice, type TestOffice, textOf } from '../helpers/office.ts';

// Nobody knows what they read: in both languages.
const told =
  '我还不认识您。请联系 林悦，把您加入办公室名单。\n' +
  "I don't know you yet. Please ask 林悦 to add you to the office file.";

describe('somebody unknown', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await startOffice();
    await office
      .as('li.wei')
      .submit('requests.file', 'repair', { location: 'A', description: 'B', urgency: 'low' });
  });
  afterAll(() => office.stop());

  const handle = (what: object, replyPrivately = true) =>
    office.app.engine.handle({
      platform: 'web',
      id: newId('evt'),
      actor: { workspace: 'web', userId: 'nobody' },
      address: { key: 'person:nobody', data: null },
      personal: true,
      can: { openForm: true, replyPrivately },
      ...what,
    } as Inbound);

  it('is told whom to ask, whatever they do, and nothing else', async () => {
    const { id } = await office.request();
    const count = () =>
      office.app.database.prisma.history.count({ where: { subject: { startsWith: 'request:' } } });
    const before = await count();
    for (const what of [
      { kind: 'command', text: 'help' },
      { kind: 'command', text: 'show 1' },
      { kind: 'action', action: 'requests.take', value: id },
      { kind: 'action', action: 'requests.history', value: id },
      { kind: 'submit', form: 'requests.comment', context: id, values: { words: 'x' } },
    ])
      expect(await handle(what)).toEqual({ kind: 'notice', text: told, refused: true });
    // What is said among people is not for us to answer.
    const [card] = await office.shown('facilities');
    expect(await handle({ kind: 'message', text: 'hello', messageKey: card!.id })).toEqual({ kind: 'ok' });
    expect(await count()).toBe(before);
  });

  it('is told once in a chat that has only messages', async () => {
    const event = { id: 'evt_same', kind: 'command', text: 'help' };
    for (let i = 0; i < 3; i += 1) expect(await handle(event, false)).toEqual({ kind: 'ok' });
    await office.app.sender.drain();
    const rows = await office.app.database.prisma.webMessage.findMany({
      where: { conversation: 'person:nobody' },
    });
    expect(rows.map(({ content }) => textOf(content as never).trim())).toEqual([told]);
  });

  it('unlike somebody known, is told the same of things that are there and not', async () => {
    expect(await office.as('omar.haddad').command('show 1')).toEqual(
      await office.as('omar.haddad').command('show 999'),
    );
  });
});
