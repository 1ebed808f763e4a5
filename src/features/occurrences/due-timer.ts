import type { NewTimer } from '../../jobs/timers.ts';
import type { Due } from '../../time/due.ts';
import { subjectOf } from './store.ts';

/** What wakes us when an occurrence falls due. */
export const dueTimer = (id: string, { dueAt, localTime, timezone }: Due): NewTimer => ({
  kind: 'occurrences.due',
  subject: subjectOf(id),
  dueAt,
  localTime,
  timezone,
});
