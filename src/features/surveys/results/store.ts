import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import type { Round } from '../rounds/round.ts';
import type { RoundResults } from './results.ts';
import type { Difference } from './trend.ts';

/** A round of which everything was counted. */
export type CountedRound = Round & { readonly results: RoundResults; readonly countedAt: Date };

type Here = Pick<World, 'database'>;

/** So many rounds are compared at most. */
const mostCompared = 8;

/** The counted rounds of a survey up to this one, from the oldest. One query. */
export async function roundsUpTo(
  { database }: Here,
  { surveyId, number }: Pick<Round, 'surveyId' | 'number'>,
): Promise<CountedRound[]> {
  const { rows } = await namedQuery<CountedRound>(
    database,
    `SELECT * FROM "SurveyRound" WHERE "surveyId" = $1 AND "number" <= $2 AND "state" = 'counted'
     ORDER BY "number" DESC LIMIT $3`,
    [surveyId, number, mostCompared],
  );
  return rows.reverse();
}

/**
 * How far those who took part in these rounds differ, as a function of two places in the list. One query, which
 * counts people by the rounds that they took part in and brings back no person.
 */
export async function differencesOf(
  { database }: Here,
  roundIds: readonly string[],
): Promise<(before: number, after: number) => Difference> {
  const { rows } = await namedQuery<{ rounds: number; people: number }>(
    database,
    `SELECT p."rounds", count(*)::int AS "people" FROM (
       SELECT i."personId", sum(1 << (r."place"::int - 1))::int AS "rounds"
       FROM "SurveyInvitation" i
       JOIN unnest($1::text[]) WITH ORDINALITY AS r("id", "place") ON r."id" = i."roundId"
       WHERE i."state" = 'answered' GROUP BY i."personId") p
     GROUP BY p."rounds"`,
    [roundIds],
  );
  const tookPart = (rounds: number, place: number) => (rounds & (1 << place)) !== 0;
  const only = (one: number, other: number) =>
    rows
      .filter(({ rounds }) => tookPart(rounds, one) && !tookPart(rounds, other))
      .reduce((sum, { people }) => sum + people, 0);
  return (before, after) => ({ onlyBefore: only(before, after), onlyAfter: only(after, before) });
}

/** What was written in a round, by question, in an order that says nothing. One query. */
export async function textsOf({ database }: Here, roundId: string): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await namedQuery<{ questionId: string; texts: string[] }>(
    database,
    `SELECT "questionId", array_agg("text" ORDER BY "id") AS "texts" FROM "SurveyText"
     WHERE "roundId" = $1 GROUP BY "questionId"`,
    [roundId],
  );
  return new Map(rows.map(({ questionId, texts }) => [questionId, texts]));
}

/** Was this person asked in this round? One query. */
export async function wasAsked({ database }: Here, roundId: string, personId: string): Promise<boolean> {
  const { rowCount } = await namedQuery(
    database,
    'SELECT 1 FROM "SurveyInvitation" WHERE "roundId" = $1 AND "personId" = $2',
    [roundId, personId],
  );
  return rowCount === 1;
}

/** Of these people the next ones who were asked in a round, by their ids. One query. */
export async function askedAfter(
  { database }: Here,
  query: { roundId: string; after: string; among: readonly string[]; limit: number },
): Promise<string[]> {
  const { rows } = await namedQuery<{ personId: string }>(
    database,
    `SELECT "personId" FROM "SurveyInvitation"
     WHERE "roundId" = $1 AND "personId" > $2 AND "personId" = ANY ($3) ORDER BY "personId" LIMIT $4`,
    [query.roundId, query.after, query.among, query.limit],
  );
  return rows.map(({ personId }) => personId);
}

/** The last counted round of each survey that this person may see results of, the latest first. One query. */
export async function lastCountedFor(
  { database }: Here,
  { personId, email, all }: { personId: string; email: string; all: boolean },
): Promise<CountedRound[]> {
  const { rows } = await namedQuery<CountedRound>(
    database,
    `SELECT * FROM (
       SELECT DISTINCT ON (r."surveyId") r.* FROM "SurveyRound" r
       WHERE r."state" = 'counted' AND ($3 OR r."rules"->>'owner' = $2 OR EXISTS (
         SELECT 1 FROM "SurveyInvitation" i WHERE i."roundId" = r."id" AND i."personId" = $1))
       ORDER BY r."surveyId", r."number" DESC) last
     ORDER BY "countedAt" DESC`,
    [personId, email, all],
  );
  return rows;
}
