import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackManifest } from '../../../adapters/slack/manifest.ts';
import { samples } from '../../helpers/files.ts';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';

const png = { name: 'photo.png', bytes: samples.png };

describe('files in Slack', () => {
  let at: SlackHarness;
  beforeEach(async () => {
    at = await startSlackHarness();
  });
  afterEach(() => at.stop());

  const fetched = (file: object) =>
    at.adapter.download({ id: String(Object(file).id) }, AbortSignal.timeout(5000)).then(buffer);

  it('a file shared with the bot arrives by its id alone: no address, no token', async () => {
    const { world, people } = at.slack;
    const { userId } = at.users.ada;
    const file = world.addFile(png);
    await people.share(userId, world.personal(userId), 'look', [file]);
    expect(at.received).toEqual([
      expect.objectContaining({
        kind: 'command',
        text: 'look',
        files: [
          {
            name: 'photo.png',
            contentType: 'image/png',
            size: samples.png.length,
            source: { id: Object(file).id },
          },
        ],
      }),
    ]);
    expect(await fetched(file)).toEqual(samples.png);
  });

  it('what Slack keeps elsewhere, or has deleted, is no file', async () => {
    const { world, people } = at.slack;
    const { userId } = at.users.ada;
    const gone = ['external', 'tombstone', 'hidden_by_limit'].map((mode) => ({
      ...world.addFile(png),
      mode,
    }));
    await people.share(userId, world.personal(userId), 'look', gone);
    expect(at.received.at(-1)).toMatchObject({ text: 'look' });
    expect(at.received.at(-1)?.files).toBeUndefined();
  });

  it('the files of a message go with the shortcut, and its link and author too', async () => {
    const { world, people } = at.slack;
    const { ada, ben } = at.users;
    const thread = '1700000000.000100';
    const message = {
      user: ben.userId,
      ts: '1700000001.000200',
      thread_ts: thread,
      text: 'broken',
      files: [world.addFile(png)],
    };
    await people.shortcut(ada.userId, at.channelId, message);
    expect(at.received).toEqual([
      expect.objectContaining({
        kind: 'shortcut',
        text: 'broken',
        authorId: ben.userId,
        url: `https://office.slack.com/archives/${at.channelId}/p1700000001000200?thread_ts=${thread}&cid=${at.channelId}`,
        files: [expect.objectContaining({ name: 'photo.png' })],
        // The conversation may be two people's own: nothing of ours is posted there.
        personal: false,
      }),
    ]);
    expect(at.received[0]?.messageKey).toBeUndefined();
  });

  it('a shortcut of another name is not for us', async () => {
    const message = { user: at.users.ben.userId, ts: '1700000001.000200', text: 'x' };
    await at.slack.people.shortcut(at.users.ada.userId, at.channelId, message, 'other.shortcut');
    expect(at.received).toEqual([]);
  });

  describe('the bot’s token', () => {
    const seen: (string | undefined)[] = [];
    const foreign = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(samples.png);
    });
    let host: string;
    beforeEach(async () => {
      seen.length = 0;
      await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
      host = `127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    });
    afterEach(() => new Promise((resolve) => foreign.close(resolve)));

    it('goes to no other host, whatever Slack says of a file', async () => {
      const places = [
        `http://${host}/photo.png`,
        'https://files.slack.com.evil.example/photo.png',
        'https://evil.example/files.slack.com/photo.png',
        'http://files.slack.com/photo.png',
        'https://files.slack.com:8443/photo.png',
        'https://user:pass@files.slack.com/photo.png',
        'https://slack.com/photo.png',
        'file:///etc/passwd',
        '',
      ];
      for (const url of places) {
        const file = at.slack.world.addFile({ ...png, url });
        await expect(fetched(file), url).rejects.toMatchObject({ code: 'refused' });
      }
      expect(seen).toEqual([]);
    });

    it('does not follow a redirect', async () => {
      const redirecting = at.slack.world.addFile(png);
      at.slack.world.files.get(String(redirecting.id))!.redirect = `http://${host}/photo.png`;
      await expect(fetched(redirecting)).rejects.toMatchObject({ code: 'unreachable' });
      expect(seen).toEqual([]);
    });
  });

  it('a file that is gone is gone for good; a sign-in page is not a file', async () => {
    await expect(fetched({ id: 'F0NOTHING' })).rejects.toMatchObject({ code: 'platform', permanent: true });
    const { world } = at.slack;
    const deleted = world.addFile({ ...png, url: `${world.origin}/files-pri/F0DELETED` });
    await expect(fetched(deleted)).rejects.toMatchObject({ code: 'platform', permanent: true });
    const page = world.addFile({ ...png, mimetype: 'text/html; charset=utf-8' });
    await expect(fetched(page)).rejects.toMatchObject({ code: 'unreachable', permanent: false });
  });

  it('the manifest asks for the right to read files, and shows the shortcut', () => {
    const { oauth_config, features } = createSlackManifest({ name: 'Office', description: 'x' });
    expect(oauth_config.scopes.bot).toContain('files:read');
    expect(features.shortcuts).toEqual([
      expect.objectContaining({ type: 'message', callback_id: 'requests.fromMessage' }),
      expect.objectContaining({ type: 'message', callback_id: 'reminders.fromMessage' }),
      expect.objectContaining({ type: 'message', callback_id: 'suggestions.fromMessage' }),
    ]);
    for (const { name } of features.shortcuts) expect(name.length).toBeLessThanOrEqual(24);
  });
});
