import type { WireMessage } from './wire.ts';

const reconnectMs = 1_500;
/** The server says every 20 s that it is there; silence much longer is a line that broke without a word. */
const silenceMs = 60_000;
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
  let next: number | undefined;

  const disconnect = () => {
    source?.close();
    source = undefined;
    clearTimeout(next);
  };
  const lost = () => {
    disconnect();
    onLine(false);
    next = setTimeout(connect, reconnectMs);
  };
  const heard = () => {
    clearTimeout(next);
    next = setTimeout(lost, silenceMs);
  };
  const connect = () => {
    disconnect();
    source = new EventSource(`events?since=${last}`);
    heard();
    source.onopen = () => onLine(true);
    source.addEventListener('alive', heard);
    source.onmessage = (event: MessageEvent<string>) => {
      heard();
      const message = JSON.parse(event.data) as WireMessage;
      last = Math.max(last, message.sequence);
      onMessage(message);
    };
    source.onerror = lost;
  };

  let idle: number | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(idle);
    if (document.hidden) idle = setTimeout(disconnect, idleMs);
    else if (source === undefined) connect();
  });
  addEventListener('online', connect);
  connect();
}
