import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { claimLanes, findMainCard, settle, takeDue } from '../../src/delivery/lanes.ts';
import { type Say, say } from '../../src/delivery/outbox.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { append } from '../../src/history/history.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { exampleDirectory, type Name } from '../helpers/example.ts';

const now = new Date('2026-11-23T02:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);

describe('what is to be said, in its lanes', () => {
  let database: Database;
  let directory: Directory;
  let idOf: (name: Name) => string;
  beforeEach(async () => {
    database = await createTestDatabase();
    ({ directory, idOf } = await exampleDirectory(database));
  });
  afterEach(() => database.close());

  const put = (...all: Say[]) => commit(database, say(all, { platforms: ['web', 'slack'], directory, now }));
  const claim = (at: Date, bulk = false) =>
    claimLanes(database, { now: at, bulk, limit: 10, platforms: ['web', 'slack'] });
  const rows = () => database.prisma.delivery.findMany({ orderBy: { sequence: 'asc' } });
  const team = { kind: 'team', teamId: 'repairs' } as const;

  it('go to a team where it has a channel, and to a person on every platform', async () => {
    const member = idOf('member');
    await put({ to: team, view: 'v' }, { to: { kind: 'person', personId: member }, view: 'v' });
    expect((await rows()).map(({ lane, readerId }) => [lane, readerId])).toEqual([
      ['web/team:repairs', null],
      [`web/person:${member}`, member],
      [`slack/person:${member}`, member],
    ]);
  });

  it('hang below the main card of their subject, except where it was said', async () => {
    await put({ to: team, view: 'v', subject: 'request:1', live: 'main', version: 1 });
    const [main] = await rows();
    const below = { to: team, view: 'said', subject: 'request:1', below: 'request:1' };
    await put(below, { ...below, except: main!.id });
    const all = await rows();
    expect(all.map(({ view, threadOf }) => [view, threadOf])).toEqual([
      ['v', null],
      ['said', main!.id],
    ]);
    // A main card that is there already stays as it is.
    await put({ to: team, view: 'v', subject: 'request:1', live: 'main', version: 9 });
    expect((await rows()).length).toBe(2);
  });

  it('are taken in order, by one process at a time', async () => {
    await put({ to: team, view: 'a' }, { to: team, view: 'b' }, { to: team, view: 'c' });
    const [lane] = await claim(now);
    expect(await claim(now)).toEqual([]);
    const due = await takeDue(database, [{ key: lane!.key, allowed: 2 }], now);
    expect(due.map(({ view, attempts }) => [view, attempts])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    // A process that died holding the lane loses it after its lease.
    expect(await claim(later(29_999))).toEqual([]);
    const [taken] = await claim(later(30_000));
    // Should it live after all, it lets go of nothing that is another's by now.
    await settle(database, [{ ...lane!, address: null }], []);
    expect(await claim(later(30_001))).toEqual([]);
    await settle(database, [{ ...taken!, address: null }], []);
    expect((await claim(later(30_001))).length).toBe(1);
  });

  it('wait as long as their lane has to, and hold up no other', async () => {
    await put({ to: team, view: 'a' }, { to: { kind: 'team', teamId: 'finance' }, view: 'b' });
    const [first, second] = await claim(now);
    await settle(database, [{ ...first!, nextAt: later(7000) }], []);
    await settle(database, [second!], []);
    expect((await claim(now)).map(({ key }) => key)).toEqual([second!.key]);
    expect((await claim(later(7000))).map(({ key }) => key)).toEqual([first!.key]);
  });

  it('are done once shown, and due again when a live card falls behind', async () => {
    await put({ to: team, view: 'v', subject: 'request:1', live: 'main', version: 1 });
    const [lane] = await claim(now);
    const [card] = await takeDue(database, [{ key: lane!.key, allowed: 1 }], now);
    const address = { key: 'channel:repairs', data: null };
    const message = { key: 'm1', address, data: null };
    const letGo = [{ ...lane!, address }];
    await settle(database, letGo, [{ id: card!.id, shown: 1, attempts: 0, message, sentAt: now }]);
    expect(await claim(now)).toEqual([]);
    expect(await findMainCard(database, 'web', 'm1')).toEqual({ id: card!.id, subject: 'request:1' });
    expect(await findMainCard(database, 'slack', 'm1')).toBeUndefined();
    // A burst of changes is one update, of the newest.
    for (const version of [2, 4, 3])
      await commit(database, [{ kind: 'redraw', subject: 'request:1', version }]);
    const [again] = await claim(now);
    expect(again?.address).toEqual(address);
    const due = await takeDue(database, [{ key: again!.key, allowed: 9 }], now);
    expect(due).toMatchObject([{ id: card!.id, wanted: 4, message }]);
  });

  it('catch up with a change that did not see them', async () => {
    const entry = { subject: 'request:1', kind: 'filed', actorId: null, platform: null, at: now, data: {} };
    await commit(database, [append([1, 2].map((version) => ({ ...entry, version })))]);
    await put({ to: team, view: 'v', subject: 'request:1', live: 'copy', version: 1 });
    const [lane] = await claim(now);
    const [card] = await takeDue(database, [{ key: lane!.key, allowed: 1 }], now);
    await settle(database, [lane!], [{ id: card!.id, shown: 1, attempts: 0 }]);
    const [again] = await claim(now);
    expect(await takeDue(database, [{ key: again!.key, allowed: 1 }], now)).toMatchObject([{ wanted: 2 }]);
  });

  it('in bulk go in a lane of their own', async () => {
    await put({ to: team, view: 'a', bulk: true }, { to: team, view: 'b' });
    expect((await claim(now)).map(({ key }) => key)).toEqual(['web/team:repairs']);
    expect((await claim(now, true)).map(({ key }) => key)).toEqual(['web/team:repairs/bulk']);
  });
});
