import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../../adapters/slack/index.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { listen } from '../../helpers/slack/harness.ts';
import { type SlackServer, startSlackServer } from '../../helpers/slack/server.ts';
import { type SocketServer, startSocketServer } from '../../helpers/slack/socket-server.ts';

let slack: SlackServer;
let socket: SocketServer;
let adapter: SlackAdapter;
let received: Inbound[];
let answer: (event: Inbound) => Promise<Ack>;

beforeEach(async () => {
  socket = await startSocketServer();
  slack = await startSlackServer({ socketUrl: socket.url });
  received = [];
  answer = async () => ({ kind: 'ok' });
  adapter = createSlackAdapter({
    botToken: slack.botToken,
    appToken: slack.appToken,
    apiUrl: slack.apiUrl,
    defaultLocale: 'en',
    logger: silentLogger,
    clock: systemClock,
  });
  await adapter.start((event) => {
    received.push(event);
    return answer(event);
  });
});
afterEach(async () => {
  await adapter.stop();
  socket.stop();
  await slack.stop();
});

const command = {
  type: 'slash_commands',
  envelope_id: 'env-1',
  accepts_response_payload: true,
  payload: {
    command: '/office',
    text: 'help',
    team_id: 'T0OFFICE',
    user_id: 'U1',
    channel_id: 'C1',
    trigger_id: 't1',
    response_url: 'https://hooks.slack.com/x',
  },
};
const event = {
  type: 'events_api',
  envelope_id: 'env-2',
  accepts_response_payload: false,
  payload: {
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: 'T0OFFICE',
    event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'help', ts: '1.1' },
  },
};

it('a command is answered in its acknowledgement', async () => {
  answer = async () => ({ kind: 'notice', text: 'Hello.' });
  socket.send(command);
  await socket.acked(1);
  expect(socket.acks[0]).toMatchObject({
    envelope_id: 'env-1',
    payload: { response_type: 'ephemeral', text: 'Hello.' },
  });
});

it('an envelope is acknowledged after the commit, and a repeated one is the same event', async () => {
  let acksAtCommit = -1;
  answer = async () => {
    // The way to Slack and back: an acknowledgement sent before this would be there by now.
    await adapter.resolveUser({ email: 'nobody@office.example' });
    acksAtCommit = socket.acks.length;
    return { kind: 'ok' };
  };
  socket.send(event);
  await socket.acked(1);
  expect(acksAtCommit).toBe(0);
  socket.send({ ...event, envelope_id: 'env-3', retry_attempt: 0 });
  await socket.acked(2);
  expect(received.map(({ id }) => id)).toEqual(['event:Ev1', 'event:Ev1']);
});

it('what was not committed is not acknowledged', async () => {
  answer = async () => {
    throw new Error('away');
  };
  socket.send(event);
  // A command is always answered: once its acknowledgement is here, the event's would be, too.
  socket.send(command);
  await socket.acked(1);
  expect(socket.acks.map(({ envelope_id: id }) => id)).toEqual(['env-1']);
});

it('nothing is served over HTTP', async () => {
  const server = createServer(adapter.requestListener);
  const response = await fetch(await listen(server), { method: 'POST', body: '{}' });
  expect(response.status).toBe(404);
  server.closeAllConnections();
  server.close();
});
