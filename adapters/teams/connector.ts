import { QuartermasterError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import { checkServiceUrl, type ServiceHosts } from './service-hosts.ts';

export interface ConnectorOptions {
  hosts: ServiceHosts;
  /** The bearer token for the connector; empty where authentication is off. `renew`: the last one was refused. */
  token(renew: boolean): Promise<string>;
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
}

/**
 * Calls the Bot Connector. Microsoft's own client repeats a POST whose answer was lost, without being asked;
 * here nothing is repeated but a call that was refused for its token, which has done nothing.
 */
export class Connector {
  constructor(private readonly options: ConnectorOptions) {}

  /** The answer's JSON. Throws 'rate-limited', 'unreachable', or 'platform' for what Teams refuses. */
  async call(
    method: 'GET' | 'POST' | 'PUT',
    serviceUrl: string,
    path: string[],
    body?: Json,
  ): Promise<unknown> {
    const base = checkServiceUrl(serviceUrl, this.options.hosts).replace(/\/+$/, '');
    const url = `${base}/v3/${path.map(encodeURIComponent).join('/')}`;
    let response = await this.send(method, url, body, false);
    if (response.status === 401) response = await this.send(method, url, body, true);
    if (response.ok) return readJson(response);
    throw await refusal(response);
  }

  private async send(method: string, url: string, body: Json | undefined, renew: boolean): Promise<Response> {
    const signal = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const token = await Promise.race([this.options.token(renew), whenAborted(signal)]);
      return await fetch(url, {
        method,
        signal,
        // A redirect would carry the token to an address that nobody has checked.
        redirect: 'error',
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new QuartermasterError('unreachable', 'Teams was not reached, or did not answer in time', {
        cause,
      });
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new QuartermasterError('unreachable', "Teams' answer broke off", { cause });
  }
}

async function refusal(response: Response): Promise<QuartermasterError> {
  const { status } = response;
  const reason = await codeIn(response);
  const message = `Teams answered ${status}${reason}`;
  if (status === 429) {
    return new QuartermasterError('rate-limited', message, { retryAfterMs: waitMs(response) });
  }
  if (status === 412 || status >= 500) return new QuartermasterError('unreachable', message);
  if (status === 413) return new QuartermasterError('invalid', message, { permanent: true });
  // What is left is about this message: blocked, uninstalled, gone, malformed. A refused token is about us.
  return new QuartermasterError('platform', message, { permanent: status !== 401 });
}

/** The connector's own word for it, e.g. `MessageWritesBlocked`. Its prose may quote the message: left out. */
async function codeIn(response: Response): Promise<string> {
  try {
    const { error } = Object(await response.json());
    const code: unknown = error?.innerHttpError?.code ?? error?.code;
    return typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? `: ${code}` : '';
  } catch {
    return '';
  }
}

/** As long as Teams asks for; where it does not say, one to three seconds, not all at the same instant. */
function waitMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 1000 + Math.random() * 2000;
}
