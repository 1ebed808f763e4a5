import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFileUrl } from '../../../adapters/teams/files.ts';
import { teamsManifest } from '../../../adapters/teams/manifest.ts';
import { htmlText, readPicked } from '../../../adapters/teams/picked-message.ts';
import type { RemoteFile } from '../../../src/platform/inbound.ts';
import { samples } from '../../helpers/files.ts';
import { startTeamsHarness, type TeamsHarness } from '../../helpers/teams/harness.ts';

describe('where files of Teams may lie', () => {
  const allowed = [
    'https://contoso.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1&tempauth=t',
    'https://contoso-my.sharepoint.com/personal/ada/a.png',
    'https://contoso.sharepoint.us/a.png',
    'https://contoso.sharepoint-mil.us/a.png',
    'https://contoso.sharepoint.cn/a.png',
  ];
  const refused = [
    'http://contoso.sharepoint.com/a.png',
    'https://sharepoint.com/a.png',
    'https://sharepoint.com.evil.example/a.png',
    'https://evilsharepoint.com/a.png',
    'https://contoso.sharepoint.com:8443/a.png',
    'https://user:pass@contoso.sharepoint.com/a.png',
    'https://evil.example/contoso.sharepoint.com',
    'https://contoso.sharepoint.com@evil.example/a.png',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1/a.png',
    'file:///etc/passwd',
    'not an address',
  ];
  it.each(allowed)('%s is fetched', (url) => {
    expect(() => checkFileUrl(url, { alsoAllowed: [] })).not.toThrow();
  });
  it.each(refused)('%s is refused', (url) => {
    expect(() => checkFileUrl(url, { alsoAllowed: [] })).toThrow('not Microsoft’s');
  });
});

describe('files in Teams', () => {
  let at: TeamsHarness;
  beforeEach(async () => {
    at = await startTeamsHarness();
  });
  afterEach(() => at.stop());

  const filesOf = () => (at.received.at(-1)?.files ?? []) as RemoteFile[];
  const fetched = (file: RemoteFile) =>
    at.adapter.download(file.source, AbortSignal.timeout(5000)).then(buffer);

  it('a file and a pasted picture arrive from the private chat; HTML that comes along is none', async () => {
    const { world, people } = at.teams;
    const html = { contentType: 'text/html', content: '<p>look</p>' };
    const shared = world.addFile('photo.png', samples.png);
    await people.share(at.ada, 'look', [html, shared, world.addPicture(samples.jpeg)]);
    expect(at.received.at(-1)).toMatchObject({ kind: 'command', text: 'look', personal: true });
    expect(filesOf().map(({ name }) => name)).toEqual(['photo.png', '3']);
    expect(await Promise.all(filesOf().map(fetched))).toEqual([samples.png, samples.jpeg]);
  });

  it('what is kept of a link opens nothing to who reads it', async () => {
    const { world, people } = at.teams;
    await people.share(at.ada, '', [world.addFile('photo.png', samples.png)]);
    const [file] = [...world.files.values()];
    const kept = JSON.stringify(filesOf());
    expect(kept).toContain('photo.png');
    for (const secret of [file!.tempauth, file!.id, 'onedrive']) expect(kept).not.toContain(secret);
    const other = await startTeamsHarness({ secret: 'another secret, as long as the first one' });
    await expect(other.adapter.download(filesOf()[0]!.source, AbortSignal.timeout(5000))).rejects.toThrow();
    await other.stop();
  });

  it('a foreign address is refused, and the bot’s token goes to the connector alone', async () => {
    const { people } = at.teams;
    const foreign = 'https://evil.example/a.png';
    const info = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.png' };
    await people.share(at.ada, '', [
      { ...info, content: { downloadUrl: foreign } },
      { contentType: 'image/png', contentUrl: foreign },
    ]);
    for (const file of filesOf()) await expect(fetched(file)).rejects.toMatchObject({ code: 'refused' });
    expect(filesOf()).toHaveLength(2);
  });

  it('a link that no longer opens is gone for good', async () => {
    const { world, people } = at.teams;
    await people.share(at.ada, '', [world.addFile('photo.png', samples.png)]);
    for (const file of world.files.values()) file.tempauth = 'renewed';
    await expect(fetched(filesOf()[0]!)).rejects.toMatchObject({ code: 'platform', permanent: true });
  });

  it('the manifest takes files, and shows the action at messages', () => {
    const files = teamsManifest({ appId: 'id', version: '1.0.0', publicUrl: 'https://office.example' });
    expect(files['manifest.json']).toMatchObject({
      bots: [{ supportsFiles: true }],
      composeExtensions: [
        {
          commands: ['requests.fromMessage', 'reminders.fromMessage', 'suggestions.fromMessage'].map(
            (id) => ({
              ...{ id, type: 'action', context: ['message'], fetchTask: true },
            }),
          ),
        },
      ],
    });
    expect(JSON.stringify(files['zh-CN.json'])).toContain('composeExtensions[0].commands[0].title');
  });
});

describe('a message in Teams', () => {
  const picked = (body: object, more: object = {}) =>
    readPicked({ commandId: 'requests.fromMessage', messagePayload: { id: '1', body, ...more } });

  it('its HTML is read as people see it', () => {
    const cases = [
      ['<p>one</p><p>two<br>three</p>', 'one\ntwo\nthree'],
      ['a &lt;b&gt; &amp;amp; &#128578; &#x1F642; &nbsp;c', 'a <b> &amp; 🙂 🙂  c'],
      ['<img alt="👍" src="x"> fine', '👍 fine'],
      ['<at id="0">Ada</at>, look<attachment id="1"></attachment>', 'Ada, look'],
      ['<script>alert(1)</script>', 'alert(1)'],
      ['&#0;&#1114112;&unknown;', '&unknown;'],
    ] as const;
    for (const [html, text] of cases) expect(htmlText(html)).toBe(text);
  });

  it('plain text stays as it is, and only a link into Teams is kept', () => {
    expect(picked({ contentType: 'text', content: 'a <b>' })).toMatchObject({ text: 'a <b>' });
    const links = [
      ['https://teams.microsoft.com/l/message/1', true],
      ['https://teams.cloud.microsoft/l/message/1', true],
      ['https://evil.example/l/message/1', false],
      ['javascript:alert(1)', false],
      ['http://teams.microsoft.com/l/message/1', false],
    ] as const;
    for (const [linkToMessage, kept] of links)
      expect(picked({}, { linkToMessage })?.url, linkToMessage).toBe(kept ? linkToMessage : undefined);
  });

  it('another command is not ours', () => {
    expect(readPicked({ commandId: 'other', messagePayload: {} })).toBeUndefined();
  });
});
