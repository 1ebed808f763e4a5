import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samples } from '../../helpers/files.ts';
import { officePeople } from '../../helpers/web/office.ts';
import { startWebServer, type WebServer } from '../../helpers/web/server.ts';
import { WebVisitor } from '../../helpers/web/visitor.ts';

const png = { name: '漏水 "1".png', bytes: samples.png };

describe('files on the web page', () => {
  let server: WebServer;
  let li: WebVisitor;
  beforeEach(async () => {
    server = await startWebServer(async () => ({ kind: 'ok' }));
    li = await WebVisitor.open(server.url, 'li.wei');
  });
  afterEach(() => server.stop());

  it('several files at once are kept, each under an id of its own', async () => {
    const note = { name: 'note.txt', bytes: Buffer.from('leaking') };
    const { status, body } = await li.upload([png, note]);
    expect(status).toBe(200);
    expect(body.files).toEqual([
      { id: expect.stringMatching(/^fil_/), name: png.name, size: png.bytes.length },
      { id: expect.stringMatching(/^fil_/), name: 'note.txt', size: 7 },
    ]);
    expect([...server.files.kept.values()].map(({ personId, bytes }) => [personId, bytes.length])).toEqual([
      [officePeople.liWei.personId, png.bytes.length],
      [officePeople.liWei.personId, 7],
    ]);
  });

  it('what is too large is said, and the files behind it go through', async () => {
    const large = { name: 'large.txt', bytes: Buffer.alloc(50_000, 'a') };
    const { body } = await li.upload([large, png]);
    expect(body.files).toEqual([
      { name: 'large.txt', problem: 'large.txt is too large.' },
      expect.objectContaining({ name: png.name }),
    ]);
  });

  it('more than one request may bring is refused before it is read', async () => {
    const large = { name: 'large.txt', bytes: Buffer.alloc(500_000, 'a') };
    const answer = await li.upload([large]).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(413);
    expect(server.files.kept.size).toBe(0);
  });

  it('nothing is kept without the page’s own token, a session, or from another page', async () => {
    const wrong: Record<string, string>[] = [
      { 'x-csrf-token': 'forged' },
      { 'x-csrf-token': '' },
      { cookie: '' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of wrong) expect([401, 403]).toContain((await li.upload([png], headers)).status);
    expect(server.files.kept.size).toBe(0);
    // The control: the same upload as the page sends it.
    expect((await li.upload([png])).status).toBe(200);
  });

  it('a picture is shown in a box of its own; anything else is saved', async () => {
    const { body } = await li.upload([png, { name: '<b>.txt', bytes: Buffer.from('x') }]);
    const [picture, text] = body.files!.map((file) => String(Object(file).id));
    const shown = await li.get(`files/${picture}`);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(samples.png.length),
      'content-disposition': expect.stringMatching(/^inline; filename=/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(samples.png);
    const saved = await li.get(`files/${text}`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(saved.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(saved.headers.get('cache-control')).toBe('no-store');
  });

  it('another’s file, an unknown one and tricks with paths are not found', async () => {
    const { body } = await li.upload([png]);
    const { id } = Object(body.files?.[0]);
    const other = await WebVisitor.open(server.url, 'zhao.lei');
    for (const name of [id, 'fil_0000000000', '..%2f..%2fetc%2fpasswd', '%00', 'x'.repeat(3000)]) {
      const answer = await other.get(`files/${name}`);
      expect([400, 404], name).toContain(answer.status);
      expect(await answer.text()).not.toContain('PNG');
    }
    expect((await li.get(`files/${id}`)).status).toBe(200);
  });
});

describe('a link to a file, outside the demo', () => {
  let server: WebServer;
  beforeEach(async () => {
    server = await startWebServer(async () => ({ kind: 'ok' }), { demo: false });
  });
  afterEach(() => server.stop());

  it('asks a stranger to sign in', async () => {
    const answer = await new WebVisitor(`${server.url}/`).get('files/fil_0000000000');
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('Please sign in first');
  });

  it('followed from a chat goes on by itself, since the browser keeps the session back', async () => {
    const stranger = new WebVisitor(`${server.url}/`);
    const first = await stranger.get('files/fil_1"><script>', { 'sec-fetch-site': 'cross-site' });
    const page = await first.text();
    expect(page).toContain('http-equiv="refresh"');
    expect(page).not.toContain('<script>');
    const again = await stranger.get('files/fil_1?open', { 'sec-fetch-site': 'cross-site' });
    expect(again.status).toBe(401);
  });
});
