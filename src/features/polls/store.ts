import type { Json } from '../../core/json.ts';
import type { Database } from '../../db/client.ts';
import type { Row, Write } from '../../db/commit.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { type Poll, subjectOf } from './poll.ts';

/** Who did what, for the history. Never what somebody voted. */
export interface PollDeed {
  /** e.g. `pollClosed` */
  readonly kind: string;
  readonly actorId: string | null;
  readonly data?: { [key: string]: Json };
}

/** A poll as it is there, from its row. */
const toPoll = (row: Poll): Poll => ({
  ...row,
  // Rows of before had no answer to what was added later.
  recurs: row.recurs ?? null,
  result: row.result ?? null,
});

const columns = `"id", "number", "version", "edition", "changes", "ownerId", "coOwnerIds", "title", "questions",
  "secrecy", "results", "canChange", "canAddOptions", "closesAt", "closesAtVotes", "audience", "recurs", "nth",
  "state", "voters", "result", "nextSteps", "createdAt", "closedAt", "editedAt"`;

/** By their ids. One query. */
export async function loadPolls(
  { pool }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Poll>> {
  const { rows } = await pool.query<Poll>({
    name: 'polls_by_id',
    text: `SELECT ${columns} FROM "Poll" WHERE "id" = ANY ($1)`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, toPoll(row)]));
}

/** By its id, or by the number that people know it by; a deleted one is not there. One query. */
export async function findPoll(
  { database }: Pick<World, 'database'>,
  which: string | number,
): Promise<Poll | undefined> {
  const byNumber = typeof which === 'number';
  const { rows } = await database.pool.query<Poll>({
    name: byNumber ? 'poll_by_number' : 'poll_by_id',
    text: `SELECT ${columns} FROM "Poll" WHERE ${byNumber ? '"number"' : '"id"'} = $1 AND "state" <> 'deleted'`,
    values: [which],
  });
  return rows[0] && toPoll(rows[0]);
}

/** What a versioned change may set. `changes` and `voters` are the database's own: see the trigger of `PollBallot`. */
export type PollFields = Partial<
  Omit<Poll, 'id' | 'number' | 'version' | 'changes' | 'voters' | 'createdAt' | 'ownerId'>
>;

/**
 * A poll's next version: what is changed, its entry in the history, and all of its cards drawn again. Of two at once
 * one is a conflict, and decided anew; ballots that come meanwhile are kept, and stay counted.
 */
export function changed(
  { clock }: Pick<World, 'clock'>,
  { id, version }: Pick<Poll, 'id' | 'version'>,
  fields: PollFields,
  { kind, actorId, data = {} }: PollDeed,
): Outcome {
  const subject = subjectOf({ id });
  return {
    writes: [
      { kind: 'update', table: 'Poll', rows: [{ ...fields, id, version: version + 1 }] },
      wake(subject),
    ],
    history: [{ subject, version: version + 1, kind, actorId, platform: null, at: clock.now(), data }],
  };
}

/** A new one, and the beginning of its history. The database gives it its number. */
export function inserted(
  poll: Omit<Poll, 'number' | 'changes'>,
  { kind, actorId, data = {} }: PollDeed,
): Outcome {
  return {
    writes: [{ kind: 'insert', table: 'Poll', rows: [{ ...poll, changes: 1 } as Row] }],
    history: [
      {
        subject: subjectOf(poll),
        version: poll.version,
        kind,
        actorId,
        platform: null,
        at: poll.createdAt,
        data,
      },
    ],
  };
}

/** Rings for the cards that the database has marked to be drawn again: what marks them is its trigger. */
export const wake = (subject: string): Write => ({ kind: 'redraw', subject, version: 0 });
