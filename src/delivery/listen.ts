import pg from 'pg';
import type { Logger } from '../core/logger.ts';

export interface ListenOptions {
  url: string;
  /** Postgres's name for what is listened to. */
  channel: string;
  logger: Logger;
  /**
   * Called after each notification and after every new connection, never twice at once: notifications that
   * come meanwhile are one more call. What it throws is logged, and it is called again.
   */
  onChange(): Promise<void>;
  /** How long to wait before the next attempt, in milliseconds. Default 1000. */
  retryMs?: number;
}

/** A connection of its own that hears `NOTIFY`, and is made again whenever it is lost. */
export function listenTo({ url, channel, logger, onChange, retryMs = 1000 }: ListenOptions) {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = true;
  let running: Promise<void> | undefined;
  let again = false;

  const run = () => {
    again = true;
    running ??= (async () => {
      while (again && !stopped) {
        again = false;
        await onChange();
      }
    })()
      .catch((error: unknown) => {
        logger.warn({ channel, reason: String(error) }, 'changes could not be read');
        later(run);
      })
      .finally(() => {
        running = undefined;
      });
  };

  const later = (what: () => void) => {
    clearTimeout(retry);
    if (!stopped) retry = setTimeout(what, retryMs);
  };

  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'quartermaster-listen',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    // Both can come, or one alone; the first counts.
    const lost = () => {
      if (client !== next) return;
      client = undefined;
      if (!stopped) logger.warn({ channel }, 'the line that hears of changes was lost');
      later(() => void reconnect());
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', run);
    client = next;
    await next.connect();
    await next.query(`LISTEN ${channel}`);
  };

  const reconnect = async () => {
    try {
      await connect();
      run();
    } catch (error) {
      await client?.end().catch(() => undefined);
      client = undefined;
      logger.warn({ channel, reason: String(error) }, 'the line that hears of changes is still down');
      later(() => void reconnect());
    }
  };

  return {
    /** Throws where the first connection cannot be made. */
    async start(): Promise<void> {
      stopped = false;
      await connect();
      run();
    },
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(retry);
      await running;
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
