import { randomBytes } from 'node:crypto';
import type { FileReply, Post, Reply, State, WireMessage } from '../../../adapters/web/page/wire.ts';

export interface PostAnswer {
  status: number;
  body: Reply & { error?: string };
}

/** Somebody at the page, without a browser: sends what the page sends, with its cookie and its token. */
export class WebVisitor {
  cookie = '';
  csrf = '';
  /** The last post, as it went out. */
  last: { url: string; init: RequestInit } | undefined;

  /** @param base the page's address, with a slash at its end: `http://127.0.0.1:3000/as/li.wei/`. */
  constructor(readonly base: string) {}

  /** Opens the page of somebody of the demo. */
  static async open(serverUrl: string, handle: string): Promise<WebVisitor> {
    const visitor = new WebVisitor(`${serverUrl}/as/${encodeURIComponent(handle)}/`);
    const response = await fetch(visitor.base);
    visitor.keepCookie(response);
    visitor.csrf = (await visitor.state()).csrf;
    return visitor;
  }

  keepCookie(response: Response): void {
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const cookie: Record<string, string> = this.cookie === '' ? {} : { cookie: this.cookie };
    return fetch(new URL(path, this.base), { headers: { ...cookie, ...headers }, redirect: 'manual' });
  }

  async state(): Promise<State> {
    return (await (await this.get('state')).json()) as State;
  }

  async post(what: Post & { requestId?: string }, headers: Record<string, string> = {}): Promise<PostAnswer> {
    const url = new URL('do', this.base).href;
    const init = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': this.csrf,
        'sec-fetch-site': 'same-origin',
        origin: new URL(this.base).origin,
        cookie: this.cookie,
        ...headers,
      },
      body: JSON.stringify({ requestId: randomBytes(16).toString('hex'), ...what }),
    };
    this.last = { url, init };
    const response = await fetch(url, init);
    return { status: response.status, body: (await response.json()) as PostAnswer['body'] };
  }

  /** Uploads files as the page does. */
  async upload(
    files: { name: string; bytes: Buffer }[],
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Partial<FileReply> & { error?: string } }> {
    const body = new FormData();
    for (const { name, bytes } of files) body.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(new URL('files', this.base), {
      method: 'POST',
      headers: {
        'x-csrf-token': this.csrf,
        'sec-fetch-site': 'same-origin',
        origin: new URL(this.base).origin,
        cookie: this.cookie,
        ...headers,
      },
      body,
    });
    return { status: response.status, body: (await response.json()) as Partial<FileReply> };
  }

  /** Follows the stream of changes from `since` on, or as a browser does that comes back: `lastEventId`. */
  async follow(from: { since: number } | { lastEventId: number }): Promise<EventReader> {
    const path = 'since' in from ? `events?since=${from.since}` : 'events?since=0';
    const headers: Record<string, string> =
      'since' in from ? {} : { 'last-event-id': String(from.lastEventId) };
    const abort = new AbortController();
    const response = await fetch(new URL(path, this.base), {
      headers: { cookie: this.cookie, ...headers },
      signal: abort.signal,
    });
    return new EventReader(response, abort);
  }
}

/** Reads server-sent events one by one. */
export class EventReader {
  #text = '';
  #decoder = new TextDecoder();
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.#reader = response.body?.getReader();
  }

  /** The next change; signs of life are passed over. Undefined: the stream has ended. */
  async next(): Promise<WireMessage | undefined> {
    for (;;) {
      const block = await this.nextBlock();
      if (block === undefined) return undefined;
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (data !== undefined) return JSON.parse(data) as WireMessage;
    }
  }

  /** The next block of lines as it came. */
  async nextBlock(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      const read = await this.#reader?.read();
      if (read === undefined || read.done) return undefined;
      this.#text += this.#decoder.decode(read.value, { stream: true });
    }
  }

  close(): void {
    this.abort.abort();
  }
}
