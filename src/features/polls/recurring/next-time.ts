import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { nextTime, type Time } from '../../../time/recurrence.ts';
import { type Poll, subjectOf } from '../poll.ts';

/** The timer's name, whose handler is in series.ts. */
export const againTimer = 'polls.again';

type Recurring = Pick<Poll, 'id' | 'recurs' | 'nth' | 'audience'>;

/** Which days are worked, for those whom a poll asks. */
export const workDaysFor = ({ audience }: Pick<Poll, 'audience'>, { office }: Pick<World, 'office'>) =>
  scheduleOf(office, audience.teamIds[0]);

/** When a poll comes again; undefined: it does not, or not any more. @param nth how many of its times are past. */
export function nextOf(
  poll: Recurring,
  { office, clock }: Pick<World, 'office' | 'clock'>,
  nth = poll.nth,
): Time | undefined {
  if (poll.recurs === null || poll.recurs.paused || poll.recurs.next !== undefined) return undefined;
  const after = { nth: nth - 1, at: clock.now() };
  return nextTime(poll.recurs.intent, workDaysFor(poll, { office }), after).time;
}

/** What posts the next one of its series. */
export function planNext(
  poll: Recurring,
  world: Pick<World, 'office' | 'clock'>,
  nth = poll.nth,
): NewTimer[] {
  const time = nextOf(poll, world, nth);
  if (time === undefined) return [];
  const { dueAt, localTime, timezone } = time;
  return [
    { kind: againTimer, subject: subjectOf(poll), dueAt, localTime, timezone, args: { nth: time.nth } },
  ];
}
