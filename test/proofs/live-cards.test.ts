import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCard } from '../../adapters/slack/render-card.ts';
import { createLogger } from '../../src/core/logger.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { type SlackServer, startSlackServer } from '../helpers/slack/server.ts';
import { visibleText } from '../helpers/slack/visible.ts';
import type { SlackMessage } from '../helpers/slack/world.ts';
import { deliveryOf } from './stage.ts';

const repair = { location: '三楼', description: '空调漏水', urgency: 'high' };

describe('live cards and lanes, in Slack', () => {
  let slack: SlackServer;
  let offices: TestOffice[];
  let channel: string;
  beforeEach(async () => {
    slack = await startSlackServer();
    for (const name of ['li.wei', 'zhao.lei', 'zhang.min'])
      slack.world.addUser({ name, email: `${name}@harbour.example` });
    channel = slack.world.addChannel('facilities');
    offices = [];
  });
  afterEach(async () => {
    slack.beforeAnswer = undefined;
    for (const office of offices.reverse()) await office.stop();
    await slack.stop();
  });

  async function start(databaseUrl?: string): Promise<TestOffice> {
    const office = await startOffice({
      ...(databaseUrl ? { databaseUrl } : {}),
      logger: createLogger('silent'),
      settings: {
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      },
    });
    offices.push(office);
    return office;
  }

  const inChannel = () => slack.world.messages.filter((message) => message.channel === channel);
  const updates = () => slack.calls.filter((method) => method === 'chat.update').length;

  async function settled({ app }: TestOffice): Promise<void> {
    await expect
      .poll(
        async () => {
          await app.database.pool.query(
            `UPDATE "Lane" SET "nextAt" = '-infinity' WHERE "busyUntil" = '-infinity'`,
          );
          for (const office of offices) void office.app.sender.drain();
          const { rows } = await app.database.pool.query(
            'SELECT "id" FROM "Delivery" WHERE "shown" < "wanted" AND "problem" IS NULL',
          );
          return rows;
        },
        { timeout: 15_000, interval: 25 },
      )
      .toEqual([]);
  }

  /** Takes and gives back, a hundred times in all, and takes at last. */
  async function changeQuickly(hands: TestOffice[], id: string): Promise<void> {
    for (let n = 0; n < 101; n += 1) {
      const zhao = hands[n % hands.length]!.as('zhao.lei');
      await zhao.click(n % 2 === 0 ? 'requests.take' : 'requests.release', id);
    }
  }

  const current = () => visibleText(inChannel()[0]!.blocks).includes('已指派');

  it.each([1, 2])('end as they are, with few updates: senders: %i', async (senders) => {
    const first = await start();
    const hands = senders === 1 ? [first] : [first, await start(first.databaseUrl)];
    await first.as('li.wei').submit('requests.file', 'repair', repair);
    await settled(first);
    // A Slack that takes a moment: until another change has come in meanwhile.
    slack.beforeAnswer = (method) => (method === 'chat.update' ? oneTurn() : undefined);
    const { id } = await first.request();
    await changeQuickly(hands, id);
    await settled(first);
    expect(current()).toBe(true);
    const cards = 2;
    expect(updates()).toBeLessThan((101 * cards) / 3);

    // The control: an older picture that comes last is seen by the same look.
    const [card] = inChannel();
    const older = renderCard({ summary: '待接手', blocks: [{ kind: 'text', text: '待接手' }] });
    await call('chat.update', { channel, ts: card!.ts, ...older });
    expect(current()).toBe(false);
  });

  it('are found as they were and brought up to date, after a lost reply', async () => {
    const office = await start();
    slack.failNext('reply-lost', 'chat.postMessage', channel);
    await office.as('li.wei').submit('requests.file', 'repair', repair);
    const waiting = `SELECT 1 FROM "Lane" WHERE "key" = 'slack/team:facilities' AND "nextAt" > now()`;
    const { pool } = office.app.database;
    await expect.poll(async () => (await pool.query(waiting)).rows).toHaveLength(1);
    await pool.query(
      `UPDATE "Lane" SET "nextAt" = now() + interval '1 h' WHERE "key" = 'slack/team:facilities'`,
    );
    await office.as('zhao.lei').click('requests.take', (await office.request()).id);
    expect(current()).toBe(false);
    await settled(office);
    expect(inChannel()).toHaveLength(1);
    expect(current()).toBe(true);
  });

  it('wait for nobody else: 429 and silence hold up one channel alone', async () => {
    const office = await start();
    await office.as('li.wei').submit('requests.file', 'repair', repair);
    await settled(office);
    const request = await office.request();
    await office.as('zhao.lei').click('requests.take', request.id);
    await settled(office);
    // Slack is silent where the channel's card is to be drawn again.
    let release = () => {};
    const silence = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = false;
    slack.beforeAnswer = (method, args) => {
      if (method !== 'chat.update' || args.channel !== channel) return undefined;
      reached = true;
      return silence;
    };
    const before = slack.world.messages.length;
    await office.as('zhao.lei').click('requests.release', request.id);
    await expect.poll(() => reached).toBe(true);
    await office.as('zhao.lei').click('requests.take', request.id);
    // Li is told while the channel still waits.
    await slack.world.until(() => told(slack.world.messages.slice(before), 'li.wei') || undefined);
    release();
    slack.beforeAnswer = undefined;
    await settled(office);

    slack.failNext('rate-limited', 'chat.update', channel);
    const after = slack.world.messages.length;
    await office.as('zhao.lei').submit('requests.finish', request.id, { note: '换了排水管' });
    await slack.world.until(() => told(slack.world.messages.slice(after), 'li.wei') || undefined);
    const resting = `SELECT "key" FROM "Lane" WHERE "nextAt" > now() + interval '4 s'`;
    await expect.poll(async () => (await office.app.database.pool.query(resting)).rows).toHaveLength(1);
    await settled(office);
    expect(visibleText(inChannel()[0]!.blocks)).toContain('已办结');
  });

  it('never keep people waiting behind what is sent in bulk', async () => {
    const office = await start();
    await office.as('li.wei').submit('requests.file', 'repair', repair);
    await settled(office);
    const { id } = await office.request();
    const { pool } = office.app.database;
    const person = office.as('li.wei').id;
    // A round of messages to everybody, of which Slack answers none.
    await pool.query(
      `INSERT INTO "Lane" ("key", "platform", "address", "bulk")
       SELECT 'slack/bulk' || n || '/bulk', 'slack', $1, true FROM generate_series(1, 300) n`,
      [JSON.stringify({ key: channel, data: { channel } })],
    );
    await pool.query(
      `INSERT INTO "Delivery" ("id", "lane", "platform", "readerId", "view", "args", "createdAt")
       SELECT 'dlv_bulk' || n, 'slack/bulk' || n || '/bulk', 'slack', $1, 'requests.notice',
         '{"key":"taken","title":"x","by":"y"}', now() FROM generate_series(1, 300) n`,
      [person],
    );
    let release = () => {};
    const silence = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    const sentBefore = slack.world.messages.length;
    slack.beforeAnswer = (_, { metadata }) => {
      if (!JSON.stringify(metadata ?? '').includes('dlv_bulk')) return undefined;
      held += 1;
      return silence;
    };
    void office.app.sender.drain();
    await expect.poll(() => held).toBeGreaterThan(20);
    await office.as('zhao.lei').click('requests.take', id);
    await slack.world.until(() => told(slack.world.messages.slice(sentBefore), 'li.wei') || undefined);
    release();
    slack.beforeAnswer = undefined;
    await settled(office);
    const bulk = slack.world.messages.filter((message) => deliveryOf(message)?.startsWith('dlv_bulk'));
    expect(bulk).toHaveLength(300);
  });

  const told = (messages: SlackMessage[], name: string) => {
    const user = [...slack.world.users.values()].find((one) => one.name === name)!;
    return messages.some((message) => message.channel === slack.world.personal(user.id));
  };

  async function call(method: string, args: object): Promise<void> {
    const answer = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }
});

const oneTurn = () => new Promise((resolve) => setImmediate(resolve));
