import type { Roster, RosterLayer } from '../../../config/office-types.ts';
import type { DutyDay } from '../../../core/working-hours.ts';
import { dayMs } from '../../../time/wall-clock.ts';
import { hourMs, type Stretch, touches, united, within } from './spans.ts';
import { clockOf, type DutyDays, dayNumber, dutyDaysOf, hoursOn, timeOfDay, weekdayOf } from './wall-time.ts';

/** One person's turn in a layer, with the time that is left of it by the layer's days and hours. */
export interface Turn {
  readonly layer: RosterLayer;
  /** Counted from the roster's start; turns of which nothing is left do not count. */
  readonly nth: number;
  readonly slot: string;
  /** Instants, in order; at least one. */
  readonly pieces: readonly Stretch[];
}

/**
 * The turns of a layer that have something to do between two instants, in order, whole. Everything is meant in the
 * wall time of the roster's zone: a turn over a change of the clocks is longer or shorter, and one that falls into
 * the hour that is skipped is none. They are numbered from the roster's start, whenever one asks; a day takes about
 * a microsecond.
 */
export function turnsOf(roster: Roster, layer: RosterLayer, schedule: DutyDays, span: Stretch): Turn[] {
  const clock = clockOf(roster.timezone);
  const kindOf = dutyDaysOf(schedule);
  const turns: Turn[] = [];
  // The clocks of no zone are further than this from UTC.
  const around = { start: span.start - 2 * dayMs, end: span.end + 2 * dayMs };
  for (const { whole, nth } of wholeTurns(roster, layer, kindOf, around)) {
    const pieces = piecesOf(whole, layer, kindOf)
      .map(({ start, end }) => ({ start: clock.instantOf(start), end: clock.instantOf(end) }))
      .filter(({ start, end }) => start < end);
    if (pieces.some((piece) => touches(piece, span)))
      turns.push({ layer, nth, slot: slotOf(layer, whole.start), pieces });
  }
  return turns;
}

function slotOf({ id, turn }: RosterLayer, start: number): string {
  return `${id}/${new Date(start).toISOString().slice(0, 'hours' in turn ? 16 : 10)}`;
}

type KindOf = (day: number) => DutyDay;

/** Turns of which something is left, in wall time, that touch a span. */
function* wholeTurns(roster: Roster, layer: RosterLayer, kindOf: KindOf, span: Stretch) {
  const { turn, on, hours } = layer;
  if ('workdays' in turn || on.length > 0 || (hours !== undefined && 'hours' in turn)) {
    let nth = 0;
    for (const whole of turnsFrom(roster, layer, kindOf)) {
      if (whole.start >= span.end) return;
      if (!hasPieces(whole, layer, kindOf)) continue;
      if (whole.end > span.start) yield { whole, nth };
      nth++;
    }
    return;
  }
  const first = beginningOf(roster, layer);
  const length = lengthOfTurn(turn);
  for (let nth = Math.max(0, Math.floor((span.start - first) / length)); ; nth++) {
    const start = first + nth * length;
    if (start >= span.end) return;
    yield { whole: { start, end: start + length }, nth };
  }
}

const beginningOf = ({ start }: Roster, { at }: RosterLayer) => dayNumber(start) * dayMs + timeOfDay(at);

function lengthOfTurn(turn: Exclude<RosterLayer['turn'], { workdays: number }>): number {
  if ('hours' in turn) return turn.hours * hourMs;
  return ('days' in turn ? turn.days : turn.weeks * 7) * dayMs;
}

/** All turns one after another, without an end. */
function* turnsFrom(roster: Roster, layer: RosterLayer, kindOf: KindOf): Generator<Stretch, never> {
  const { turn, at } = layer;
  let start = beginningOf(roster, layer);
  if (!('workdays' in turn)) {
    const length = lengthOfTurn(turn);
    for (; ; start += length) yield { start, end: start + length };
  }
  // The free days after a day that is worked are of its turn, and those before the first one of the first turn.
  let worked = 0;
  for (let day = dayNumber(roster.start); ; day++) {
    const kind = kindOf(day);
    if (kind !== 'workdays' && kind !== 'makeup') continue;
    if (worked++ < turn.workdays) continue;
    const end = day * dayMs + timeOfDay(at);
    yield { start, end };
    start = end;
    worked = 1;
  }
}

/** A day of duty goes from `at` to `at`, or has the layer's hours, and is of the kind of the date it begins on. */
function windowOn(day: number, { at, hours }: RosterLayer): Stretch {
  const start = day * dayMs + timeOfDay(at);
  return hours === undefined ? { start, end: start + dayMs } : hoursOn(day, hours);
}

function* windowsIn({ start, end }: Stretch, layer: RosterLayer, kindOf: KindOf): Generator<Stretch> {
  for (let day = Math.floor(start / dayMs) - 1; day * dayMs < end; day++)
    if (layer.on.length === 0 || layer.on.some((each) => each === kindOf(day) || each === weekdayOf(day)))
      yield* within([windowOn(day, layer)], { start, end });
}

const hasPieces = (whole: Stretch, layer: RosterLayer, kindOf: KindOf): boolean =>
  windowsIn(whole, layer, kindOf).next().done !== true;

const piecesOf = (whole: Stretch, layer: RosterLayer, kindOf: KindOf): Stretch[] =>
  united([...windowsIn(whole, layer, kindOf)]);
