import { Temporal } from 'temporal-polyfill';
import { type Weekday, weekdays } from '../../core/working-hours.ts';
import type { DayOfMonth, OnFreeDay, Recurrence } from '../recurrence.ts';
import { readSpokenDay } from '../spoken-date.ts';
import { doubt, type Part, type Phrase, type Piece, ruleOf, timePiece } from './piece.ts';

const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const count = String.raw`(\d{1,3}|an?|${[...words.slice(1), 'eleven', 'twelve'].join('|')})`;
const clockHour = String.raw`(\d{1,2}|${[...words.slice(1), 'eleven', 'twelve'].join('|')})`;
const weekday = '(mon|tues|wednes|thurs|fri|satur|sun)day';
const weekdayShort = '(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)';
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)`;
const date = String.raw`(?:\d{4}-\d{2}-\d{2}|${month}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month}(?:,? \d{4})?)`;
const coming = `(?:(?:next|this|coming) )?${weekday}|(?:next|this|coming) ${weekdayShort}`;
const relative = `today|tomorrow|(?:the )?day after tomorrow|in ${count} (?:days?|weeks?|months?)|${count} (?:days?|weeks?|months?) from (?:now|today)|(?:the )?end of (?:the |this |next )?month|(?:the )?end of (?:the |this )?week|the ${dayNumber}(?: of (?:this|next|the) month)?`;
const anyDay = `(${date}|${coming}|${relative})`;
const each = '(?:every|each)';
const nths = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];
const nth = `(${nths.join('|')}|1st|2nd|3rd|4th|5th)`;
const ofMonths = '(?: (?:of|in) )(every|each|the|a|this)(?: (other|second|third))? month';
const freeDay =
  '(?:(?:a |an )?(?:public )?holidays?|(?:a )?days? off|(?:a )?weekends?|(?:a )?non-?working days?|(?:a )?free days?)';

const numberOf = (word = '1'): number => {
  if (/^\d+$/.test(word)) return Number(word);
  const small = [...words, 'eleven', 'twelve'].indexOf(word.toLowerCase());
  return small < 0 ? 1 : small;
};
const nthOf = (word: string): 1 | 2 | 3 | 4 | 5 | -1 => {
  const at = /^\d/.test(word) ? Number(word[0]) - 1 : nths.indexOf(word.toLowerCase());
  return ([1, 2, 3, 4, 5, -1] as const)[at] ?? -1;
};
const weekdayOf = (word: string): Weekday => word.slice(0, 3).toLowerCase() as Weekday;
const everyOf = (word: string): Recurrence['every'] =>
  (({ d: 'day', w: 'week', m: 'month', y: 'year' }) as const)[
    word[0]!.toLowerCase() as 'd' | 'w' | 'm' | 'y'
  ];
const intervalOf = (word: string | undefined) =>
  word === undefined ? 1 : /^(?:other|second)$/i.test(word) ? 2 : /^third$/i.test(word) ? 3 : numberOf(word);

/** A day, and what it would be where today's is past. */
function dayPiece(said: string, now: Temporal.PlainDateTime): Piece[] | undefined {
  const text = said
    .toLowerCase()
    .replace(/^day after/, 'the day after')
    .replace(/ from today$/, ' from now')
    .replace(/^coming /, '');
  const day = readSpokenDay(text, now);
  if (day === undefined) return undefined;
  // Of those with a year, and those counted from today, there is no other.
  const comesAgain = !/^in |from now$|today|tomorrow|\d{4}|week|month|^(?:this|next)/.test(text);
  const again = comesAgain ? readSpokenDay(text, now.add({ days: 1 })) : undefined;
  return [
    {
      kind: 'day',
      day: Temporal.PlainDate.from(day),
      ...(again !== undefined && { again: Temporal.PlainDate.from(again) }),
    },
  ];
}

const onMonth = (on: DayOfMonth, which: string, interval: string | undefined): Piece[] => [
  {
    kind: 'rule',
    rule: ruleOf('month', {
      on,
      interval: intervalOf(interval),
      ...(which.toLowerCase() === 'this' && { count: 1 }),
    }),
  },
];

function clock(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): Piece[] | undefined {
  const h = numberOf(hour);
  const m = minute === undefined ? 0 : Number(minute);
  if (half === undefined) return timePiece(h, m, !/^0\d/.test(hour ?? ''));
  if (h < 1 || h > 12) return undefined;
  return timePiece((h % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0), m, false);
}

const parts: Record<string, Part> = {
  morning: 'morning',
  noon: 'noon',
  afternoon: 'afternoon',
  evening: 'evening',
  night: 'evening',
};
const part = (word: string): Piece => ({ kind: 'part', part: parts[word.toLowerCase()]! });

const repeats: Phrase[] = [
  { pattern: `(?:${each} day|daily)`, read: () => [{ kind: 'rule', rule: ruleOf('day') }] },
  {
    pattern: `(?:(?:on )?${each} (?:weekday|work(?:ing )?day|business day)|on (?:weekdays|work(?:ing )?days)|weekdays)`,
    read: () => [{ kind: 'rule', rule: ruleOf('workday') }],
  },
  {
    pattern: `${each} (?:(other|second|third)|${count}) (weekday|work(?:ing )?day|business day|day|week|month|year)s?`,
    read: ([, word, number, unit = '']) => {
      const interval = intervalOf(word ?? number);
      if (/work|business|weekday/i.test(unit))
        return [{ kind: 'rule', rule: ruleOf('workday', { interval }) }];
      const every = everyOf(unit);
      return [{ kind: 'rule', rule: ruleOf(every, { interval }), needsDay: every !== 'day' }];
    },
  },
  {
    pattern: `(?:${each} (week|month|year|quarter)|(weekly|monthly|yearly|annually|quarterly))`,
    read: ([, one, other]) => {
      const unit = (one ?? other ?? '').toLowerCase();
      const rule = unit.startsWith('q')
        ? ruleOf('month', { interval: 3 })
        : ruleOf(unit === 'annually' ? 'year' : everyOf(unit));
      return [{ kind: 'rule', rule, needsDay: true, quarter: unit.startsWith('q') }];
    },
  },
  {
    pattern: `(?:on )?${each}(?: (other|second|third))? (${weekday}s?(?:(?:,? and |, ?| & )(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?)*)`,
    read: ([, interval, named = '']) => weekly(named, intervalOf(interval)),
  },
  {
    pattern: `(?:weekly )?on ((?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:,? and |, ?| & )(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days)*)`,
    read: ([, named = '']) => weekly(named, 1),
  },
  {
    pattern: `(?:on )?the ${dayNumber} of (every|each)(?: (other|second|third))? month`,
    read: ([, day, which = '', interval]) => onMonth({ day: Number(day) }, which, interval),
  },
  {
    pattern: `${each} ${dayNumber}(?: of the month)?`,
    read: ([, day]) => onMonth({ day: Number(day) }, 'every', undefined),
  },
  {
    pattern: `(?:on |at )?(?:the )?(?:last day|end) of (every|each)(?: (other|second|third))? month`,
    read: ([, which = '', interval]) => onMonth({ last: 'day' }, which, interval),
  },
  { pattern: `${each} month[- ]end`, read: () => onMonth({ last: 'day' }, 'every', undefined) },
  {
    pattern: `(?:on )?(?:the )?(first|last) (?:work(?:ing )?day|business day|weekday)${ofMonths}`,
    read: ([, edge = '', which = '', interval]) =>
      onMonth(edge.toLowerCase() === 'last' ? { last: 'workday' } : { first: 'workday' }, which, interval),
  },
  {
    pattern: `(?:on )?(?:the )?${nth} ${weekday}${ofMonths}`,
    read: ([, which = '', day = '', of = '', interval]) =>
      onMonth({ nth: nthOf(which), weekday: weekdayOf(day) }, of, interval),
  },
  {
    pattern: `(?:${each} month|monthly) on the (last day|last work(?:ing )?day|first work(?:ing )?day)`,
    read: ([, on = '']) =>
      onMonth(
        /first/i.test(on) ? { first: 'workday' } : { last: /work/i.test(on) ? 'workday' : 'day' },
        'every',
        undefined,
      ),
  },
  {
    pattern: `(?:${each} month|monthly) on the ${nth} ${weekday}`,
    read: ([, which = '', day = '']) =>
      onMonth({ nth: nthOf(which), weekday: weekdayOf(day) }, 'every', undefined),
  },
  {
    pattern: `(?:${each}|in (?:the )?next) (?:\\d+ |few |half |half an |other )?(?:hours?|minutes?)|hourly`,
    read: () => doubt('tooOften'),
  },
];

function weekly(named: string, interval: number): Piece[] {
  const days = [...named.matchAll(new RegExp(weekday, 'gi'))].map(([day]) => weekdayOf(day));
  return [
    {
      kind: 'rule',
      rule: ruleOf('week', { interval, weekdays: weekdays.filter((day) => days.includes(day)) }),
    },
  ];
}

const free: Record<string, OnFreeDay> = { previous: 'previous', next: 'next', skip: 'skip' };

/** What English has to say of times. */
export const english: readonly Phrase[] = [
  ...repeats,
  {
    pattern: `(?:(?:on|at(?= the end)|starting(?: on| from)?|beginning(?: on)?|from) )?${anyDay}`,
    read: ([, said = ''], now) => dayPiece(said, now),
  },
  {
    pattern: `(?:by|before|no later than) (?:${anyDay}|\\d{1,2}(?::\\d{2})? ?(?:[ap]m)?|noon)`,
    read: () => doubt('deadline'),
  },
  {
    pattern: `(?:until|till|through|ending)(?: the)? ${anyDay}`,
    needsRule: true,
    read: ([, said = ''], now) => untilPiece(said, now),
  },
  {
    pattern: `(?:until|till|through) the end of the year`,
    needsRule: true,
    read: (_, now) => [{ kind: 'until', day: now.toPlainDate().with({ month: 12, day: 31 }) }],
  },
  {
    pattern: `(?:for )?${count} times(?: in all)?`,
    needsRule: true,
    read: ([, number]) => [{ kind: 'count', count: numberOf(number) }],
  },
  {
    pattern: `(?:at )?(\\d{1,2}):(\\d{2})(?: ?([ap])\\.?m\\.?)?(?: sharp)?`,
    read: ([, h, m, half]) => clock(h, m, half),
  },
  { pattern: `(?:at )?${clockHour} ?([ap])\\.?m\\.?`, read: ([, h, half]) => clock(h, undefined, half) },
  {
    pattern: `(?:at )?${clockHour} o['’]clock|at ${clockHour}`,
    read: ([, h, other]) => clock(h ?? other, undefined, undefined),
  },
  { pattern: `(?:at )?half past ${clockHour}`, read: ([, h]) => clock(h, '30', undefined) },
  { pattern: `(?:at )?(?:a )?quarter past ${clockHour}`, read: ([, h]) => clock(h, '15', undefined) },
  {
    pattern: `(?:at )?(?:a )?quarter to ${clockHour}`,
    read: ([, h]) => timePiece(((numberOf(h) + 22) % 12) + 1, 45, true),
  },
  { pattern: '(?:at )?(?:noon|midday)', read: () => timePiece(12, 0, false) },
  { pattern: '(?:at )?midnight', read: () => timePiece(24, 0, false) },
  {
    pattern: '(?:in the )?(morning|afternoon|evening)|at (night)',
    read: ([, day, night]) => [part(day ?? night ?? '')],
  },
  { pattern: 'tonight', read: (_, now) => [{ kind: 'day', day: now.toPlainDate() }, part('evening')] },
  {
    pattern: 'this (morning|afternoon|evening)',
    read: ([, word = ''], now) => [{ kind: 'day', day: now.toPlainDate() }, part(word)],
  },
  {
    pattern: `in (?:(half an)|${count}) (minute|min|hour|hr|h)s?|${count} (minute|min|hour|hr)s? from now`,
    read: ([, half, number, unit, other, otherUnit]) =>
      later(half ? 30 : numberOf(number ?? other) * (/^h/i.test(unit ?? otherUnit ?? '') ? 60 : 1)),
  },
  { pattern: 'in (?:an hour and a half|one and a half hours|1\\.5 hours)', read: () => later(90) },
  {
    pattern: `(?:in case |if |when )(?:it|that|this)(?:['’]s| is| falls on| lands on) ${freeDay},?(?: then)?(?: (?:on|move it to|move to|do it))? ?(?:the )?(?:(day before|workday before|working day before|previous (?:work(?:ing )?)?day|earlier|last workday before)|(day after|next (?:work(?:ing )?|business )?day|workday after|later)|(skip(?: it)?|don['’]t|not at all))`,
    read: ([, before, after]) => [
      { kind: 'free', onFreeDay: free[before ? 'previous' : after ? 'next' : 'skip']! },
    ],
  },
  {
    pattern: `(?:but )?(?:skip|except(?: on)?|not on|skipping|without) ${freeDay}`,
    read: () => [{ kind: 'free', onFreeDay: 'skip' }],
  },
  {
    pattern:
      'sometime(?: (?:next|this) (?:week|month|year)| soon| tomorrow| today)?|some ?day|soon|later|as soon as possible|asap|(?:next|this) (?:week|month|year)|one of these days|when (?:i|you|we) have time|in a (?:bit|while|moment)|the other day',
    read: () => doubt('vague'),
  },
  {
    pattern:
      '(?:from|between) \\d{1,2}(?::\\d{2})?(?: ?[ap]m)? (?:to|and|until) \\d{1,2}(?::\\d{2})?(?: ?[ap]m)?',
    read: () => doubt('twoTimes'),
  },
  {
    pattern: '(?:before|after|around|by|at) (?:christmas|easter|new year|thanksgiving|the holidays?)',
    read: () => doubt('vague'),
  },
  {
    pattern: '(?:yesterday|last (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day))',
    read: (_, now) => [{ kind: 'day', day: now.toPlainDate().subtract({ days: 1 }) }],
  },
];

const later = (minutes: number): Piece[] => [{ kind: 'moment', minutes }];

function untilPiece(said: string, now: Temporal.PlainDateTime): Piece[] | undefined {
  const day = readSpokenDay(said.toLowerCase(), now);
  return day === undefined ? undefined : [{ kind: 'until', day: Temporal.PlainDate.from(day) }];
}
