/** What went wrong, as a word that programs and logs agree on. */
export type ErrorCode =
  | 'config' // a setting or the office file is wrong
  | 'conflict' // somebody changed the same thing first; read again and decide again
  | 'duplicate' // this event has been handled before
  | 'refused' // a rule says no; the person is told why
  | 'invalid' // a value does not fit where it must go
  | 'unauthenticated' // the sender could not prove who they are
  | 'platform' // the platform answered, and said no
  | 'unreachable' // the platform was not reached, or did not answer in time
  | 'rate-limited' // the platform asks to wait: see retryAfterMs
  | 'internal';

export interface ErrorDetails {
  cause?: unknown;
  /** How long the platform asks us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** True when trying again cannot help: a removed channel, a blocked bot. */
  permanent?: boolean;
}

/**
 * The one root of all our errors. `message` is for the log, in English, and never holds a secret, an answer
 * or the text of somebody's message; what a person reads is a message key, chosen where the person is known.
 */
export class QuartermasterError extends Error {
  readonly retryAfterMs: number | undefined;
  readonly permanent: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'QuartermasterError';
    this.retryAfterMs = details.retryAfterMs;
    this.permanent = details.permanent ?? false;
  }
}

/** Is this error ours, with this code? */
export function hasCode(error: unknown, code: ErrorCode): error is QuartermasterError {
  return error instanceof QuartermasterError && error.code === code;
}
