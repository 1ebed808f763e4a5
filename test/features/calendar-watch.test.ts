import { describe, expect, it } from 'vitest';
import type { Office } from '../../src/config/office.ts';
import { calendarEnds, calendarNews } from '../../src/features/calendar-watch/rules.ts';

const officeOf = (...names: string[]) =>
  ({
    organisation: { timezone: 'Asia/Shanghai', calendar: names[0] },
    calendars: { site: { id: 'site', base: 'CN', holidays: [], workdays: [], validThrough: '2027-06-30' } },
    teams: Object.fromEntries(names.slice(1).map((calendar, at) => [`team${at}`, { calendar }])),
  }) as unknown as Office;
const on = (day: string) => new Date(`${day}T12:00+08:00`);
const told = (office: Office, day: string) =>
  calendarNews(office, on(day)).map(
    ({ calendar, news, validThrough }) => `${calendar} ${news} ${validThrough}`,
  );

describe('what there is to say of calendars', () => {
  it.each([
    ['long before the end', ['CN'], '2026-11-30', []],
    ['a month before it', ['CN'], '2026-12-01', ['CN soon 2026-12-31']],
    ['on the last day', ['CN'], '2026-12-31', ['CN soon 2026-12-31']],
    ['after it', ['CN'], '2027-01-01', ['CN past 2026-12-31']],
    ['of one’s own, which goes on', ['site'], '2027-01-01', []],
    [
      'of each that is gone by, once',
      ['CN', 'site', 'site'],
      '2027-07-01',
      ['CN past 2026-12-31', 'site past 2027-06-30'],
    ],
    ['of holidays that are computed', ['DE'], '2090-01-01', []],
    ['of a country that nothing is known of', ['XX'], '2026-11-22', ['XX unknown 0000-12-31']],
  ])('%s', (_, names, day, expected) => {
    expect(told(officeOf(...names), day)).toEqual(expected);
  });

  it('nothing of no calendar', () => {
    expect(
      told(
        { organisation: { timezone: 'UTC' }, calendars: {}, teams: {} } as unknown as Office,
        '2027-01-01',
      ),
    ).toEqual([]);
  });

  it('in the morning, by the clocks of the office', () => {
    expect(
      calendarEnds(officeOf('CN'), on('2026-01-01')).map(({ dueAt, localTime }) => [
        dueAt.toISOString(),
        localTime,
      ]),
    ).toEqual([
      ['2026-12-01T01:00:00.000Z', '2026-12-01T09:00'],
      ['2027-01-01T01:00:00.000Z', '2027-01-01T09:00'],
    ]);
  });
});
