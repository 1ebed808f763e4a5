import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actionOf } from '../../adapters/slack/render-card.ts';
import { Bucket } from '../../scripts/bench/bucket.ts';
import { freePort } from '../helpers/free-port.ts';
import type { RunningProcess } from '../helpers/process.ts';
import { buttonsOf } from '../helpers/slack/visible.ts';
import { onPostgres, type Site } from './sites.ts';
import { Stage } from './stage.ts';

/** More than are asked in one commit. SURVEY_PEOPLE=10000 takes some minutes. */
const crowd = Number(process.env.SURVEY_PEOPLE ?? 520);
const patience = { timeout: 60_000 + crowd * 50, interval: 50 };
const owner = 'anna.meyer@harbour.example';

const office = (people: number) => `
organisation: { name: Yard, timezone: Asia/Shanghai, locale: en, currency: CNY, calendar: CN, admins: [${owner}] }
people:
  - { email: ${owner}, name: Anna }
${Array.from({ length: people - 1 }, (_, n) => `  - { email: p${n}@harbour.example, name: p${n} }`).join('\n')}
teams:
  gate: { name: Gate, lead: ${owner}, members: [${owner}], channels: { web: gate } }
catalogue:
  thing: { name: Thing, team: gate, fields: [{ id: what, type: text, label: What }] }
surveys:
  pulse: { name: Pulse, owner: ${owner}, questions: [{ id: mood, type: stars, text: Well? }] }
`;

