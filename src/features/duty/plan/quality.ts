import type { Roster } from '../../../config/office-types.ts';
import type { PlannedShift } from '../shift.ts';
import { dutyTurns } from './coverage.ts';
import { type AssignedShift, gapsIn, overlapsIn, type RoleStretch, unrestedIn } from './faults.ts';
import { imbalanceOf } from './imbalance.ts';
import { pointsOf } from './points.ts';
import { hourMs, lengthOf, type Stretch, stretchOf, touches, united, within } from './spans.ts';
import { clockOf, type DutyDays, isoDay } from './wall-time.ts';

/** How much of the time, in hours, and its first stretches. Instants are ISO. */
interface FaultyTime {
  readonly hours: number;
  readonly times: readonly { readonly role: string; readonly from: string; readonly until: string }[];
}

interface Carried {
  readonly personId: string;
  readonly points: number;
}

/** Why a roster is not perfect, and how many points of its score that costs. */
export type QualityReason = { readonly lost: number } & (
  | { readonly kind: 'gap' | 'overlap'; readonly data: FaultyTime }
  | { readonly kind: 'imbalance'; readonly data: { readonly most: Carried; readonly least: Carried } }
  | {
      readonly kind: 'rest';
      readonly data: {
        readonly turns: number;
        readonly first: { readonly personId: string; readonly at: string };
      };
    }
  /** The holidays after this ISO date are not known: what is planned there takes every day for an ordinary one. */
  | { readonly kind: 'calendarEnds'; readonly data: { readonly date: string } }
);

export interface Quality {
  /** 0 to 100. */
  readonly score: number;
  /** The costliest first. */
  readonly reasons: readonly QualityReason[];
}

interface QualityInput {
  readonly roster: Roster;
  readonly schedule: DutyDays;
  /** Those that touch the span; others are passed over. */
  readonly shifts: readonly PlannedShift[];
  readonly from: Date;
  readonly until: Date;
  /** Person ids by e-mail. Without it, nobody is known who is in no shift at all. */
  readonly members?: ReadonlyMap<string, string>;
}

/** What each percent costs, of the hours that the layers mean to cover, or of the points that these weigh. */
const cost = { gapHours: 1, gapPoints: 0.5, overlapHours: 0.5, imbalancePoints: 0.5, restHours: 0.25 };
const mostTimes = 5;

/**
 * How good a roster is between two instants: 100, less what is wrong with it.
 *
 * - `gap`: a role that the layers mean to cover has nobody. One for each percent of the hours, and half of one for
 *   each percent of the points: a gap on a holiday costs more.
 * - `overlap`: a role has two people, or somebody two roles. Half of one for each percent of the hours.
 * - `imbalance`: somebody carries more than the mean of those who could do the same, by more than one turn. Half of
 *   one for each percent of the points that is too much (`imbalanceOf`).
 * - `rest`: a turn begins too soon after another one of the same person. A quarter for each percent of the hours; of
 *   two such turns the shorter one counts.
 * - `calendarEnds` costs nothing: it says from when on the holidays are not known.
 *
 * Whatever is wrong costs at least one. No gap ever makes a score better: what it can save in overlap, rest and
 * balance is never more than what it costs.
 */
export function qualityOf({ roster, schedule, shifts, from, until, members }: QualityInput): Quality {
  const span = { start: from.getTime(), end: until.getTime() };
  const weigh = ({ start, end }: Stretch) => pointsOf(roster, schedule, new Date(start), new Date(end));
  const turns = dutyTurns(roster, schedule, span).map((turn) => ({
    role: turn.role,
    pieces: within(turn.pieces, span),
  }));
  const covered = new Map<string, Stretch[]>();
  for (const { role, pieces } of turns) covered.set(role, united([...(covered.get(role) ?? []), ...pieces]));
  const weights = turns.map(({ pieces }) => pieces.reduce((sum, piece) => sum + weigh(piece), 0));
  const allHours = [...covered.values()].reduce((sum, stretches) => sum + lengthOf(stretches), 0) / hourMs;
  const allPoints = weights.reduce((sum, weight) => sum + weight, 0);
  const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : 0);
  const hoursIn = (stretches: readonly Stretch[]) => percent(lengthOf(stretches) / hourMs, allHours);

  const touching = shifts.filter((shift) => touches(stretchOf(shift), span));
  const assigned = touching.filter((shift): shift is AssignedShift => shift.personId !== null);
  const gaps = gapsIn(covered, assigned);
  const overlaps = overlapsIn(assigned, span);
  const pointsHere = (shift: PlannedShift) =>
    within([stretchOf(shift)], span).reduce((sum, each) => sum + weigh(each), 0);
  const imbalance = imbalanceOf(roster, touching, pointsHere, Math.max(0, ...weights), members);
  const unrested = unrestedIn(roster, assigned);

  const reasons: QualityReason[] = [];
  const gapPoints = gaps.reduce((sum, gap) => sum + weigh(gap), 0);
  if (gaps.length > 0)
    reasons.push({
      kind: 'gap',
      lost: cost.gapHours * hoursIn(gaps) + cost.gapPoints * percent(gapPoints, allPoints),
      data: faulty(gaps),
    });
  if (overlaps.length > 0)
    reasons.push({ kind: 'overlap', lost: cost.overlapHours * hoursIn(overlaps), data: faulty(overlaps) });
  if (imbalance !== undefined) {
    const { misplaced, most, least } = imbalance;
    const lost = cost.imbalancePoints * percent(misplaced, allPoints);
    reasons.push({ kind: 'imbalance', lost, data: { most, least } });
  }
  const [first] = unrested;
  if (first !== undefined) {
    const hours = unrested.reduce((sum, each) => sum + each.hours, 0);
    reasons.push({
      kind: 'rest',
      lost: cost.restHours * percent(hours, allHours),
      data: { turns: unrested.length, first: { personId: first.personId, at: first.at.toISOString() } },
    });
  }
  const { validThrough } = schedule.calendar;
  if (validThrough !== undefined && validThrough < isoDay(clockOf(roster.timezone).dayOf(span.end - 1)))
    reasons.push({ kind: 'calendarEnds', lost: 0, data: { date: validThrough } });
  return scored(reasons);
}

/** Rounded down, so that 100 means that nothing is wrong; what is wrong is shown as a tenth at least. */
function scored(reasons: readonly QualityReason[]): Quality {
  const lost = reasons.reduce((sum, reason) => sum + reason.lost, 0);
  const wrong = reasons.some(({ kind }) => kind !== 'calendarEnds');
  const shown = reasons.map((reason) => ({
    ...reason,
    lost: reason.kind === 'calendarEnds' ? 0 : Math.max(0.1, Math.round(reason.lost * 10) / 10),
  }));
  return {
    score: Math.max(0, Math.min(wrong ? 99 : 100, Math.floor(100 - lost + 1e-6))),
    reasons: shown.sort((a, b) => b.lost - a.lost),
  };
}

function faulty(stretches: readonly RoleStretch[]): FaultyTime {
  const inOrder = [...stretches].sort((a, b) => a.start - b.start);
  return {
    hours: lengthOf(stretches) / hourMs,
    times: inOrder.slice(0, mostTimes).map(({ role, start, end }) => ({
      role,
      from: new Date(start).toISOString(),
      until: new Date(end).toISOString(),
    })),
  };
}
