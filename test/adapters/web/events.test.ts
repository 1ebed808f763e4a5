import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { actions, type Card, text } from '../../../src/ui/card.ts';
import { officePeople } from '../../helpers/web/office.ts';
import { startWebServer, type WebServer } from '../../helpers/web/server.ts';
import { WebVisitor } from '../../helpers/web/visitor.ts';

const card = (summary: string): Card => ({
  summary,
  blocks: [text(summary), actions({ label: 'Take', action: 'requests.take', value: 'req_1' })],
});
const facilities = { key: 'channel:facilities', data: null };

let server: WebServer;
let received: Inbound[];
let answer: (event: Inbound) => Promise<Ack>;

beforeEach(async () => {
  received = [];
  answer = async () => ({ kind: 'ok' });
  server = await startWebServer(
    async (event) => {
      received.push(event);
      return answer(event);
    },
    { heartbeatMs: 20 },
  );
});
afterEach(() => server.stop());

const post = (deliveryId: string, address = facilities) =>
  server.adapter.post(address, {
    card: card(deliveryId),
    deliveryId,
    attempt: 1,
    since: new Date(),
    bulk: false,
  });

describe('what a person does becomes one neutral event', () => {
  test('a sentence, a reply, a click and a form', async () => {
    const message = await post('del_1');
    const thread = {
      card: card('reply'),
      deliveryId: 'del_2',
      attempt: 1,
      since: new Date(),
      bulk: false,
      thread: message,
    };
    await server.adapter.post(facilities, thread);
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    const requestId = 'a-request-id-of-the-page';
    await zhaoLei.post({ kind: 'command', text: '报修 三楼空调漏水', requestId });
    await zhaoLei.post({ kind: 'say', messageKey: 'del_2', text: '同意' });
    await zhaoLei.post({ kind: 'action', messageKey: 'del_1', action: 'requests.take', value: 'req_1' });
    await zhaoLei.post({ kind: 'action', action: 'requests.show', value: 'req_1' });
    await zhaoLei.post({
      kind: 'submit',
      form: 'requests.file',
      context: 'repair',
      values: { location: '3F' },
    });

    const me = officePeople.zhaoLei.personId;
    const personal = { key: `person:${me}`, data: null };
    expect(received[0]).toEqual({
      kind: 'command',
      text: '报修 三楼空调漏水',
      platform: 'web',
      id: `web:${me}:${requestId}`,
      actor: { workspace: 'web', userId: me },
      address: personal,
      personal: true,
      can: { openForm: true, replyPrivately: true },
    });
    expect(received[1]).toMatchObject({
      kind: 'message',
      text: '同意',
      messageKey: 'del_1',
      address: facilities,
    });
    expect(received[2]).toMatchObject({ kind: 'action', messageKey: 'del_1', personal: false });
    expect(received[3]).toMatchObject({ kind: 'action', messageKey: undefined, address: personal });
    expect(received[4]).toMatchObject({ kind: 'submit', context: 'repair', values: { location: '3F' } });
    expect(new Set(received.map(({ id }) => id)).size).toBe(5);
  });

  test('the same id twice for the same deed, another for somebody else', async () => {
    const what = { kind: 'command', text: 'my', requestId: 'a-request-id-of-the-page' } as const;
    const liWei = await WebVisitor.open(server.url, 'li.wei');
    await liWei.post(what);
    await liWei.post(what);
    await (await WebVisitor.open(server.url, 'zhao.lei')).post(what);
    const [first, repeated, other] = received.map(({ id }) => id);
    expect(repeated).toBe(first);
    expect(other).not.toBe(first);
  });

  test('each answer reaches the page; a failure is said kindly, in the language of the person', async () => {
    const liWei = await WebVisitor.open(server.url, 'li.wei');
    const reply = async (ack: Ack) => {
      answer = async () => ack;
      return (await liWei.post({ kind: 'command', text: 'help' })).body;
    };
    const form = { id: 'f', context: '', title: 'F', submit: 'Go', fields: [] };
    expect(await reply({ kind: 'ok' })).toEqual({});
    expect(await reply({ kind: 'notice', text: 'No.', refused: true })).toEqual({
      notice: 'No.',
      refused: true,
    });
    expect(await reply({ kind: 'form', form })).toEqual({ form });
    expect(await reply({ kind: 'card', card: card('Help') })).toMatchObject({ card: { summary: 'Help' } });
    answer = () => Promise.reject(new Error('a secret of the server'));
    const failed = await liWei.post({ kind: 'command', text: 'help' });
    expect(failed.status).toBe(500);
    expect(failed.body.error).toMatch(/抱歉/);
    expect(JSON.stringify(failed.body)).not.toContain('secret');
  });
});

