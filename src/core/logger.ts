import { type DestinationStream, pino } from 'pino';

/** Structured lines on standard output. First the data, then a constant sentence: `log.info({ id }, 'sent')`. */
export interface Logger {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
  child(data: object): Logger;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const secrets = ['token', 'secret', 'password', 'authorization', 'cookie', 'text', 'values'];

/**
 * @param level lines below it are dropped.
 * @param destination where the lines go. Default: standard output.
 * Secrets and what people wrote are cut out by name as a last line of defence; callers log ids, not contents.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[cut]' };
  return pino({ level, redact, serializers: { err: described } }, destination);
}

/** What of an error goes into a log besides its message and trace: never a database's `detail`, which quotes rows. */
const told = ['code', 'permanent', 'retryAfterMs', 'constraint', 'table', 'routine', 'syscall', 'status'];
/** Of Postgres: a value does not fit. Its message quotes the value. */
const quotesValue = (error: Error) => /^22...$/.test(String(Object(error).code));

function described(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const message = quotesValue(error) ? '[cut]' : error.message;
  const trace = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  const more = Object.entries(error).filter(([key]) => told.includes(key));
  return {
    type: error.name,
    message,
    stack: [`${error.name}: ${message}`, ...trace].join('\n'),
    ...Object.fromEntries(more),
    ...(error.cause !== undefined && depth < 5 && { cause: described(error.cause, depth + 1) }),
  };
}

export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};
