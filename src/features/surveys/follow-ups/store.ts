import type { Survey } from '../../../config/survey-types.ts';
import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { FollowUp } from './follow-up.ts';

/** A follow-up with the round that it came from, and why it was put off last. */
export interface FoundFollowUp {
  readonly followUp: FollowUp;
  readonly round: { readonly number: number; readonly opensAt: Date; readonly rules: Survey };
  readonly putOff: string | null;
}

type FollowUpRow = FollowUp & {
  roundNumber: number;
  roundOpensAt: Date;
  rules: Survey;
  putOff: string | null;
};

const found = ({ roundNumber, roundOpensAt, rules, putOff, ...followUp }: FollowUpRow): FoundFollowUp => ({
  followUp,
  round: { number: roundNumber, opensAt: roundOpensAt, rules },
  putOff,
});

const columns = `f.*, r."number" AS "roundNumber", r."opensAt" AS "roundOpensAt", r."rules",
  (SELECT h."data"->>'reason' FROM "History" h WHERE h."subject" = 'survey-follow-up:' || f."id"
   AND h."kind" = 'followUpPutOff' ORDER BY h."version" DESC LIMIT 1) AS "putOff"`;

/** Those of these that there are. One query. */
export async function findFollowUps(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundFollowUp>> {
  const { rows } = await namedQuery<FollowUpRow>(
    database,
    `SELECT ${columns} FROM "SurveyFollowUp" f JOIN "SurveyRound" r ON r."id" = f."roundId"
     WHERE f."id" = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, found(row)]));
}

/** What a round has opened. One query. */
export async function openedBy(database: Database, roundId: string): Promise<FollowUp[]> {
  const { rows } = await namedQuery<FollowUp>(
    database,
    `SELECT * FROM "SurveyFollowUp" WHERE "roundId" = $1 ORDER BY "kind" DESC, "id"`,
    [roundId],
  );
  return rows;
}

/**
 * What the rounds before this one have opened, as far as there is something new to say of it: all of the last one,
 * and of those before it what was still open when that was counted. One query.
 */
export async function openedBefore(
  database: Database,
  { surveyId, number }: { surveyId: string; number: number },
): Promise<FollowUp[]> {
  const { rows } = await namedQuery<FollowUp>(
    database,
    `SELECT f.* FROM "SurveyFollowUp" f JOIN "SurveyRound" r ON r."id" = f."roundId"
     WHERE f."surveyId" = $1 AND r."number" < $2 AND (
       r."number" = $2 - 1 OR f."state" = 'open' OR f."doneAt" >= (
         SELECT max(b."countedAt") FROM "SurveyRound" b WHERE b."surveyId" = $1 AND b."number" < $2))
     ORDER BY r."number" DESC, f."kind" DESC, f."id"`,
    [surveyId, number],
  );
  return rows;
}

/**
 * A part of what somebody sees: what is theirs, what their surveys have opened, and for an administrator all topics.
 * The open ones first, the first due above. One query.
 */
export async function followUpsOf(
  database: Database,
  query: { personId: string; email: string; isAdmin: boolean; from: number; limit: number },
): Promise<{ all: FoundFollowUp[]; count: number }> {
  const { rows } = await namedQuery<FollowUpRow & { inAll: number }>(
    database,
    `SELECT ${columns}, (count(*) OVER ())::int AS "inAll"
     FROM "SurveyFollowUp" f JOIN "SurveyRound" r ON r."id" = f."roundId"
     WHERE f."ownerId" = $1 OR r."rules"->>'owner' = $2 OR ($3 AND f."kind" = 'topic')
     ORDER BY f."state" DESC, CASE WHEN f."state" = 'open' THEN f."dueOn" END, f."doneAt" DESC, f."id"
     OFFSET $4 LIMIT $5`,
    [query.personId, query.email, query.isAdmin, query.from, query.limit],
  );
  return { all: rows.map(({ inAll: _, ...row }) => found(row)), count: rows[0]?.inAll ?? 0 };
}
