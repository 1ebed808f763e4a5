import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { Directory } from '../../../directory/directory.ts';
import { unfinishedStages } from '../stages.ts';
import { type Criteria, isAmongOpen } from './search-criteria.ts';

/** Who looks: they see what they have to do with, and nothing else. */
export interface Viewer {
  personId: string;
  /** Nobody who has left sees anything. */
  active: boolean;
  admin: boolean;
  /** Teams that they are a member or the lead of. */
  teamIds: string[];
  /** When: what is late depends on it. */
  at: Date;
}

export function viewerOf(personId: string, directory: Directory, at: Date): Viewer {
  const teams = directory.allTeams();
  const own = teams.filter(({ memberIds, leadId }) => memberIds.includes(personId) || leadId === personId);
  return {
    personId,
    active: directory.find(personId)?.active ?? false,
    admin: directory.isAdmin(personId),
    teamIds: own.map(({ id }) => id),
    at,
  };
}

export interface Page {
  /** Ids of requests, in order. */
  ids: string[];
  /** Where to go on; undefined: that was all. */
  next?: number;
}

export interface Order {
  direction: 'newest' | 'oldest';
  /** The last number of the page before. */
  after?: number | undefined;
  limit: number;
}

/** So many entries of a list are walked for one page: it costs no more, however seldom something fits. */
const longestWalk = 2000;
/** How far back this many entries of a list reach tells how common its term is. */
const sounding = 50;
/** Of more terms than this, a list is not put together from their lists. */
const mostBranches = 12;

/**
 * One page of the requests that fit and that this person may see. A page may be short, or empty, and have a next
 * one, where much had to be passed over. Two or three statements of bounded cost: the rarest of the wanted terms is
 * found, its list is walked in order, and each request on it is checked against everything that was asked for.
 */
export async function findPage(
  database: Database,
  viewer: Viewer,
  criteria: Criteria,
  order: Order,
): Promise<Page> {
  if (!viewer.active) return { ids: [] };
  const walk = { open: isAmongOpen(criteria), newest: order.direction === 'newest', after: order.after };
  const sort = `ORDER BY "number" ${walk.newest ? 'DESC' : 'ASC'}`;
  const source = await sourceOf(database, viewer, criteria, walk);
  const values = [order.after ?? beginning(walk), ...source.values];
  const text = `SELECT r."id", d."number" FROM (${source.text}) d CROSS JOIN LATERAL (SELECT r."id" FROM "Request" r
    WHERE r."number" = d."number" AND ${fits(values.length)} LIMIT 1) r ${sort} LIMIT ${order.limit + 1}`;
  const all = [...values, ...filterValues(viewer, criteria)];
  const { rows } = await namedQuery<{ id: string; number: number }>(database, text, all);
  const ids = rows.slice(0, order.limit).map(({ id }) => id);
  if (rows.length > order.limit) return { ids, next: rows[order.limit - 1]!.number };
  // A short list has been walked to its end for certain.
  if (source.short) return { ids };
  const end = `SELECT "number" FROM (${source.text}) d ${sort} OFFSET ${longestWalk - 1} LIMIT 1`;
  const [last] = (await namedQuery<{ number: number }>(database, end, values)).rows;
  return last ? { ids, next: last.number } : { ids };
}

interface Walk {
  open: boolean;
  newest: boolean;
  after: number | undefined;
}

const beginning = ({ newest }: Pick<Walk, 'newest'>) => (newest ? 2 ** 31 - 1 : -1);
const beyond = (newest: boolean) => `"number" ${newest ? '<' : '>'} $1`;

/** Where numbers to look at come from, in order. `short`: there are fewer than a page's walk of them. */
interface Source {
  text: string;
  /** From $2 on; $1 is where to begin. */
  values: unknown[];
  short: boolean;
}

async function sourceOf(database: Database, viewer: Viewer, criteria: Criteria, walk: Walk): Promise<Source> {
  if (criteria.number !== undefined) {
    const text = `SELECT "number" FROM (VALUES ($2::int)) one("number") WHERE ${beyond(walk.newest)}`;
    return { text, values: [criteria.number], short: true };
  }
  const groups = termGroups(viewer, criteria).filter(({ length }) => length <= mostBranches);
  const [only = ['*']] = groups;
  const { terms, short } =
    groups.length > 1 ? await rarestOf(database, groups, walk) : { terms: only, short: false };
  return { text: listOf(terms.length, walk), values: terms, short };
}

/** What has to be found in the lists: of each group one term at least. */
function termGroups(viewer: Viewer, criteria: Criteria): string[][] {
  const { words, teamIds, categories, placeIds, neededBy, requesterIds, assigneeIds, personIds } = criteria;
  const of = (kind: string, ids: readonly string[] | undefined) =>
    ids ? [ids.map((id) => `${kind}:${id}`)] : [];
  const scope = viewer.admin
    ? ['*']
    : [`reader:${viewer.personId}`, ...viewer.teamIds.flatMap((id) => [`team:${id}`, `offered:${id}`])];
  return [
    scope,
    ...words.map((word) => [word]),
    ...(teamIds ? [teamIds.flatMap((id) => [`team:${id}`, `offered:${id}`])] : []),
    ...of('category', categories),
    ...(neededBy ? [[`requester:${neededBy}`, `joiner:${neededBy}`]] : []),
    ...of('place', placeIds),
    ...of('requester', requesterIds),
    ...of('assignee', assigneeIds),
    ...(personIds ? [personIds.flatMap((id) => [`requester:${id}`, `assignee:${id}`])] : []),
  ];
}

