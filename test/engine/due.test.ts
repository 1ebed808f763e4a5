import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { handleDue, oneAtATime } from '../../src/engine/due.ts';
import { setTimers } from '../../src/jobs/timers.ts';
import { createTestDatabase } from '../helpers/database.ts';

describe('one run at a time', () => {
  /** Runs that end when they are told to. */
  function runs() {
    const begun: { end(result: number): void; fail(): void }[] = [];
    let atOnce = 0;
    const run = oneAtATime(
      () =>
        new Promise<number>((resolve, reject) => {
          atOnce += 1;
          expect(atOnce).toBe(1);
          const over = () => {
            atOnce -= 1;
          };
          begun.push({
            end: (result) => [over(), resolve(result)],
            fail: () => [over(), reject(new Error('failed'))],
          });
        }),
    );
    return { begun, run };
  }

  it('whoever asks meanwhile shares one run after it, not the one that is under way', async () => {
    const { begun, run } = runs();
    const first = run();
    await Promise.resolve();
    const [second, third] = [run(), run()];
    expect(begun).toHaveLength(1);
    begun[0]!.end(1);
    expect(await first).toBe(1);
    const fourth = run();
    expect(begun).toHaveLength(2);
    begun[1]!.end(2);
    expect(await Promise.all([second, third])).toEqual([2, 2]);
    begun[2]?.end(3);
    expect(await fourth).toBe(3);
  });

  it('one that fails fails for those who asked for it, and the next begins nonetheless', async () => {
    const { begun, run } = runs();
    const first = run();
    await Promise.resolve();
    const second = run();
    begun[0]!.fail();
    await expect(first).rejects.toThrow('failed');
    await Promise.resolve();
    begun[1]!.end(2);
    expect(await second).toBe(2);
  });
});

describe('what is due', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  it('is handled with all that it leads to at the same instant; one that fails is tried once', async () => {
    const now = new Date('2026-11-23T01:00Z');
    const later = new Date('2026-11-23T02:00Z');
    const timer = (kind: string, dueAt: Date) => ({
      ...{ kind, subject: `thing:${kind}`, dueAt, localTime: '', timezone: 'UTC' },
    });
    await commit(database, [
      setTimers([timer('leads', now), timer('fails', now), timer('later', later)], now),
    ]);
    const fired: string[] = [];
    const next = await handleDue({
      database,
      clock: { now: () => now },
      logger: silentLogger,
      async fire({ id, kind }) {
        fired.push(kind);
        if (kind === 'fails') throw new Error('it fails');
        await commit(database, [
          { kind: 'update', table: 'Timer', rows: [{ id, firedAt: now.toISOString() }] },
          // Due even before what led to it.
          ...(kind === 'leads' ? [setTimers([timer('follows', new Date(0))], now)] : []),
        ]);
      },
    });
    expect(fired.sort()).toEqual(['fails', 'follows', 'leads']);
    expect(next).toEqual(later);
  });
});
