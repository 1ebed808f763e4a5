import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningProcess } from '../helpers/process.ts';
import { embedded, type Site, sites } from './sites.ts';
import { laptops, type Name, type RequestRow, Stage } from './stage.ts';

interface Step {
  /** What the history says of it. */
  deed: string;
  take(stage: Stage, request: RequestRow | undefined): Promise<Response>;
}

const click =
  (who: Name, action: string, values?: Record<string, string>) =>
  (stage: Stage, request: RequestRow | undefined) =>
    stage.act(who, action, request!, values);

const steps: Step[] = [
  { deed: 'filed', take: (stage) => stage.file('anna.meyer', 'purchase', laptops) },
  { deed: 'approved', take: click('zhang.min', 'approvals.approve') },
  { deed: 'approved', take: click('omar.haddad', 'approvals.approve') },
  { deed: 'taken', take: click('zhao.lei', 'requests.take') },
  { deed: 'done', take: click('zhao.lei', 'requests.finish', { note: 'Handed out' }) },
  { deed: 'confirmed', take: click('anna.meyer', 'requests.confirm', { quality: '5' }) },
];

/** When the process is killed, and how to bring it about: it takes the step and answers once the process is dead. */
type Moment = (life: Life, take: () => Promise<Response>) => Promise<void>;

interface Life {
  stage: Stage;
  process: RunningProcess;
  databaseUrl: string;
}

/** Slack has been answered; nothing more is waited for. */
const acknowledged: Moment = async ({ process }, take) => {
  expect((await take()).status).toBe(200);
  await process.kill();
};

/** The n-th message has arrived in Slack, which has not answered yet; or the last one, where there are fewer. */
const received =
  (n: number): Moment =>
  async ({ stage, process }, take) => {
    let left = n;
    stage.slack.beforeAnswer = (method) => {
      if (method !== 'chat.postMessage' || --left > 0) return undefined;
      stage.slack.beforeAnswer = undefined;
      return process.kill();
    };
    // The answer to the person may be lost with the process.
    const taken = take().catch(() => {});
    await Promise.race([process.exited, taken.then(() => stage.settled()).catch(() => {})]);
    await taken;
    await process.kill();
  };

/** Slack has answered, and the process is about to write that down. */
const answered: Moment = async ({ stage, process, databaseUrl }, take) => {
  const lock = new pg.Client({ connectionString: databaseUrl });
  lock.on('error', () => {});
  await lock.connect();
  const held = new Promise<void>((resolve) => {
    stage.slack.beforeAnswer = (method) => {
      if (method !== 'chat.postMessage') return undefined;
      stage.slack.beforeAnswer = undefined;
      const { delivery } = stage.arrived.at(-1)!;
      return lock
        .query('BEGIN')
        .then(() => lock.query('SELECT 1 FROM "Delivery" WHERE "id" = $1 FOR UPDATE', [delivery]))
        .then(() => resolve());
    };
  });
  const taken = take();
  await held;
  await taken;
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
    AND wait_event_type = 'Lock' AND query LIKE '%WITH sent AS%'`;
  // Not over the connection that holds the lock: within a transaction Postgres shows the same picture for ever.
  await vi.waitFor(async () => expect(await stage.query(waiting)).toHaveLength(1), {
    timeout: 5000,
    interval: 10,
  });
  await process.kill();
  // Else the database, which does not notice, would write it down for a process that is dead.
  await stage.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`);
  await lock.end();
};

const moments = [acknowledged, received(1), answered, received(3)] as const;
/**
 * A walk kills at each step, each time in the next of the moments. Every site gets another one: so it has all of the
 * moments, and each step has three of them, one at each site.
 */
const walks: Record<string, number> = { embedded: 0, server: 1 };

describe.each(sites)('kill -9, on $title', ({ title, missing, make }) => {
  describe.skipIf(missing)('at any time', () => {
    let site: Site;
    let stage: Stage;
    let current: RunningProcess | undefined;
    beforeEach(async () => {
      site = await make(7);
      stage = await Stage.open(site);
    });
    afterEach(async () => {
      await current?.kill();
      current = undefined;
      await stage.close();
    });

    /** Takes a step, is killed in that moment, and started again. Answers with the request as it stands then. */
    async function survive(moment: Moment, step: Step, request?: RequestRow, whileDead = () => {}) {
      current ??= await stage.start();
      const life = { stage, process: current, databaseUrl: await site.databaseUrl() };
      await moment(life, () => step.take(stage, request));
      stage.slack.beforeAnswer = undefined;
      whileDead();
      // The embedded one knows that nobody else is there, and waits for no lease.
      if (title !== embedded.title) await stage.passTime();
      current = await stage.start();
      // Slack repeats what it believes to have gone astray.
      await stage.slack.people.deliver(stage.slack.people.last!);
      await stage.settled({ hurry: true });
      return stage.newest();
    }

    it('loses nothing, says nothing twice', async () => {
      let request: RequestRow | undefined;
      for (const [index, step] of steps.entries()) {
        const moment = moments[(index + (walks[title] ?? 2)) % moments.length]!;
        request = await survive(moment, step, request);
        expect(await stage.deeds(request)).toEqual(steps.slice(0, index + 1).map(({ deed }) => deed));
        expect(await stage.differences()).toEqual([]);
      }
      expect(request).toMatchObject({ stage: 'closed', quality: 5 });
      expect(stage.twice).toEqual([]);
    }, 180_000);

    it.runIf(title === 'server')(
      'control: without metadata, a message is there twice',
      async () => {
        await survive(received(1), steps[0]!, undefined, () => {
          for (const message of stage.slack.world.messages) delete message.metadata;
        });
        expect(stage.twice).toHaveLength(1);
        expect(await stage.differences()).toEqual([expect.stringContaining('there 2 times')]);
      },
      60_000,
    );
  });
});
