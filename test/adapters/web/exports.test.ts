import { afterEach, beforeEach, expect, it } from 'vitest';
import { officePeople } from '../../helpers/web/office.ts';
import { startWebServer, type WebServer } from '../../helpers/web/server.ts';
import { WebVisitor } from '../../helpers/web/visitor.ts';

let server: WebServer;
let li: WebVisitor;
const asked: unknown[] = [];
const table = {
  name: '午餐 “投票”.csv',
  contentType: 'text/csv; charset=utf-8',
  content: Buffer.from('\uFEFF"x"'),
};

beforeEach(async () => {
  asked.length = 0;
  const exports = {
    async open(what: { id: string }, personId: string) {
      asked.push({ ...what, personId });
      if (what.id === 'broken') throw new Error('no database');
      return personId === officePeople.liWei.personId && what.id === 'a/b' ? table : undefined;
    },
  };
  server = await startWebServer(async () => ({ kind: 'ok' }), { exports });
  li = await WebVisitor.open(server.url, 'li.wei');
});
afterEach(() => server.stop());

const path = 'exports/polls/a%2Fb.csv';

it('is saved under its name, and nothing in it acts or stays in a cache', async () => {
  const response = await li.get(path);
  expect(response.status).toBe(200);
  expect(asked).toEqual([{ kind: 'polls', id: 'a/b', format: 'csv', personId: officePeople.liWei.personId }]);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(table.content);
  const headers = Object.fromEntries(response.headers);
  expect(headers['content-disposition']).toMatch(
    /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%E5%8D%88/,
  );
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

it('is not there for anybody else, by another ending, or without a session; said in the reader’s language', async () => {
  const sun = await WebVisitor.open(server.url, 'sun.fang');
  const refused = await sun.get(path);
  expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining('没有这张表格')]);
  for (const other of ['exports/polls/a%2Fb.html', 'exports/polls/a%2Fb', 'exports/polls/.csv'])
    expect((await li.get(other)).status).toBe(404);
  expect(asked).toHaveLength(1);
  const stranger = new WebVisitor(li.base);
  const unknown = await stranger.get(path, { 'accept-language': 'en' });
  expect([unknown.status, await unknown.text()]).toEqual([401, expect.stringContaining('Please sign in')]);
  expect(asked).toHaveLength(1);
  expect((await li.get('exports/polls/broken.xlsx')).status).toBe(500);
});

it('opens from a link in a chat, to which the browser does not send the session at first', async () => {
  const first = await li.get(path, { 'sec-fetch-site': 'cross-site' });
  expect(await first.text()).toContain('url=a%2Fb.csv?open');
  expect((await li.get(`${path}?open`, { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  expect((await fetch(`${server.url}/${path}`, { redirect: 'manual' })).status).toBe(303);
});
