import type { Roster } from '../../../config/office-types.ts';
import type { Json } from '../../../core/json.ts';
import type { Write } from '../../../db/commit.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { expect, type NewOccurrence } from '../../occurrences/index.ts';
import { noticeAt } from '../notices/expected.ts';
import type { RosterState } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { changeShifts } from '../shift-changes.ts';
import { planDigest, tellsOtherwise } from './digest.ts';
import { horizonAt, mondayOf } from './horizon.ts';
import type { Material } from './material.ts';
import { clashes, isUnwished, planAgain } from './plan-again.ts';
import { type ChangeReason, changesByPerson, tellChanged } from './telling.ts';

export const planTimer = 'duty.plan';
/** Looks whether somebody is on duty on two rosters at once: another may have been planned at the same moment. */
export const elsewhereTimer = 'duty.elsewhere';
const lookAround = ({ id, timezone }: Roster, now: Date): NewTimer => ({
  kind: elsewhereTimer,
  subject: `roster:${id}`,
  ...dueAt(now, timezone),
});

/** Who changed the rules, and what of the roster's row changes besides. */
export interface Edited {
  readonly kind: 'rosterMade' | 'rosterEdited';
  readonly actorId: string;
  readonly columns: { readonly [column: string]: Json | Date };
}

/**
 * Keeps a roster's shifts planned: further ahead as the weeks pass, and as its rules, its people and their absences
 * are now. Everybody whose shifts change is told once. Nothing where everything is as it should be.
 */
export function keepPlanned(world: World, state: RosterState, material: Material, edited?: Edited): Outcome {
  const now = world.clock.now();
  const { roster, plannedUntil, plannedDigest } = state;
  const digest = planDigest(roster, world);
  const afresh = digest !== plannedDigest;
  const renew = plannedDigest !== null && tellsOtherwise(plannedDigest, digest);
  const horizon = horizonAt(now, roster.timezone);
  const until = !afresh && plannedUntil !== null && plannedUntil > horizon ? plannedUntil : horizon;
  const { remove, add } = planAgain(material, { now, until, afresh, renew });
  const further = plannedUntil === null || until > plannedUntil;
  if (edited === undefined && !afresh && !further && remove.length === 0 && add.length === 0) return nothing;
  const { outcome, added } = changeShifts(world, state, {
    remove,
    add,
    kind: edited?.kind ?? 'rosterPlanned',
    actorId: edited?.actorId ?? null,
    columns: {
      ...edited?.columns,
      ...{ plannedDigest: digest, plannedUntil: until, endedAt: null },
      words: { name: roster.name, roles: roster.roles } as never,
    },
  });
  const reason = reasonOf(state, afresh, remove, material, now);
  const known = added.filter(({ startsAt }) => plannedUntil === null || startsAt < plannedUntil);
  const say = tellChanged(world, roster, changesByPerson(remove, known), reason);
  const timers = added.length > 0 ? [lookAround(roster, now)] : [];
  const planned = merge(outcome, { writes: [nextWeek(roster, now)], say, timers });
  return merge(planned, expect(world, plannedUntil === null ? [] : standInNotices(roster, added, now)));
}

/** Whoever stands in for the rest of a shift begins at this moment: they are told, and asked to confirm it. */
const standInNotices = (roster: Roster, added: readonly Shift[], now: Date): NewOccurrence[] =>
  added.flatMap((shift) =>
    shift.personId !== null && shift.startsAt.getTime() === now.getTime()
      ? [noticeAt(roster, shift, 'start', { to: { personId: shift.personId }, at: now })]
      : [],
  );

function reasonOf(
  { plannedUntil }: RosterState,
  afresh: boolean,
  removed: readonly Shift[],
  material: Material,
  now: Date,
): ChangeReason {
  if (plannedUntil === null) return 'new';
  if (afresh) return 'rules';
  if (removed.some((shift) => clashes(shift, material))) return 'elsewhere';
  return removed.length > 0 && removed.every((shift) => isUnwished(shift, material, now)) ? 'wish' : 'leave';
}

/** Looks again on Monday, before anybody is there. However often it is set, it is one timer. */
function nextWeek({ id, timezone }: Roster, now: Date): Write {
  const meant = mondayOf(now, timezone, 1).toPlainDateTime('03:00');
  const row = {
    id: `tmr_duty_${id}_${meant.toPlainDate()}`,
    kind: planTimer,
    subject: `roster:${id}`,
    args: {},
    dueAt: new Date(meant.toZonedDateTime(timezone).epochMilliseconds),
    localTime: meant.toString({ smallestUnit: 'minute' }),
    timezone,
    createdAt: now,
  };
  return { kind: 'insert', table: 'Timer', rows: [row], onConflict: 'nothing' };
}
