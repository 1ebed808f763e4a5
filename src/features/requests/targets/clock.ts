import type { Write } from '../../../db/commit.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { addWorkingTime } from '../../../time/working-time.ts';
import { categoryOf } from '../filing/catalogue.ts';
import type { RequestState } from '../request.ts';
import {
  type ClockName,
  clockNames,
  clockStateIn,
  minutesIn,
  minutesLeft,
  momentsOf,
  runs,
  targetOf,
} from './targets.ts';

type ClockColumn = `${ClockName}${'By' | 'LeftMinutes'}`;

/** What a change of a request means for its clocks: columns of its row, timers that lapse, and new ones. */
export interface ClockChange {
  columns: Partial<Pick<RequestState, ClockColumn | 'pausedAt'>>;
  writes: Write[];
  timers: NewTimer[];
}

/** What clocks go by; most changes touch none of it. */
const decisive = [
  'stage',
  'respondedAt',
  'teamId',
  'category',
  'fields',
  'urgency',
  'requesterId',
] as const satisfies (keyof RequestState)[];

/** The timers of one clock: what they bring is in `./target-timers.ts`. */
export const timerKindOf = (name: ClockName) => `requests.${name}Target` as const;

/**
 * Starts, stops and moves the clocks of a request that has just become `after`. A clock goes on where it stood
 * still; with another target it keeps what was used up, and with another team the time that is left. One that has
 * run out is not moved by another target. No query.
 * @param before undefined: it was filed at this moment.
 */
export function clockAfter(
  world: World,
  before: RequestState | undefined,
  after: RequestState,
  at: Date,
): ClockChange {
  const result: ClockChange = { columns: {}, writes: [], timers: [] };
  if (before !== undefined && decisive.every((column) => before[column] === after[column])) return result;
  const pausedAt = pauseOf(before, after, at);
  if (pausedAt?.getTime() !== (before?.pausedAt ?? null)?.getTime()) result.columns.pausedAt = pausedAt;
  for (const name of clockNames) {
    const moved = move(world, name, before, after, at);
    if (moved === undefined) continue;
    Object.assign(result.columns, { [`${name}By`]: moved.by, [`${name}LeftMinutes`]: moved.left });
    if (before !== undefined)
      result.writes.push({ kind: 'lapse', subject: after.subject, timerKind: timerKindOf(name) });
    if (moved.by !== null) result.timers.push(...timersOf(world, name, after, moved.by, at));
  }
  return result;
}

function pauseOf(before: RequestState | undefined, after: RequestState, at: Date): Date | null {
  if (clockStateIn(after.stage) !== 'paused') return null;
  return before?.stage === after.stage ? before.pausedAt : at;
}

/** Where a clock stands after a change; undefined where the change does not touch it. */
function move(
  world: World,
  name: ClockName,
  before: RequestState | undefined,
  after: RequestState,
  at: Date,
): { by: Date | null; left: number | null } | undefined {
  const schedule = scheduleOf(world.office, after.teamId);
  const target = targetOf(categoryOf(world, after), after, world.directory)?.[name];
  if (before === undefined) {
    if (target === undefined) return undefined;
    if (!runs(name, after)) return { by: null, left: minutesIn(target, schedule) };
    return { by: addWorkingTime(at, target, schedule), left: null };
  }
  const earlier = scheduleOf(world.office, before.teamId);
  const former = targetOf(categoryOf(world, before), before, world.directory)?.[name];
  const had = minutesLeft(name, before, at, earlier);
  // Filed before there was such a target.
  if (had === undefined && former !== undefined) return undefined;
  if (target === undefined) return had === undefined ? undefined : { by: null, left: null };
  const missed = before[`${name}MissedAt`] !== null;
  // Another team's days may be shorter: what was promised in days is not cut by that.
  const more = former === undefined || missed ? 0 : minutesIn(target, earlier) - minutesIn(former, earlier);
  const running = runs(name, after);
  const same = had !== undefined && more === 0 && before.teamId === after.teamId;
  if (same && running === runs(name, before)) return undefined;
  const left = had === undefined ? minutesIn(target, schedule) : had + more;
  return running
    ? { by: addWorkingTime(at, { minutes: left }, schedule), left: null }
    : { by: null, left: Math.ceil(left) };
}

function timersOf(world: World, name: ClockName, request: RequestState, by: Date, at: Date): NewTimer[] {
  const schedule = scheduleOf(world.office, request.teamId);
  const target = targetOf(categoryOf(world, request), request, world.directory);
  const missed = request[`${name}MissedAt`] !== null;
  return (target ? momentsOf(name, target, by, schedule) : []).flatMap(({ at: instant, ...moment }) => {
    // What is past has been told, unless the time was up only by this change.
    const over = instant <= at && (missed || moment.what === 'warning');
    if (over || (missed && moment.what === 'missed')) return [];
    const due = dueAt(instant, schedule.timezone);
    return { kind: timerKindOf(name), subject: request.subject, args: moment, ...due };
  });
}
