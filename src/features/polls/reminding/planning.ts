import type { World } from '../../../engine/context.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { remindAt } from './reminding-rules.ts';

/** The timer's name, whose handler is in remind.ts. */
export const remindTimer = 'polls.remind';

/** What reminds those who have not voted some time before it closes. Of a closing time that was moved it lapses. */
export function autoReminder(
  poll: Pick<Poll, 'id' | 'closesAt' | 'ownerId'>,
  { clock, directory, office }: Pick<World, 'clock' | 'directory' | 'office'>,
): NewTimer[] {
  const at = remindAt(clock.now(), poll.closesAt);
  if (at === undefined) return [];
  const timezone = directory.find(poll.ownerId)?.timezone ?? office.organisation.timezone;
  const args = { closesAt: poll.closesAt!.toISOString() };
  return [{ kind: remindTimer, subject: subjectOf(poll), ...dueAt(at, timezone), args }];
}
