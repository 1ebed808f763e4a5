import type { Office } from '../../config/office.ts';
import type { Database } from '../../db/client.ts';

/** Open requests that a changed office would leave without what they need, and why. */
export interface Orphans {
  /** As the end of a sentence: `category parking is gone`. */
  reason: string;
  /** At most 100 of them. */
  numbers: number[];
}

interface Row {
  reason: string;
  numbers: number[];
}

/**
 * Which requests that are not over would be orphaned: their category or team is gone, they were offered to a team that
 * is gone, or whoever they are assigned to has left the office or the team. What was so before is not told again. One
 * query, over the requests that are not over.
 */
export async function findOrphans(
  database: Database,
  before: Office | undefined,
  after: Office,
): Promise<Orphans[]> {
  const { rows } = await database.pool.query<Row>(
    `WITH "open" AS (
       SELECT r."number", r."category", r."teamId", r."handover" ->> 'teamId' AS "offered", p."email"
       FROM "Request" r LEFT JOIN "Person" p ON p."id" = r."assigneeId"
       WHERE r."stage" NOT IN ('closed', 'rejected', 'cancelled')),
     "orphaned" AS (
       SELECT "number", 'category ' || "category" || ' is gone' AS "reason" FROM "open"
         WHERE "category" = ANY ($1) OR $4 AND "category" <> ALL ($5)
       UNION ALL
       SELECT "number", 'team ' || t || ' is gone' FROM "open", unnest(ARRAY["teamId", "offered"]) AS t
         WHERE t = ANY ($2) OR $4 AND t <> ALL ($6)
       UNION ALL
       SELECT "number", "email" || ' is no longer a member of ' || "teamId" FROM "open"
         WHERE "teamId" || ' ' || "email" = ANY ($3) AND "teamId" <> ALL ($2))
     SELECT "reason", (array_agg("number" ORDER BY "number"))[:100] AS "numbers"
     FROM "orphaned" GROUP BY "reason" ORDER BY "reason"`,
    [
      goneFrom(before?.catalogue, after.catalogue),
      goneFrom(before?.teams, after.teams),
      membershipsLost(before, after),
      before === undefined,
      Object.keys(after.catalogue),
      Object.keys(after.teams),
    ],
  );
  return rows;
}

const goneFrom = (before: object = {}, after: object) =>
  Object.keys(before).filter((id) => !Object.hasOwn(after, id));

/** `team e-mail` of everyone who looked after a team's requests and no longer will. */
function membershipsLost(before: Office | undefined, after: Office): string[] {
  const now = new Set(memberships(after));
  return before === undefined ? [] : memberships(before).filter((membership) => !now.has(membership));
}

function memberships({ teams }: Office): string[] {
  return Object.values(teams).flatMap(({ id, members, lead }) =>
    [...members, ...(lead ? [lead] : [])].map((email) => `${id} ${email}`),
  );
}
