import { createHmac } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bucket } from './bucket.ts';

export const signingSecret = 'bench-signing-secret';
export const botToken = 'xoxb-bench';
const teamId = 'T0BENCH';
const domain = 'harbour.example';
const channels = [
  { id: 'C0FACILITIES', name: 'facilities' },
  { id: 'C0FINANCE', name: 'finance' },
];

export interface SlackStandIn {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** Where a command's or a click's `response_url` leads. */
  readonly answerUrl: string;
  /** How many messages were posted and updated so far. */
  readonly sent: number;
  /** When the last of them came, by `performance.now()`. */
  readonly lastSentAt: number;
  /** The body of the last `chat.postMessage`, as it came. */
  readonly lastPost: string;
  /** From now on it permits no more posts than these, and asks to wait; undefined: as many as come. */
  permit(bucket: Bucket | undefined): void;
  /** When it asked to wait since then, by `performance.now()`, and how many it had been sent by then. */
  readonly refusals: readonly { atMs: number; sent: number }[];
  stop(): Promise<void>;
}

/** A Slack that takes everything unread, so that it costs as little as can be beside what is measured. */
export async function startSlack(): Promise<SlackStandIn> {
  let sent = 0;
  let lastSentAt = 0;
  let lastPost = '';
  let permitted: Bucket | undefined;
  let refusals: { atMs: number; sent: number }[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await textOf(incoming);
    const method = incoming.url!.slice(incoming.url!.lastIndexOf('/') + 1);
    const isPost = method === 'chat.postMessage';
    const atMs = performance.now();
    const seconds = isPost ? (permitted?.take(atMs) ?? 0) : 0;
    if (seconds > 0) {
      refusals.push({ atMs, sent });
      response.writeHead(429, { 'retry-after': String(seconds) }).end();
      return;
    }
    let answer: object;
    if (isPost || method === 'chat.update') {
      if (isPost) lastPost = body;
      sent += 1;
      lastSentAt = atMs;
      answer = { ok: true, ts: `1700000000.${String(sent).padStart(6, '0')}` };
    } else answer = { ok: true, ...known(method, new URLSearchParams(body)) };
    const json = JSON.stringify(answer);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) })
      .end(json);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin}/api/`,
    answerUrl: `${origin}/answer`,
    get sent() {
      return sent;
    },
    get lastSentAt() {
      return lastSentAt;
    },
    get lastPost() {
      return lastPost;
    },
    permit(bucket) {
      permitted = bucket;
      refusals = [];
    },
    get refusals() {
      return refusals;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The user `Uli.wei` has the e-mail address li.wei@… of the demo office. */
function known(method: string, asked: URLSearchParams): object {
  const user = (id: string) => ({
    user: { id, team_id: teamId, name: id, profile: { email: `${id.slice(1)}@${domain}` } },
  });
  switch (method) {
    case 'auth.test':
      return { team_id: teamId, user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'users.info':
      return user(asked.get('user') ?? '');
    case 'users.lookupByEmail':
      return user(`U${asked.get('email')?.split('@')[0]}`);
    case 'conversations.open':
      return { channel: { id: `D${asked.get('users')}` } };
    case 'users.conversations':
      return { channels };
    default:
      return {};
  }
}

let lastTrigger = 0;
const trigger = () => `${Date.now()}.${++lastTrigger}`;

/** `/office <text>`, as Slack sends it. */
export function command(user: string, text: string, answerUrl: string): string {
  return new URLSearchParams({
    token: 'legacy',
    team_id: teamId,
    channel_id: 'C0FACILITIES',
    channel_name: 'facilities',
    user_id: `U${user}`,
    command: '/office',
    text,
    api_app_id: 'A0',
    trigger_id: trigger(),
    response_url: answerUrl,
  }).toString();
}

/** A click on a button below a message of ours in the person's own conversation. */
export function click(user: string, action: string, value: string, answerUrl: string): string {
  const channel = `DU${user}`;
  return interaction(user, {
    type: 'block_actions',
    response_url: answerUrl,
    container: { type: 'message', message_ts: '1700000000.000001', channel_id: channel },
    channel: { id: channel, name: 'directmessage' },
    message: { ts: '1700000000.000001', text: '' },
    actions: [{ type: 'button', action_id: `${action}:0`, block_id: 'b', value }],
  });
}

/** A filled dialog, sent off. */
export function submission(
  user: string,
  form: string,
  context: string,
  values: Record<string, string>,
): string {
  const state = Object.entries(values).map(([id, value]) => [id, { value: { value } }]);
  const place = { channel: 'C0FACILITIES', personal: false };
  return interaction(user, {
    type: 'view_submission',
    view: {
      id: 'V0',
      callback_id: form,
      private_metadata: JSON.stringify({ context, place }),
      title: { type: 'plain_text', text: form },
      blocks: Object.keys(values).map((id) => ({ type: 'input', block_id: id })),
      state: { values: Object.fromEntries(state) },
    },
  });
}

function interaction(user: string, payload: object): string {
  const common = {
    user: { id: `U${user}`, team_id: teamId },
    team: { id: teamId },
    enterprise: null,
    trigger_id: trigger(),
  };
  return new URLSearchParams({ payload: JSON.stringify({ ...common, ...payload }) }).toString();
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends a body to a bot, signed as Slack signs it. Resolves with what the bot answers. */
export async function send(botUrl: string, body: string): Promise<string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return post(`${botUrl}/slack/events`, body, {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hash}`,
  });
}

/** @throws where the answer is not 200. */
export function post(url: string, body: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      async (response) => {
        const text = await textOf(response);
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`answered with ${response.statusCode}: ${text.slice(0, 200)}`));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function textOf(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    message.on('error', reject);
  });
}
