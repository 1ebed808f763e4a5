import { scheduleOf } from '../../../directory/schedules.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { formatDateTime } from '../../../time/format.ts';
import { expect, settle } from '../../occurrences/index.ts';
import { begin } from '../checks/beginning.ts';
import { takenBy } from '../handovers/taken-by.ts';
import { pointsOf } from '../plan/index.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import type { PlannedShift, Shift } from '../shift.ts';
import { changeShifts } from '../shift-changes.ts';
import { noticeAt, noticeId } from './expected.ts';
import { whyNotConfirm } from './turn.ts';
import { turnsOf } from './turn-store.ts';
import { backupFor } from './unconfirmed.ts';

interface Found {
  readonly shift: Shift;
  readonly state: RosterState;
  readonly isBackup: boolean;
}

/** The shift of a button, or why this person has no say in it. Three queries. */
async function find(ctx: Context, shiftId: string): Promise<Found | Outcome> {
  const shift = (await turnsOf(ctx.database, [shiftId])).get(shiftId)?.shift;
  const state = shift && (await rostersOf(ctx)).get(shift.rosterId);
  if (shift === undefined || state === undefined) return refusal(ctx.t('duty.confirm.refused.gone'));
  const { leadId } = ctx.directory.team(state.roster.team);
  const isBackup = (await backupFor(ctx, shift)) === ctx.person.id;
  const mayAnswer = isBackup || leadId === ctx.person.id || ctx.directory.isAdmin(ctx.person.id);
  const why = whyNotConfirm(shift, { id: ctx.person.id, mayAnswer }, ctx.now);
  if (why === undefined) return { shift, state, isBackup };
  const by = shift.confirmedById === null ? '' : ctx.directory.nameOf(shift.confirmedById);
  return refusal(ctx.t(`duty.confirm.refused.${why}`, { by }));
}

/** Every card that asked for a word about this shift shows that there is one. One query. */
const settleAll = (ctx: Context, shift: Shift): Promise<Outcome> =>
  settle(
    ctx,
    (['start', 'standIn', 'unanswered'] as const).map((notice) => noticeId(shift, notice)),
    ctx.person.id,
  );

/** `I'm on it`, or that somebody else is. The roster's version guards it. Four queries. */
export async function confirm(ctx: Context, shiftId: string): Promise<Outcome> {
  const found = await find(ctx, shiftId);
  if (!('shift' in found)) return found;
  const { shift, state } = found;
  const subject = `roster:${shift.rosterId}`;
  const version = state.version + 1;
  const row = {
    id: shift.id,
    version: shift.version + 1,
    confirmedAt: ctx.now,
    confirmedById: ctx.person.id,
  };
  const own = shift.personId === ctx.person.id;
  const name = ctx.directory.nameOf(shift.personId ?? '');
  const confirmed: Outcome = {
    writes: [
      { kind: 'update', table: 'Shift', rows: [row] },
      { kind: 'update', table: 'Roster', rows: [{ id: shift.rosterId, version }] },
      { kind: 'redraw', subject, version },
    ],
    history: [
      {
        ...{ subject, version, kind: 'dutyConfirmed', actorId: ctx.person.id, platform: null, at: ctx.now },
        data: { personId: shift.personId },
      },
    ],
    ...notice(own ? ctx.t('duty.confirmed') : ctx.t('duty.confirmedFor', { name })),
  };
  return merge(await settleAll(ctx, shift), confirmed);
}

/** The backup takes what is left of a shift. Six queries. */
export async function stepIn(ctx: Context, shiftId: string): Promise<Outcome> {
  const found = await find(ctx, shiftId);
  if (!('shift' in found)) return found;
  const { shift, state, isBackup } = found;
  if (!isBackup) return refusal(ctx.t('duty.confirm.refused.notBackup'));
  const { roster } = state;
  const schedule = scheduleOf(ctx.office, roster.team);
  const { outcome, added } = changeShifts(ctx, state, {
    ...{ remove: [shift], kind: 'dutyTakenOver', actorId: ctx.person.id },
    add: restTo(shift, ctx.person.id, ctx.now, (from, until) => pointsOf(roster, schedule, from, until)),
    data: { personId: ctx.person.id },
  });
  const rest = added.find(({ personId }) => personId === ctx.person.id)!;
  const absent = expect(ctx, [
    noticeAt(roster, rest, 'replaced', { to: { personId: shift.personId! }, at: ctx.now }),
  ]);
  const until = formatDateTime(shift.endsAt, ctx);
  return [
    outcome,
    await settleAll(ctx, shift),
    absent,
    await takenBy(ctx, shift, rest),
    begin(roster, rest),
    notice(ctx.t('duty.steppedIn', { roster: roster.name[ctx.locale], until })),
  ].reduce(merge);
}

/** A shift as two: what is past, whose it was, and the rest, somebody else's who is there. */
export function restTo(
  { id: _, version: __, createdAt: ___, ...shift }: Shift,
  personId: string,
  now: Date,
  pointsOf: (startsAt: Date, endsAt: Date) => number,
): (PlannedShift & Pick<Shift, 'confirmedAt' | 'confirmedById'>)[] {
  const { startsAt, endsAt } = shift;
  return [
    { ...shift, endsAt: now, points: pointsOf(startsAt, now) },
    {
      ...{ ...shift, personId, startsAt: now, because: 'override', points: pointsOf(now, endsAt) },
      ...{ confirmedAt: now, confirmedById: personId },
    },
  ];
}
