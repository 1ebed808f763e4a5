import type { Office } from '../../config/office.ts';
import type { Database } from '../../db/client.ts';
import { namedQuery } from '../../db/named-query.ts';
import type { World } from '../../engine/context.ts';
import type { AlikeCosts, DecisionContext } from '../approvals/index.ts';
import { budgetStandings, moneyFieldOf, plannedCost } from '../budgets/index.ts';
import { categoryOf, tellingField } from './filing/catalogue.ts';
import type { RequestState } from './request.ts';

/** Among the last so many of its kind similar ones are looked for: it costs the same, however many there are. */
const mostCompared = 1000;
/** Fewer than these say nothing. */
const fewestAlike = 3;
/** `similarity` of pg_trgm, which must be above it. In Chinese one sign makes another thing of it. */
const alikeAbove = { han: 0.5, other: 0.3 };

/**
 * What those who decide about these requests should know. Three queries, however many requests there are; each looks
 * at most at `mostCompared` rows for each of them, and at those of its requester.
 */
export async function decisionContexts(
  world: World,
  requests: readonly RequestState[],
): Promise<Map<string, DecisionContext>> {
  if (requests.length === 0) return new Map();
  const { database, office, clock } = world;
  const now = clock.now();
  const [budgets, alike, recent] = await Promise.all([
    budgetStandings(world, requests, now),
    alikeCosts(world, requests, daysBefore(now, 365)),
    recentOf(database, office, requests, daysBefore(now, 90)),
  ]);
  return new Map(
    requests.map((request) => [
      request.subject,
      {
        cost: plannedCost(office, request),
        budget: budgets.get(request.id),
        alike: alike.get(request.id),
        recent: recent.get(request.id) ?? { count: 0, sum: 0 },
      },
    ]),
  );
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** What it has cost, or would: the actual cost, else the field that takes money. `$1` says which, by category. */
const cost = `coalesce(r."actualCost", CASE jsonb_typeof(r."fields"->($1::jsonb->>r."category"))
  WHEN 'number' THEN (r."fields"->>($1::jsonb->>r."category"))::float8 END)`;

function moneyFields(office: Office): string {
  const ids = Object.keys(office.catalogue);
  return JSON.stringify(Object.fromEntries(ids.map((id) => [id, moneyFieldOf(office, id)])));
}

/** Each Chinese sign is a word of its own to the comparison: it knows no others. */
const spaced = (text: string) => text.replace(/\p{Script=Han}/gu, ' $& ');

/** What requests of the same kind with like words have cost that were approved or done. One query. */
async function alikeCosts(
  world: World,
  requests: readonly RequestState[],
  since: Date,
): Promise<Map<string, AlikeCosts>> {
  const compared = requests.flatMap((request) => {
    const field = tellingField(categoryOf(world, request))?.id;
    const item = field === undefined ? '' : String(request.fields[field] ?? '').trim();
    const han = /\p{Script=Han}/u.test(item);
    if (item === '' || moneyFieldOf(world.office, request.category) === undefined) return [];
    const above = han ? alikeAbove.han : alikeAbove.other;
    return [{ id: request.id, category: request.category, field, item: spaced(item), han, above }];
  });
  if (compared.length === 0) return new Map();
  const { rows } = await namedQuery<AlikeCosts & { id: string }>(
    world.database,
    `SELECT c."id", count(*)::int AS "count", min(a."cost") AS "lowest", max(a."cost") AS "highest",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY a."cost") AS "median"
     FROM jsonb_to_recordset($2::jsonb)
       AS c("id" text, "category" text, "field" text, "item" text, "han" boolean, "above" float8)
     CROSS JOIN LATERAL (
       SELECT ${cost} AS "cost" FROM (
         SELECT * FROM "Request" WHERE "category" = c."category" AND "createdAt" >= $3
         ORDER BY "createdAt" DESC LIMIT ${mostCompared}) r
       WHERE r."id" <> c."id"
         AND similarity(c."item", CASE WHEN c."han"
           THEN regexp_replace(r."fields"->>c."field", '([\\u3400-\\u9fff])', ' \\1 ', 'g')
           ELSE r."fields"->>c."field" END) > c."above"
         AND (r."stage" IN ('done', 'closed') OR (r."stage" IN ('open', 'assigned', 'inProgress', 'onHold')
           AND (SELECT true FROM "ApprovalStep" s
             WHERE s."subject" = 'request:' || r."id" AND s."state" = 'approved' LIMIT 1)))) a
     WHERE a."cost" IS NOT NULL GROUP BY c."id" HAVING count(*) >= ${fewestAlike}`,
    [moneyFields(world.office), JSON.stringify(compared), since],
  );
  return new Map(rows.map(({ id, ...costs }) => [id, costs]));
}

/** What else their requesters have wanted, but for what was refused or taken back. One query. */
async function recentOf(
  database: Database,
  office: Office,
  requests: readonly RequestState[],
  since: Date,
): Promise<Map<string, { count: number; sum: number }>> {
  const { rows } = await namedQuery<{ id: string; count: number; sum: number }>(
    database,
    `SELECT c."id", count(*)::int AS "count", coalesce(sum(${cost}), 0) AS "sum"
     FROM jsonb_to_recordset($2::jsonb) AS c("id" text, "requesterId" text)
     JOIN "Request" r ON r."requesterId" = c."requesterId" AND r."createdAt" >= $3 AND r."id" <> c."id"
       AND r."stage" NOT IN ('rejected', 'cancelled')
     GROUP BY c."id"`,
    [
      moneyFields(office),
      JSON.stringify(requests.map(({ id, requesterId }) => ({ id, requesterId }))),
      since,
    ],
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
