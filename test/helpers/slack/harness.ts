import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter, type SlackAdapter, type SlackOptions } from '../../../adapters/slack/index.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import type { AdapterHarness, HarnessUser, Seen } from '../../contract/harness.ts';
import { inputsOf } from './inputs.ts';
import { type SlackServer, startSlackServer } from './server.ts';
import { asList, asRaw } from './validate.ts';
import { buttonsOf, textObject, visibleText } from './visible.ts';
import type { OpenView } from './world.ts';

export interface SlackHarness extends AdapterHarness {
  readonly adapter: SlackAdapter;
  readonly slack: SlackServer;
  readonly channelId: string;
  /** The present of both sides, in milliseconds: moved by hand where a test needs it. */
  time: { now: number };
}

/** The Slack adapter on a port of its own, before a strict Slack. */
export async function startSlackHarness(more: Partial<SlackOptions> = {}): Promise<SlackHarness> {
  const time = { now: Date.now() };
  const slack = await startSlackServer({ now: () => time.now });
  const { world, people } = slack;
  const adapter = createSlackAdapter({
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    apiUrl: slack.apiUrl,
    defaultLocale: 'en',
    logger: silentLogger,
    clock: { now: () => new Date(time.now) },
    ...more,
  });
  const server = createServer((request, response) => adapter.requestListener(request, response));
  people.botUrl = await listen(server);

  const userOf = (name: string): HarnessUser => {
    const { id, teamId, email } = world.addUser({ name });
    return { workspace: teamId, userId: id, email };
  };
  const users = { ada: userOf('ada'), ben: userOf('ben') };
  const channelId = world.addChannel('facilities');
  const received: Inbound[] = [];
  let answer: (event: Inbound) => Ack | Promise<Ack> = () => ({ kind: 'ok' });
  let last: Ack | undefined;
  await adapter.start(async (event) => {
    received.push(event);
    last = undefined;
    last = await answer(event);
    return last;
  });

  /** What this person sees after `act`; an answer that is said apart is waited for. */
  const seenBy = async (user: HarnessUser, act: () => Promise<Response>): Promise<Seen> => {
    const before = world.notices.length;
    const notice = () => world.notices.slice(before).find((one) => one.user === user.userId)?.text;
    await act();
    const open = () => world.viewOf(user.userId);
    const inDialog = () => open() && !open()!.view.submit && visibleText(open()!.view.blocks);
    const said =
      last?.kind === 'notice' || last?.kind === 'card'
        ? await world.until(() => notice() ?? inDialog())
        : notice();
    const view = open();
    return {
      ...(said !== undefined && { notice: said }),
      ...(view?.view.submit !== undefined && { form: formOf(view, world.users.get(user.userId)?.tz) }),
    };
  };

  return {
    adapter,
    slack,
    channelId,
    time,
    received,
    users,
    channel: '#facilities',
    answer: (next) => {
      answer = typeof next === 'function' ? next : () => next;
    },
    command: (user, text) => seenBy(user, () => people.command(user.userId, text, channelId)),
    say: async (user, key, text) => {
      await people.reply(user.userId, world.find(key), text);
    },
    sendFile: async (user, key, text, file) => {
      const { channel, ts, threadTs } = world.find(key);
      const more = { thread_ts: threadTs ?? ts, parent_user_id: world.botUserId };
      await people.share(user.userId, channel, text, [world.addFile(file)], more);
    },
    pick: (user, text, shortcut) => {
      const message = { user: users.ben.userId, ts: world.newTs(), text };
      return seenBy(user, () => people.shortcut(user.userId, channelId, message, shortcut));
    },
    click: (user, key, label) => seenBy(user, () => people.click(user.userId, world.find(key), label)),
    submit: (user, values) => seenBy(user, () => people.submit(user.userId, values)),
    replay: async () => (await people.deliver(people.last!)).status,
    forge: async () => {
      const body = 'command=%2Foffice&text=help&trigger_id=1&user_id=U1&team_id=T0OFFICE&channel_id=C1';
      const request = people.sign(body, 'application/x-www-form-urlencoded', time.now, 'another secret');
      return (await people.deliver(request)).status;
    },
    messages: () =>
      world.messages
        .filter(({ onlyFor }) => onlyFor === undefined)
        .map(({ channel, ts, threadTs, blocks }) => ({
          key: `${channel}:${ts}`,
          ...(threadTs && { threadOf: `${channel}:${threadTs}` }),
          text: visibleText(blocks),
          buttons: buttonsOf(blocks).map(({ label }) => label),
        })),
    pictures: async (key) =>
      asList(world.find(key).blocks, 'blocks')
        .map(asRaw)
        .filter(({ type }) => type === 'image')
        .map(({ alt_text, slack_file }) => {
          const { bytes } = world.files.get(String(asRaw(slack_file).id))!;
          return { alt: String(alt_text), bytes };
        }),
    failNext: (fault) => slack.failNext(fault),
    stop: async () => {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await slack.stop();
    },
  };
}

/** Listens on a free port of the loopback; resolves with the address that Slack is given. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

function formOf(open: OpenView, timezone: string | undefined): Seen['form'] {
  const inputs = inputsOf(open, timezone);
  const values = Object.fromEntries(inputs.map(({ id, initial }) => [id, open.typed[id] ?? initial]));
  return {
    title: textObject(open.view.title),
    fields: inputs.map(({ label }) => label),
    values,
    errors: { ...errorsBelowFields(open), ...open.errors },
  };
}

function errorsBelowFields({ view }: OpenView): Record<string, string> {
  const blocks = asList(view.blocks, 'blocks').map(asRaw);
  return Object.fromEntries(
    blocks.flatMap((block, i) => {
      const above = blocks[i - 1];
      if (block.type !== 'context' || above?.type !== 'input') return [];
      return [[String(above.block_id), visibleText([block]).replace('⚠️ ', '')]];
    }),
  );
}
