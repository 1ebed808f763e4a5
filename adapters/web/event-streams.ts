import type { Request, Response } from 'express';
import type { Logger } from '../../src/core/logger.ts';
import type { StoredMessage, WebStore } from '../../src/platform/web-store.ts';
import type { WireMessage } from './page/wire.ts';

export interface EventStreamsOptions {
  store: WebStore;
  logger: Logger;
  draw: (message: StoredMessage) => Promise<WireMessage>;
  /** How often a silent stream says that it is alive, in milliseconds; proxies cut what is silent too long. */
  heartbeatMs: number;
}

// A page that does not read is let go: it comes back and goes on where it stopped.
const mostUnread = 1_000_000;

/**
 * Server-sent events: each page that is open is told of every change in its conversations. The event's id is
 * the change's number, so a page that was away goes on where it stopped.
 */
export class EventStreams {
  #open = new Set<Response>();

  constructor(private readonly options: EventStreamsOptions) {}

  /** Streams what changed after `sequence`, then what changes, until the page or `closeAll` ends it. */
  async stream(request: Request, response: Response, conversations: string[], sequence: number) {
    const { store, draw, heartbeatMs, logger } = this.options;
    const visible = new Set(conversations);
    let sent = sequence;
    let early: StoredMessage[] | undefined = [];

    // The page reconnects and asks for the same changes again.
    const giveUp = (error: unknown) => {
      logger.warn({ err: error, path: request.path }, 'a stream could not go on');
      response.destroy();
    };
    // One after the other: drawing one takes longer than drawing another.
    let line: Promise<void> = Promise.resolve();
    const send = (message: StoredMessage) => {
      if (message.sequence <= sent || !visible.has(message.conversation)) return;
      sent = message.sequence;
      const drawn = draw(message);
      line = line.then(async () => {
        const data = JSON.stringify(await drawn);
        if (response.writableEnded || response.destroyed) return;
        response.write(`id: ${message.sequence}\ndata: ${data}\n\n`);
        if (response.writableLength > mostUnread) response.destroy();
      });
      line.catch(giveUp);
    };

    // Heard first, then read: what changes in between is heard, and waits its turn.
    const unsubscribe = store.subscribe((message) => (early ? early.push(message) : send(message)));
    const heartbeat = setInterval(() => response.write('event: alive\ndata:\n\n'), heartbeatMs);
    this.#open.add(response);
    response.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      this.#open.delete(response);
    });

    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.write('retry: 1500\n\n');
    try {
      for (const message of await store.since(sequence, conversations)) send(message);
      for (const message of early) send(message);
      early = undefined;
    } catch (error) {
      giveUp(error);
    }
  }

  closeAll(): void {
    for (const response of this.#open) response.end();
  }
}
