import { Temporal } from 'temporal-polyfill';
import type { World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import type { NewTimer, Timer } from '../../jobs/timers.ts';
import { type Due, dueAt } from '../../time/due.ts';
import { isWorkingDay } from '../../time/working-time.ts';
import { again, type Occurrence } from '../occurrences/index.ts';
import { argsOf, nextAfter, workDaysOf } from './plan.ts';
import { type ComesBack, idOf, type Reminder } from './reminder.ts';
import { findReminder, toldSince } from './store.ts';

/** So often it comes back to somebody who does nothing about it; then it rests, and its owner is told. */
const mostBacks = 10;

const minutes: Partial<Record<ComesBack, number>> = { '15m': 15, '1h': 60 };

/** When it comes back from now on: after a while, or at the same time of day, tomorrow or on the next day that is worked. */
function backAt(
  { office }: Pick<World, 'office'>,
  { intent, to }: Pick<Reminder, 'intent' | 'to'>,
  comesBack: ComesBack,
  now: Date,
): Due {
  const { start, timezone } = intent;
  const soon = minutes[comesBack];
  if (soon !== undefined) return dueAt(new Date(now.getTime() + soon * 60_000), timezone);
  const workDays = workDaysOf(office, to);
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  // A calendar that leaves no work for two weeks has a mistake in it.
  for (let tries = 0; tries < 15; tries += 1) {
    day = day.add({ days: 1 });
    if (comesBack === 'tomorrow' || isWorkingDay(day.toString(), { ...workDays })) break;
  }
  const meant = day.toPlainDateTime(start.slice(11));
  return {
    dueAt: new Date(meant.toZonedDateTime(timezone).epochMilliseconds),
    localTime: meant.toString({ smallestUnit: 'minute' }),
    timezone,
  };
}

/** Looks again whether somebody has done it, where the reminder says so. */
export function comeBackLater(
  world: Pick<World, 'clock' | 'office'>,
  occurrence: Pick<Occurrence, 'id' | 'subject' | 'args'>,
  reminder: Reminder,
): Outcome {
  if (reminder.comesBack === null) return nothing;
  const now = world.clock.now();
  const back = (argsOf(occurrence).back ?? 0) + 1;
  const timer: NewTimer = {
    kind: 'reminders.back',
    subject: occurrence.subject,
    ...backAt(world, reminder, reminder.comesBack, now),
    args: { occurrenceId: occurrence.id, back, toldAt: now.toISOString() },
  };
  return { timers: [timer] };
}

/** Nobody has done it: it comes back, unless it was changed, snoozed or told anew meanwhile. Three queries. */
export async function comeBack(world: World, { subject, args }: Timer): Promise<Outcome> {
  const { occurrenceId, back, toldAt } = args as { occurrenceId: string; back: number; toldAt: string };
  const { prisma } = world.database;
  const row = await prisma.occurrence.findUnique({ where: { id: occurrenceId } });
  const reminder = await findReminder(world.database, idOf(subject));
  if (row?.state !== 'told' || row.toldAt === null || reminder === undefined) return nothing;
  if (reminder.comesBack === null || (reminder.state !== 'active' && reminder.state !== 'ended'))
    return nothing;
  // It was snoozed and told again: that telling has a timer of its own.
  if (row.toldAt.getTime() > Date.parse(toldAt) + 1000) return nothing;
  // By now there is a later one of the same rule, told or about to be.
  if (reminder.state === 'active') {
    const { time } = nextAfter(world, reminder, reminder.nth - 1, new Date(0));
    if (time !== undefined && time.dueAt <= world.clock.now()) return nothing;
  }
  if (await toldSince(world.database, subject, row.toldAt)) return nothing;
  if (back > mostBacks)
    return {
      say: [
        {
          to: { kind: 'person', personId: reminder.ownerId },
          view: 'reminders.notice',
          subject,
          args: { key: 'rested', count: mostBacks },
        },
      ],
    };
  const due = dueAt(world.clock.now(), reminder.intent.timezone);
  return again(world, row as unknown as Occurrence, due, { back });
}
