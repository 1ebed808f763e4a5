import type { Category } from '../../../config/office.ts';
import { isWithin, placesAround } from '../../../config/places.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { Context } from '../../../engine/context.ts';
import type { RequestState } from '../request.ts';
import { maySee, rolesOf } from '../roles.ts';
import type { Findable } from '../search/findable.ts';
import { loadRequests } from '../store.ts';
import { alikeFrom, likeness } from './likeness.ts';
import { isJoinable } from './rules-join.ts';

/** An open request like the one that somebody is filing. */
export interface Alike {
  request: RequestState;
  /** May they see it already? Of others they learn the number, the kind and the place, and no name and no word. */
  seen: boolean;
}

/** So many of the newest of each list are compared, and so many are offered. */
const mostCompared = 150;
const mostOffered = 4;
/** Of more places than this below one, only the nearest are looked into. */
const mostPlaces = 30;

/**
 * Open requests that are probably about the same, the likest first: of the same kind, or in the same place, in one
 * that it is in, or within it; with like words. Two queries of bounded cost.
 */
export async function findAlike(ctx: Context, category: Category, filed: Findable): Promise<Alike[]> {
  if (filed.about.trim() === '') return [];
  const { places } = ctx.office;
  const related = (placeId: string | null) =>
    placeId === null ||
    filed.placeId === null ||
    isWithin(places, placeId, filed.placeId) ||
    isWithin(places, filed.placeId, placeId);
  const within = Object.keys(places).filter(
    (id) => filed.placeId !== null && isWithin(places, id, filed.placeId),
  );
  const around = filed.placeId === null ? [] : [...placesAround(places, filed.placeId), ...within];
  const terms = [
    `category:${category.id}`,
    ...[...new Set(around)].slice(0, mostPlaces).map((id) => `place:${id}`),
  ];
  const { rows } = await namedQuery<{ id: string; about: string; placeId: string | null; letters: number }>(
    ctx.database,
    candidates,
    [terms, filed.about],
  );
  const scored = rows
    .filter(({ placeId }) => related(placeId))
    .map(({ id, about, letters }) => ({ id, score: likeness(filed.about, about, letters) }))
    .filter(({ score }) => score >= alikeFrom)
    .sort((one, other) => other.score - one.score)
    .slice(0, 3 * mostOffered);
  const found = await loadRequests(
    ctx.database,
    scored.map(({ id }) => id),
  );
  return scored
    .flatMap(({ id }) => found.get(id) ?? [])
    .flatMap((request): Alike[] => {
      const roles = rolesOf(request, ctx.person.id, ctx.directory);
      const theirs = roles.requester || roles.joiner || roles.filer;
      const seen = maySee(roles);
      // Of another kind they learn nothing: it may be one that they could not file.
      const offered = isJoinable(request) && !theirs && (seen || request.category === category.id);
      return offered ? [{ request, seen }] : [];
    })
    .slice(0, mostOffered);
}

const candidates = `SELECT r."id", r."about", r."placeId",
    greatest(word_similarity(r."about", $2), word_similarity($2, r."about"))::float8 AS "letters"
  FROM (SELECT DISTINCT n."number" FROM unnest($1::text[]) t(term) CROSS JOIN LATERAL (
      SELECT "number" FROM "RequestTerm" WHERE "term" = t.term AND NOT "over"
      ORDER BY "number" DESC LIMIT ${mostCompared}) n) c
    CROSS JOIN LATERAL (SELECT * FROM "Request" r WHERE r."number" = c."number" LIMIT 1) r`;
