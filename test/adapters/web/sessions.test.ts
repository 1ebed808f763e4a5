import { afterEach, describe, expect, test } from 'vitest';
import { officePeople } from '../../helpers/web/office.ts';
import { startWebServer, type WebServer } from '../../helpers/web/server.ts';
import { WebVisitor } from '../../helpers/web/visitor.ts';

let server: WebServer;
afterEach(() => server.stop());

const ok = async () => ({ kind: 'ok' as const });
const command = { kind: 'command', text: 'help' } as const;

describe('in the demo', () => {
  test('each person has a cookie that counts below their own path only', async () => {
    server = await startWebServer(ok);
    const response = await fetch(`${server.url}/as/li.wei/`);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('Path=/as/li.wei/;');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain('Secure');

    const liWei = await WebVisitor.open(server.url, 'li.wei');
    expect((await liWei.state()).me.name).toBe('李伟');
    const elsewhere = new WebVisitor(`${server.url}/as/zhao.lei/`);
    elsewhere.cookie = liWei.cookie;
    expect((await elsewhere.get('state')).status).toBe(401);
  });

  test('everybody can be chosen, and nobody else can be', async () => {
    server = await startWebServer(ok);
    const page = await (await fetch(server.url, { headers: { 'accept-language': 'zh' } })).text();
    for (const { handle, name } of Object.values(officePeople)) {
      expect(page).toContain(`/as/${handle}/`);
      expect(page).toContain(name);
    }
    const nobody = await fetch(`${server.url}/as/mallory/`, { redirect: 'manual' });
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, '/']);
  });

  test('a foreign name that points to this machine gets nothing', async () => {
    server = await startWebServer(ok);
    const visitor = await WebVisitor.open(server.url, 'li.wei');
    const { request } = await import('node:http');
    const statusFor = (path: string) =>
      new Promise((resolve, reject) => {
        const headers = { host: 'rebound.example', cookie: visitor.cookie };
        request(`${server.url}${path}`, { headers }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await statusFor('/')).toBe(403);
    expect(await statusFor('/as/li.wei/state')).toBe(403);
  });
});

