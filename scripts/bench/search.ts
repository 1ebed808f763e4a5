import pg from 'pg';
import { silentLogger } from '../../src/core/logger.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import type { Criteria } from '../../src/features/requests/search/search-criteria.ts';
import { findPage, type Order, type Viewer } from '../../src/features/requests/search/search-store.ts';
import { soughtWords } from '../../src/features/requests/search/search-words.ts';
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
const member = viewer('per_7', ['repairs', 'garden']);
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

/** Words that about this many requests have, however many requests there are. */
interface Rare {
  en: string;
  zh: string;
}
const rareInRequests = 30;

/** Each page that is asked for: by whom, for what. */
export const looksWith = ({ en, zh }: Rare): Record<string, Look> => ({
  'search, a common word': search(admin, generated.common.en),
  'search, a common Chinese word, as one of a team': search(member, generated.common.zh),
  [`search, a word in ${rareInRequests} requests`]: search(admin, en),
  [`search, a Chinese word in ${rareInRequests} requests`]: search(admin, zh),
  'search, a word and a floor, not done yet': search(admin, generated.common.trouble, {
    placeIds: generated.floor,
    stages: unfinishedStages,
  }),
  'search, two words that seldom meet': search(admin, 'laptop smoke'),
  'everything that an employee may see': search(employee, ''),
  'queue of a team': { who: member, criteria: queueOf('repairs', 'garden'), direction: 'oldest' },
  'queue of a large team, on a floor': {
    who: viewer('per_7', ['facilities']),
    criteria: { ...queueOf('facilities'), placeIds: generated.floor },
    direction: 'oldest',
  },
});

/** A word of each language that about so many requests have. */
async function rareWords({ pool }: Pick<Database, 'pool'>): Promise<Rare> {
  const nearest = async (pattern: string) => {
    const { rows } = await pool.query<{ term: string }>(
      `SELECT "term" FROM "RequestTerm" WHERE "term" ~ $1 GROUP BY 1 ORDER BY abs(count(*) - $2), 1 LIMIT 1`,
      [pattern, rareInRequests],
    );
    return rows[0]!.term;
  };
  return { en: await nearest('^[a-z]+[0-9]*$'), zh: await nearest('^[一-龥]{2}$') };
}

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
    const looks = await Promise.all(databases.map(async (each) => looksWith(await rareWords(each))));
    const rows: Row[] = [];
    for (const what of Object.keys(looks[0]!)) {
      const times: [number[], number[]] = [[], []];
      const found = [0, 0];
      for (let turn = -10; turn < amounts.pages; turn += 1)
        for (const one of [0, 1] as const) {
          const began = performance.now();
          found[one] = await page(databases[one]!, looks[one]![what]!);
          // The first ones make the plans.
          if (turn >= 0) times[one].push(performance.now() - began);
        }
      const [few, many] = times.map(median) as [number, number];
      rows.push({
        what: found[0] === found[1] ? what : `${what} (${found[1]} lines, ${found[0]} there)`,
        ours: millis(many),
        reference: millis(few),
        ratio: many / few,
        // A page with fewer lines is another page.
        ...(found[0] === found[1] ? { target: { atMost } } : {}),
      });
    }
    const names = [amounts.manyRequests, amounts.fewRequests].map(
      (count) => `${count.toLocaleString('en')} requests`,
    );
    const plans = [];
    for (const what of ['search, a common word', 'queue of a team'])
      plans.push(`#### ${what}\n\n\`\`\`\n${await planOf(urls[1]!, looks[1]![what]!)}\n\`\`\``);
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