describe('what somebody does not see does not exist for them', () => {
  test('neither to read nor to act on', async () => {
    await post('del_1');
    await server.adapter.post(
      await server.adapter.open({
        kind: 'person',
        account: { workspace: 'web', userId: officePeople.zhaoLei.personId },
      }),
      { card: card('for Zhao Lei'), deliveryId: 'del_2', attempt: 1, since: new Date(), bulk: false },
    );
    const [zhaoLei, liWei] = [
      await WebVisitor.open(server.url, 'zhao.lei'),
      await WebVisitor.open(server.url, 'li.wei'),
    ];
    expect((await zhaoLei.state()).messages.map(({ id }) => id).sort()).toEqual(['del_1', 'del_2']);
    expect((await liWei.state()).messages).toEqual([]);

    const earlier = 'earlier?conversation=channel:facilities&before=2027-01-01T00:00:00.000Z';
    expect((await zhaoLei.get(earlier)).status).toBe(200);
    expect((await liWei.get(earlier)).status).toBe(404);
    for (const messageKey of ['del_1', 'del_2', 'del_unknown']) {
      expect((await liWei.post({ kind: 'action', messageKey, action: 'a', value: '' })).status).toBe(404);
      expect((await liWei.post({ kind: 'say', messageKey, text: 'hello' })).status).toBe(404);
    }
    expect(received).toEqual([]);

    const stream = await liWei.follow({ since: 0 });
    await post('del_3');
    const own = { key: `person:${officePeople.liWei.personId}`, data: null };
    await post('del_4', own);
    expect((await stream.next())?.id).toBe('del_4');
    stream.close();
  });

  test('what people type stays text all the way', async () => {
    const nasty = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) {{DATE(2020-01-01T00:00:00Z)}}';
    const message = { card: card(nasty), deliveryId: 'del_1', attempt: 1, since: new Date(), bulk: false };
    await server.adapter.post(facilities, message);
    const response = await (await WebVisitor.open(server.url, 'zhao.lei')).get('state');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toContain('"TextBlock"');
  });
});

describe('the stream of changes', () => {
  test('tells of new and changed cards, and goes on where it stopped', async () => {
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    const { sequence } = await zhaoLei.state();
    const stream = await zhaoLei.follow({ since: sequence });
    const first = await post('del_1');
    expect(await stream.next()).toMatchObject({ id: 'del_1', summary: 'del_1' });
    const changed = { card: card('taken'), deliveryId: 'del_1', attempt: 1, since: new Date(), bulk: false };
    await server.adapter.update(first, changed);
    const seen = await stream.next();
    expect(seen).toMatchObject({ id: 'del_1', summary: 'taken' });
    stream.close();

    await post('del_2');
    await server.adapter.update(first, { ...changed, card: card('done') });
    const resumed = await zhaoLei.follow({ lastEventId: seen?.sequence ?? 0 });
    expect(await resumed.next()).toMatchObject({ id: 'del_2' });
    expect(await resumed.next()).toMatchObject({ id: 'del_1', summary: 'done' });
    await post('del_3');
    expect(await resumed.next()).toMatchObject({ id: 'del_3' });
    resumed.close();
  });

  test('what changes while a stream catches up comes after, once', async () => {
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    await post('del_1');
    const since = server.store.since.bind(server.store);
    server.store.since = async (...args) => {
      const missed = await since(...args);
      await post('del_2');
      return missed;
    };
    const stream = await zhaoLei.follow({ since: 0 });
    expect((await stream.next())?.id).toBe('del_1');
    expect((await stream.next())?.id).toBe('del_2');
    await post('del_3');
    expect((await stream.next())?.id).toBe('del_3');
    stream.close();
  });

  test('beats while nothing happens, stops listening when the page goes, ends with the adapter', async () => {
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    const stream = await zhaoLei.follow({ since: 0 });
    expect(await stream.nextBlock()).toBe('retry: 1500');
    expect(await stream.nextBlock()).toBe('event: alive\ndata:');
    expect(server.store.listeners).toBe(1);
    stream.close();
    await expect.poll(() => server.store.listeners).toBe(0);

    const other = await zhaoLei.follow({ since: 0 });
    await server.adapter.stop();
    expect(await other.next()).toBeUndefined();
    expect((await zhaoLei.post({ kind: 'command', text: 'help' })).status).toBe(500);
  });

  test('is for our own page', async () => {
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    expect((await zhaoLei.get('events?since=0', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await zhaoLei.get('events?since=0', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await zhaoLei.get('events?since=-1')).status).toBe(400);
  });
});
