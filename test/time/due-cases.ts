import { pathToFileURL } from 'node:url';
import { daysLater } from '../../src/time/due.ts';
import { formatDateTime } from '../../src/time/format.ts';

/** From an instant, so many days on: the wall time that is meant, and the instant that it is. */
export const cases = [
  {
    zone: 'Asia/Shanghai',
    what: 'no change of clocks',
    from: '2026-03-07T18:30:00Z',
    days: 1,
    meant: '2026-03-09T02:30',
    dueAt: '2026-03-08T18:30:00.000Z',
  },
  {
    zone: 'America/New_York',
    what: 'into the gap: an hour on',
    from: '2026-03-07T07:30:00Z',
    days: 1,
    meant: '2026-03-08T02:30',
    dueAt: '2026-03-08T07:30:00.000Z',
  },
  {
    zone: 'America/New_York',
    what: 'over the gap: 23 hours',
    from: '2026-03-07T17:00:00Z',
    days: 1,
    meant: '2026-03-08T12:00',
    dueAt: '2026-03-08T16:00:00.000Z',
  },
  {
    zone: 'America/New_York',
    what: 'into the overlap: the first',
    from: '2026-10-31T05:30:00Z',
    days: 1,
    meant: '2026-11-01T01:30',
    dueAt: '2026-11-01T05:30:00.000Z',
  },
  {
    zone: 'America/New_York',
    what: 'a week over the overlap',
    from: '2026-10-30T16:00:00Z',
    days: 7,
    meant: '2026-11-06T12:00',
    dueAt: '2026-11-06T17:00:00.000Z',
  },
  {
    zone: 'Europe/Berlin',
    what: 'into the gap',
    from: '2026-03-28T01:15:00Z',
    days: 1,
    meant: '2026-03-29T02:15',
    dueAt: '2026-03-29T01:15:00.000Z',
  },
  {
    zone: 'Europe/Berlin',
    what: 'into the overlap: the first',
    from: '2026-10-24T00:30:00Z',
    days: 1,
    meant: '2026-10-25T02:30',
    dueAt: '2026-10-25T00:30:00.000Z',
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'a gap of half an hour',
    from: '2026-10-02T15:45:00Z',
    days: 1,
    meant: '2026-10-04T02:15',
    dueAt: '2026-10-03T15:45:00.000Z',
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'an overlap of half an hour',
    from: '2026-04-03T14:45:00Z',
    days: 1,
    meant: '2026-04-05T01:45',
    dueAt: '2026-04-04T14:45:00.000Z',
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'midnight that does not exist',
    from: '2018-11-03T03:00:00Z',
    days: 1,
    meant: '2018-11-04T00:00',
    dueAt: '2018-11-04T03:00:00.000Z',
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'the last hour twice: the first',
    from: '2018-02-17T01:30:00Z',
    days: 1,
    meant: '2018-02-17T23:30',
    dueAt: '2018-02-18T01:30:00.000Z',
  },
  {
    zone: 'Pacific/Apia',
    what: 'a day that was left out',
    from: '2011-12-29T20:00:00Z',
    days: 1,
    meant: '2011-12-30T10:00',
    dueAt: '2011-12-30T20:00:00.000Z',
  },
  {
    zone: 'Pacific/Apia',
    what: 'across that day',
    from: '2011-12-29T20:00:00Z',
    days: 2,
    meant: '2011-12-31T10:00',
    dueAt: '2011-12-30T20:00:00.000Z',
  },
  {
    zone: 'Africa/Casablanca',
    what: 'back before Ramadan',
    from: '2026-02-14T12:00:00Z',
    days: 1,
    meant: '2026-02-15T13:00',
    dueAt: '2026-02-15T13:00:00.000Z',
  },
  {
    zone: 'Africa/Casablanca',
    what: 'and on again after it',
    from: '2026-03-21T12:00:00Z',
    days: 1,
    meant: '2026-03-22T12:00',
    dueAt: '2026-03-22T11:00:00.000Z',
  },
  {
    zone: 'Asia/Shanghai',
    what: 'the end of a leap February',
    from: '2028-02-28T01:00:00Z',
    days: 2,
    meant: '2028-03-01T09:00',
    dueAt: '2028-03-01T01:00:00.000Z',
  },
  {
    zone: 'UTC',
    what: 'the end of a year',
    from: '2026-12-30T23:59:00Z',
    days: 2,
    meant: '2027-01-01T23:59',
    dueAt: '2027-01-01T23:59:00.000Z',
  },
];

export const computed = () =>
  cases.map(({ from, days, zone }) => {
    const due = daysLater(new Date(from), days, zone);
    return { meant: due.localTime, dueAt: due.dueAt.toISOString() };
  });

/** The same moment as its readers read it. */
export const read = () =>
  cases.map(({ from, zone }) =>
    (['en', 'zh-CN'] as const).map((locale) => formatDateTime(new Date(from), { locale, timezone: zone })),
  );

// Run by itself, it prints what this machine's zone makes of all that.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(
    JSON.stringify({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      results: computed(),
      read: read(),
    }),
  );
