import { get, type IncomingMessage } from 'node:http';

export interface WatchedPages {
  /** When the last change came to one of the pages, by `performance.now()`. */
  readonly lastChangeAt: number;
  /** Resolves when no change has come for a moment. */
  quiet(): Promise<void>;
  close(): void;
}

const quietMs = 40;

/** Opens the pages of people of the demo and follows their streams of changes. */
export async function watchPages(appUrl: string, people: string[]): Promise<WatchedPages> {
  let lastChangeAt = performance.now();
  const streams: IncomingMessage[] = [];
  for (const person of people) {
    const page = `${appUrl}/as/${person}/`;
    const opened = await fetch(page);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    await opened.text();
    const stream = await new Promise<IncomingMessage>((resolve) =>
      get(`${page}events?since=0`, { headers: { cookie } }, resolve),
    );
    if (stream.statusCode !== 200) throw new Error(`the page of ${person} answered ${stream.statusCode}`);
    stream.on('error', () => {});
    stream.on('data', (text: Buffer) => {
      if (text.includes('data: ')) lastChangeAt = performance.now();
    });
    streams.push(stream);
  }
  return {
    get lastChangeAt() {
      return lastChangeAt;
    },
    async quiet() {
      do await new Promise((resolve) => setTimeout(resolve, quietMs));
      while (performance.now() - lastChangeAt < quietMs);
    },
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}
