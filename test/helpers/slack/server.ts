import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SlackPeople } from './people.ts';
import { Refusal } from './validate.ts';
import { type Args, methods, tellPrivately } from './web-api.ts';
import { SlackWorld } from './world.ts';

export interface SlackServerOptions {
  signingSecret?: string;
  botToken?: string;
  /** Where the bot receives; can be set later. */
  botUrl?: string;
  /** False: take everything unread, as quickly as possible, for benchmarks. Default true. */
  strict?: boolean;
  /** Posts into one channel before Slack asks to wait a second. Default: no such limit. */
  postsPerSecond?: number;
  /** What `apps.connections.open` answers with: see socket-server.ts. */
  socketUrl?: string;
  /** The present, in milliseconds. Default: the machine's clock. */
  now?: () => number;
}

type SlackFault = 'rate-limited' | 'reply-lost' | 'server-error' | 'gone';

/** A strict Slack: its Web API, and people who act. Any process can be pointed at `apiUrl`. */
export interface SlackServer {
  readonly apiUrl: string;
  readonly botToken: string;
  /** Opens Socket Mode, and nothing else. */
  readonly appToken: string;
  readonly signingSecret: string;
  readonly world: SlackWorld;
  readonly people: SlackPeople;
  /** The calls that were made, oldest first: the method's names. */
  readonly calls: string[];
  /** What goes wrong with the next call, of `method` and in `channel` only where they are given. */
  failNext(fault: SlackFault, method?: string, channel?: string): void;
  /** For how many seconds Slack asks to wait instead of taking this call; 0: it takes it. */
  asksToWait: ((method: string) => number) | undefined;
  /** Called when a call has taken effect; its answer waits for what this returns. */
  beforeAnswer: ((method: string, args: Args) => Promise<unknown> | undefined) | undefined;
  stop(): Promise<void>;
}

export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const { strict = true, now = Date.now, botToken = 'xoxb-stand-in' } = options;
  const signingSecret = options.signingSecret ?? 'stand-in-signing-secret';
  const appToken = 'xapp-stand-in';
  const world = new SlackWorld(now);
  const calls: string[] = [];
  const posts = new Map<unknown, number[]>();
  let fault: { kind: SlackFault; method: string | undefined; channel: string | undefined } | undefined;

  const limited = (method: string, channel: unknown): boolean => {
    if (options.postsPerSecond === undefined || method !== 'chat.postMessage') return false;
    const recent = (posts.get(channel) ?? []).filter((at) => now() - at < 1000);
    posts.set(channel, [...recent, now()]);
    return recent.length >= options.postsPerSecond;
  };

  const answerCall = async (method: string, args: Args, response: ServerResponse): Promise<void> => {
    if (strict) calls.push(method);
    const seconds = slack.asksToWait?.(method) ?? 0;
    if (seconds > 0) return void refuse(response, seconds);
    const meant = (fault?.method ?? method) === method && (fault?.channel ?? args.channel) === args.channel;
    const struck = meant ? fault?.kind : undefined;
    if (struck) fault = undefined;
    if (struck === 'rate-limited' || limited(method, args.channel))
      return void refuse(response, struck ? 7 : 1);
    if (struck === 'server-error') return void response.writeHead(503).end('upstream is away');
    let body: object;
    try {
      if (struck === 'gone') throw new Refusal('channel_not_found');
      const run = methods[method];
      if (run === undefined) throw new Refusal('unknown_method');
      body = { ok: true, ...run(world, args, strict) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      body = { ok: false, error: error.code, response_metadata: { messages: error.details } };
    }
    await slack.beforeAnswer?.(method, args);
    if (struck === 'reply-lost') response.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await readAll(request);
    const body = bytes.toString('utf8');
    const [, area, name = ''] = (request.url ?? '').split('/');
    if (area === 'upload') {
      const file = world.files.get(name);
      const right = file?.state === 'awaited' && file.bytes.length === bytes.length;
      if (right) Object.assign(file, { bytes, state: 'received' });
      response.writeHead(right ? 200 : 400).end(right ? `OK - ${bytes.length}` : 'not the length announced');
      return;
    }
    if (area === 'files-pri') {
      const file = world.files.get(name);
      // Without the right token Slack leads to its sign-in page.
      if (request.headers.authorization !== `Bearer ${botToken}`)
        response.writeHead(302, { location: '/sign-in' }).end();
      else if (file?.redirect) response.writeHead(302, { location: file.redirect }).end();
      else if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': file.mimetype }).end(file.bytes);
      return;
    }
    if (area === 'answer') {
      try {
        const { user, channel } = world.useResponsePath(name);
        tellPrivately(world, user, channel, JSON.parse(body), strict);
        response.writeHead(200).end('ok');
      } catch (error) {
        response.writeHead(error instanceof Refusal ? 404 : 500).end();
      }
      return;
    }
    const isJson = request.headers['content-type']?.startsWith('application/json');
    const args: Args = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    const token = request.headers.authorization?.replace('Bearer ', '') ?? args.token;
    if (name === 'apps.connections.open' && token === appToken && options.socketUrl) {
      const opened = { ok: true, url: options.socketUrl };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(opened));
      return;
    }
    if (token !== botToken) {
      response
        .writeHead(200)
        .end(JSON.stringify({ ok: false, error: token ? 'invalid_auth' : 'not_authed' }));
      return;
    }
    await answerCall(name, args, response);
  };

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.origin = origin;
  const slack: SlackServer = {
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    world,
    people: new SlackPeople(world, signingSecret, origin, options.botUrl ?? ''),
    calls,
    failNext: (kind, method, channel) => {
      fault = { kind, method, channel };
    },
    asksToWait: undefined,
    beforeAnswer: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return slack;
}

const refuse = (response: ServerResponse, seconds: number) =>
  response.writeHead(429, { 'retry-after': String(seconds) }).end('{"ok":false,"error":"ratelimited"}');

function readAll(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
