import { webApi } from '@slack/bolt';
import { type ErrorDetails, QuartermasterError } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';

/** Slack's Web API, twice: what a person waits for never queues behind bulk sending. */
export interface SlackClients {
  interactive: webApi.WebClient;
  bulk: webApi.WebClient;
}

const timeoutMs = 10_000;
/** Where Slack asks to wait and does not say how long. */
const defaultRetryAfterMs = 30_000;

/** Neither client repeats a call by itself: a lost reply is not a lost post, and the core repeats. */
export function createClients(options: {
  botToken: string;
  apiUrl: string | undefined;
  logger: Logger;
}): SlackClients {
  const create = () =>
    new webApi.WebClient(options.botToken, {
      ...(options.apiUrl && { slackApiUrl: options.apiUrl }),
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: slackLogger(options.logger),
    });
  return { interactive: create(), bulk: create() };
}

/** Slack's answer, or our error for it. */
export async function call<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toOurs(error);
  }
}

/** The word by which Slack refused a call; undefined where it did not. */
export function slackCode(error: unknown): string | undefined {
  const cause = error instanceof QuartermasterError ? error.cause : error;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : undefined;
}

/** Slack's own troubles: the same call may succeed later. */
const troubles = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'rollup_error',
  'external_channel_migrating',
]);
/**
 * The app itself is not let in. Not permanent: once the administrator has repaired it, what waits can be sent,
 * where a permanent error would have thrown it away.
 */
const notLetIn = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
  'org_login_required',
]);

function toOurs(error: unknown): QuartermasterError {
  if (error instanceof QuartermasterError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) return rateLimited(error, error.retryAfter);
  const code = slackCode(error);
  if (code === 'ratelimited' || code === 'rate_limited') return rateLimited(error);
  // Anything else than one of Slack's words came from something on the way: a proxy, a page of maintenance.
  if (code === undefined || !/^[a-z_]+$/.test(code) || troubles.has(code)) {
    return failure('unreachable', error, code ?? describe(error));
  }
  return failure('platform', error, code, { permanent: !notLetIn.has(code) });
}

function failure(code: 'unreachable' | 'platform', cause: unknown, word: string, details: ErrorDetails = {}) {
  const shown = /^[\w .-]{1,80}$/.test(word) ? word : 'an answer that is not Slack’s';
  const sentence = code === 'platform' ? 'Slack refused' : 'Slack was not reached';
  return new QuartermasterError(code, `${sentence}: ${shown}`, { ...details, cause });
}

function rateLimited(cause: unknown, seconds?: number) {
  const retryAfterMs = seconds === undefined ? defaultRetryAfterMs : seconds * 1000;
  return new QuartermasterError('rate-limited', 'Slack asks to wait', { cause, retryAfterMs });
}

function describe(error: unknown): string {
  if (error instanceof webApi.WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  return error instanceof Error ? error.name : 'no answer';
}

/** Why something failed, for the log: our own words, or the mere name of another's error. */
export function reasonOf(error: unknown): string {
  if (error instanceof QuartermasterError) return error.message;
  return error instanceof Error ? error.name : 'unknown';
}

/** Slack's libraries log the bodies of their calls at the debug level: those lines end here. */
export function slackLogger(logger: Logger): webApi.Logger {
  return {
    debug() {},
    info() {},
    warn: () => logger.warn({}, 'a call to Slack went wrong'),
    error: () => logger.warn({}, 'a connection to Slack went wrong'),
    setLevel() {},
    getLevel: () => webApi.LogLevel.WARN,
    setName() {},
  };
}
