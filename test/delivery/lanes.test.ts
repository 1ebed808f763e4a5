import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/db/client.ts';
import { claimLanes } from '../../src/delivery/lanes.ts';
import { createTestDatabase } from '../helpers/database.ts';

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('a clock that was set back holds up no lane; a wait that can be meant is kept', async () => {
  const now = new Date('2026-11-23T02:00:00Z');
  await database.pool.query(
    `INSERT INTO "Lane" ("key", "platform", "nextAt", "busyUntil")
     SELECT "key", 'web', $1::timestamptz + "wait", $1::timestamptz + "held" FROM (VALUES
       ('web/a', interval '1 s' + interval '1 day', interval '0'), ('web/b', interval '0', interval '1 hour'),
       ('web/c', interval '5 min', interval '0'), ('web/d', interval '0', interval '20 s'),
       ('web/e', interval '-1 s', interval '0')) lane("key", "wait", "held")`,
    [now],
  );
  await database.pool.query(
    `INSERT INTO "Delivery" ("id", "lane", "platform", "view", "args", "createdAt")
     SELECT 'dlv_' || "key", "key", 'web', 'requests.notice', '{}', now() FROM "Lane"`,
  );
  const claimed = await claimLanes(database, { now, bulk: false, limit: 10, platforms: ['web'] });
  expect(claimed.map(({ key, nextAt }) => [key, nextAt?.getTime()]).sort()).toEqual([
    // At once, as if it had never been written to: its pace is another clock's.
    ['web/a', undefined],
    ['web/b', now.getTime()],
    ['web/e', now.getTime() - 1000],
  ]);
});
