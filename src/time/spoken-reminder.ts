import { Temporal } from 'temporal-polyfill';
import { narrow } from '../core/full-width.ts';
import { weekdays } from '../core/working-hours.ts';
import { bareWeekdays } from './calendar.ts';
import { type Intent, type Recurrence, timesOf } from './recurrence.ts';
import { chinese } from './spoken/chinese.ts';
import { english } from './spoken/english.ts';
import { peel } from './spoken/peel.ts';
import type { Doubt, Part, Piece } from './spoken/piece.ts';

/** What was understood of the words after `remind me`. */
export type ReadReminder =
  | {
      /** What it is about, as it was typed. */
      readonly what: string;
      readonly intent: Omit<Intent, 'timezone'>;
      /** Nobody said at what time of day. */
      readonly assumed?: 'time';
      /**
       * It was said as so many minutes from now. The wall time is right where no change of the clocks lies between:
       * who knows the zone makes it anew (`minutesLater`).
       */
      readonly elapsed?: number;
    }
  | {
      readonly problem: 'noTime' | 'noText' | 'past' | 'unsure';
      /** What it is unsure of. */
      readonly hint?: Doubt;
    };

type Unclear = Extract<ReadReminder, { problem: string }>;

const longest = 2000;
const phrases = [...english, ...chinese];
const withoutRule = phrases.filter(({ needsRule }) => !needsRule);
const usualTime = { hour: 9, minute: 0 };

/**
 * Reads what is to be brought to mind, and when: the words of the time stand before the others or behind them. A
 * time without a day is the next one, a day without a time is at nine. It never guesses between two meanings.
 * @param now the wall time where the reminder is to be.
 */
export function readReminder(said: string, now: Temporal.PlainDateTime): ReadReminder {
  if (said.length > longest) return { problem: 'noTime' };
  const plain = narrow(said);
  const whole = peel(plain, said, phrases, now);
  const { pieces, what, twice } = whole.pieces.some(({ kind }) => kind === 'rule')
    ? whole
    : peel(plain, said, withoutRule, now);
  const doubtful = pieces.find((piece) => piece.kind === 'doubt');
  if (doubtful) return unsure(doubtful.doubt);
  if (twice) return unsure('twoTimes');
  const found = gather(pieces);
  if (found === undefined) return unsure('twoTimes');
  if (!found.day && !found.time && !found.part && !found.moment && !found.rule) return { problem: 'noTime' };
  const read = found.moment
    ? momentOf(found, now)
    : found.rule
      ? recurring(found.rule, found, now)
      : once(found, now);
  if ('problem' in read) return read;
  return what === '' ? { problem: 'noText' } : { what, ...read };
}

const unsure = (hint: Doubt): Unclear => ({ problem: 'unsure', hint });

type Found = { readonly [Kind in Piece['kind']]?: Extract<Piece, { kind: Kind }> };
type When = Pick<Extract<ReadReminder, { what: string }>, 'intent' | 'assumed' | 'elapsed'>;

/** The pieces by their kinds; undefined where there are two of one. */
function gather(pieces: readonly Piece[]): Found | undefined {
  const found: { [kind: string]: Piece } = {};
  for (const piece of pieces) {
    if (found[piece.kind] !== undefined) return undefined;
    found[piece.kind] = piece;
  }
  return found as Found;
}

function momentOf(
  { moment, day, time, part, rule, free }: Found,
  now: Temporal.PlainDateTime,
): When | Unclear {
  if (day || time || part || rule || free) return unsure('twoTimes');
  const { minutes } = moment!;
  // Never sooner than was said.
  const start = now.add({ minutes }).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  return { intent: { start: wall(start), rule: null, onFreeDay: 'keep' }, elapsed: minutes };
}

function once(found: Found, now: Temporal.PlainDateTime): When | Unclear {
  const { day, time, part, free } = found;
  const of = timeOf(found);
  if (of === undefined) return unsure('whichHalf');
  const midnight = of.hour === 24;
  const today = now.toPlainDate();
  // Whether midnight tomorrow begins the day or ends it, people do not agree.
  if (midnight && day && !day.day.equals(today)) return unsure('midnight');
  const on = (date: Temporal.PlainDate) =>
    date.add({ days: midnight ? 1 : 0 }).toPlainDateTime({ ...of, hour: of.hour % 24 });
  const ahead = (at: Temporal.PlainDateTime) => Temporal.PlainDateTime.compare(at, now) > 0;
  const result = (at: Temporal.PlainDateTime): When => ({
    intent: { start: wall(at), rule: null, onFreeDay: free?.onFreeDay ?? 'keep' },
    ...(!time && { assumed: 'time' as const }),
  });
  const meant = on(day?.day ?? today);
  if (ahead(meant)) return result(meant);
  if (day === undefined || day.day.equals(today)) {
    // Eight in the morning is past, and eight in the evening is not.
    if (time?.either && !part && ahead(meant.add({ hours: 12 }))) return unsure('whichHalf');
    if (time?.either && !part && !day) return unsure('whichHalf');
  }
  if (day === undefined) return result(on(today.add({ days: 1 })));
  if (day.again && !day.again.equals(day.day)) return result(on(day.again));
  return { problem: 'past' };
}