describe('outside the demo', () => {
  const enter = async (secret: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ key: secret }),
      headers: { origin: server.url, 'sec-fetch-site': 'same-origin', ...headers },
      redirect: 'manual',
    });

  test('a link asks first, however often it is looked at, and lets in once', async () => {
    server = await startWebServer(ok, { demo: false });
    server.links.open.set('s3cret', officePeople.anna.personId);
    for (let preview = 0; preview < 3; preview++) {
      const page = await fetch(`${server.url}/sign-in?key=s3cret`);
      expect(page.status).toBe(200);
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(await page.text()).toContain('Sign in as Anna Meyer');
    }
    const entered = await enter('s3cret');
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);

    const anna = new WebVisitor(`${server.url}/`);
    anna.keepCookie(entered);
    expect((await anna.state()).me.name).toBe('Anna Meyer');
    expect((await anna.state()).people).toBeUndefined();

    expect((await enter('s3cret')).status).toBe(410);
    expect((await fetch(`${server.url}/sign-in?key=s3cret`)).status).toBe(410);
  });

  test('a foreign page cannot sign anybody in, and the link stays good', async () => {
    server = await startWebServer(ok, { demo: false });
    server.links.open.set('s3cret', officePeople.anna.personId);
    expect((await enter('s3cret', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await enter('s3cret', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await enter('s3cret')).status).toBe(303);
  });

  test('guessing links comes to an end', async () => {
    server = await startWebServer(ok, { demo: false });
    const statuses = [];
    for (let attempt = 0; attempt < 21; attempt++) statuses.push((await enter('guess')).status);
    expect(statuses.slice(0, 20).every((status) => status === 410)).toBe(true);
    expect(statuses[20]).toBe(429);
  });

  test('signed out, the page says how to get in; over https the cookie is for https only', async () => {
    server = await startWebServer(ok, { demo: false, publicUrl: 'https://office.example' });
    const page = await fetch(server.url, { headers: { 'accept-language': 'en' } });
    expect(await page.text()).toContain('How to sign in');
    expect((await fetch(`${server.url}/state`)).status).toBe(401);
    expect((await fetch(`${server.url}/as/li.wei/state`)).status).toBe(404);

    server.links.open.set('s3cret', officePeople.anna.personId);
    const entered = await enter('s3cret', { origin: 'https://office.example' });
    expect(entered.headers.get('set-cookie')).toContain('Secure');
  });

  test('whoever follows a link from a chat gets the page, which then shows its cookie', async () => {
    server = await startWebServer(ok, { demo: false });
    const arriving = await fetch(server.url, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(await arriving.text()).toContain('/web/main.js');
    const staying = await fetch(server.url, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(await staying.text()).not.toContain('/web/main.js');
  });

  test('who leaves the office is signed out at once; who signs out is too', async () => {
    server = await startWebServer(ok, { demo: false });
    server.links.open.set('s3cret', officePeople.anna.personId);
    const anna = new WebVisitor(`${server.url}/`);
    anna.keepCookie(await enter('s3cret'));
    expect((await anna.get('state')).status).toBe(200);
    server.people.gone.add(officePeople.anna.personId);
    expect((await anna.get('state')).status).toBe(401);

    const left = await fetch(`${server.url}/sign-out`, {
      method: 'POST',
      headers: { cookie: anna.cookie, origin: server.url },
      redirect: 'manual',
    });
    expect(left.headers.get('set-cookie')).toMatch(/^quartermaster=; Max-Age=0/);
  });

  test('a cookie that we did not seal is nobody', async () => {
    server = await startWebServer(ok, { demo: false });
    const visitor = new WebVisitor(`${server.url}/`);
    visitor.cookie = 'quartermaster=Fe26.2*1*forged';
    expect((await visitor.get('state')).status).toBe(401);
  });
});

describe('a post', () => {
  test('needs the token of its own session and has to come from our page', async () => {
    server = await startWebServer(ok);
    const liWei = await WebVisitor.open(server.url, 'li.wei');
    const zhaoLei = await WebVisitor.open(server.url, 'zhao.lei');
    const statusWith = async (headers: Record<string, string>) => (await liWei.post(command, headers)).status;
    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ 'x-csrf-token': '' })).toBe(403);
    expect(await statusWith({ 'x-csrf-token': zhaoLei.csrf })).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await statusWith({ origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith({ cookie: '' })).toBe(401);
  });

  test('carries no more than 100 KB, and only JSON that the page would send', async () => {
    server = await startWebServer(ok);
    const liWei = await WebVisitor.open(server.url, 'li.wei');
    const raw = async (body: string, type = 'application/json') => {
      const headers = {
        'content-type': type,
        'x-csrf-token': liWei.csrf,
        cookie: liWei.cookie,
        origin: server.url,
      };
      return (await fetch(`${liWei.base}do`, { method: 'POST', headers, body })).status;
    };
    expect(await raw(JSON.stringify({ ...command, text: 'x'.repeat(103_000) }))).toBe(413);
    expect(await raw('{')).toBe(400);
    expect(await raw('{}')).toBe(400);
    expect(await raw('kind=command&text=help', 'application/x-www-form-urlencoded')).toBe(400);
    expect((await liWei.post({ ...command, requestId: 'short' })).status).toBe(400);
  });
});

test('every page forbids inline script, frames and sniffing', async () => {
  server = await startWebServer(ok);
  for (const path of ['/', '/as/li.wei/', '/web/base.css']) {
    const { headers } = await fetch(`${server.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  }
});

test('what is not ours on this port is left to the others', async () => {
  server = await startWebServer(ok);
  expect((await fetch(`${server.url}/slack/events`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${server.url}/healthz`)).headers.get('content-security-policy')).not.toContain(
    'script-src',
  );
});
