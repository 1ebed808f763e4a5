import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { Suggestion } from '../suggestion.ts';

/** Something said about a suggestion. */
export interface Comment {
  readonly id: string;
  readonly suggestionId: string;
  /** Null: its author, anonymously, or whoever answers for it, as that. */
  readonly byId: string | null;
  readonly byAuthor: boolean;
  /** Between the author and whoever answers for it. */
  readonly private: boolean;
  readonly text: string;
  readonly hidden: boolean;
  /** Of an anonymous author's the beginning of the day. */
  readonly createdAt: Date;
}

export const longestComment = 2000;

export const subjectOfComment = (id: string) => `suggestion-comment:${id}`;
export const commentIdOf = (subject: string) => subject.slice('suggestion-comment:'.length);

/** A comment, and what it is about. */
export interface Heard {
  readonly comment: Comment;
  readonly suggestion: Pick<Suggestion, 'id' | 'number' | 'title' | 'hidden'>;
}

/** Comments with what they are about, by id. One query. */
export async function loadComments(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Heard>> {
  const { rows } = await namedQuery<Comment & Pick<Heard, 'suggestion'>>(
    database,
    `SELECT c.*, jsonb_build_object('id', s."id", 'number', s."number", 'title', s."title",
       'hidden', s."hidden") AS "suggestion"
     FROM "SuggestionComment" c JOIN "Suggestion" s ON s."id" = c."suggestionId" WHERE c."id" = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map(({ suggestion, ...comment }) => [comment.id, { comment, suggestion }]));
}

/**
 * Those of a suggestion, the newest first. One query.
 * @param which those that everyone reads, with or without what moderators hid; those between two; or both.
 */
export async function commentsOf(
  database: Database,
  suggestionId: string,
  { shared, between, hidden }: { shared: boolean; between: boolean; hidden: boolean },
  { from, limit }: { from: number; limit: number },
): Promise<Comment[]> {
  const { rows } = await namedQuery<Comment>(
    database,
    `SELECT * FROM "SuggestionComment" WHERE "suggestionId" = $1
       AND CASE WHEN "private" THEN $2::boolean ELSE $3::boolean END AND (NOT "hidden" OR $4::boolean)
     ORDER BY "createdAt" DESC, "id" OFFSET $5 LIMIT $6`,
    [suggestionId, between, shared, hidden, from, limit],
  );
  return rows;
}
