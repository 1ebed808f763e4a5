import type { Database } from '../../../db/client.ts';
import type { Row, Write } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import type { Round } from './round.ts';

/** Undefined: there is none. One query. */
export async function findRound(
  { database }: Pick<World, 'database'>,
  id: string,
): Promise<Round | undefined> {
  return (await loadRounds(database, [id])).get(id);
}

/** Those of these that there are. One query. */
export async function loadRounds(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Round>> {
  const { rows } = await namedQuery<Round>(database, 'SELECT * FROM "SurveyRound" WHERE "id" = ANY ($1)', [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The last round of each of these surveys that was ever opened. One query. */
export async function lastRounds(
  database: Database,
  surveyIds: readonly string[],
): Promise<ReadonlyMap<string, Round>> {
  const { rows } = await namedQuery<Round>(
    database,
    `SELECT DISTINCT ON ("surveyId") * FROM "SurveyRound" WHERE "surveyId" = ANY ($1)
     ORDER BY "surveyId", "number" DESC`,
    [surveyIds],
  );
  return new Map(rows.map((row) => [row.surveyId, row]));
}

export const insertRound = (round: Round): Write => ({
  kind: 'insert',
  table: 'SurveyRound',
  rows: [{ ...round } satisfies Row],
});

/** What a round becomes; a history entry with the same version has to go with it. */
export const updateRound = (changed: Partial<Round> & { id: string; version: number }): Write => ({
  kind: 'update',
  table: 'SurveyRound',
  rows: [{ ...changed }],
});
