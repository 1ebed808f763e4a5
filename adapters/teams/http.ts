import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasCode } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { Reply } from './answer.ts';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

const maxBodyBytes = 1024 * 1024;

/**
 * Serves `POST /api/messages`. `receive` answers for a body that came with this Authorization header; what it
 * throws decides the status: 'unauthenticated' 401, 'invalid' 400, 'unreachable' 503, anything else 500.
 */
export function createRequestListener(
  receive: (authorization: string, body: unknown) => Promise<Reply>,
  logger: Logger,
): RequestListener {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return end(response, 405);
    const body = await readBody(request);
    if (body === undefined) {
      // The rest is not read: the connection is of no more use.
      response.setHeader('connection', 'close');
      response.once('finish', () => request.destroy());
      return end(response, 413);
    }
    const json = parse(body);
    if (json === undefined) return end(response, 400);
    end(response, 200, await receive(request.headers.authorization ?? '', json));
  };

  return (request, response) => {
    serve(request, response).catch((error) => {
      const status = statusOf(error);
      if (status === 500) logger.error({ err: error }, 'Teams: an event failed');
      else logger.warn({ status, reason: reasonOf(error) }, 'Teams: a request was refused');
      if (response.headersSent) response.destroy();
      else end(response, status);
    });
  };
}

/** The whole body; undefined as soon as it is known to be too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number, body?: Reply): void {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

function statusOf(error: unknown): number {
  if (hasCode(error, 'unauthenticated')) return 401;
  if (hasCode(error, 'invalid')) return 400;
  return hasCode(error, 'unreachable') ? 503 : 500;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
