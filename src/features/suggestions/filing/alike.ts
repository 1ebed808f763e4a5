import { namedQuery } from '../../../db/named-query.ts';
import type { Context } from '../../../engine/context.ts';
import { alikeFrom, likeness, wordsOf } from '../../requests/index.ts';
import { loadSuggestions, openInSql } from '../store.ts';
import type { Suggestion } from '../suggestion.ts';
import type { Filled } from './filled.ts';

const mostCompared = 300;
const mostOffered = 4;

/** Open suggestions that are probably about the same, the likest first. Two queries of bounded cost. */
export async function findAlike(ctx: Context, { title, text }: Filled): Promise<Suggestion[]> {
  const about = `${title}\n${text}`;
  const { rows } = await namedQuery<{ id: string; title: string; about: string; letters: number }>(
    ctx.database,
    candidates,
    [about, wordsOf(about), title],
  );
  const scored = rows
    // That the titles are alike is enough; of long texts all has to be.
    .map((row) => ({
      id: row.id,
      score: Math.max(likeness(title, row.title, row.letters), likeness(about, row.about, row.letters)),
    }))
    .filter(({ score }) => score >= alikeFrom)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostOffered);
  const found = await loadSuggestions(
    ctx.database,
    scored.map(({ id }) => id),
  );
  return scored.flatMap(({ id }) => found.get(id) ?? []);
}

const candidates = `SELECT "id", "title", "title" || E'\\n' || "text" AS "about",
    greatest(word_similarity("title", $1), word_similarity($3, "title" || ' ' || "text"))::float8 AS "letters"
  FROM "Suggestion" WHERE ${openInSql} AND NOT "hidden" AND "words" && $2::text[]
  ORDER BY "number" DESC LIMIT ${mostCompared}`;
