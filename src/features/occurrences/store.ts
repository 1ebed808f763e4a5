import type { Database } from '../../db/client.ts';
import { namedQuery } from '../../db/named-query.ts';
import type { Occurrence } from './occurrence.ts';
import type { QuietSetting } from './quiet-hours.ts';

/** A digest is an occurrence as well: it has a version, and a history that guards it. */
export const digestKind = 'occurrences.digest';

export const subjectOf = (id: string) => `occurrence:${id}`;
export const idOf = (subject: string) => subject.slice('occurrence:'.length);

/** One occurrence, with the version of the digest that it was told in. */
export interface FoundOccurrence extends Occurrence {
  readonly digestVersion: number | null;
}

/** Those of these that there are. One query. */
export async function findOccurrences(
  database: Database,
  ids: readonly string[],
): Promise<FoundOccurrence[]> {
  const { rows } = await namedQuery<FoundOccurrence>(
    database,
    `SELECT o.*, d."version" AS "digestVersion" FROM "Occurrence" o
     LEFT JOIN "Occurrence" d ON d."id" = o."digestId" WHERE o."id" = ANY ($1)`,
    [ids],
  );
  return rows;
}

/** Those of a kind that are about these subjects, and were told or are due. One query. */
export async function occurrencesAbout(
  database: Database,
  kind: string,
  subjects: readonly string[],
): Promise<FoundOccurrence[]> {
  const { rows } = await namedQuery<FoundOccurrence>(
    database,
    `SELECT o.*, d."version" AS "digestVersion" FROM "Occurrence" o
     LEFT JOIN "Occurrence" d ON d."id" = o."digestId"
     WHERE o."subject" = ANY ($1) AND o."kind" = $2 AND o."state" IN ('told', 'due')`,
    [subjects, kind],
  );
  return rows;
}

/** One that falls due, with what its person has set about quiet hours. One query. */
export async function findDue(
  database: Database,
  id: string,
): Promise<{ occurrence: Occurrence; setting: QuietSetting | undefined } | undefined> {
  const { rows } = await namedQuery<Occurrence & QuietSetting>(
    database,
    `SELECT o.*, s."quietFrom", s."quietTo" FROM "Occurrence" o
     LEFT JOIN "PersonSetting" s ON s."id" = o."personId" WHERE o."id" = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { quietFrom, quietTo, ...occurrence } = row;
  return { occurrence, setting: { quietFrom, quietTo } };
}

/** What else is due for somebody and was not told, the longest due first. One query. */
export async function othersDue(
  database: Database,
  { personId, now, except, limit }: { personId: string; now: Date; except: string; limit: number },
): Promise<Occurrence[]> {
  const { rows } = await namedQuery<Occurrence>(
    database,
    `SELECT * FROM "Occurrence" WHERE "personId" = $1 AND "state" = 'due' AND "dueAt" <= $2 AND "id" <> $3
     ORDER BY "dueAt", "id" LIMIT $4`,
    [personId, now, except, limit],
  );
  return rows;
}

/** All that was told in these digests, the longest due first. One query. */
export async function membersOf(database: Database, digestIds: readonly string[]): Promise<Occurrence[]> {
  const { rows } = await namedQuery<Occurrence>(
    database,
    `SELECT * FROM "Occurrence" WHERE "digestId" = ANY ($1) ORDER BY "dueAt", "id"`,
    [digestIds],
  );
  return rows;
}

/** A part of what somebody, or a team of theirs, was told and nobody has answered: the longest due first. One query. */
export async function unanswered(
  database: Database,
  query: {
    personId: string;
    teamIds: readonly string[];
    kinds: readonly string[];
    from: { dueAt: Date; id: string } | undefined;
    limit: number;
  },
): Promise<{ occurrences: Occurrence[]; left: number }> {
  const { personId, teamIds, kinds, from, limit } = query;
  const { rows } = await namedQuery<Occurrence & { left: number }>(
    database,
    `SELECT *, (count(*) OVER ())::int AS "left" FROM "Occurrence"
     WHERE ("personId" = $1 OR "teamId" = ANY ($2)) AND "state" = 'told' AND "kind" = ANY ($3)
       AND ("dueAt", "id") > ($4, $5)
     ORDER BY "dueAt", "id" LIMIT $6`,
    [personId, teamIds, kinds, from?.dueAt ?? new Date(0), from?.id ?? '', limit],
  );
  return { occurrences: rows, left: rows[0]?.left ?? 0 };
}

/** Who has given this to somebody else, in that order. One query. */
export async function giversOf(database: Database, id: string): Promise<string[]> {
  const { rows } = await namedQuery<{ actorId: string }>(
    database,
    `SELECT "actorId" FROM "History" WHERE "subject" = $1 AND "kind" = 'occurrenceDelegated' ORDER BY "version"`,
    [subjectOf(id)],
  );
  return [...new Set(rows.map(({ actorId }) => actorId))];
}