function recurring(
  { rule, needsDay, quarter }: NonNullable<Found['rule']>,
  found: Found,
  now: Temporal.PlainDateTime,
): When | Unclear {
  const { day, time, until, count, free } = found;
  if (needsDay && !day) return unsure('whichDay');
  const of = timeOf(found);
  if (of === undefined) return unsure('whichHalf');
  if (rule.interval < 1 || rule.interval > 400) return unsure('vague');
  if (rule.on && 'day' in rule.on && (rule.on.day < 1 || rule.on.day > 31)) return unsure('whichDay');
  if (count && (count.count < 1 || count.count > 1000)) return unsure('vague');
  const whole: Recurrence = {
    ...rule,
    ...(needsDay && day && onThe(day.day, rule)),
    ...(until && { until: until.day.toString() }),
    ...(count && { count: count.count }),
  };
  const from = (day?.day ?? now.toPlainDate()).toPlainDateTime({ ...of, hour: of.hour % 24 });
  const next = firstOf(whole, Temporal.PlainDateTime.compare(from, now) > 0 ? from : laterThan(from, now));
  const first = next && quarter && day?.again ? ofQuarter(next) : next;
  if (first === undefined || (until && Temporal.PlainDate.compare(first.toPlainDate(), until.day) > 0))
    return { problem: 'past' };
  return {
    intent: { start: wall(first), rule: whole, onFreeDay: free?.onFreeDay ?? 'keep' },
    ...(!time && { assumed: 'time' as const }),
  };
}

/** The day that a rule without one begins on is its own. */
function onThe(day: Temporal.PlainDate, { every }: Recurrence): Partial<Recurrence> {
  if (every === 'week') return { weekdays: [weekdays[day.dayOfWeek - 1]!] };
  return every === 'month' || every === 'year' ? { on: { day: day.day } } : {};
}

function laterThan(from: Temporal.PlainDateTime, now: Temporal.PlainDateTime): Temporal.PlainDateTime {
  const today = now.toPlainDate().toPlainDateTime(from.toPlainTime());
  return Temporal.PlainDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
}

/** Every other Tuesday begins with the next one. Which days are worked is not known here: such rules begin at once. */
function firstOf(rule: Recurrence, from: Temporal.PlainDateTime): Temporal.PlainDateTime | undefined {
  const byWorkdays =
    rule.every === 'workday' ||
    (rule.on && ('first' in rule.on || ('last' in rule.on && rule.on.last === 'workday')));
  if (byWorkdays) return from;
  const intent: Intent = {
    start: wall(from),
    timezone: 'UTC',
    rule: { ...rule, interval: 1 },
    onFreeDay: 'keep',
  };
  for (const { localTime } of timesOf(intent, { days: weekdays, calendar: bareWeekdays }))
    return Temporal.PlainDateTime.from(localTime);
  return undefined;
}

/** The same day of the first month of a quarter, which begins with it or after it. */
const ofQuarter = (at: Temporal.PlainDateTime) => at.add({ months: (3 - ((at.month - 1) % 3)) % 3 });

const usually: Record<Part, number> = { night: 5, morning: 9, noon: 12, afternoon: 15, evening: 19 };

/** The time of day; undefined where what was said does not go together. */
function timeOf({ time, part }: Found): { hour: number; minute: number } | undefined {
  if (time === undefined) return part ? { hour: usually[part.part], minute: 0 } : usualTime;
  const { hour, minute, either } = time;
  if (part === undefined) return { hour: either ? byDay(hour) : hour, minute };
  if (!either) return { hour, minute };
  const late = (hour % 12) + 12;
  switch (part.part) {
    case 'night':
    case 'morning':
      return { hour: hour === 12 && part.part === 'night' ? 24 : hour, minute };
    case 'noon':
      return hour >= 10 ? { hour, minute } : hour <= 2 ? { hour: late, minute } : undefined;
    case 'afternoon':
      return hour === 12 || hour <= 7 ? { hour: late, minute } : undefined;
    case 'evening':
      // Twelve at night ends the day, and one at night is the next.
      return hour === 12
        ? minute === 0
          ? { hour: 24, minute }
          : undefined
        : hour >= 4
          ? { hour: late, minute }
          : undefined;
  }
}

/** Of twelve hours those that people are at work in: from seven in the morning until six in the evening. */
const byDay = (hour: number) => (hour < 7 ? hour + 12 : hour);

const wall = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' });
