import type { SurveyAudience } from '../../../config/office-types.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';

const dayMs = 24 * 3600_000;

/** Whose requests were done lately, as the audience wants it. One query, and none where it does not. */
export async function servedIds(
  { database, clock }: Pick<World, 'database' | 'clock'>,
  { served }: SurveyAudience,
): Promise<ReadonlySet<string>> {
  if (served === undefined) return new Set();
  const since = new Date(clock.now().getTime() - served.days * dayMs);
  const { rows } = await namedQuery<{ requesterId: string }>(
    database,
    `SELECT DISTINCT "requesterId" FROM "Request"
     WHERE "doneAt" >= $1 AND (cardinality($2::text[]) = 0 OR "category" = ANY ($2))`,
    [since, served.categories],
  );
  return new Set(rows.map(({ requesterId }) => requesterId));
}

/** The days from this one on, ISO, on which each of these people is or was asked by any survey. One query. */
export async function askedDays(
  { database }: Pick<World, 'database'>,
  personIds: readonly string[],
  from: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await namedQuery<{ personId: string; days: string[] }>(
    database,
    `SELECT "personId", array_agg("invitedOn") AS "days" FROM "SurveyInvitation"
     WHERE "personId" = ANY ($1) AND "invitedOn" >= $2 GROUP BY "personId"`,
    [personIds, from],
  );
  return new Map(rows.map(({ personId, days }) => [personId, days]));
}
