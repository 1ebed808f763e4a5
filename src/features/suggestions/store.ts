import type { Database } from '../../db/client.ts';
import type { Row, Write } from '../../db/commit.ts';
import { namedQuery } from '../../db/named-query.ts';
import { openStages, type Suggestion } from './suggestion.ts';

/** A request by which a suggestion is done, as far as everyone may know it. */
export interface LinkedRequest {
  readonly id: string;
  readonly number: number;
  readonly stage: string;
  /** In the organisation's currency; null while it is not known. */
  readonly actualCost: number | null;
}

/** A suggestion with what belongs to it. */
export interface Shown {
  readonly suggestion: Suggestion;
  /** How many comments everyone can read. */
  readonly comments: number;
  readonly requests: readonly LinkedRequest[];
  readonly mergedInto: { readonly id: string; readonly number: number } | null;
}

type ShownRow = Suggestion & Omit<Shown, 'suggestion'>;

function toShown({ comments, requests, mergedInto, ...suggestion }: ShownRow): Shown {
  return { suggestion, comments, requests, mergedInto };
}

const selectShown = `SELECT s.*,
  (SELECT count(*)::int FROM "SuggestionComment" c
    WHERE c."suggestionId" = s."id" AND NOT c."hidden" AND NOT c."private") AS "comments",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', r."id", 'number', r."number", 'stage', r."stage",
      'actualCost', r."actualCost") ORDER BY r."number")
    FROM "Request" r WHERE r."id" = ANY (s."requestIds")), '[]') AS "requests",
  (SELECT jsonb_build_object('id', m."id", 'number', m."number") FROM "Suggestion" m
    WHERE m."id" = s."mergedIntoId") AS "mergedInto"
  FROM "Suggestion" s`;

/** Suggestions with what is shown of them, by id. One query. */
export async function loadShown(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Shown>> {
  const { rows } = await namedQuery<ShownRow>(database, `${selectShown} WHERE s."id" = ANY ($1)`, [ids]);
  return new Map(rows.map((row) => [row.id, toShown(row)]));
}

/** By id. One query. */
export async function loadSuggestions(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Suggestion>> {
  const { rows } = await namedQuery<Suggestion>(
    database,
    'SELECT * FROM "Suggestion" WHERE "id" = ANY ($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** One query. */
export async function loadSuggestion(database: Database, id: string): Promise<Suggestion | undefined> {
  return (await loadSuggestions(database, [id])).get(id);
}

/** One query. */
export async function findByNumber(database: Database, number: number): Promise<Suggestion | undefined> {
  const { rows } = await namedQuery<Suggestion>(database, 'SELECT * FROM "Suggestion" WHERE "number" = $1', [
    number,
  ]);
  return rows[0];
}

/** Those that went into this one. One query. */
export async function mergedInto(database: Database, id: string): Promise<Suggestion[]> {
  const { rows } = await namedQuery<Suggestion>(
    database,
    'SELECT * FROM "Suggestion" WHERE "mergedIntoId" = $1 ORDER BY "number"',
    [id],
  );
  return rows;
}

/** The next suggestion's number. One that is not used after all leaves a gap. One query. */
export async function nextNumber(database: Database): Promise<number> {
  const { rows } = await namedQuery<{ number: number }>(
    database,
    `SELECT nextval(pg_get_serial_sequence('"Suggestion"', 'number'))::int AS "number"`,
    [],
  );
  return rows[0]!.number;
}

export const insertSuggestion = (suggestion: Suggestion): Write => ({
  kind: 'insert',
  table: 'Suggestion',
  rows: [suggestion as unknown as Row],
});

export const updateSuggestion = (changed: Partial<Suggestion> & { id: string; version: number }): Write => ({
  kind: 'update',
  table: 'Suggestion',
  rows: [changed as unknown as Row & { id: string }],
});

/** The last so many are looked through for one's own anonymous ones: only their author's eyes can tell them. */
const mostSealed = 5000;

/** The newest anonymous ones. One query. */
export async function sealedSuggestions(
  database: Database,
): Promise<Pick<Suggestion, 'id' | 'authorId' | 'authorSeal'>[]> {
  const { rows } = await namedQuery<Pick<Suggestion, 'id' | 'authorId' | 'authorSeal'>>(
    database,
    `SELECT "id", "authorId", "authorSeal" FROM "Suggestion" WHERE "authorSeal" IS NOT NULL
     ORDER BY "number" DESC LIMIT ${mostSealed}`,
    [],
  );
  return rows;
}

export const openInSql = `"stage" IN (${openStages.map((stage) => `'${stage}'`).join(', ')})`;
