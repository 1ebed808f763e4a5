import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { asRaw, type Raw } from './validate.ts';

/** Slack's end of Socket Mode: as much of WebSocket as short texts need. */
export interface SocketServer {
  url: string;
  /** Sends an envelope to the app. */
  send(envelope: Raw): void;
  /** The acknowledgements so far, oldest first. */
  readonly acks: Raw[];
  /** Resolves when `count` acknowledgements have come. */
  acked(count: number): Promise<void>;
  stop(): void;
}

export async function startSocketServer(): Promise<SocketServer> {
  const acks: Raw[] = [];
  const waiting: (() => void)[] = [];
  let socket: Duplex | undefined;
  const server = createServer();
  server.on('upgrade', (request: IncomingMessage, opened: Duplex) => {
    socket = opened;
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    opened.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    opened.write(frame(JSON.stringify({ type: 'hello' })));
    opened.on('data', (data: Buffer) => {
      for (const { opcode, payload } of readFrames(data)) {
        if (opcode === 8) opened.end(Buffer.from([0x88, 0]));
        if (opcode !== 1) continue;
        acks.push(asRaw(JSON.parse(payload)));
        for (const wake of waiting.splice(0)) wake();
      }
    });
    opened.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    acks,
    send: (envelope) => void socket?.write(frame(JSON.stringify(envelope))),
    acked: async (count) => {
      while (acks.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    stop: () => {
      socket?.destroy();
      server.close();
    },
  };
}

function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length < 126) return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
  const head = Buffer.from([0x81, 126, 0, 0]);
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** Frames of a client, which are masked. Each is expected to come whole. */
function* readFrames(data: Buffer): Generator<{ opcode: number; payload: string }> {
  for (let at = 0; at < data.length; ) {
    const opcode = data[at]! & 0x0f;
    const short = data[at + 1]! & 0x7f;
    const length = short === 126 ? data.readUInt16BE(at + 2) : short;
    const mask = at + (short === 126 ? 4 : 2);
    const payload = data.subarray(mask + 4, mask + 4 + length).map((byte, i) => byte ^ data[mask + (i % 4)]!);
    yield { opcode, payload: Buffer.from(payload).toString('utf8') };
    at = mask + 4 + length;
  }
}
