import pg from 'pg';
import { silentLogger } from '../../src/core/logger.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import type { Criteria } from '../../src/features/requests/search-criteria.ts';
import { findPage, type Order, type Viewer } from '../../src/features/requests/search-store.ts';
import { soughtWords } from '../../src/features/requests/search-words.ts';
import { unfinishedStages } from '../../src/features/requests/stages.ts';
import { loadRequests } from '../../src/features/requests/store.ts';
import { fillWithRequests, generated } from './many-requests.ts';
import { median } from './measure.ts';
import { millis, type Row, table } from './report.ts';
import type { Amounts } from './settings.ts';
import type { Stores } from './stores.ts';

const at = new Date('2026-11-22T00:00:00Z');
const viewer = (personId: string, teamIds: string[] = [], admin = false): Viewer => ({
  personId,
  active: true,
  admin,
  teamIds,
  at,
});
const employee = viewer(generated.employee);
const member = viewer('per_77', ['repairs', 'garden']);
const admin = viewer('per_0', [], true);
const queueOf = (...teamIds: string[]) => ({ words: [], stages: unfinishedStages, teamIds });

interface Look {
  who: Viewer;
  criteria: Criteria;
  direction: Order['direction'];
}

const search = (who: Viewer, words: string, more: Partial<Criteria> = {}): Look => ({
  who,
  criteria: { words: soughtWords(words), ...more },
  direction: 'newest',
});

/** Each page that is asked for: by whom, for what. */
export const looks: Readonly<Record<string, Look>> = {
  'search, a common word, as an administrator': search(admin, generated.common.en),
  'search, a common Chinese word, as one of a team': search(member, generated.common.zh),
  'search, a rare word, as an administrator': search(admin, generated.rare.en),
  'search, a rare Chinese word, as one of a team': search(member, generated.rare.zh),
  'search, two words that seldom meet': search(admin, 'laptop smoke'),
  'search, a word and a place, not done yet': search(member, generated.common.en, {
    placeIds: ['room3', 'room4', 'room5'],
    stages: unfinishedStages,
  }),
  'search, a common word, as an employee': search(employee, generated.common.en),
  'queue of a team': { who: member, criteria: queueOf('repairs', 'garden'), direction: 'oldest' },
  'queue of a team, one kind': {
    who: member,
    criteria: { ...queueOf('repairs', 'garden'), categories: ['kind2'] },
    direction: 'oldest',
  },
};

const pageLength = 10;
const atMost = 1.5;

/** What a page takes from the database: the requests that fit, and all that their lines show. */
async function page(database: Database, { who, criteria, direction }: Look): Promise<number> {
  const { ids } = await findPage(database, who, criteria, { direction, limit: pageLength });
  return (await loadRequests(database, ids)).size;
}

/**
 * A search page and a queue page among many requests against the same among few, with the plans of both. Both are asked
 * in turns, through one connection each, after the connection has made its plans.
 */
export async function compareSearch(stores: Stores, amounts: Amounts): Promise<string> {
  const urls: string[] = [];
  const databases: Database[] = [];
  try {
    for (const count of [amounts.fewRequests, amounts.manyRequests]) {
      const url = await stores.create();
      urls.push(url);
      await fillWithRequests(url, count);
      databases.push(await openDatabase(url, { logger: silentLogger, poolSize: 1 }));
    }
    const rows: Row[] = [];
    for (const [what, look] of Object.entries(looks)) {
      const times: [number[], number[]] = [[], []];
      const found = [0, 0];
      for (let turn = -10; turn < amounts.pages; turn += 1)
        for (const one of [0, 1] as const) {
          const began = performance.now();
          found[one] = await page(databases[one]!, look);
          // The first ones make the plans.
          if (turn >= 0) times[one].push(performance.now() - began);
        }
      const [few, many] = times.map(median) as [number, number];
      rows.push({
        what: `${what} (${found[1]} of ${found[0]} there)`,
        ours: millis(many),
        reference: millis(few),
        ratio: many / few,
        target: { atMost },
      });
    }
    const names = [amounts.manyRequests, amounts.fewRequests].map(
      (count) => `${count.toLocaleString('en')} requests`,
    );
    const plans = [];
    for (const what of ['search, a common word, as an administrator', 'queue of a team'])
      plans.push(`#### ${what}\n\n\`\`\`\n${await planOf(urls[1]!, looks[what]!)}\n\`\`\``);
    return [table(rows, names as [string, string]), ...plans].join('\n\n');
  } finally {
    for (const database of databases) await database.close();
    for (const url of urls) await stores.drop(url);
  }
}

/** The plans of all statements of a page, as they are for any values, run and counted. */
export async function planOf(url: string, { who, criteria, direction }: Look): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET plan_cache_mode = force_generic_plan');
    const plans: string[] = [];
    const pool = {
      async query({ name, text, values }: pg.QueryConfig & { name: string; values: unknown[] }) {
        const result = await client.query({ name, text, values });
        const { rows: types } = await client.query<{ types: string[] }>(
          'SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = $1',
          [name],
        );
        const given = values.map((value, n) => `${literal(value)}::${types[0]!.types[n]}`);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) EXECUTE ${pg.escapeIdentifier(name)} (${given.join(', ')})`,
        );
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return result;
      },
    } as unknown as pg.Pool;
    await findPage({ pool } as Database, who, criteria, { direction, limit: pageLength });
    return plans.join('\n\n');
  } finally {
    await client.end();
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(', ')}]`;
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}
