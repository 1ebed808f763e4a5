import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { AgendaItem, Meeting } from './meeting.ts';

const mostOfEach = 10;

/**
 * What a meeting is to talk about: what most people support, what has waited longest for an answer, and what was
 * promised for a day that is past. One query.
 */
export async function findAgenda({ database, clock, office }: World): Promise<AgendaItem[]> {
  const today = dayOf(clock.now(), office.organisation.timezone);
  const waiting = `NOT "hidden" AND "stage" IN ('received', 'underReview')`;
  const { rows } = await namedQuery<AgendaItem>(
    database,
    `(SELECT "id" AS "suggestionId", 'supported' AS "because" FROM "Suggestion"
        WHERE ${waiting} AND cardinality("supporterIds") > 0
        ORDER BY cardinality("supporterIds") DESC, "number" LIMIT ${mostOfEach})
     UNION ALL (SELECT "id", 'unanswered' FROM "Suggestion" WHERE ${waiting}
        ORDER BY "createdAt", "number" LIMIT ${mostOfEach})
     UNION ALL (SELECT "id", 'overdue' FROM "Suggestion"
        WHERE NOT "hidden" AND "stage" IN ('planned', 'doing') AND "promisedFor" < $1
        ORDER BY "promisedFor", "number" LIMIT ${mostOfEach})`,
    [today],
  );
  return distinct(rows);
}

const distinct = (items: readonly AgendaItem[]): AgendaItem[] =>
  [...new Map([...items].reverse().map((item) => [item.suggestionId, item])).values()].reverse();

/** The agenda as it would be made now, with what was decided already at its place. */
export function renewed(
  meeting: Pick<Meeting, 'agenda' | 'decisions'>,
  found: readonly AgendaItem[],
): AgendaItem[] {
  const decided = new Set(meeting.decisions.map(({ suggestionId }) => suggestionId));
  const kept = meeting.agenda.filter(({ suggestionId }) => decided.has(suggestionId));
  return distinct([...kept, ...found]);
}
