import { pathToFileURL } from 'node:url';
import type { WorkingTime } from '../../src/core/working-hours.ts';
import { bareWeekdays, type Calendar, countryCalendar, customCalendar } from '../../src/time/calendar.ts';
import { addWorkingTime, type WorkSchedule, workingMinutesBetween } from '../../src/time/working-time.ts';

const week = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const everyDay = [...week, 'sat', 'sun'] as const;

const office = (timezone: string, calendar: Calendar, hours: Partial<WorkSchedule> = {}): WorkSchedule => ({
  timezone,
  calendar,
  days: week,
  from: '09:00',
  to: '18:00',
  ...hours,
});

export const shanghai = office('Asia/Shanghai', countryCalendar('CN'));
export const berlin = office('Europe/Berlin', countryCalendar('DE'));
export const newYork = office('America/New_York', countryCalendar('US'));
/** Round the clock, so that every change of the clocks is within working hours. */
export const guard = (timezone: string) =>
  office(timezone, bareWeekdays, { days: everyDay, from: '00:00', to: '24:00' });
export const night = (timezone: string, from: string, to: string) =>
  office(timezone, bareWeekdays, { days: everyDay, from, to });
const ownDays = customCalendar({
  base: 'CN',
  holidays: ['2026-05-06'],
  workdays: ['2026-05-10'],
  validThrough: '2026-12-31',
});

interface Case {
  what: string;
  schedule: WorkSchedule;
  from: string;
  amount: WorkingTime;
  until: string;
}
const minutes = (count: number): WorkingTime => ({ minutes: count });
const hours = (count: number): WorkingTime => ({ minutes: count * 60 });
const days = (count: number): WorkingTime => ({ workingDays: count });

