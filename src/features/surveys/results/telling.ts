import { Temporal } from 'temporal-polyfill';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import type { NewTimer, Timer } from '../../../jobs/timers.ts';
import { type Due, dueAt } from '../../../time/due.ts';
import { isWorkingDay, type WorkSchedule } from '../../../time/working-time.ts';
import { workdaysAfter } from '../follow-ups/due-day.ts';
import { ownerOf } from '../follow-ups/opening.ts';
import { subjectOf } from '../rounds/round.ts';
import { findRound } from '../rounds/store.ts';
import { askedAfter } from './store.ts';

/** So many are told with one commit. */
const batch = 500;
/** After this hour results wait for the next workday. */
const latest = '18:00';

export const tellKind = 'surveys.tellResults';

/** Tells those who were asked and live by these clocks, from the one after this person on. */
export const tellTimer = (roundId: string, after: string, due: Due): NewTimer => ({
  ...{ kind: tellKind, subject: `round-results:${roundId}`, args: { after, zone: due.timezone }, ...due },
});

/**
 * When people hear of results: at once between the hour at which they are asked and the evening of a workday, else at
 * that hour of the next one. @param at local, `10:00`.
 */
export function tellAt(
  now: Date,
  timezone: string,
  at: string,
  schedule: Pick<WorkSchedule, 'days' | 'calendar'>,
): Due {
  const shown = dueAt(now, timezone);
  const [day = '', time = ''] = shown.localTime.split('T');
  const isWorked = isWorkingDay(day, schedule);
  if (isWorked && time >= at && time < latest) return shown;
  const on = isWorked && time < at ? day : workdaysAfter(day, 1, schedule);
  const meant = Temporal.PlainDate.from(on).toPlainDateTime(at);
  return dueAt(new Date(meant.toZonedDateTime(timezone).epochMilliseconds), timezone);
}

/**
 * The summary for the next ones who were asked, and a timer for those after them: each is told once, whatever becomes
 * of the process in between. Two queries.
 */
export async function tellResults(world: World, { subject, args }: Timer): Promise<Outcome> {
  const { directory, clock } = world;
  const roundId = subject.slice('round-results:'.length);
  const zone = String(args.zone);
  const round = await findRound(world, roundId);
  if (round === undefined) return nothing;
  const among = directory
    .everyone()
    .filter((person) => person.timezone === zone)
    .map(({ id }) => id);
  const people = await askedAfter(world, { roundId, after: String(args.after), among, limit: batch });
  const ownerId = ownerOf(world, round.rules);
  const last = people.length === batch ? people.at(-1) : undefined;
  return {
    say: people
      .filter((personId) => personId !== ownerId)
      .map((personId) => ({
        ...{ to: { kind: 'person', personId }, view: 'surveys.summary', bulk: true },
        subject: subjectOf(round),
      })),
    timers: last === undefined ? [] : [tellTimer(roundId, last, dueAt(clock.now(), zone))],
  };
}