describe.skipIf(onPostgres.missing)(`a survey, on ${onPostgres.title}`, () => {
  let site: Site;
  let stage: Stage;
  let folder: string;
  let current: RunningProcess;
  /** How often Slack has asked to wait. */
  let refused: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartermaster-survey-'));
    site = await onPostgres.make(0);
    stage = await Stage.open(site);
    refused = 0;
  });
  afterEach(async () => {
    await current.kill();
    await stage.close();
    await rm(folder, { recursive: true });
  });

  const start = async () => {
    const PORT = String(await freePort());
    current = await stage.start({ PORT, OFFICE_CONFIG: join(folder, 'office.yaml') });
  };

  async function restart(): Promise<void> {
    await current.kill();
    stage.slack.beforeAnswer = undefined;
    await stage.passTime();
    await start();
  }

  /** Presses the newest button that does this. */
  async function press(action: string): Promise<void> {
    const { world, people } = stage.slack;
    const found = await world.until(() => {
      for (const message of world.messages.toReversed())
        for (const button of buttonsOf(message.blocks))
          if (actionOf(button.actionId) === action) return { message, label: button.label };
      return undefined;
    });
    expect((await people.click(stage.users['anna.meyer'], found.message, found.label)).status).toBe(200);
  }

  /** Opens a survey for so many; their hour comes when `theirHour` is called. */
  async function open(people: number): Promise<void> {
    await writeFile(join(folder, 'office.yaml'), office(people));
    for (let n = 0; n < people - 1; n += 1)
      stage.slack.world.addUser({ name: `p${n}`, email: `p${n}@harbour.example` });
    await start();
    await stage.slack.people.command(stage.users['anna.meyer'], 'surveys', stage.channel);
    for (const action of ['surveys.show', 'surveys.open', 'surveys.openNow']) await press(action);
    await vi.waitFor(async () => expect(await states()).toEqual({ planned: people }), patience);
  }

  async function theirHour(): Promise<void> {
    await stage.query(`UPDATE "SurveyInvitation" SET "nextAt" = now()`);
    await stage.query(`UPDATE "Timer" SET "dueAt" = now() WHERE "kind" = 'surveys.ask'`);
  }

  /** How many invitations there are in each state. */
  async function states(): Promise<Record<string, number>> {
    const rows = await stage.query<{ state: string; n: number }>(
      'SELECT "state", count(*)::int AS "n" FROM "SurveyInvitation" GROUP BY "state"',
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  /** Everybody's invitations that have arrived in Slack: how many people have how many. */
  async function arrived(): Promise<Record<number, number>> {
    const rows = await stage.query<{ id: string }>(
      `SELECT "id" FROM "Delivery" WHERE "view" = 'surveys.invitation'`,
    );
    const invitations = new Set(rows.map(({ id }) => id));
    const ofChannel = new Map<string, number>();
    for (const { delivery, channel } of stage.arrived)
      if (invitations.has(delivery)) ofChannel.set(channel, (ofChannel.get(channel) ?? 0) + 1);
    const counts: Record<number, number> = {};
    for (const count of ofChannel.values()) counts[count] = (counts[count] ?? 0) + 1;
    return counts;
  }

  /** The commit that asks the last of them has begun, and is not done. */
  async function killedWhileInviting(): Promise<void> {
    const lock = new pg.Client({ connectionString: await site.databaseUrl() });
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('SELECT 1 FROM "SurveyInvitation" ORDER BY "id" DESC LIMIT 1 FOR UPDATE');
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND wait_event_type = 'Lock' AND query LIKE '%UPDATE "SurveyInvitation"%'`;
    await vi.waitFor(async () => expect(await stage.query(waiting)).toHaveLength(1), patience);
    await current.kill();
    await stage.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`);
    await lock.end();
    expect(await states()).toEqual({ planned: crowd - 500, invited: 500 });
    await restart();
  }

  /** So many more have arrived; those that are under way at that moment may have, or not. */
  async function killedWhileSending(more: number): Promise<void> {
    let left = more;
    stage.slack.beforeAnswer = (method) =>
      method === 'chat.postMessage' && --left <= 0 ? current.kill() : undefined;
    await current.exited;
  }

  /** One has arrived, and its reply was lost. */
  async function killedAfterLostReply(): Promise<void> {
    stage.slack.failNext('reply-lost', 'chat.postMessage');
    stage.slack.beforeAnswer = (method) => {
      if (method === 'chat.postMessage') setImmediate(() => void current.kill());
      return undefined;
    };
    await current.exited;
    await restart();
  }

  /** A workspace takes so many messages a second, and for a while none at all. */
  function limit(perSecond: number): { storm(calls: number): void } {
    const bucket = new Bucket(perSecond, perSecond, Date.now());
    let stormy = 0;
    stage.slack.asksToWait = (method) => {
      if (method !== 'chat.postMessage') return 0;
      const seconds = stormy > 0 ? 1 : bucket.take(Date.now());
      stormy -= 1;
      if (seconds > 0) refused += 1;
      return seconds;
    };
    return {
      storm: (calls) => {
        stormy = calls;
      },
    };
  }

  it(
    `asks ${crowd} people once, killed three times, in a storm of refusals`,
    async () => {
      const weather = limit(200);
      await open(crowd);
      await theirHour();
      await killedWhileInviting();
      await killedWhileSending(crowd / 10);
      weather.storm(120);
      await restart();
      await killedAfterLostReply();
      stage.slack.failNext('reply-lost', 'chat.postMessage');
      await vi.waitFor(async () => expect(await states()).toEqual({ invited: crowd }), patience);
      await settled();
      expect(await arrived()).toEqual({ 1: crowd });
      expect(stage.twice).toEqual([]);
      expect(await stage.query('SELECT "state", "asked" FROM "SurveyRound"')).toEqual([
        { state: 'open', asked: crowd },
      ]);
      const shown = await stage.query(
        `SELECT "platform", count(*)::int AS "n", count(DISTINCT "readerId")::int AS "people" FROM "Delivery"
       WHERE "view" = 'surveys.invitation' AND "shown" = "wanted" GROUP BY "platform" ORDER BY "platform"`,
      );
      expect(shown).toEqual(['slack', 'web'].map((platform) => ({ platform, n: crowd, people: crowd })));
      expect(refused).toBeGreaterThanOrEqual(120);
    },
    patience.timeout * 3,
  );

  it('control: without metadata, some of them are asked twice', async () => {
    await open(60);
    await theirHour();
    await killedWhileSending(20);
    for (const message of stage.slack.world.messages) delete message.metadata;
    await restart();
    await settled();
    expect(stage.twice).not.toEqual([]);
    expect(await states()).toEqual({ invited: 60 });
    expect(await arrived()).not.toEqual({ 1: 60 });
  }, 120_000);

  async function settled(): Promise<void> {
    await vi.waitFor(async () => {
      const waiting = await stage.query(
        `SELECT "id" FROM "Delivery" WHERE "shown" < "wanted" AND "problem" IS NULL LIMIT 1`,
      );
      expect(waiting).toEqual([]);
    }, patience);
  }
});
