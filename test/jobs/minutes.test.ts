import { createPostgresBackend, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { postgresRings, type Rings, redisRings } from '../../src/jobs/rings.ts';
import { onPostgres, onRedis, redisUrl, type Site } from '../proofs/sites.ts';

const redisNumber = 13;
const name = 'minutes-test';
const minuteMs = 60_000;

describe.each([onPostgres, onRedis])('the scheduler, on $title', ({ title, missing, make }) => {
  describe.skipIf(missing)('of several processes', () => {
    let site: Site;
    let rings: Rings[];
    /** What BullMQ itself says. */
    let queue: Queue;
    let redis: Redis | undefined;

    beforeAll(async () => {
      site = await make(redisNumber);
      const url = await site.databaseUrl();
      const isRedis = title === onRedis.title;
      const open = () =>
        isRedis
          ? redisRings(redisUrl(redisNumber), name, silentLogger)
          : postgresRings(url, name, silentLogger);
      rings = [await open(), await open()];
      redis = isRedis ? new Redis(redisUrl(redisNumber), { maxRetriesPerRequest: null }) : undefined;
      queue = redis
        ? new Queue(name, { connection: redis })
        : (new Queue(
            name,
            { connection: { connectionString: url, schema: 'bullmq', max: 1 } },
            createPostgresBackend,
          ) as unknown as Queue);
    });
    afterAll(async () => {
      await Promise.all([queue, ...rings].map((one) => one.close()));
      redis?.disconnect();
      await site.clear();
    });

    const keep = () => Promise.all(rings.map((one) => one.keepMinutes(new Date())));
    /** The rings that it has planned. */
    const planned = async () =>
      (await queue.getDelayed()).map(({ id, name: errand, timestamp }) => ({ id, errand, timestamp }));

    it('rings for the timers each minute, is left alone while it is in order, and made again where it was lost', async () => {
      const left = minuteMs - (Date.now() % minuteMs);
      if (left < 5000) await new Promise((resolve) => setTimeout(resolve, left));
      await keep();
      const next = Math.ceil(Date.now() / minuteMs) * minuteMs;
      const first = await planned();
      expect(first).toMatchObject([{ id: expect.stringContaining(`:${next}`), errand: 'timers' }]);
      await keep();
      expect(await planned()).toEqual(first);

      await queue.removeJobScheduler('minutes');
      expect(await planned()).toEqual([]);
      await keep();
      expect(await planned()).toMatchObject([{ id: first[0]!.id }]);
      // By a clock that was set since it is astray: it is made anew, and is still one.
      await rings[0]!.keepMinutes(new Date(next + 3600_000));
      expect(await planned()).toHaveLength(1);

      // The minute comes: somebody is woken once, and the next one is planned.
      const rung: string[] = [];
      const handle = async (errand: string, ring: string) => {
        rung.push(`${errand} ${/:(\d+)$/.exec(ring)?.[1]}`);
      };
      const workers = await Promise.all(rings.map((one) => one.work(handle)));
      const [job] = await queue.getDelayed();
      await job!.promote();
      await vi.waitFor(() => expect(rung).toEqual([`timers ${next}`]), { timeout: 5000, interval: 20 });
      await vi.waitFor(async () => expect(await planned()).toHaveLength(1), { timeout: 5000, interval: 20 });
      await Promise.all(workers.map((worker) => worker.close()));
      expect(rung).toHaveLength(1);
    });
  });
});
