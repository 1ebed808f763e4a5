import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningProcess } from '../helpers/process.ts';
import { onPostgres, onRedis } from './sites.ts';
import { type Name, repair, Stage } from './stage.ts';

// Slack's pace lets one message a second into the channel: more requests would prove the same, later.
const requests = 36;

/** Each is about something else, so that nobody is offered to join another's. */
const unlike = (index: number) => {
  const words = createHash('sha256').update(String(index)).digest('hex');
  return { ...repair, location: words.slice(0, 8), description: words.slice(8, 40) };
};

describe.each([onPostgres, onRedis])('two processes, on $title', ({ missing, make }) => {
  describe.skipIf(missing)('side by side', () => {
    let stage: Stage;
    let both: RunningProcess[];
    beforeEach(async () => {
      stage = await Stage.open(await make(10));
      both = await Promise.all([stage.start(), stage.start()]);
    });
    afterEach(async () => {
      for (const running of both) running.signal('SIGTERM');
      for (const running of both) expect(await running.exited).toEqual({ code: 0, signal: null });
      await stage.close();
    });

    it('share the sending and send nothing twice', async () => {
      const filers: Name[] = ['li.wei', 'anna.meyer', 'zhang.min', 'sun.fang', 'omar.haddad', 'lin.yue'];
      stage.speakTo(both[0]!);
      const dialogs = await Promise.all(filers.map((who) => stage.dialog(who, 'fix')));
      for (let index = 0; index < requests; index += 1) {
        stage.speakTo(both[(index + Math.floor(index / filers.length)) % 2]!);
        expect((await dialogs[index % filers.length]!(unlike(index))).status).toBe(200);
      }
      expect(await stage.requests()).toHaveLength(requests);
      await stage.settled({ hurry: true });
      expect(stage.twice).toEqual([]);
      expect(await stage.differences()).toEqual([]);
      const sent = await Promise.all(both.map(sentBy));
      for (const count of sent) expect(count).toBeGreaterThan(0);
      expect(sent[0]! + sent[1]!).toBe(stage.arrived.length);
      await expectOrder();
    }, 90_000);

    /** In each conversation, first come, first sent. */
    async function expectOrder(): Promise<void> {
      const rows = await stage.query<{ id: string; lane: string }>(
        `SELECT "id", "lane" FROM "Delivery" WHERE "platform" = 'slack' ORDER BY "sequence"`,
      );
      for (const lane of new Set(rows.map((row) => row.lane))) {
        const inLane = rows.filter((row) => row.lane === lane).map(({ id }) => id);
        const arrived = stage.arrived.map(({ delivery }) => delivery).filter((id) => inLane.includes(id));
        expect(arrived).toEqual(inLane);
      }
    }
  });
});

/** What a process says of itself: how many messages Slack has taken from it. */
async function sentBy({ url }: RunningProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const line = /^quartermaster_deliveries_total\{platform="slack",outcome="sent"\} (\d+)$/m;
  return Number(line.exec(metrics)?.[1] ?? 0);
}
