import type { Write } from '../../db/commit.ts';
import { namedQuery } from '../../db/named-query.ts';
import type { World } from '../../engine/context.ts';
import type { Feature } from '../../engine/feature.ts';
import { dayOf } from '../../time/day-start.ts';
import { dueAt, morningAfter } from '../../time/due.ts';

const kind = 'suggestions.erase';
const subject = 'suggestions';
const dayMs = 24 * 3600_000;
/** So long what was sent to a chat platform is known to have been sent. */
const sentDays = 1;
/** So long it stands on the web page, which keeps its messages in the same database. */
const shownDays = 14;
const atOnce = 2000;

/** The timer of tomorrow's round. Written again, it changes nothing. */
export function erasingTimer({ clock, office }: Pick<World, 'clock' | 'office'>): Write {
  const now = clock.now();
  const { timezone } = office.organisation;
  const due = morningAfter(dayOf(now, timezone), 1, timezone);
  const id = `tmr_suggestions_erase_${due.localTime.slice(0, 10)}`;
  const row = { id, kind, subject, args: {}, createdAt: now, ...due };
  return { kind: 'insert', table: 'Timer', rows: [row], onConflict: 'nothing' };
}

/**
 * To whom word of a suggestion was sent would tell, beside who supports it, who suggested it: the rows that say so are
 * erased, those of all suggestions alike. Live cards, which only those have who answer for it, stay. One query.
 */
async function erasable({ database, clock }: World): Promise<{ id: string; platform: string }[]> {
  const now = clock.now().getTime();
  const { rows } = await namedQuery<{ id: string; platform: string }>(
    database,
    `SELECT d."id", d."platform" FROM (SELECT 'suggestion:' || "id" AS "subject" FROM "Suggestion"
        UNION ALL SELECT 'suggestion-comment:' || "id" FROM "SuggestionComment") s
      JOIN "Delivery" d ON d."subject" = s."subject"
      WHERE d."view" IN ('suggestions.notice', 'suggestions.said') AND d."readerId" IS NOT NULL
        AND (d."createdAt" < $2 OR (d."platform" <> 'web' AND d."sentAt" < $1)) LIMIT ${atOnce}`,
    [new Date(now - sentDays * dayMs), new Date(now - shownDays * dayMs)],
  );
  return rows;
}

export const erasingTimers: NonNullable<Feature['timers']> = {
  [kind]: async (world) => {
    const rows = await erasable(world);
    const onPage = rows.filter(({ platform }) => platform === 'web').map(({ id }) => id);
    const again = { kind, subject, ...dueAt(world.clock.now(), world.office.organisation.timezone) };
    return {
      writes: [
        erasingTimer(world),
        { kind: 'delete', table: 'Delivery', ids: rows.map(({ id }) => id) },
        // There a message has the id of its delivery.
        { kind: 'delete', table: 'WebMessage', ids: onPage },
      ],
      timers: rows.length === atOnce ? [again] : [],
    };
  },
};
