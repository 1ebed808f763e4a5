// A process for embedded.test.ts, of what was built: starts the embedded Postgres of the folder named by its argument,
// says so, and on SIGINT proves that the server still answers before it stops it.
import { createLogger } from '../../dist/src/core/logger.js';
import { openDatabase } from '../../dist/src/db/client.js';
import { startEmbeddedPostgres } from '../../dist/src/db/embedded.js';

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const logger = createLogger('silent');

try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2], logger });
  process.once('SIGINT', async () => {
    const database = await openDatabase(server.url, { logger });
    const { rows } = await database.pool.query('SELECT 1 AS one');
    await database.close();
    await server.stop();
    say({ drained: rows });
  });
  say({ url: server.url });
} catch (error) {
  say({ code: error.code, message: String(error) });
}
