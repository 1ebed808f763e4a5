import type { WireMessage } from './wire.ts';

const reconnectMs = 2_000;
/** Browsers keep few lines to one server: a window that nobody looks at gives its own back. */
const idleMs = 20_000;

export interface LiveOptions {
  /** The number of the last change that the page knows. */
  since: number;
  onMessage(message: WireMessage): void;
  onLine(connected: boolean): void;
}

/** Follows the changes, and goes on where it stopped after every interruption. */
export function follow({ since, onMessage, onLine }: LiveOptions): void {
  let last = since;
  let source: EventSource | undefined;
  let idle: number | undefined;

  const connect = () => {
    source?.close();
    source = new EventSource(`events?since=${last}`);
    source.onopen = () => onLine(true);
    source.onmessage = (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as WireMessage;
      last = Math.max(last, message.sequence);
      onMessage(message);
    };
    source.onerror = () => {
      onLine(false);
      // The browser tries again by itself, but not after an answer that is no stream.
      if (source?.readyState === EventSource.CLOSED) setTimeout(connect, reconnectMs);
    };
  };

  document.addEventListener('visibilitychange', () => {
    clearTimeout(idle);
    if (document.hidden) {
      idle = setTimeout(() => {
        source?.close();
        source = undefined;
      }, idleMs);
    } else if (source === undefined) connect();
  });
  connect();
}
