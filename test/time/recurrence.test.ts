import ICAL from 'ical.js';
import rruleJs from 'rrule';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import type { Weekday } from '../../src/core/working-hours.ts';
import { countryCalendar } from '../../src/time/calendar.ts';
import {
  type Intent,
  knownThrough,
  nextTime,
  type Recurrence,
  timesOf,
  type WorkDays,
} from '../../src/time/recurrence.ts';

const usual: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const china: WorkDays = { days: usual, calendar: countryCalendar('CN') };

const rule = (every: Recurrence['every'], more: Partial<Recurrence> = {}): Recurrence => ({
  every,
  interval: 1,
  weekdays: [],
  ...more,
});
const intent = (start: string, of: Recurrence | null, more: Partial<Intent> = {}): Intent => ({
  start,
  timezone: 'Asia/Shanghai',
  rule: of,
  onFreeDay: 'keep',
  ...more,
});

/** What a rule says of ten years, with the same in the words of the standard. */
const rules: [said: string, rule: Recurrence, rfc: string][] = [
  ['every day', rule('day'), 'FREQ=DAILY'],
  ['every 3 days', rule('day', { interval: 3 }), 'FREQ=DAILY;INTERVAL=3'],
  ['every week', rule('week'), 'FREQ=WEEKLY'],
  [
    'every other week on two days',
    rule('week', { interval: 2, weekdays: ['thu', 'mon'] }),
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=MO',
  ],
  ['on the 31st', rule('month', { on: { day: 31 } }), 'FREQ=MONTHLY;BYMONTHDAY=31'],
  ['on the last day', rule('month', { on: { last: 'day' } }), 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [
    'every fifth month on the 15th',
    rule('month', { interval: 5, on: { day: 15 } }),
    'FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=15',
  ],
  ['the second Tuesday', rule('month', { on: { nth: 2, weekday: 'tue' } }), 'FREQ=MONTHLY;BYDAY=2TU'],
  ['the last Sunday', rule('month', { on: { nth: -1, weekday: 'sun' } }), 'FREQ=MONTHLY;BYDAY=-1SU'],
  ['the fifth Sunday', rule('month', { on: { nth: 5, weekday: 'sun' } }), 'FREQ=MONTHLY;BYDAY=5SU'],
  ['once a year', rule('year'), 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14'],
  [
    'the second Sunday of March',
    rule('year', { on: { nth: 2, weekday: 'sun' } }),
    'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
  ],
];

/** In each zone at a time that its clocks skip or show twice, in some of the years 2010 to 2019. */
const zones: [zone: string, time: string][] = [
  ['America/New_York', '02:30'],
  ['Europe/Berlin', '02:30'],
  ['Australia/Lord_Howe', '02:15'],
  ['America/Sao_Paulo', '00:00'],
  ['Pacific/Apia', '09:00'],
  ['Africa/Casablanca', '02:30'],
  ['Asia/Shanghai', '16:00'],
];

const startDay = '2010-03-14';
const lastDay = '2020-03-14';

function byRrule(rfc: string): string[] {
  const { RRule } = rruleJs;
  const dtstart = new Date(`${startDay}T00:00:00Z`);
  const until = new Date(`${lastDay}T00:00:00Z`);
  const found = new RRule({ ...RRule.parseString(rfc), dtstart, until }).all();
  return found.map((day) => day.toISOString().slice(0, 10));
}

function byIcal(rfc: string): string[] {
  const days: string[] = [];
  const iterator = ICAL.Recur.fromString(rfc).iterator(ICAL.Time.fromDateString(startDay));
  for (let day = iterator.next(); day; day = iterator.next()) {
    if (day.toString() > lastDay) break;
    days.push(day.toString());
  }
  return days;
}

/** By Temporal alone. */
const instantOf = (day: string, time: string, zone: string) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds;

function ours(of: Recurrence, zone: string, time: string): number[] {
  const until = { ...of, until: lastDay };
  return [...timesOf(intent(`${startDay}T${time}`, until, { timezone: zone }), china)].map(({ dueAt }) =>
    dueAt.getTime(),
  );
}

const take = (what: Intent, count: number, workDays = china) => {
  const found: string[] = [];
  for (const { localTime, moved } of timesOf(what, workDays)) {
    found.push(moved ? `${localTime} ${moved}` : localTime);
    if (found.length === count) break;
  }
  return found;
};

describe('ten years of times', () => {
  const days = rules.map(([, , rfc]) => byRrule(rfc));

  it.each(rules.map(([said, , rfc], at) => ({ said, rfc, at })))(
    'two engines agree: $said',
    ({ rfc, at }) => {
      expect(days[at]!.length).toBeGreaterThan(7);
      expect(byIcal(rfc)).toEqual(days[at]);
    },
  );

  it.each(zones)('%s at %s', (zone, time) => {
    const instants = new Map(days[0]!.map((day) => [day, instantOf(day, time, zone)]));
    for (const [at, [said, of]] of rules.entries())
      expect(ours(of, zone, time), said).toEqual([...new Set(days[at]!.map((day) => instants.get(day)))]);
  });

  it('would not be those of steps of 24 hours', () => {
    const steps = (zone: string, time: string) => {
      const first = instantOf(startDay, time, zone);
      return days[0]!.map((_, at) => first + at * 86_400_000);
    };
    for (const [zone, time] of zones.slice(0, 1))
      expect(ours(rule('day'), zone, time), zone).not.toEqual(steps(zone, time));
    expect(ours(rule('day'), 'Asia/Shanghai', '16:00')).toEqual(steps('Asia/Shanghai', '16:00'));
  });

  describe('whatever the machine’s zone', () => {
    const before = process.env.TZ;
    afterEach(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });

    const some = () =>
      zones.map(([zone, time]) => rules.slice(3).map(([, of]) => ours(of, zone, time).join(' ')));
    const here = some();

    it.each(['America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'])('%s', (zone) => {
      process.env.TZ = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      expect(some()).toEqual(here);
    });
  });
});

describe('changes of the clocks', () => {
  const daily = (start: string, timezone: string) => intent(start, rule('day'), { timezone });

  it('what they skip moves on by the gap, and is marked', () => {
    const [, second, third] = timesOf(
      { ...daily('2027-03-13T02:30', 'America/New_York'), rule: rule('day', { count: 3 }) },
      china,
    );
    expect(second).toEqual({
      nth: 1,
      dueAt: new Date('2027-03-14T03:30-04:00'),
      localTime: '2027-03-14T02:30',
      timezone: 'America/New_York',
      moved: 'gap',
    });
    expect(third?.dueAt).toEqual(new Date('2027-03-15T02:30-04:00'));
    // By half an hour on Lord Howe.
    const [howe] = timesOf(intent('2026-10-04T02:15', null, { timezone: 'Australia/Lord_Howe' }), china);
    expect(howe).toMatchObject({ dueAt: new Date('2026-10-04T02:45+11:00'), moved: 'gap' });
  });

  it('what they show twice comes once, at the first', () => {
    const times = [
      ...timesOf(
        { ...daily('2026-10-31T01:30', 'America/New_York'), rule: rule('day', { count: 3 }) },
        china,
      ),
    ];
    expect(times.map(({ dueAt }) => dueAt.toISOString())).toEqual([
      '2026-10-31T05:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
  });

  it('the day that Samoa did without falls onto the next, and counts', () => {
    const times = [
      ...timesOf({ ...daily('2011-12-28T09:00', 'Pacific/Apia'), rule: rule('day', { count: 5 }) }, china),
    ];
    expect(times.map(({ nth, localTime, moved }) => [nth, localTime, moved])).toEqual([
      [0, '2011-12-28T09:00', undefined],
      [1, '2011-12-29T09:00', undefined],
      [3, '2011-12-31T09:00', undefined],
      [4, '2012-01-01T09:00', undefined],
    ]);
  });
});

describe('working days', () => {
  it.each<[string, Intent, string[]]>([
    [
      'every workday: the Sunday that is worked, and no holiday',
      intent('2026-09-18T09:00', rule('workday')),
      ['2026-09-18', '2026-09-20', '2026-09-21', '2026-09-22', '2026-09-23', '2026-09-24', '2026-09-28'],
    ],
    [
      'every other workday',
      intent('2026-09-18T09:00', rule('workday', { interval: 2 })),
      ['2026-09-18', '2026-09-21', '2026-09-23', '2026-09-28', '2026-09-30', '2026-10-09'],
    ],
    [
      'the last workday of the month',
      intent('2026-01-31T09:00', rule('month', { on: { last: 'workday' } })),
      ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-29', '2026-06-30'],
    ],
    [
      'the first workday of the month',
      intent('2026-01-01T09:00', rule('month', { on: { first: 'workday' } })),
      ['2026-01-04', '2026-02-02', '2026-03-02', '2026-04-01', '2026-05-06'],
    ],
    [
      'the last workday of a month in each year',
      intent('2026-02-01T09:00', rule('year', { on: { last: 'workday' } })),
      ['2026-02-28', '2027-02-26', '2028-02-29'],
    ],
    ['once', intent('2026-10-01T09:00', null), ['2026-10-01']],
    ['once, before', intent('2026-10-01T09:00', null, { onFreeDay: 'previous' }), ['2026-09-30 previous']],
    ['once, after', intent('2026-10-01T09:00', null, { onFreeDay: 'next' }), ['2026-10-08 next']],
    ['once, skipped', intent('2026-10-01T09:00', null, { onFreeDay: 'skip' }), []],
    [
      'a Sunday that is worked is nothing to be moved',
      intent('2026-09-13T09:00', rule('week'), { onFreeDay: 'next' }),
      ['2026-09-14 next', '2026-09-20', '2026-09-28 next', '2026-10-08 next'],
    ],
    [
      'several that are moved onto the same day are one',
      intent('2026-09-30T09:00', rule('day', { count: 9 }), { onFreeDay: 'next' }),
      ['2026-09-30', '2026-10-08'],
    ],
    [
      'backwards too, and those of their own day are not moved',
      intent('2026-09-30T09:00', rule('day', { until: '2026-10-09' }), { onFreeDay: 'previous' }),
      ['2026-09-30', '2026-10-08', '2026-10-09'],
    ],
    [
      'those that are skipped count',
      intent('2026-09-30T09:00', rule('day', { count: 10 }), { onFreeDay: 'skip' }),
      ['2026-09-30', '2026-10-08', '2026-10-09'],
    ],
  ])('%s', (_, what, expected) => {
    const found = take(
      what,
      what.rule === null ? 2 : expected.length + (what.rule.count || what.rule.until ? 1 : 0),
    );
    expect(found.map((time) => time.replace('T09:00', ''))).toEqual(expected);
  });

  it('are known as far as the calendar is', () => {
    const workdays = intent('2026-09-18T09:00', rule('workday'));
    expect(knownThrough(workdays, china)).toBe(china.calendar.validThrough);
    expect(knownThrough({ ...workdays, rule: rule('workday', { count: 20 }) }, china)).toBeUndefined();
    expect(knownThrough({ ...workdays, rule: rule('week') }, china)).toBeUndefined();
    expect(knownThrough({ ...workdays, rule: rule('week'), onFreeDay: 'next' }, china)).toBe('2026-12-31');
    const monthly = { ...workdays, rule: rule('month', { on: { last: 'workday' } }) };
    expect(knownThrough(monthly, china)).toBe('2026-12-31');
    expect(knownThrough(monthly, { ...china, calendar: countryCalendar('DE') })).toBeUndefined();
  });

  it('are not looked for forever', () => {
    const never: WorkDays = {
      ...china,
      days: [],
      calendar: { kindOf: () => undefined, validThrough: undefined },
    };
    expect(take(intent('2026-09-18T09:00', rule('workday')), 1, never)).toEqual([]);
    expect(take(intent('2026-09-18T09:00', rule('week'), { onFreeDay: 'next' }), 1, never)).toEqual([]);
  });
});

describe('the next time', () => {
  const weekly = intent('2026-11-27T16:00', rule('week', { weekdays: ['fri'] }));

  it('comes after the last that was told, and after now', () => {
    expect(nextTime(weekly, china, { nth: -1, at: new Date('2026-11-22T00:00Z') }).time?.nth).toBe(0);
    // At the very instant it is past.
    const next = nextTime(weekly, china, { nth: 0, at: new Date('2026-12-11T16:00+08:00') });
    expect(next.time).toMatchObject({ nth: 3, localTime: '2026-12-18T16:00' });
    expect(next.passed.map(({ localTime }) => localTime)).toEqual(['2026-12-04T16:00', '2026-12-11T16:00']);
    expect(next.passedInAll).toBe(2);
  });

  it('lists the last hundred of those that were slept through', () => {
    const { passed, passedInAll } = nextTime({ ...weekly, rule: rule('day') }, china, {
      nth: -1,
      at: new Date('2027-11-27T15:00+08:00'),
    });
    expect([passed.length, passedInAll, passed.at(-1)?.localTime]).toEqual([100, 365, '2027-11-26T16:00']);
  });

  it('is none when the rule has ended', () => {
    const { time } = nextTime({ ...weekly, rule: rule('week', { count: 3 }) }, china, {
      nth: 2,
      at: new Date(0),
    });
    expect(time).toBeUndefined();
    // February never has a 30th.
    expect(take(intent('2027-02-01T09:00', rule('year', { on: { day: 30 } })), 1)).toEqual([]);
  });

  it.each(rules.map(([said, of]) => ({ said, of })))('counts on from any number: $said', ({ of }) => {
    const what = intent(`${startDay}T09:00`, { ...of, count: 40 });
    const all = [...timesOf(what, china)];
    for (const nth of [0, 1, 2, 3, 7, 39]) expect([...timesOf(what, china, nth)]).toEqual(all.slice(nth));
  });
});
