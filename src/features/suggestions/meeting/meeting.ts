import type { Json } from '../../../core/json.ts';
import type { Database } from '../../../db/client.ts';
import type { Row } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';

/** Why a suggestion is on the agenda. */
export type Because = 'supported' | 'unanswered' | 'overdue';

export interface AgendaItem {
  readonly suggestionId: string;
  readonly because: Because;
}

export const decisions = ['plan', 'review', 'assign', 'decline'] as const;
export type DecisionKind = (typeof decisions)[number];

/** What was decided of one suggestion. */
export interface Decision {
  readonly suggestionId: string;
  readonly decision: DecisionKind;
  readonly ownerId: string;
  /** ISO date. */
  readonly promisedFor: string | null;
  readonly reason: string | null;
  readonly byId: string;
  /** ISO instant. */
  readonly at: string;
}

/** An improvement meeting, 征求意见改进会: one that is open is held, or will be. */
export interface Meeting {
  readonly id: string;
  readonly version: number;
  /** ISO date. */
  readonly heldOn: string;
  readonly openedById: string;
  readonly agenda: readonly AgendaItem[];
  readonly decisions: readonly Decision[];
  readonly state: 'open' | 'closed';
  readonly createdAt: Date;
}

const kind = 'improvement-meeting';
export const subjectOfMeeting = (id: string) => `${kind}:${id}`;
export const meetingIdOf = (subject: string) => subject.slice(kind.length + 1);

/** By id. One query. */
export async function loadMeetings(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Meeting>> {
  const { rows } = await namedQuery<Meeting>(
    database,
    'SELECT * FROM "ImprovementMeeting" WHERE "id" = ANY ($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The one that is open. One query. */
export async function openMeeting(database: Database): Promise<Meeting | undefined> {
  const { rows } = await namedQuery<Meeting>(
    database,
    `SELECT * FROM "ImprovementMeeting" WHERE "state" = 'open' ORDER BY "createdAt" LIMIT 1`,
    [],
  );
  return rows[0];
}

interface MeetingDeed {
  readonly kind: string;
  readonly actorId: string;
  readonly data?: { readonly [key: string]: Json };
}

/** A new one, or the next version of one, with its entry in the history. */
export function writeMeeting({ clock }: Pick<World, 'clock'>, meeting: Meeting, deed: MeetingDeed): Outcome {
  const { id, version } = meeting;
  const row = meeting as unknown as Row & { id: string };
  return {
    writes: [
      version === 1
        ? { kind: 'insert', table: 'ImprovementMeeting', rows: [row] }
        : { kind: 'update', table: 'ImprovementMeeting', rows: [row] },
    ],
    history: [
      {
        ...{ subject: subjectOfMeeting(id), version, kind: deed.kind, actorId: deed.actorId },
        ...{ platform: null, at: clock.now(), data: { ...deed.data } },
      },
    ],
  };
}
