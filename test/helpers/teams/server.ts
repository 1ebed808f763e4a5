import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ConnectorApi } from './connector-api.ts';
import { issuer, SigningKey } from './identity.ts';
import { People } from './people.ts';
import { type TeamsFile, TeamsWorld } from './world.ts';

export type Fault =
  | 'rate-limited'
  | 'reply-lost'
  | 'server-error'
  | 'gone'
  | 'blocked'
  | 'silent'
  | 'bad-token';

export interface TeamsServer {
  readonly world: TeamsWorld;
  readonly people: People;
  readonly key: SigningKey;
  readonly appId: string;
  readonly appPassword: string;
  /** `host:port` */
  readonly host: string;
  readonly serviceUrl: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  /** What goes wrong with the next call to the connector. */
  failNext(fault: Fault): void;
  /** Calls to the connector that arrived, whatever became of them. */
  readonly calls: string[];
  stop(): Promise<void>;
}

/** One for all servers of a process: to make one takes a second, and they are apart by their addresses. */
const published = new SigningKey();

/**
 * Microsoft's side: the Bot Connector, the signing keys and the login, on one port of the loopback.
 * @param signed false: as the Agents Playground, which neither signs nor asks for a token.
 */
export async function startTeamsServer({ signed = true } = {}): Promise<TeamsServer> {
  const appId = signed ? randomUUID() : '';
  const appPassword = signed ? randomUUID() : '';
  const bot = `28:${appId}`;
  const world = new TeamsWorld();
  const api = new ConnectorApi(world, bot);
  const key = published;
  const tokens = new Set<string>();
  const calls: string[] = [];
  let fault: Fault | undefined;

  const login = async (request: IncomingMessage) => {
    const form = new URLSearchParams(await text(request));
    const valid = form.get('client_id') === appId && form.get('client_secret') === appPassword;
    if (!valid || form.get('scope') !== `${issuer}/.default`) return { status: 401, body: {} };
    const token = randomUUID();
    tokens.add(token);
    return { status: 200, body: { access_token: token, expires_in: 3600, token_type: 'Bearer' } };
  };

  const connector = async (request: IncomingMessage, path: string[]) => {
    const body = await text(request);
    calls.push(`${request.method} ${path.join('/')}`);
    const current = fault;
    fault = undefined;
    if (current === 'bad-token') tokens.clear();
    if (signed && !tokens.has((request.headers.authorization ?? '').replace(/^Bearer /, ''))) {
      return { status: 401, body: { message: 'Authorization has been denied for this request.' } };
    }
    if (path[0] === 'attachments') return bytesOf(world.files.get(path[1] ?? ''));
    if (current === 'rate-limited') return { status: 429, headers: { 'retry-after': '3' } };
    if (current === 'server-error') return { status: 502 };
    if (current === 'gone') return { status: 404, body: { error: { code: 'ConversationNotFound' } } };
    if (current === 'blocked') return { status: 403, body: { error: { code: 'MessageWritesBlocked' } } };
    if (current === 'silent') return undefined;
    const reply = api.handle(request.method ?? '', path, body);
    if (current !== 'reply-lost') return reply;
    request.socket.destroy();
    return undefined;
  };

  const answer = async (request: IncomingMessage, origin: string) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    const parts = pathname.split('/').slice(1).map(decodeURIComponent);
    if (pathname === '/openid') return { status: 200, body: { issuer, jwks_uri: `${origin}/keys` } };
    if (pathname === '/keys') return { status: 200, body: { keys: [key.jwk] } };
    if (pathname === '/login' && request.method === 'POST') return login(request);
    if (parts[0] === 'onedrive') {
      const file = world.files.get(parts[1] ?? '');
      const { searchParams } = new URL(request.url ?? '/', origin);
      // SharePoint knows nothing of the bot, and has no business with its token.
      if (request.headers.authorization !== undefined) return { status: 400 };
      return searchParams.get('tempauth') === file?.tempauth ? bytesOf(file) : { status: 401 };
    }
    if (parts[0] === 'teams' && parts[1] === 'v3') return connector(request, parts.slice(2));
    return { status: 404 };
  };

  const server = createServer(async (request, response) => {
    const reply:
      | { status: number; body?: object; headers?: Record<string, string>; bytes?: Buffer }
      | undefined = await answer(request, origin);
    if (reply === undefined) return;
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.bytes ?? (reply.body ? JSON.stringify(reply.body) : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const serviceUrl = `${origin}/teams/`;
  world.origin = origin;

  return {
    world,
    people: new People(world, { bot, appId, serviceUrl, key: signed ? key : undefined }),
    key,
    appId,
    appPassword,
    host,
    serviceUrl,
    metadataUrl: `${origin}/openid`,
    loginUrl: `${origin}/login`,
    calls,
    failNext: (next) => {
      fault = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const bytesOf = (file: TeamsFile | undefined) =>
  file === undefined
    ? { status: 404 }
    : { status: 200, bytes: file.bytes, headers: { 'content-type': 'application/octet-stream' } };
