import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from './config/environment.ts';
import { QuartermasterError } from './core/errors.ts';

/** Begins to listen; answers with where. @throws 'config' where it cannot: the port is taken. */
export function listen(server: Server, { host, port }: Pick<Environment, 'host' | 'port'>): Promise<string> {
  // Longer than proxies and platforms keep theirs: what they send on a connection that we are closing would be lost.
  server.keepAliveTimeout = 75_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? `PORT ${port} is taken by another program` : cause.message;
      reject(new QuartermasterError('config', `cannot listen on ${host}:${port}: ${why}`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve(`http://${name}:${address.port}`);
    });
  });
}

/** Takes nothing new; requests under way have half of the grace to get their answer. */
export function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Event streams never end by themselves.
    setTimeout(() => server.closeAllConnections(), graceMs / 2).unref();
  });
}