/** The group whose lists hold the fewest requests hereabouts. One statement that reads some entries of each list. */
async function rarestOf(
  database: Database,
  groups: string[][],
  walk: Walk,
): Promise<{ terms: string[]; short: boolean }> {
  const { open, newest, after } = walk;
  const entry = (
    offset: number,
  ) => `(SELECT "number" FROM "RequestTerm" WHERE "term" = t.term AND ${beyond(newest)}
      ${open ? 'AND NOT "over"' : ''} ORDER BY "number" ${newest ? 'DESC' : 'ASC'} OFFSET ${offset} LIMIT 1)`;
  const text = `SELECT t.term, ${entry(0)} AS "first", ${entry(sounding - 1)} AS "reach" FROM unnest($2::text[]) t(term)`;
  const { rows } = await namedQuery<{ term: string; first: number | null; reach: number | null }>(
    database,
    text,
    [after ?? beginning(walk), [...new Set(groups.flat())]],
  );
  const reaches = new Map(rows.map(({ term, reach }) => [term, reach]));
  const firsts = rows.flatMap(({ first }) => first ?? []);
  const from = after ?? (newest ? Math.max(...firsts) : Math.min(...firsts));
  // How densely a list is filled; nothing for one that ends before it has that many.
  const density = (term: string) => {
    const reach = reaches.get(term) ?? null;
    return reach === null ? 0 : 1 / (1 + Math.abs(from - reach));
  };
  const weighed = groups.map((terms) => ({
    terms,
    density: terms.map(density).reduce((sum, each) => sum + each, 0),
  }));
  const best = weighed.reduce((least, each) => (each.density < least.density ? each : least));
  return { terms: best.terms, short: best.density === 0 };
}

/** Numbers that have one of these terms ($2 and on), in order, beyond $1; so many at most. */
function listOf(terms: number, { open, newest }: Walk): string {
  const order = `ORDER BY "number" ${newest ? 'DESC' : 'ASC'} LIMIT ${longestWalk}`;
  const branches = Array.from(
    { length: terms },
    (_, at) =>
      `SELECT "number" FROM "RequestTerm" WHERE "term" = $${at + 2} AND ${beyond(newest)} ${open ? 'AND NOT "over"' : ''} ${order}`,
  );
  if (terms === 1) return branches[0]!;
  return `SELECT DISTINCT "number" FROM (${branches.map((branch) => `(${branch})`).join(' UNION ALL ')}) u ${order}`;
}

/** Everything else that was asked for, and whether the viewer may see it; its values begin behind `$<given>`. */
function fits(given: number): string {
  const $ = (at: number) => `$${given + at}`;
  const any = (at: number, ...columns: string[]) =>
    `(${$(at)}::text[] IS NULL OR ${columns.map((column) => `r."${column}" = ANY (${$(at)})`).join(' OR ')})`;
  return [
    `r."words" @> ${$(1)}::text[]`,
    any(2, 'stage'),
    any(3, 'teamId'),
    any(4, 'category'),
    any(5, 'placeId'),
    any(6, 'requesterId'),
    any(7, 'assigneeId'),
    any(8, 'requesterId', 'assigneeId'),
    `(${$(9)}::boolean IS NOT TRUE OR r."assigneeId" IS NULL)`,
    `(${$(10)}::boolean IS NOT TRUE OR ${overdue($(14))})`,
    `(${$(15)}::text IS NULL OR r."requesterId" = ${$(15)} OR ${$(15)} = ANY (r."joinerIds"))`,
    `(${$(11)}::boolean OR ${visible($(12), $(13))})`,
  ].join(' AND ');
}

/** Late with an answer or with being done. What was late before it was paused has been marked as missed. */
const overdue = (
  now: string,
) => `(r."respondedAt" IS NULL AND (r."respondBy" < ${now}::timestamptz OR r."respondMissedAt" IS NOT NULL)
  OR r."resolveBy" < ${now} OR r."resolveMissedAt" IS NOT NULL)`;

/** Those who may see a request: the same as `maySee`, in SQL. */
const visible = (personId: string, teamIds: string) => `(r."teamId" = ANY (${teamIds}::text[])
  OR ${personId}::text IN (r."requesterId", r."filedById", r."assigneeId")
  OR ${personId} = ANY (r."watcherIds") OR ${personId} = ANY (r."joinerIds")
  OR r."handover"->>'teamId' = ANY (${teamIds})
  OR EXISTS (SELECT 1 FROM "ApprovalStep" s
    WHERE s."subject" = 'request:' || r."id" AND ${personId} = ANY (s."approverIds")))`;

function filterValues(viewer: Viewer, criteria: Criteria): unknown[] {
  return [
    criteria.words,
    criteria.stages ?? (isAmongOpen(criteria) ? unfinishedStages : null),
    criteria.teamIds ?? null,
    criteria.categories ?? null,
    criteria.placeIds ?? null,
    criteria.requesterIds ?? null,
    criteria.assigneeIds ?? null,
    criteria.personIds ?? null,
    criteria.unassigned ?? false,
    criteria.overdue ?? false,
    viewer.admin,
    viewer.personId,
    viewer.teamIds,
    viewer.at,
    criteria.neededBy ?? null,
  ];
}
