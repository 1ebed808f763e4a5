import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut, as networks cut it. */
export interface CutLine {
  readonly port: number;
  /** `refused`: whoever calls is turned away at once. `silent`: the line stands, and nothing comes through any more. */
  cut(how: 'refused' | 'silent'): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(target: { host: string; port: number }): Promise<CutLine> {
  const ends = new Set<Socket>();
  let silent = false;
  const proxy = createServer((caller) => {
    const server = connect(target);
    for (const [from, to] of [
      [caller, server],
      [server, caller],
    ] as const) {
      ends.add(from);
      from.on('data', (data) => {
        if (!silent) to.write(data);
      });
      from.on('error', () => {});
      from.on('close', () => {
        ends.delete(from);
        if (!silent) to.destroy();
      });
    }
  });
  const hangUp = () => {
    for (const end of ends) end.destroy();
  };
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const closeProxy = () => new Promise<void>((resolve) => proxy.close(() => resolve()));
  return {
    port,
    async cut(how) {
      if (how === 'silent') silent = true;
      else {
        const closed = closeProxy();
        hangUp();
        await closed;
      }
    },
    async mend() {
      // What was lost on a silent line stays lost: both ends have to call again.
      silent = false;
      hangUp();
      if (proxy.listening) return;
      proxy.listen(port, '127.0.0.1');
      await once(proxy, 'listening');
    },
    async close() {
      hangUp();
      if (proxy.listening) await closeProxy();
    },
  };
}
