import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bucket } from '../../scripts/bench/bucket.ts';
import { QuartermasterError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { BulkPauses } from '../../src/delivery/bulk-pauses.ts';
import { say } from '../../src/delivery/outbox.ts';
import { Sender } from '../../src/delivery/sender.ts';
import type { Directory } from '../../src/directory/directory.ts';
import type { ChatAdapter, PlatformName } from '../../src/platform/adapter.ts';
import { createTestDatabase } from '../helpers/database.ts';

const begin = Date.parse('2026-11-23T02:00:00Z');
const people = 300;
const aSecond = 60;

let database: Database;
let nowMs = begin;
const clock = { now: () => new Date(nowMs) };
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  nowMs = begin;
  return database.pool.query('TRUNCATE "Delivery", "Lane"');
});

/** What a platform took, and how often it asked to wait; its limit is for the whole workspace. */
class Platform {
  readonly taken: { text: string; atMs: number }[] = [];
  refused = 0;
  /** What it takes nothing of, until when. */
  storm = { view: '', untilMs: 0 };
  private readonly limit = new Bucket(aSecond, aSecond, nowMs);

  adapter(name: PlatformName): ChatAdapter {
    return {
      name,
      capabilities: { pace: { intervalMs: 0, burst: 1 } },
      post: async (address: { key: string }, { card }: { card: { summary: string } }) => {
        const { view, untilMs } = this.storm;
        const seconds = card.summary === view && nowMs < untilMs ? 30 : this.limit.take(nowMs);
        if (seconds > 0) {
          this.refused += 1;
          throw new QuartermasterError('rate-limited', 'wait', { retryAfterMs: seconds * 1000 });
        }
        this.taken.push({ text: card.summary, atMs: nowMs - begin });
        return { key: `${name}/${address.key}`, address, data: null };
      },
    } as unknown as ChatAdapter;
  }
}

/** Says `view` to so many conversations of a platform. */
async function put(platform: PlatformName, view: string, count: number, bulk: boolean): Promise<void> {
  const all = Array.from({ length: count }, (_, n) => {
    const address = { key: `${view}${n}`, data: null };
    return { to: { kind: 'conversation', platform, address, readerId: null }, view, bulk } as const;
  });
  await commit(database, say(all, { platforms: [platform], directory: {} as Directory, now: clock.now() }));
}

/** Sends all there is; time goes on to whenever the sender has asked to be woken. */
async function sendAll(
  platforms: Partial<Record<PlatformName, Platform>>,
  meanwhile = async () => {},
): Promise<void> {
  let wakes: number[] = [];
  const names = Object.keys(platforms) as PlatformName[];
  const sender = new Sender({
    database,
    adapters: new Map(names.map((name) => [name, platforms[name]!.adapter(name)])),
    directory: () => ({}) as Directory,
    accounts: {} as never,
    clock,
    logger: silentLogger,
    draw: async (due) =>
      new Map(due.map(({ id, view }) => [id, { card: { summary: view, blocks: [] }, version: 1 }])),
    wakeAt: (at) => wakes.push(at.getTime()),
  });
  await sender.drain();
  await meanwhile();
  await sender.drain();
  while (wakes.length > 0) {
    nowMs = Math.max(nowMs, Math.min(...wakes));
    wakes = wakes.filter((at) => at > nowMs);
    await sender.drain();
  }
}

describe('a platform that asks to wait', () => {
  it('is left alone by all that is sent in bulk, at no cost to what it permits', async () => {
    const slack = new Platform();
    await put('slack', 'bulk', people, true);
    await sendAll({ slack });
    expect(slack.taken).toHaveLength(people);
    const seconds = slack.taken.at(-1)!.atMs / 1000;
    expect((people - aSecond) / (aSecond * seconds)).toBeGreaterThanOrEqual(0.95);
    // Each wait is told to those who were under way, and to nobody else.
    const waits = (people - aSecond) / aSecond;
    expect(slack.refused).toBeLessThanOrEqual(waits * 50);
  });

  it('control: where nothing waits together, everybody is refused on their own', async () => {
    const slack = new Platform();
    await put('slack', 'each', people, false);
    await sendAll({ slack });
    expect(slack.taken).toHaveLength(people);
    expect(slack.refused).toBeGreaterThanOrEqual(people * 2 - aSecond);
  });

  it('holds up neither who waits for an answer, nor another platform', async () => {
    const [slack, teams] = [new Platform(), new Platform()];
    // A storm: for a minute it takes nothing of what is sent in bulk.
    slack.storm = { view: 'bulk', untilMs: begin + 60_000 };
    await put('slack', 'bulk', 100, true);
    await put('teams', 'bulk', 60, true);
    await sendAll({ slack, teams }, () => put('slack', 'answer', 1, false));
    const latest = ({ taken }: Platform, view: string) =>
      Math.max(...taken.filter(({ text }) => text === view).map(({ atMs }) => atMs));
    expect(latest(teams, 'bulk')).toBe(0);
    expect(latest(slack, 'answer')).toBe(0);
    expect(slack.taken).toHaveLength(101);
    expect(slack.taken.filter(({ atMs }) => atMs < 60_000)).toHaveLength(1);
    // Two waits of half a minute, each told to those who were under way.
    expect(slack.refused).toBeLessThanOrEqual(2 * 50 + 50);
  });
});

describe('a wait', () => {
  it('is for one platform, for as long as it asked, and no longer with a clock that went back', () => {
    const pauses = new BulkPauses(clock);
    expect(pauses.begin('slack', 7000)).toEqual(new Date(begin + 7000));
    expect(pauses.until('teams')).toBeUndefined();
    nowMs = begin + 6999;
    expect(pauses.until('slack')).toEqual(new Date(begin + 7000));
    nowMs = begin - 1;
    expect(pauses.until('slack')).toBeUndefined();
    nowMs = begin + 7000;
    expect(pauses.until('slack')).toBeUndefined();
  });

  it('is hardly longer for those who were under way, and longer where the platform means it', () => {
    const pauses = new BulkPauses(clock);
    pauses.begin('slack', 1000);
    nowMs = begin + 40;
    expect(pauses.begin('slack', 1000)).toEqual(new Date(begin + 1000));
    expect(pauses.begin('slack', 500)).toEqual(new Date(begin + 1000));
    expect(pauses.begin('slack', 30_000)).toEqual(new Date(begin + 30_040));
  });
});
