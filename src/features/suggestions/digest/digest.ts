import { Temporal } from 'temporal-polyfill';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { dayOf, dayStart } from '../../../time/day-start.ts';
import { openMeeting } from '../meeting/meeting.ts';
import type { Suggestion } from '../suggestion.ts';

/** "You said, we did": what a month has brought. Each list has those with the most supporters first. */
export interface Digest {
  /** `2026-10` */
  readonly month: string;
  /** How many were suggested. */
  readonly suggested: number;
  readonly done: readonly Suggestion[];
  readonly planned: readonly Suggestion[];
  readonly declined: readonly Suggestion[];
  /** Promises that are overdue now, whenever they were made. */
  readonly overdue: readonly Suggestion[];
  /** The day of the next improvement meeting, ISO. */
  readonly nextMeeting: string | null;
}

const mostLooked = 5000;

/** What a month has brought, as it stands now; what is hidden is left out. Two queries. */
export async function digestOf(world: World, month: string): Promise<Digest> {
  const { database, office, clock } = world;
  const { timezone } = office.organisation;
  const from = dayStart(`${month}-01`, timezone);
  const until = dayStart(`${following(month)}-01`, timezone);
  const today = dayOf(clock.now(), timezone);
  const { rows } = await namedQuery<Suggestion>(
    database,
    `SELECT * FROM "Suggestion" WHERE NOT "hidden" AND (("createdAt" >= $1 AND "createdAt" < $2)
       OR ("movedAt" >= $1 AND "movedAt" < $2) OR ("stage" IN ('planned', 'doing') AND "promisedFor" < $3))
     ORDER BY cardinality("supporterIds") DESC, "number" LIMIT ${mostLooked}`,
    [from, until, today],
  );
  const within = (at: Date) => at >= from && at < until;
  const moved = (...stages: Suggestion['stage'][]) =>
    rows.filter(({ stage, movedAt }) => stages.includes(stage) && within(movedAt));
  const meeting = await openMeeting(database);
  return {
    month,
    suggested: rows.filter(({ createdAt }) => within(createdAt)).length,
    done: moved('done', 'confirmed'),
    planned: moved('planned', 'doing'),
    declined: moved('declined'),
    overdue: rows.filter(
      ({ stage, promisedFor }) =>
        (stage === 'planned' || stage === 'doing') && promisedFor !== null && promisedFor < today,
    ),
    nextMeeting: meeting && meeting.heldOn >= today ? meeting.heldOn : null,
  };
}

/** Is there anything to tell? */
export const hasNews = ({ suggested, done, planned, declined, overdue }: Digest): boolean =>
  suggested + done.length + planned.length + declined.length + overdue.length > 0;

const plain = (month: string) => Temporal.PlainYearMonth.from(month);
export const following = (month: string): string => plain(month).add({ months: 1 }).toString();
export const before = (month: string): string => plain(month).subtract({ months: 1 }).toString();
