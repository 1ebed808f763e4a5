import { createServer, request } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { listen, type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';

let at: SlackHarness;
beforeEach(async () => {
  at = await startSlackHarness();
});
afterEach(() => at.stop());

const form = 'application/x-www-form-urlencoded';
const body =
  'command=%2Foffice&text=help&trigger_id=t1&user_id=U1&team_id=T0OFFICE&channel_id=C1&response_url=x';

describe('who may speak', () => {
  const minutes = 60_000;
  const cases: [string, number, (headers: Record<string, string>, now: number) => Record<string, string>][] =
    [
      ['a true signature', 200, (headers) => headers],
      ['no signature', 401, ({ 'x-slack-signature': _, ...rest }) => rest],
      ['an empty signature', 401, (headers) => ({ ...headers, 'x-slack-signature': '' })],
      ['a signature of nothing', 401, (headers) => ({ ...headers, 'x-slack-signature': 'v0=' })],
      [
        'an unknown version',
        401,
        (headers) => ({ ...headers, 'x-slack-signature': headers['x-slack-signature']!.replace('v0', 'v1') }),
      ],
      ['another secret', 401, (_, now) => at.slack.people.sign(body, form, now, 'another').headers],
      ['another body', 401, (_, now) => at.slack.people.sign(`${body}0`, form, now).headers],
      ['no time', 401, ({ 'x-slack-request-timestamp': _, ...rest }) => rest],
      ['a time that is none', 401, (headers) => ({ ...headers, 'x-slack-request-timestamp': 'soon' })],
      ['299 s ago', 200, (_, now) => at.slack.people.sign(body, form, now - 5 * minutes + 1000).headers],
      ['301 s ago', 401, (_, now) => at.slack.people.sign(body, form, now - 5 * minutes - 1000).headers],
      ['in 299 s', 200, (_, now) => at.slack.people.sign(body, form, now + 5 * minutes - 1000).headers],
      ['in 301 s', 401, (_, now) => at.slack.people.sign(body, form, now + 5 * minutes + 1000).headers],
    ];
  it.each(cases)('%s: %i', async (_, status, change) => {
    const now = Math.floor(at.time.now / 1000) * 1000;
    at.time.now = now;
    const headers = change(at.slack.people.sign(body, form).headers, now);
    const response = await at.slack.people.deliver({ body, headers });
    expect(response.status).toBe(status);
    expect(at.received).toHaveLength(status === 200 ? 1 : 0);
  });

  it('an empty secret or token does not start', () => {
    const options = { defaultLocale: 'en', logger: silentLogger, clock: systemClock } as const;
    const make = (more: { botToken: string; signingSecret?: string; appToken?: string }) => () =>
      createSlackAdapter({ ...options, ...more });
    expect(make({ botToken: 'xoxb-1', signingSecret: '' })).toThrow(/signing secret/);
    expect(make({ botToken: 'xoxb-1', signingSecret: '', appToken: '' })).toThrow(/signing secret/);
    expect(make({ botToken: '', signingSecret: 's' })).toThrow(/bot token/);
  });
});

describe('what arrives', () => {
  it('answers url_verification, and only signed', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    const signed = at.slack.people.sign(challenge, 'application/json');
    expect(await (await at.slack.people.deliver(signed)).json()).toEqual({ challenge: 'c1' });
    const foreign = at.slack.people.sign(challenge, 'application/json', at.time.now, 'another');
    expect((await at.slack.people.deliver(foreign)).status).toBe(401);
  });

  it('refuses nonsense and other methods', async () => {
    for (const nonsense of ['{', 'null', '']) {
      expect((await at.slack.people.deliver(at.slack.people.sign(nonsense, 'application/json'))).status).toBe(
        400,
      );
    }
    expect((await fetch(at.slack.people.botUrl)).status).toBe(405);
  });

  it.each([
    ['announced', { 'content-length': String(100 * 1024 * 1024) }],
    ['sent without end', {}],
  ])('refuses 100 MB early: %s', async (_, headers) => {
    let sent = 0;
    const status = await new Promise((resolve, reject) => {
      const sending = request(at.slack.people.botUrl, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        sending.destroy();
      });
      sending.on('error', (error) => (sent > 0 ? undefined : reject(error)));
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        if (sent >= 100 * 1024 * 1024 || sending.destroyed) return;
        sent += chunk.length;
        sending.write(chunk, () => setImmediate(more));
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('a retried event keeps its id', async () => {
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: at.slack.world.personal(at.users.ada.userId),
      user: at.users.ada.userId,
      text: 'help',
      ts: '1.1',
    };
    await at.slack.people.event(event, 'Ev1');
    const { body: raw, headers } = at.slack.people.last!;
    const again = { ...headers, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    await at.slack.people.deliver({ body: raw, headers: again });
    expect(at.received.map(({ id }) => id)).toEqual(['event:Ev1', 'event:Ev1']);
  });

  it('nothing is taken before the start or after the stop', async () => {
    await at.adapter.stop();
    const response = await at.slack.people.command(at.users.ada.userId, 'help', at.channelId);
    expect(response.status).toBe(503);
    expect(at.received).toEqual([]);
  });
});

describe('acknowledged means committed', () => {
  /** Posts an event whose handling waits for `finish`, and tells what the answer was by then. */
  async function answeredBefore(finish: () => void, sawIt: Promise<void>): Promise<'answered' | 'waiting'> {
    let state: 'answered' | 'waiting' = 'waiting';
    const channel = at.slack.world.personal(at.users.ada.userId);
    const sent = at.slack.people.write(at.users.ada.userId, channel, 'help').then(() => {
      state = 'answered';
    });
    await sawIt;
    // Whoever answers before the handling does so while these requests go there and back.
    for (let i = 0; i < 5; i++) await fetch(at.slack.apiUrl);
    const seen = state;
    finish();
    await sent;
    return seen;
  }

  function gate() {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  }

  it('an event is answered after it was handled', async () => {
    const [saw, finish] = [gate(), gate()];
    at.answer(async () => {
      saw.open();
      await finish.opened;
      return { kind: 'ok' };
    });
    expect(await answeredBefore(finish.open, saw.opened)).toBe('waiting');
  });

  it('control: Bolt’s own receiver answers before', async () => {
    const [saw, finish] = [gate(), gate()];
    const receiver = new HTTPReceiver({ signingSecret: at.slack.signingSecret });
    const app = new App({
      receiver,
      token: at.slack.botToken,
      clientOptions: { slackApiUrl: at.slack.apiUrl },
    });
    app.message(async () => {
      saw.open();
      await finish.opened;
    });
    const server = createServer(receiver.requestListener);
    at.slack.people.botUrl = await listen(server);
    expect(await answeredBefore(finish.open, saw.opened)).toBe('answered');
    server.closeAllConnections();
    server.close();
  });

  it('an event that failed is asked for again', async () => {
    at.answer(() => {
      throw new Error('away');
    });
    const channel = at.slack.world.personal(at.users.ada.userId);
    expect((await at.slack.people.write(at.users.ada.userId, channel, 'help')).status).toBe(500);
  });

  it('stopping waits for what is under way', async () => {
    const [saw, finish] = [gate(), gate()];
    at.answer(async () => {
      saw.open();
      await finish.opened;
      return { kind: 'notice', text: 'in time' };
    });
    const answered = at.slack.people.command(at.users.ada.userId, 'help', at.channelId);
    await saw.opened;
    const stopped = at.adapter.stop();
    finish.open();
    await stopped;
    expect(await (await answered).text()).toContain('in time');
  });
});
