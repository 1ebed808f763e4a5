import type { Roster } from '../../../config/office-types.ts';
import { dueAt } from '../../../time/due.ts';
import type { NewOccurrence } from '../../occurrences/index.ts';
import type { Shift } from '../shift.ts';

/** The notices of a shift, by what they say. */
export const noticeKinds = {
  ahead: 'duty.ahead',
  start: 'duty.start',
  gap: 'duty.gap',
  next: 'duty.next',
  ending: 'duty.ending',
  over: 'duty.over',
  standIn: 'duty.standIn',
  unanswered: 'duty.unanswered',
  replaced: 'duty.replaced',
} as const;
export type Notice = keyof typeof noticeKinds;

/** Each shift has one of each at most: planned again, it changes nothing. */
export const noticeId = ({ id }: Pick<Shift, 'id'>, notice: Notice) => `occ_${id}_${notice}`;

/** The notice of a shift that falls due at this instant. */
export const noticeAt = (
  { timezone }: Pick<Roster, 'timezone'>,
  shift: Pick<Shift, 'id'>,
  notice: Notice,
  { to, at }: { to: NewOccurrence['to']; at: Date },
): NewOccurrence => ({
  id: noticeId(shift, notice),
  kind: noticeKinds[notice],
  subject: `shift:${shift.id}`,
  to,
  ...dueAt(at, timezone),
});

/**
 * What falls due because of new shifts: that somebody will be on duty, that they are, and ahead that nobody will be.
 * Every shift has them, since whoever is before it may change until then; those that turn out to be in the middle of
 * somebody's turn lapse. What is past when the shifts are made is left out.
 * @param leadId who hears of gaps; without one, the team in its channel.
 */
export function noticesFor(roster: Roster, shifts: readonly Shift[], leadId?: string): NewOccurrence[] {
  const { notices, team } = roster;
  const aheadMs = notices.aheadMinutes * 60_000;
  return shifts.flatMap((shift): NewOccurrence[] => {
    const { personId, startsAt, createdAt } = shift;
    const before = new Date(startsAt.getTime() - aheadMs);
    const lead = leadId === undefined ? { teamId: team } : { personId: leadId };
    const all =
      personId === null
        ? [noticeAt(roster, shift, 'gap', { to: lead, at: before })]
        : [
            ...(aheadMs > 0 ? [noticeAt(roster, shift, 'ahead', { to: { personId }, at: before })] : []),
            noticeAt(roster, shift, 'start', { to: { personId }, at: startsAt }),
          ];
    return all.filter(({ dueAt }) => dueAt > createdAt);
  });
}
