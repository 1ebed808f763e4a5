import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import type { Clock } from '../../src/core/clock.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { Reply } from './answer.ts';
import { reasonOf } from './client.ts';
import { NotCommitted } from './dispatch.ts';
import type { Payload } from './payloads.ts';

const maxBodyBytes = 1024 * 1024;
const maxSkewSeconds = 5 * 60;
const lingerMs = 1000;

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Slack's requests over HTTP: commands, interactivity and events. Bolt's own receivers acknowledge an event
 * before anybody has handled it, and accept a signature from the future; so this one stands in their place and
 * keeps Bolt's check of the signature.
 */
export function createRequestListener(options: {
  signingSecret: string;
  clock: Clock;
  logger: Logger;
  dispatch: (payload: Payload) => Promise<Reply>;
}): RequestListener {
  const { signingSecret, clock, logger, dispatch } = options;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return end(response, 405);
    const body = await readBody(request);
    if (body === undefined) return refuseTooLarge(request, response);
    if (!isAuthentic(request, body)) {
      logger.warn({}, 'a request that Slack did not sign was refused');
      return end(response, 401);
    }
    const payload = parse(request, body);
    if (payload === undefined) return end(response, 400);
    if (payload.type === 'url_verification') return json(response, { challenge: payload.challenge });
    const reply = await dispatch(payload);
    return reply === undefined ? end(response, 200) : json(response, reply);
  };

  const isAuthentic = (request: IncomingMessage, body: string): boolean => {
    const signature = request.headers['x-slack-signature'];
    const timestamp = request.headers['x-slack-request-timestamp'];
    if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp))
      return false;
    const seconds = Number(timestamp);
    const nowMilliseconds = clock.now().getTime();
    // Bolt refuses what is too old; what comes from the future is refused here.
    if (Math.abs(nowMilliseconds / 1000 - seconds) > maxSkewSeconds) return false;
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds };
    return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds });
  };

  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      if (!(error instanceof NotCommitted))
        logger.warn({ reason: reasonOf(error) }, 'a request of Slack broke off');
      if (!response.headersSent)
        end(response, error instanceof NotCommitted && error.cause === undefined ? 503 : 500);
    });
  };
}

/** The whole body, or undefined where it is larger than anything that Slack sends. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxBodyBytes) return;
      request.off('data', collect);
      resolve(undefined);
    };
    request.on('data', collect);
    request.on('end', () =>
      resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')),
    );
    request.on('error', reject);
    request.on('close', () => reject(new Error('the sender hung up')));
  });
}

/** What still comes is thrown away for a moment, so that the answer can be read; then the line is cut. */
function refuseTooLarge(request: IncomingMessage, response: ServerResponse): void {
  end(response, 413);
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, lingerMs).unref();
}

/** Commands come as a form; interactivity as JSON in a form's `payload`; events as JSON. */
function parse(request: IncomingMessage, body: string): Payload | undefined {
  try {
    if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return asPayload(JSON.parse(body));
    }
    const form = new URLSearchParams(body);
    const payload = form.get('payload');
    return asPayload(payload === null ? Object.fromEntries(form) : JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function asPayload(value: Payload | null): Payload | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 }).end();
}

function json(response: ServerResponse, body: object): void {
  const text = JSON.stringify(body);
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
