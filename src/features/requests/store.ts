import type { Database } from '../../db/client.ts';
import type { Write } from '../../db/commit.ts';
import type { Step } from '../approvals/index.ts';
import type { Change, RequestState, Stage } from './rules.ts';

const kind = 'request';
export const subjectOf = (id: string) => `${kind}:${id}`;
export const idOf = (subject: string) => subject.slice(kind.length + 1);

const select = `SELECT r.*, coalesce((SELECT jsonb_agg(s ORDER BY s."position") FROM "ApprovalStep" s
  WHERE s."subject" = 'request:' || r."id"), '[]') AS "steps" FROM "Request" r`;

type StoredStep = Omit<Step, 'decidedAt'> & { decidedAt: string | null };
type StoredRequest = Omit<RequestState, 'subject' | 'steps'> & { steps: StoredStep[] };

function toState(row: StoredRequest): RequestState {
  return {
    ...row,
    subject: subjectOf(row.id),
    steps: row.steps.map((step) => ({
      ...step,
      decidedAt: step.decidedAt ? new Date(step.decidedAt) : null,
    })),
  };
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

/** What waits for these teams, the oldest first, and what waits for this person's approval before it. One query. */
export async function queueOf(
  database: Database,
  teamIds: string[],
  personId: string,
): Promise<RequestState[]> {
  const stages: Stage[] = ['open', 'assigned'];
  const { rows } = await database.pool.query<StoredRequest>({
    name: 'requests_queue',
    text: `${select} WHERE r."stage" = ANY ($2) AND (r."teamId" = ANY ($1) OR r."id" IN (
        SELECT substr(s."subject", 9) FROM "ApprovalStep" s
        WHERE s."state" = 'open' AND s."approverIds" @> ARRAY[$3] AND s."subject" LIKE 'request:%'))
      ORDER BY r."stage" DESC, r."number" LIMIT $4`,
    values: [teamIds, stages, personId, longestList],
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

const stepRow = (subject: string, { decidedAt, ...step }: Step) => ({
  ...step,
  subject,
  decidedAt: decidedAt?.toISOString() ?? null,
});

export function insertRequest({ subject, steps, ...row }: RequestState): Write[] {
  return [
    { kind: 'insert', table: 'Request', rows: [row] },
    { kind: 'insert', table: 'ApprovalStep', rows: steps.map((step) => stepRow(subject, step)) },
  ];
}

/** The writes that bring a request to its next version, and have its cards drawn again if they show the change. */
export function updateRequest(request: RequestState, change: Change, version: number, now: Date): Write[] {
  const { steps, ...columns } = change;
  const changed = (steps ?? []).filter((step) => {
    const before = request.steps.find(({ id }) => id === step.id);
    return before?.state !== step.state;
  });
  return [
    { kind: 'update', table: 'Request', rows: [{ id: request.id, ...columns, version, updatedAt: now }] },
    { kind: 'update', table: 'ApprovalStep', rows: changed.map((step) => stepRow(request.subject, step)) },
    ...(Object.keys(change).length > 0
      ? [{ kind: 'redraw', subject: request.subject, version } as const]
      : []),
  ];
}
