import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillWithRequests } from '../../scripts/bench/many-requests.ts';
import { looksWith, planOf } from '../../scripts/bench/search.ts';
import { createTestDatabase } from '../helpers/database.ts';

// Small enough to be made in a second, large enough that reading all of it would not be the best plan anyway.
const count = 20_000;

describe('the plans of a page, as they are for any values', () => {
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const database = await createTestDatabase();
    ({ url } = database);
    close = () => database.close();
    await fillWithRequests(url, count);
  }, 60_000);
  afterAll(() => close());

  it.each(Object.entries(looksWith({ en: 'pump7', zh: '七号' })))('%s', async (_, look) => {
    const plan = await planOf(url, look);
    expect(plan).not.toMatch(/Seq Scan on "?(Request|RequestTerm|ApprovalStep)/);
    expect(plan).not.toMatch(/Bitmap|Hash/);
    expect(plan).toMatch(/Index Only Scan/);
    expect(plan).toMatch(/Index Scan using "Request_number_key"/);
    // Few blocks are looked at, however many there are.
    const blocks = [...plan.matchAll(/^ *Buffers: shared hit=(\d+)(?: read=(\d+))?/gm)];
    const most = Math.max(...blocks.map(([, hit, read]) => Number(hit) + Number(read ?? 0)));
    expect(most).toBeLessThan(9000);
  });
});