/** Times with their offset, so that they can be read. */
export const cases: Case[] = [
  // Hours and days of a week like any other.
  {
    what: 'within a day',
    schedule: shanghai,
    from: '2026-03-09T10:00+08:00',
    amount: hours(4),
    until: '2026-03-09T14:00+08:00',
  },
  {
    what: 'to the very end of the day',
    schedule: shanghai,
    from: '2026-03-09T09:00+08:00',
    amount: hours(9),
    until: '2026-03-09T18:00+08:00',
  },
  {
    what: 'a minute more',
    schedule: shanghai,
    from: '2026-03-09T09:00+08:00',
    amount: minutes(541),
    until: '2026-03-10T09:01+08:00',
  },
  {
    what: 'from before hours',
    schedule: shanghai,
    from: '2026-03-09T03:00+08:00',
    amount: minutes(30),
    until: '2026-03-09T09:30+08:00',
  },
  {
    what: 'from after hours',
    schedule: shanghai,
    from: '2026-03-09T18:00+08:00',
    amount: minutes(30),
    until: '2026-03-10T09:30+08:00',
  },
  {
    what: 'nothing, from after hours',
    schedule: shanghai,
    from: '2026-03-09T18:30+08:00',
    amount: minutes(0),
    until: '2026-03-10T09:00+08:00',
  },
  {
    what: 'over a weekend',
    schedule: shanghai,
    from: '2026-03-13T17:00+08:00',
    amount: hours(2),
    until: '2026-03-16T10:00+08:00',
  },
  {
    what: 'a day, to the same time',
    schedule: shanghai,
    from: '2026-03-09T10:00+08:00',
    amount: days(1),
    until: '2026-03-10T10:00+08:00',
  },
  {
    what: 'a day from its beginning',
    schedule: shanghai,
    from: '2026-03-09T09:00+08:00',
    amount: days(1),
    until: '2026-03-09T18:00+08:00',
  },
  {
    what: 'five days from a Sunday',
    schedule: shanghai,
    from: '2026-03-08T12:00+08:00',
    amount: days(5),
    until: '2026-03-13T18:00+08:00',
  },
  {
    what: 'two years',
    schedule: guard('UTC'),
    from: '2025-01-01T00:00Z',
    amount: days(730),
    until: '2027-01-01T00:00Z',
  },
  // China, 2026.
  {
    what: 'National Day',
    schedule: shanghai,
    from: '2026-09-30T17:00+08:00',
    amount: hours(2),
    until: '2026-10-08T10:00+08:00',
  },
  {
    what: 'the Saturday worked for it',
    schedule: shanghai,
    from: '2026-10-09T17:00+08:00',
    amount: hours(2),
    until: '2026-10-10T10:00+08:00',
  },
  {
    what: 'the Sunday worked for it',
    schedule: shanghai,
    from: '2026-09-18T17:00+08:00',
    amount: hours(2),
    until: '2026-09-20T10:00+08:00',
  },
  {
    what: 'from within that Sunday',
    schedule: shanghai,
    from: '2026-09-20T17:30+08:00',
    amount: days(1),
    until: '2026-09-21T17:30+08:00',
  },
  {
    what: 'Mid-Autumn',
    schedule: shanghai,
    from: '2026-09-24T17:00+08:00',
    amount: hours(2),
    until: '2026-09-28T10:00+08:00',
  },
  {
    what: 'Spring Festival and the days worked for it',
    schedule: shanghai,
    from: '2026-02-13T10:00+08:00',
    amount: days(3),
    until: '2026-02-25T10:00+08:00',
  },
  {
    what: 'past what is known: weekdays alone',
    schedule: shanghai,
    from: '2027-09-30T17:00+08:00',
    amount: hours(2),
    until: '2027-10-01T10:00+08:00',
  },
  {
    what: 'an office’s own days',
    schedule: { ...shanghai, calendar: ownDays },
    from: '2026-04-30T10:00+08:00',
    amount: days(4),
    until: '2026-05-10T10:00+08:00',
  },
  // Berlin.
  {
    what: 'Labour Day and the weekend',
    schedule: berlin,
    from: '2026-04-30T17:00+02:00',
    amount: hours(2),
    until: '2026-05-04T10:00+02:00',
  },
  {
    what: 'Easter',
    schedule: berlin,
    from: '2026-04-02T10:00+02:00',
    amount: days(1),
    until: '2026-04-07T10:00+02:00',
  },
  {
    what: 'over the weekend of the gap',
    schedule: berlin,
    from: '2026-03-27T17:00+01:00',
    amount: hours(2),
    until: '2026-03-30T10:00+02:00',
  },
  {
    what: 'over the weekend of the overlap',
    schedule: berlin,
    from: '2026-10-23T17:00+02:00',
    amount: days(1),
    until: '2026-10-26T17:00+01:00',
  },
  {
    what: 'the gap, at work',
    schedule: guard('Europe/Berlin'),
    from: '2026-03-29T01:00+01:00',
    amount: hours(2),
    until: '2026-03-29T04:00+02:00',
  },
  {
    what: 'the overlap, at work',
    schedule: guard('Europe/Berlin'),
    from: '2026-10-25T01:00+02:00',
    amount: hours(3),
    until: '2026-10-25T03:00+01:00',
  },
  {
    what: 'a day of 23 hours',
    schedule: guard('Europe/Berlin'),
    from: '2026-03-29T00:00+01:00',
    amount: days(1),
    until: '2026-03-30T00:00+02:00',
  },
  {
    what: 'a day of 25 hours',
    schedule: guard('Europe/Berlin'),
    from: '2026-10-25T00:00+02:00',
    amount: days(1),
    until: '2026-10-26T00:00+01:00',
  },
  {
    what: 'a shift that begins in the gap',
    schedule: night('Europe/Berlin', '02:30', '06:00'),
    from: '2026-03-28T12:00+01:00',
    amount: hours(1),
    until: '2026-03-29T04:00+02:00',
  },
  {
    what: 'a shift that ends in the gap',
    schedule: night('Europe/Berlin', '00:00', '02:30'),
    from: '2026-03-28T12:00+01:00',
    amount: hours(3),
    until: '2026-03-30T01:00+02:00',
  },
  {
    what: 'a shift that the gap leaves out',
    schedule: night('Europe/Berlin', '02:10', '02:50'),
    from: '2026-03-28T12:00+01:00',
    amount: minutes(40),
    until: '2026-03-30T02:50+02:00',
  },
  {
    what: 'a shift that begins in the overlap begins once',
    schedule: night('Europe/Berlin', '02:30', '06:00'),
    from: '2026-10-24T12:00+02:00',
    amount: hours(4),
    until: '2026-10-25T05:30+01:00',
  },
  {
    what: 'a shift that ends in the overlap ends once',
    schedule: night('Europe/Berlin', '00:00', '02:30'),
    from: '2026-10-24T12:00+02:00',
    amount: hours(3),
    until: '2026-10-26T00:30+01:00',
  },
  // New York.
  {
    what: 'Thanksgiving',
    schedule: newYork,
    from: '2026-11-25T17:00-05:00',
    amount: hours(2),
    until: '2026-11-27T10:00-05:00',
  },
  {
    what: 'Independence Day, on the Friday before',
    schedule: newYork,
    from: '2026-07-02T10:00-04:00',
    amount: days(1),
    until: '2026-07-06T10:00-04:00',
  },
  {
    what: 'New Year’s Day, in the year before',
    schedule: newYork,
    from: '2021-12-30T10:00-05:00',
    amount: days(1),
    until: '2022-01-03T10:00-05:00',
  },
  {
    what: 'the gap, at work',
    schedule: guard('America/New_York'),
    from: '2026-03-08T00:00-05:00',
    amount: hours(10),
    until: '2026-03-08T11:00-04:00',
  },
  {
    what: 'the overlap, at work',
    schedule: guard('America/New_York'),
    from: '2026-11-01T00:00-04:00',
    amount: hours(10),
    until: '2026-11-01T09:00-05:00',
  },
  {
    what: 'between both',
    schedule: newYork,
    from: '2026-03-06T12:00-05:00',
    amount: days(172),
    until: '2026-11-10T12:00-05:00',
  },
  // Half an hour at a time, midnights that do not exist, and a day that was left out.
  {
    what: 'the gap of half an hour',
    schedule: guard('Australia/Lord_Howe'),
    from: '2026-10-04T00:00+10:30',
    amount: hours(4),
    until: '2026-10-04T04:30+11:00',
  },
  {
    what: 'the overlap of half an hour',
    schedule: guard('Australia/Lord_Howe'),
    from: '2026-04-05T00:00+11:00',
    amount: hours(4),
    until: '2026-04-05T03:30+10:30',
  },
  {
    what: 'a shift that begins in it',
    schedule: night('Australia/Lord_Howe', '02:15', '05:00'),
    from: '2026-10-03T12:00+10:30',
    amount: hours(2),
    until: '2026-10-04T04:30+11:00',
  },
  {
    what: 'a midnight that does not exist',
    schedule: guard('America/Sao_Paulo'),
    from: '2018-11-03T12:00-03:00',
    amount: hours(13),
    until: '2018-11-04T02:00-02:00',
  },
  {
    what: 'the last hour twice',
    schedule: guard('America/Sao_Paulo'),
    from: '2018-02-17T22:00-02:00',
    amount: hours(4),
    until: '2018-02-18T01:00-03:00',
  },
  {
    what: 'a day that was left out',
    schedule: office('Pacific/Apia', bareWeekdays),
    from: '2011-12-29T10:00-10:00',
    amount: days(1),
    until: '2012-01-02T10:00+14:00',
  },
];

export const computed = () =>
  cases.map(({ schedule, from, amount, until }) => ({
    until: addWorkingTime(new Date(from), amount, schedule).toISOString(),
    minutes: workingMinutesBetween(new Date(from), new Date(until), schedule),
  }));

// Run by itself, it prints what this machine's zone makes of all that.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(
    JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, results: computed() }),
  );
