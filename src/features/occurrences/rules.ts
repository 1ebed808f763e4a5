import type { HoursOfDay } from '../../core/working-hours.ts';
import type { AnswerKind, Occurrence, OccurrenceKind } from './occurrence.ts';
import { quietUntil } from './quiet-hours.ts';

/** What is to be done about an occurrence that falls due. */
export type Moment =
  | { readonly now: 'tell'; readonly late: boolean }
  /** It was slept through, and nobody needs it any more. */
  | { readonly now: 'drop' }
  | { readonly now: 'wait'; readonly until: Date };

/**
 * What becomes of it at this instant. Waiting for the end of quiet hours makes nothing late. What somebody has
 * snoozed comes back when they said, quiet or not; what comes back by itself can always wait.
 */
export function momentOf(
  { dueAt, toldAt, answeredById }: Pick<Occurrence, 'dueAt' | 'toldAt' | 'answeredById'>,
  { canWait, graceMinutes, whenLate }: Pick<OccurrenceKind, 'canWait' | 'graceMinutes' | 'whenLate'>,
  at: Date,
  quiet: { hours: HoursOfDay | undefined; timezone: string },
): Moment {
  const mayWait = answeredById === null && (canWait || toldAt !== null);
  const end = (instant: Date) =>
    mayWait ? quietUntil(instant, quiet.hours, quiet.timezone)?.epochMilliseconds : undefined;
  const until = end(at);
  // That it was missed can wait as well.
  if (until !== undefined) return { now: 'wait', until: new Date(until) };
  const from = end(dueAt) ?? dueAt.getTime();
  const late = at.getTime() - from > graceMinutes * 60_000;
  return late && whenLate === 'drop' ? { now: 'drop' } : { now: 'tell', late };
}

/** Why somebody cannot answer so; undefined: they can. */
export type Refusal = 'notYours' | 'done' | 'over' | 'notYet' | 'notOffered';

/** May this person answer so, as things are? A snoozed one may be answered before it comes back. */
export function whyNot(
  { state, personId, toldAt }: Pick<Occurrence, 'state' | 'personId' | 'toldAt'>,
  answer: AnswerKind,
  answers: readonly AnswerKind[],
  actor: { id: string; isMember: boolean },
): Refusal | undefined {
  if (personId === null ? !actor.isMember : personId !== actor.id) return 'notYours';
  if (!answers.includes(answer)) return 'notOffered';
  switch (state) {
    case 'told':
      return undefined;
    case 'due':
      return toldAt === null ? 'notYet' : undefined;
    case 'done':
      return 'done';
    default:
      return 'over';
  }
}
