import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { embedded, type Site, sites } from './sites.ts';
import { repair, Stage } from './stage.ts';

describe.each(sites)('stopping, on $title', ({ title, missing, make }) => {
  describe.skipIf(missing)('the process', () => {
    let site: Site;
    let stage: Stage;
    let running: RunningProcess;
    let alive = false;
    const start = async () => {
      running = await stage.start();
      alive = true;
      void running.exited.then(() => {
        alive = false;
      });
    };
    beforeAll(async () => {
      site = await make(9);
      stage = await Stage.open(site);
    });
    // One life after the other: the process that a test leaves is the next one's.
    beforeEach(async () => {
      if (!alive) await start();
    });
    afterAll(async () => {
      await running.kill();
      await stage.close();
    });

    /** Files requests without pause until the process takes no more; answers with how many were acknowledged. */
    async function fileUntilItEnds(underWay: () => void): Promise<number> {
      const submit = await stage.dialog('anna.meyer', 'fix');
      let acknowledged = 0;
      const filing = async () => {
        for (;;) {
          const answer = await submit(repair).catch(() => undefined);
          if (answer?.status !== 200) return;
          acknowledged += 1;
          if (acknowledged === 20) underWay();
        }
      };
      await Promise.all([filing(), filing(), filing(), filing()]);
      return acknowledged;
    }

    it.runIf(title === embedded.title)('refuses a second one on its folder', async () => {
      const before = (await stage.requests()).length;
      await expect(startProcess(site.settings)).rejects.toThrow(/another/);
      await stage.file('anna.meyer', 'repair', repair);
      await stage.settled({ hurry: true });
      expect(await stage.requests()).toHaveLength(before + 1);
    });

    it('ends within 10 s though Slack answers nothing', async () => {
      const answers: (() => void)[] = [];
      stage.slack.beforeAnswer = (method) =>
        method.startsWith('chat.') ? new Promise<void>((resolve) => answers.push(resolve)) : undefined;
      await stage.file('anna.meyer', 'repair', repair);
      await stage.slack.world.until(() => answers.length > 0);
      const startedAt = performance.now();
      running.signal('SIGINT', 'group');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      stage.slack.beforeAnswer = undefined;
      for (const answer of answers) answer();
      if (title !== embedded.title) await stage.passTime();
      await start();
      await stage.settled({ hurry: true });
      expect(stage.twice).toEqual([]);
      expect(await stage.differences()).toEqual([]);
    }, 60_000);

    it('drains on SIGTERM, however often it comes', async () => {
      const before = (await stage.requests()).length;
      const startedAt = performance.now();
      const acknowledged = await fileUntilItEnds(() => {
        running.signal('SIGTERM');
        running.signal('SIGTERM');
      });
      expect(await running.exited).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedAt).toBeLessThan(15_000);
      await start();
      const filed = (await stage.requests()).length - before;
      expect(filed).toBeGreaterThanOrEqual(acknowledged);
      // One each of those that were under way at the end may have been committed and its answer cut off.
      expect(filed).toBeLessThanOrEqual(acknowledged + 4);
      await stage.settled({ hurry: true });
      expect(await stage.differences()).toEqual([]);
    }, 60_000);
  });
});
