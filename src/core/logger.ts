import { pino } from 'pino';

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
 * Secrets and what people wrote are cut out by name as a last line of defence; callers log ids, not contents.
 */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[cut]' } });
}

export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};
