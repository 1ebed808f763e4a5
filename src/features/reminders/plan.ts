import type { Office } from '../../config/office.ts';
import { scheduleOf } from '../../directory/schedules.ts';
import type { World } from '../../engine/context.ts';
import { type Next, nextTime, type Time } from '../../time/recurrence.ts';
import type { WorkSchedule } from '../../time/working-time.ts';
import type { NewOccurrence, Occurrence } from '../occurrences/index.ts';
import { type Recipient, type Reminder, subjectOf } from './reminder.ts';

/** Which days are worked, for whom it reminds. */
export const workDaysOf = (office: Office, to: Recipient): WorkSchedule =>
  scheduleOf(office, 'teamId' in to ? to.teamId : undefined);

/** The next time of a reminder after its `nth`, and later than `at`; and those between that are past already. */
export const nextAfter = (
  { office }: Pick<World, 'office'>,
  { intent, to }: Pick<Reminder, 'intent' | 'to'>,
  nth: number,
  at: Date,
): Next => nextTime(intent, workDaysOf(office, to), { nth, at });

/** What its occurrence knows: which time of which version of the reminder it is. */
export interface DueArgs {
  readonly plan: number;
  readonly nth: number;
  readonly moved?: Time['moved'];
  /** How often it has come back. */
  readonly back?: number;
  /** Of one that was slept through: the id of the one with which it is told. */
  readonly with?: string;
  /** Of the first of those: how many more there were before it, which have no rows. */
  readonly earlier?: number;
}

export const argsOf = ({ args }: Pick<Occurrence, 'args'>) => args as unknown as DueArgs;

/** One of its times as something that falls due. The same version of a reminder plans it once. */
export function occurrenceAt(
  { id, version, to, ownerId }: Pick<Reminder, 'id' | 'version' | 'to' | 'ownerId'>,
  { nth, moved, dueAt, localTime, timezone }: Time,
): NewOccurrence & { readonly id: string } {
  const own = 'teamId' in to || to.personId === ownerId;
  return {
    id: `occ_${id.slice('rem_'.length)}_${version}_${nth}`,
    // What people set for themselves they want then, and at no other time; others' words can wait for the morning.
    kind: own ? 'reminders.due' : 'reminders.asked',
    subject: subjectOf(id),
    to,
    dueAt,
    localTime,
    timezone,
    args: { plan: version, nth, ...(moved && { moved }) },
  };
}
