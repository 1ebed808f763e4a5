import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { openDatabase } from '../../src/db/client.ts';
import { backends, createTestDatabase } from '../helpers/database.ts';

const logger = silentLogger;

describe.each(backends)('a database on $title', (backend) => {
  describe.skipIf(backend.missing)('opened', () => {
    it('reads back the instant that was written, through Prisma and through our own statements', async () => {
      const { prisma, pool, close } = await createTestDatabase(backend);
      const at = new Date('2026-03-29T01:30:00.123Z');
      await prisma.signInLink.create({ data: { hash: 'h', personId: 'p', expiresAt: at } });
      expect((await prisma.signInLink.findUniqueOrThrow({ where: { hash: 'h' } })).expiresAt).toEqual(at);
      expect((await pool.query('SELECT "expiresAt" FROM "SignInLink"')).rows).toEqual([{ expiresAt: at }]);
      await close();
    });

    it('refuses a session that is not in UTC', async () => {
      const url = `${backend.url}?options=${encodeURIComponent('-c timezone=Asia/Shanghai')}`;
      await expect(openDatabase(url, { logger })).rejects.toMatchObject({ code: 'config' });
    });

    it('outlives the loss of its idle connections', async () => {
      const { pool, close } = await createTestDatabase(backend);
      const other = await createTestDatabase(backend);
      const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const lost = once(pool, 'error');
      await other.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await lost;
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await close();
      await other.close();
    });
  });
});

it('a server that does not answer is said to be unreachable', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const address = closed.address();
  await new Promise((done) => closed.close(done));
  const port = typeof address === 'object' ? address?.port : undefined;
  await expect(openDatabase(`postgresql://x@127.0.0.1:${port}/x`, { logger })).rejects.toMatchObject({
    code: 'unreachable',
  });
});
