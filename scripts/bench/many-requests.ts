import pg from 'pg';
import { wordsOf } from '../../src/features/requests/search/search-words.ts';

/** What requests speak of, the most common first. Further things have numbers: `pump 731`. */
const things: [string, string][] = [
  ['aircon', '空调'],
  ['printer', '打印机'],
  ['lamp', '灯'],
  ['office chair', '办公椅'],
  ['door', '门'],
  ['projector', '投影仪'],
  ['water tap', '水龙头'],
  ['network socket', '网线插座'],
  ['coffee machine', '咖啡机'],
  ['desk', '桌子'],
  ['window', '窗户'],
  ['lift', '电梯'],
  ['monitor', '显示器'],
  ['laptop', '笔记本电脑'],
  ['key card', '门禁卡'],
  ['toilet', '卫生间'],
];
const troubles: [string, string][] = [
  ['is broken', '坏了'],
  ['is leaking', '漏水'],
  ['makes a loud noise', '声音很大'],
  ['does not start', '无法启动'],
  ['is stuck', '卡住了'],
  ['should be replaced', '需要更换'],
  ['smells of smoke', '有烟味'],
  ['flickers', '闪烁'],
];
const numbered = 1500;

/** What the same things are called in a generated database. */
export const generated = {
  /** In every tenth request or so; the trouble in every fifth. */
  common: { en: 'aircon', zh: '空调', trouble: '坏了' },
  employee: 'per_12',
  /** Where two thirds of all requests are. */
  floor: Array.from({ length: 150 }, (_, at) => `room${at}`),
  teams: ['facilities', 'repairs', 'it', 'vehicles', 'supplies', 'security', 'finance', 'garden'],
} as const;

const digits = '零一二三四五六七八九';
const spoken = (n: number) => [...String(n)].map((digit) => digits[Number(digit)]).join('');

const phrases = (list: [string, string][]) => list.flat();

/**
 * Fills an empty, migrated database with so many requests of an office of at most two thousand people: half of them in each
 * language, words and teams skewed as in life, a tenth of the newest 100,000 not over yet, a tenth approved by
 * somebody. The triggers that keep the index are off meanwhile; what they would have written is written at once.
 */
export async function fillWithRequests(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rare = Array.from({ length: numbered }, (_, at): [string, string] => [
      `pump${at}`,
      `${spoken(at)}号水泵`,
    ]);
    for (const [table, said] of [
      ['things', phrases([...things, ...rare])],
      ['troubles', phrases(troubles)],
    ] as const) {
      await client.query(`CREATE TEMP TABLE ${table} (at int PRIMARY KEY, said text, words text[])`);
      const rows = said.map((text, at) => ({ at, said: text, words: wordsOf(text) }));
      await client.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
    await client.query(`SELECT setseed(0.5)`);
    await client.query(
      `ALTER TABLE "Request" DISABLE TRIGGER USER; ALTER TABLE "ApprovalStep" DISABLE TRIGGER USER`,
    );
    await client.query(requests, [count, things.length, numbered, generated.teams]);
    await client.query(steps);
    await client.query(
      `ALTER TABLE "Request" ENABLE TRIGGER USER; ALTER TABLE "ApprovalStep" ENABLE TRIGGER USER`,
    );
    await client.query(
      `ALTER TABLE "RequestTerm" DROP CONSTRAINT "RequestTerm_pkey"; DROP INDEX "RequestTerm_open"`,
    );
    await client.query(`SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'`);
    await client.query(`INSERT INTO "RequestTerm" ("term", "number", "over")
      SELECT unnest("request_terms"(r)), "number", "request_is_over"("stage") FROM "Request" r`);
    await client.query(`ALTER TABLE "RequestTerm" ADD PRIMARY KEY ("term", "number")`);
    await client.query(
      `CREATE INDEX "RequestTerm_open" ON "RequestTerm" ("term", "number") WHERE NOT "over"`,
    );
    // What is not on disk yet cannot be marked as seen by all: a commit that waits for the disk takes along those before it.
    await client.query('SET synchronous_commit = on');
    await client.query(`SELECT setval(pg_get_serial_sequence('"Request"', 'number'), $1)`, [count]);
    for (const table of ['Request', 'ApprovalStep', 'RequestTerm'])
      await client.query(`VACUUM (ANALYZE) "${table}"`);
  } finally {
    await client.end();
  }
}

// Of 2n phrases in two languages, those with even numbers are English. The power makes the first ones common.
const requests = `INSERT INTO "Request" ("id", "number", "version", "category", "teamId", "requesterId", "filedById",
    "assigneeId", "stage", "fields", "placeId", "about", "words", "createdAt", "updatedAt", "resolveBy")
  SELECT 'req_' || n, n, 3, 'kind' || floor(20 * power(d.a, 2)), ($4::text[])[1 + floor(8 * power(d.b, 2))::int],
    'per_' || p, 'per_' || p, CASE WHEN d.c < 0.8 THEN 'per_' || floor(100 * d.d) END,
    CASE WHEN n > $1 - least($1, 100000) AND d.e < 0.1 THEN CASE WHEN d.c < 0.8 THEN 'assigned' ELSE 'open' END ELSE 'closed' END,
    jsonb_build_object('description', t.said || ' ' || f.said), 'room' || floor(300 * power(d.f, 2)),
    t.said || ' ' || f.said, t.words || f.words,
    timestamptz '2016-01-01' + n * interval '5 minutes', timestamptz '2016-01-01' + n * interval '5 minutes',
    CASE WHEN n > $1 - least($1, 100000) AND d.e < 0.1 THEN timestamptz '2016-01-03' + n * interval '5 minutes' END
  FROM generate_series(1, $1::int) n
  CROSS JOIN LATERAL (SELECT random() a, random() b, random() c, random() d, random() e, random() f, random() g,
    random() h, random() i, n AS same) d
  CROSS JOIN LATERAL (SELECT floor(least(2000, $1 / 20) * d.g)::int AS p, (d.h < 0.5)::int AS language) w
  JOIN "things" t ON t.at = 2 * CASE WHEN d.i < 0.9 THEN floor($2::int * power(d.i / 0.9, 2))::int
    ELSE $2 + floor($3::int * (d.i - 0.9) * 10)::int END + w.language
  JOIN "troubles" f ON f.at = 2 * floor(8 * power((d.i * 997) - floor(d.i * 997), 2))::int + w.language`;

const steps = `INSERT INTO "ApprovalStep" ("id", "subject", "position", "by", "approverIds", "state")
  SELECT 'stp_' || "number", 'request:' || "id", 1, '{"kind":"manager"}', ARRAY['per_' || "number" / 10 % 10], 'approved'
  FROM "Request" WHERE "number" % 10 = 0`;
