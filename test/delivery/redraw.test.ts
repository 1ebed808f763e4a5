import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring } from '../../src/anonymity/keyring.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { say } from '../../src/delivery/outbox.ts';
import { Sender } from '../../src/delivery/sender.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { emptyDraft, questionOf } from '../../src/features/polls/asking/draft-rules.ts';
import { cast, voterIn } from '../../src/features/polls/ballots.ts';
import { findPoll, inserted } from '../../src/features/polls/store.ts';
import type { ChatAdapter, PlatformName } from '../../src/platform/adapter.ts';
import { createTestDatabase } from '../helpers/database.ts';

// Votes by name need none.
const noKeys = new Keyring('/nowhere');

const begin = Date.parse('2026-11-23T02:00:00Z');
const platforms: PlatformName[] = ['slack', 'teams', 'web'];

let database: Database;
let nowMs = begin;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const clock = { now: () => new Date(nowMs) };
const directory = {
  team: (id: string) => ({ id, channels: { slack: id, teams: id, web: id } }),
} as unknown as Directory;

/** What each copy has shown so far, the last at the end; posts not counted as updates. */
const updates = new Map<string, string[]>();
const posts: string[] = [];
/** When the sender has asked to be woken. */
let wakes: number[] = [];
let version = 1;
/** What its cards show now, and which version of it that is. */
let state = async () => ({ version, summary: String(version) });

const adapter = (name: PlatformName) =>
  ({
    name,
    capabilities: { pace: { intervalMs: 0, burst: 1 } },
    open: async () => ({ key: `${name}-channel`, data: null }),
    async post(
      address: { key: string },
      { deliveryId, card }: { deliveryId: string; card: { summary: string } },
    ) {
      posts.push(card.summary);
      return { key: `${name}/${deliveryId}`, address, data: null };
    },
    async update({ key }: { key: string }, { card }: { card: { summary: string } }) {
      updates.set(key, [...(updates.get(key) ?? []), card.summary]);
    },
  }) as unknown as ChatAdapter;

const sender = () =>
  new Sender({
    database,
    adapters: new Map(platforms.map((name) => [name, adapter(name)])),
    directory: () => directory,
    accounts: { of: async () => [], workspaceReference: async () => undefined } as never,
    clock,
    logger: silentLogger,
    draw: async (due) => {
      const { version, summary } = await state();
      return new Map(
        due.map(({ id, view }) => [
          id,
          { card: { summary: view === 'vote' ? summary : view, blocks: [] }, version },
        ]),
      );
    },
    wakeAt: (at) => wakes.push(at.getTime()),
  });

async function put(redrawMs: number, subject = 'poll:1'): Promise<void> {
  [nowMs, version, wakes] = [begin, 1, []];
  updates.clear();
  await database.pool.query('TRUNCATE "Delivery", "Lane"');
  const card = { view: 'vote', subject, live: 'main', version: 1, redrawMs } as const;
  const writes = say([{ to: { kind: 'team', teamId: 'all' }, ...card }], {
    platforms,
    directory,
    now: clock.now(),
  });
  await commit(database, writes);
}

const redrawn = async () => {
  version += 1;
  await commit(database, [{ kind: 'redraw', subject: 'poll:1', version }]);
};

/** A thousand changes in ten seconds; the sender is rung for each, and woken whenever it has asked to be. */
async function thousandChanges(
  redrawMs: number,
  change: (nth: number) => Promise<void> = redrawn,
  subject?: string,
): Promise<void> {
  await put(redrawMs, subject);
  const one = sender();
  await one.drain();
  for (let nth = 0; nth < 1000; nth += 1) {
    nowMs = begin + nth * 10;
    await change(nth);
    // The ring of every change; that of the sender itself comes at its time as well.
    if (nth % 10 === 0 || wakes.some((at) => at <= nowMs)) {
      wakes = wakes.filter((at) => at > nowMs);
      await one.drain();
    }
  }
  // Nothing more happens but what the sender has asked for.
  for (let at = wakes.shift(); at !== undefined; at = wakes.sort((a, b) => a - b).shift()) {
    nowMs = Math.max(nowMs, at);
    await one.drain();
  }
}

describe('a live card that many change', () => {
  it('is drawn at most twelve times in ten seconds of a thousand votes, everywhere, and ends exact', async () => {
    const id = 'poll_many';
    const questions = [questionOf('q1', { kind: 'single', text: '', lines: ['tea', 'coffee'] })];
    const said = { title: 'What?', questions, secrecy: 'named' as const, state: 'open' as const };
    const none = { result: null, nextSteps: [], closedAt: null, editedAt: null };
    const counts = { version: 1, edition: 1, changes: 1, voters: 0, nth: 0 };
    const poll = { ...emptyDraft, ...said, ...none, ...counts, id, ownerId: 'otto', createdAt: clock.now() };
    await commit(database, inserted(poll, { kind: 'pollPosted', actorId: 'otto' }).writes ?? []);
    state = async () => {
      const { changes, voters } = (await findPoll({ database }, id))!;
      return { version: changes, summary: `${voters} voters` };
    };
    const open = (await findPoll({ database }, id))!;
    const vote = async (nth: number) => {
      const choices = { q1: [nth % 3 === 0 ? 'o1' : 'o2'] };
      await commit(database, [await cast(noKeys, open, (await voterIn(noKeys, open, `p${nth}`))!, choices)]);
    };
    await thousandChanges(1000, vote, `poll:${id}`);
    state = async () => ({ version, summary: String(version) });
    expect(updates.size).toBe(3);
    for (const shown of updates.values()) {
      expect(shown.length).toBeLessThanOrEqual(12);
      expect(shown.length).toBeGreaterThanOrEqual(9);
      expect(shown.at(-1)).toBe('1000 voters');
    }
    expect((await database.pool.query('SELECT 1 FROM "Delivery" WHERE "shown" < "wanted"')).rowCount).toBe(0);
  }, 60_000);

  it('control: without a rest it is drawn far more often', async () => {
    await thousandChanges(0);
    for (const shown of updates.values()) expect(shown.length).toBeGreaterThan(50);
  }, 60_000);

  it('rests while others in its lane go on, and no longer', async () => {
    await put(1000);
    const one = sender();
    await one.drain();
    posts.length = 0;
    version = 2;
    nowMs += 300;
    const lines = say([{ to: { kind: 'team', teamId: 'all' }, view: 'said' }], {
      platforms,
      directory,
      now: clock.now(),
    });
    await commit(database, [{ kind: 'redraw', subject: 'poll:1', version }, ...lines]);
    await one.drain();
    expect(posts).toEqual(['said', 'said', 'said']);
    expect(updates.size).toBe(0);
    // It is woken by itself, at the first full tenth of a second after its rest.
    expect(wakes).toContain(begin + 1000);
    nowMs = begin + 999;
    await one.drain();
    expect(updates.size).toBe(0);
    nowMs = begin + 1000;
    await one.drain();
    expect([...updates.values()]).toEqual([['2'], ['2'], ['2']]);
  });

  it('rests for nothing that another clock has written', async () => {
    await put(1000);
    const one = sender();
    await one.drain();
    version = 2;
    await commit(database, [{ kind: 'redraw', subject: 'poll:1', version }]);
    // The clock was set back by an hour.
    nowMs -= 3600_000;
    await one.drain();
    expect(updates.size).toBe(3);
  });
});
