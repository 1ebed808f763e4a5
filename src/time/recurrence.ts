import type { Intent, Time, WorkDays } from './intent.ts';
import { onWorkday, ruleDays, workdayFrom } from './rule-days.ts';
import { WallClock } from './wall-clock.ts';
import { isoDate, isWorkingDay } from './working-time.ts';

export type * from './intent.ts';

/**
 * The times of an intent in order, each instant once; counting goes on from `fromNth`. A rule goes no further than
 * the year 2099. A time that the clocks skip moves on by the gap, one that they show twice is the first. Where
 * times are moved onto the same instant they are one, with the last one's number.
 */
export function* timesOf(intent: Intent, workDays: WorkDays, fromNth = 0): Generator<Time, undefined> {
  const { start, timezone, onFreeDay } = intent;
  const clock = new WallClock(timezone);
  let held: Time | undefined;
  for (const { nth, day } of ruleDays(intent, workDays, fromNth)) {
    const move = onFreeDay === 'keep' || isWorkingDay(isoDate(day), workDays) ? undefined : onFreeDay;
    if (move === 'skip') continue;
    const moved = move === undefined ? day : workdayFrom(day, move === 'next' ? 1 : -1, workDays);
    // A calendar that leaves no work has no times either.
    if (moved === undefined) break;
    const localTime = `${isoDate(moved)}T${start.slice(11, 16)}`;
    const { instant, gap } = clock.show(Date.parse(`${localTime}Z`));
    const why = gap ? 'gap' : move;
    const time: Time = { nth, dueAt: new Date(instant), localTime, timezone, ...(why && { moved: why }) };
    if (held?.dueAt.getTime() === time.dueAt.getTime()) {
      const itself = [held, time].find(({ moved }) => moved === undefined);
      held = { ...(itself ?? time), nth };
      continue;
    }
    if (held !== undefined) yield held;
    held = time;
  }
  if (held !== undefined) yield held;
}

/** The next time of an intent, and what was passed over on the way to it. */
export interface Next {
  /** Left out where there is none any more. */
  readonly time?: Time;
  /** The last 100 of those that are past already. */
  readonly passed: readonly Time[];
  readonly passedInAll: number;
}

const mostListed = 100;

/**
 * The first time later than `at` of those after the one numbered `nth`; -1 where there was none yet. It costs some
 * microseconds for each time in between.
 */
export function nextTime(intent: Intent, workDays: WorkDays, after: { nth: number; at: Date }): Next {
  const passed: Time[] = [];
  let passedInAll = 0;
  for (const time of timesOf(intent, workDays, after.nth + 1)) {
    if (time.dueAt > after.at) return { time, passed, passedInAll };
    passedInAll += 1;
    passed.push(time);
    if (passed.length > mostListed) passed.shift();
  }
  return { passed, passedInAll };
}

/**
 * The last day, ISO, through which these times are certain: they depend on working days, and the calendar ends
 * before they do. Before every date where the calendar knows nothing at all. Undefined: they are certain.
 */
export function knownThrough(intent: Intent, workDays: WorkDays): string | undefined {
  const { rule, onFreeDay } = intent;
  const { validThrough } = workDays.calendar;
  const byWorkDays =
    onFreeDay !== 'keep' || rule?.every === 'workday' || (rule?.on !== undefined && onWorkday(rule.on));
  if (!byWorkDays || validThrough === undefined) return undefined;
  for (const { day } of ruleDays(intent, workDays, 0)) if (isoDate(day) > validThrough) return validThrough;
  return undefined;
}
