import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { openDatabase } from '../../src/db/client.ts';
import { Accounts } from '../../src/directory/accounts.ts';
import { Directory } from '../../src/directory/directory.ts';
import { Identification } from '../../src/engine/identify.ts';
import type { ChatAdapter, PlatformName, UserProfile } from '../../src/platform/adapter.ts';
import type { Inbound } from '../../src/platform/inbound.ts';
import { createDatabase, defaultBackend, dropDatabase } from '../helpers/database.ts';
import { everybody, exampleOffice } from '../helpers/example.ts';

describe('whose account it is', () => {
  let close: () => Promise<void>;
  let queries: string[];
  let asked: string[];
  let profiles: Record<string, UserProfile>;
  let now: number;
  let idOf: (name: string) => string;
  let start: (
    names?: readonly string[],
  ) => Promise<(platform: PlatformName, userId: string, reference?: string) => Promise<string | undefined>>;
  let accounts: Accounts;

  beforeEach(async () => {
    const url = await createDatabase(defaultBackend, inject('templateDatabase'));
    const database = await openDatabase(url, { logger: silentLogger });
    close = async () => {
      await database.close();
      await dropDatabase(defaultBackend, url);
    };
    [queries, asked, profiles, now] = [[], [], {}, 0];
    const clock = { now: () => new Date(now) };
    start = async (names = everybody) => {
      const directory = await Directory.load(database, exampleOffice(names));
      accounts = new Accounts(database);
      const identification = new Identification({ database, accounts, clock });
      idOf = (name) => directory.byEmail(`${name}@example.com`)!.id;
      return async (platform, userId, reference) => {
        const adapter = {
          name: platform,
          async resolveUser(query: { userId: string }) {
            asked.push(`${platform} ${query.userId}`);
            return profiles[query.userId];
          },
        } as unknown as ChatAdapter;
        const actor = { workspace: 'w', userId, ...(reference ? { reference } : {}) };
        const event = { platform, id: newId('evt'), actor } as unknown as Inbound;
        return (await identification.identify(directory, adapter, event))?.name;
      };
    };
    // Prisma and our own statements alike go through the pool's connections.
    database.pool.on('acquire', () => queries.push('query'));
  });
  afterEach(() => close());

  it('joins accounts by e-mail across platforms', async () => {
    const who = await start();
    profiles.U1 = { workspace: 'w', userId: 'U1', email: 'Member@Example.com' };
    profiles['aad-1'] = { workspace: 'w', userId: 'aad-1', email: 'member@example.com' };
    expect([await who('slack', 'U1'), await who('teams', 'aad-1')]).toEqual(['member', 'member']);
    const person = idOf('member');
    expect((await accounts.of('slack', [person]))[0]?.userId).toBe('U1');
    expect((await accounts.of('teams', [person]))[0]?.userId).toBe('aad-1');
  });

  it('asks nobody and nothing again for an account met before', async () => {
    const who = await start();
    profiles.U1 = { workspace: 'w', userId: 'U1', email: 'member@example.com' };
    await who('slack', 'U1');
    expect(queries.length).toBeGreaterThan(0);
    queries.length = 0;
    for (let i = 0; i < 5; i += 1) expect(await who('slack', 'U1')).toBe('member');
    expect(queries).toEqual([]);
    expect(asked).toEqual(['slack U1']);
    // Another process asks the database once, and the platform not at all.
    const another = await start();
    await another('slack', 'U1');
    await another('slack', 'U1');
    expect(asked).toEqual(['slack U1']);
  });

  it('asks again about somebody unknown after 30 seconds, not before', async () => {
    const who = await start();
    expect(await who('slack', 'U2')).toBeUndefined();
    profiles.U2 = { workspace: 'w', userId: 'U2', email: 'lead@example.com' };
    now = 29_999;
    expect(await who('slack', 'U2')).toBeUndefined();
    expect(asked.length).toBe(1);
    now = 30_000;
    expect(await who('slack', 'U2')).toBe('lead');
    expect(asked.length).toBe(2);
  });

  it.each<[string, UserProfile | undefined]>([
    ['unknown to the platform', undefined],
    ['without an e-mail', { workspace: 'w', userId: 'U3' }],
    ['with a foreign e-mail', { workspace: 'w', userId: 'U3', email: 'eve@elsewhere.example' }],
    ['with an empty e-mail', { workspace: 'w', userId: 'U3', email: '' }],
  ])('is nobody, %s', async (_, profile) => {
    const who = await start();
    if (profile) profiles.U3 = profile;
    expect(await who('slack', 'U3')).toBeUndefined();
  });

  it('does nothing for somebody who has left, whatever their account was', async () => {
    const before = await start([...everybody, 'left']);
    profiles.U4 = { workspace: 'w', userId: 'U4', email: 'left@example.com' };
    expect(await before('slack', 'U4')).toBe('left');
    const after = await start();
    expect(await after('slack', 'U4')).toBeUndefined();
  });

  it('keeps what the adapter needs, and what is newer', async () => {
    const who = await start();
    profiles['aad-1'] = { workspace: 'w', userId: 'aad-1', email: 'member@example.com' };
    const kept = async () => (await accounts.of('teams', [idOf('member')]))[0]?.reference;
    await who('teams', 'aad-1', 'conversation-1');
    expect(await kept()).toBe('conversation-1');
    await who('teams', 'aad-1');
    expect(await kept()).toBe('conversation-1');
    await who('teams', 'aad-1', 'conversation-2');
    expect(await kept()).toBe('conversation-2');
    expect(await accounts.workspaceReference('teams')).toBe('conversation-2');
  });
});
