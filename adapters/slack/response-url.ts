import { QuartermasterError } from '../../src/core/errors.ts';

/** Tells somebody something by the address that came with what they did: 5 times in 30 minutes. */
export type ResponseUrl = (url: string, body: object) => Promise<void>;

const timeoutMs = 10_000;

/** @param apiUrl where Slack's Web API is: its host is trusted besides Slack's own. */
export function createResponseUrl(apiUrl: string | undefined): ResponseUrl {
  const allowed = apiUrl === undefined ? undefined : new URL(apiUrl).origin;
  return async (url, body) => {
    const { protocol, hostname, origin } = new URL(url);
    const slack = protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
    if (!slack && origin !== allowed) {
      throw new QuartermasterError('refused', 'Slack: an answer shall go to a host that is not Slack’s');
    }
    let status: number;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.arrayBuffer();
      status = response.status;
    } catch (cause) {
      throw new QuartermasterError('unreachable', 'Slack was not reached with an answer', { cause });
    }
    if (status !== 200) throw new QuartermasterError('platform', `Slack refused an answer: HTTP ${status}`);
  };
}
