import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CutLine, openLine } from '../helpers/cut-line.ts';
import type { RunningProcess } from '../helpers/process.ts';
import { flushRedis, onRedis, redisUrl } from './sites.ts';
import { type RequestRow, repair, Stage } from './stage.ts';

const number = 11;

describe(`Redis, on ${onRedis.title}`, () => {
  describe.skipIf(onRedis.missing)('that fails', () => {
    let stage: Stage;
    let line: CutLine;
    let running: RunningProcess;
    beforeAll(async () => {
      stage = await Stage.open(await onRedis.make(number));
      const url = new URL(redisUrl(number));
      line = await openLine({ host: url.hostname, port: Number(url.port || 6379) });
      url.hostname = '127.0.0.1';
      url.port = String(line.port);
      running = await stage.start({ REDIS_URL: url.href });
    });
    afterAll(async () => {
      running.signal('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      await line.close();
      await stage.close();
    });

    const ready = async () => (await fetch(`${running.url}/readyz`)).status;

    /** A request from filing to its reminder, which falls due at once: what is sent, what fires. */
    async function everythingFires(): Promise<void> {
      const before = stage.arrived.length;
      await stage.file('anna.meyer', 'repair', repair);
      const request = await stage.newest();
      await stage.act('zhao.lei', 'requests.take', request);
      await stage.act('zhao.lei', 'requests.finish', request, { note: 'Dry again' });
      await stage.settled({ hurry: true });
      await letFallDue(request);
      await vi.waitFor(async () => expect(await stage.deeds(request)).toContain('reminded'), patiently);
      await stage.settled({ hurry: true });
      expect(await stage.deeds(request)).toEqual(['filed', 'taken', 'done', 'reminded']);
      expect(stage.arrived.length).toBeGreaterThan(before);
      expect(stage.twice).toEqual([]);
      expect(await stage.differences()).toEqual([]);
    }

    const letFallDue = (request: RequestRow) =>
      stage.query(`UPDATE "Timer" SET "dueAt" = now() WHERE "kind" = 'requests.remind' AND "subject" = $1`, [
        `request:${request.id}`,
      ]);

    it('loses nothing when it is emptied at any time', async () => {
      await stage.file('anna.meyer', 'repair', repair);
      await flushRedis(number);
      await everythingFires();
      await flushRedis(number);
      await stage.settled();
      expect(await ready()).toBe(200);
    }, 60_000);

    it.each(['refused', 'silent'] as const)(
      'is done without while it is %s',
      async (how) => {
        expect(await ready()).toBe(200);
        const before = { cpu: await cpuSeconds(running), at: performance.now(), lines: running.lines.length };
        await line.cut(how);
        await vi.waitFor(async () => expect(await ready()).toBe(503), patiently);
        await everythingFires();
        const seconds = (performance.now() - before.at) / 1000;
        // Nothing runs hot, and the log stays readable.
        expect((await cpuSeconds(running)) - before.cpu).toBeLessThan(seconds * 0.4);
        expect(running.lines.length - before.lines).toBeLessThan(20 + seconds * 10);
        await line.mend();
        await vi.waitFor(async () => expect(await ready()).toBe(200), patiently);
        await everythingFires();
      },
      90_000,
    );
  });
});

async function cpuSeconds({ url }: RunningProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)?.[1]);
}

const patiently = { timeout: 30_000, interval: 50 };
