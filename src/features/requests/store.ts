import type { Database } from '../../db/client.ts';
import type { Write } from '../../db/commit.ts';
import { type StoredStep, stepsOf, stepWrites, toStep } from '../approvals/index.ts';
import type { Change } from './intents.ts';
import type { RequestState } from './request.ts';

const kind = 'request';
export const subjectOf = (id: string) => `${kind}:${id}`;
export const idOf = (subject: string) => subject.slice(kind.length + 1);

const isOver = (row: string) => `${row}."stage" IN ('done', 'closed', 'rejected', 'cancelled')`;
const part = (row: string) =>
  ['id', 'number', 'version', 'category', 'teamId', 'assigneeId', 'stage']
    .map((column) => `'${column}', ${row}."${column}"`)
    .join(', ');

// What belongs to a request comes with it: its steps, its parts, and what it is a part of.
const select = `SELECT r.*,
  ${stepsOf(`'request:' || r."id"`)} AS "steps",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', f."id", 'name', f."name", 'size', f."size",
      'contentType', f."contentType", 'state', f."state", 'phase', l."phase", 'internal', l."internal")
      ORDER BY l."createdAt", l."id")
    FROM "RequestFile" l JOIN "File" f ON f."id" = l."fileId" WHERE l."requestId" = r."id"), '[]') AS "files",
  coalesce((SELECT jsonb_agg(jsonb_build_object(${part('c')}) ORDER BY c."number") FROM "Request" c
    WHERE c."parentId" = r."id"), '[]') AS "subRequests",
  (SELECT jsonb_build_object(${part('p')}, 'openSiblings', (SELECT count(*) FROM "Request" c
      WHERE c."parentId" = p."id" AND c."id" <> r."id" AND NOT ${isOver('c')}))
    FROM "Request" p WHERE p."id" = r."parentId") AS "parent",
  (SELECT m."number" FROM "Request" m WHERE m."id" = r."mergedIntoId") AS "mergedIntoNumber"
  FROM "Request" r`;

type StoredRequest = Omit<RequestState, 'subject' | 'steps'> & { steps: StoredStep[] };

function toState(row: StoredRequest): RequestState {
  return { ...row, subject: subjectOf(row.id), steps: row.steps.map(toStep) };
}

/** Requests with their approval steps, by id. One query for all of them. */
export async function loadRequests(database: Database, ids: string[]): Promise<Map<string, RequestState>> {
  if (ids.length === 0) return new Map();
  const { rows } = await database.pool.query<StoredRequest>({
    name: 'requests_load',
    text: `${select} WHERE r."id" = ANY ($1)`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, toState(row)]));
}

export async function loadRequest(database: Database, id: string): Promise<RequestState | undefined> {
  return (await loadRequests(database, [id])).get(id);
}

/** The request with this number. One query. */
export async function findByNumber(database: Database, number: number): Promise<RequestState | undefined> {
  const { rows } = await database.pool.query<StoredRequest>({
    name: 'requests_by_number',
    text: `${select} WHERE r."number" = $1`,
    values: [number],
  });
  return rows[0] && toState(rows[0]);
}

const longestList = 20;

/** What somebody filed, the newest first; what is over comes last. One query. */
export async function requestsOf(database: Database, requesterId: string): Promise<RequestState[]> {
  const { rows } = await database.pool.query<StoredRequest>({
    name: 'requests_mine',
    text: `${select} WHERE r."requesterId" = $1
      ORDER BY r."stage" IN ('closed', 'rejected', 'cancelled'), r."number" DESC LIMIT $2`,
    values: [requesterId, longestList],
  });
  return rows.map(toState);
}

/** The next request's number. One that is not used after all leaves a gap, which nobody minds. One query. */
export async function nextNumber(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ number: number }>({
    name: 'requests_next_number',
    text: `SELECT nextval(pg_get_serial_sequence('"Request"', 'number'))::int AS "number"`,
  });
  return rows[0]!.number;
}

export function insertRequest({
  subject,
  steps,
  subRequests,
  parent,
  mergedIntoNumber,
  files,
  ...row
}: RequestState): Write[] {
  return [{ kind: 'insert', table: 'Request', rows: [row] }, ...stepWrites(subject, [], steps)];
}

/** The writes that bring a request to its next version, and have its cards drawn again if they show the change. */
export function updateRequest(request: RequestState, change: Change, version: number, now: Date): Write[] {
  const { steps, ...columns } = change;
  return [
    { kind: 'update', table: 'Request', rows: [{ id: request.id, ...columns, version, updatedAt: now }] },
    ...(steps ? stepWrites(request.subject, request.steps, steps) : []),
    ...(Object.keys(change).length > 0
      ? [{ kind: 'redraw', subject: request.subject, version } as const]
      : []),
  ];
}
