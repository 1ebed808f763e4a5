import { describe, expect, it } from 'vitest';
import {
  bareWeekdays,
  countryCalendar,
  customCalendar,
  type DayKind,
  nothingKnown,
} from '../../src/time/calendar.ts';
import { isWorkingDay } from '../../src/time/working-time.ts';

describe('what a day is', () => {
  it.each<[string, string, DayKind | undefined, string]>([
    ['CN', '2026-10-01', 'holiday', 'National Day'],
    ['CN', '2026-10-07', 'holiday', 'its last day off'],
    ['CN', '2026-10-08', undefined, 'a Thursday again'],
    ['CN', '2026-09-20', 'workday', 'a Sunday that is worked'],
    ['CN', '2026-10-10', 'workday', 'a Saturday that is worked'],
    ['CN', '2026-03-08', undefined, 'half a day off for some'],
    ['CN', '2027-10-01', undefined, 'not decreed yet: never a guess'],
    ['CN', '2003-10-01', undefined, 'before the table'],
    ['DE', '2026-10-03', 'holiday', 'German Unity Day'],
    ['DE', '2026-06-04', undefined, 'Corpus Christi is a region’s'],
    ['DE', '2026-12-24', undefined, 'Christmas Eve is none'],
    ['DE', '2040-04-02', 'holiday', 'Easter Monday, computed'],
    ['HU', '2024-03-31', 'holiday', 'a holiday of 23 hours'],
    ['AT', '2025-10-26', 'holiday', 'a holiday of 25 hours'],
    ['US', '2021-12-31', 'holiday', 'New Year’s Day, in the year before'],
    ['US', '2026-11-26', 'holiday', 'Thanksgiving'],
    ['KR', '2026-02-18', 'holiday', 'the third day of three'],
    ['SA', '2026-05-29', 'holiday', 'the fourth day of four'],
    ['SA', '2026-05-30', undefined, 'and the day after'],
    ['SZ', '2027-01-01', 'holiday', 'a holiday from December into January'],
    ['GT', '2026-12-24', undefined, 'half a day is worked'],
    ['XX', '2026-01-01', undefined, 'nowhere'],
  ])('%s %s: %s (%s)', (code, date, kind) => {
    expect(countryCalendar(code).kindOf(date)).toBe(kind);
  });

  const own = customCalendar({
    base: 'CN',
    holidays: ['2026-09-20'],
    workdays: ['2026-10-01', '2026-11-22'],
  });
  it.each<[string, DayKind | undefined, string]>([
    ['2026-09-20', 'holiday', 'before its base'],
    ['2026-10-01', 'workday', 'before its base'],
    ['2026-10-02', 'holiday', 'as its base says'],
    ['2026-11-22', 'workday', 'its own'],
    ['2026-11-23', undefined, 'a day like any other'],
  ])('an office’s own calendar %s: %s (%s)', (date, kind) => {
    expect(own.kindOf(date)).toBe(kind);
  });

  it('is worked or not, whatever the hours', () => {
    const days = ['mon', 'sat'] as const;
    const schedule = { timezone: 'UTC', from: '09:00', to: '18:00', days, calendar: own };
    const worked = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-10-05', '1969-12-29'];
    expect(worked.map((date) => isWorkingDay(date, schedule))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('how far a calendar goes', () => {
  const days = { holidays: [], workdays: [] };
  it.each([
    ['China, as decreed', countryCalendar('CN'), '2026-12-31'],
    ['a country that computes', countryCalendar('DE'), undefined],
    ['a country that nothing is known of', countryCalendar('XX'), nothingKnown],
    ['no calendar', bareWeekdays, undefined],
    ['one’s own', customCalendar({ ...days, validThrough: '2027-06-30' }), '2027-06-30'],
    ['one’s own, of bare weekdays', customCalendar(days), undefined],
    ['one’s own, as its base', customCalendar({ ...days, base: 'CN' }), '2026-12-31'],
    [
      'one’s own, on from its base',
      customCalendar({ ...days, base: 'CN', validThrough: '2027-12-31' }),
      '2027-12-31',
    ],
  ])('%s', (_, calendar, expected) => {
    expect(calendar.validThrough).toBe(expected);
  });
});
