import { describe, expect, it } from 'vitest';
import { readWish } from '../../../src/features/occurrences/quiet-command.ts';
import { quietHoursOf, quietUntil } from '../../../src/features/occurrences/quiet-hours.ts';
import { momentOf, whyNot } from '../../../src/features/occurrences/rules.ts';
import { pickedDue, snoozedUntil } from '../../../src/features/occurrences/snoozes.ts';
import { countryCalendar } from '../../../src/time/calendar.ts';

const night = { from: '22:00', to: '08:00' };
const until = (at: string, hours = night, zone = 'Asia/Shanghai') => {
  const end = quietUntil(new Date(at), hours, zone);
  return end && new Date(end.epochMilliseconds).toISOString();
};

describe('quiet hours', () => {
  it.each([
    ['before they begin', '2026-11-23T21:59:59+08:00', undefined],
    ['in the evening', '2026-11-23T22:00+08:00', '2026-11-24T00:00:00.000Z'],
    ['after midnight', '2026-11-24T03:00+08:00', '2026-11-24T00:00:00.000Z'],
    ['at their end', '2026-11-24T08:00+08:00', undefined],
  ])('%s', (_, at, end) => expect(until(at)).toBe(end));

  it.each([
    // New York goes forward on 2026-03-08 at two, and back on 2026-11-01 at two.
    ['the night is an hour shorter', '2026-03-08T01:30:00-05:00', night, '2026-03-08T12:00:00.000Z'],
    ['and an hour longer', '2026-11-01T00:30:00-04:00', night, '2026-11-01T13:00:00.000Z'],
    [
      'an end that the clocks skip comes when they do',
      '2026-03-08T01:00:00-05:00',
      { from: '23:00', to: '02:30' },
      '2026-03-08T07:30:00.000Z',
    ],
    [
      'an end that comes twice is the first',
      '2026-11-01T00:10:00-04:00',
      { from: '23:00', to: '01:30' },
      '2026-11-01T05:30:00.000Z',
    ],
    [
      'and what comes again after it is not quiet',
      '2026-11-01T01:10:00-05:00',
      { from: '23:00', to: '01:30' },
      undefined,
    ],
  ])('where the clocks change: %s', (_, at, hours, end) =>
    expect(until(at, hours, 'America/New_York')).toBe(end),
  );

  it('within a day, and to its end', () => {
    expect(until('2026-11-23T13:00+08:00', { from: '12:00', to: '14:00' })).toBe('2026-11-23T06:00:00.000Z');
    expect(until('2026-11-23T23:00+08:00', { from: '22:00', to: '24:00' })).toBe('2026-11-23T16:00:00.000Z');
    expect(until('2026-11-24T00:00+08:00', { from: '22:00', to: '24:00' })).toBeUndefined();
  });

  it('one’s own come before those of the office', () => {
    const own = (quietFrom: string | null, quietTo: string | null) =>
      quietHoursOf({ quietFrom, quietTo }, night);
    expect(quietHoursOf(undefined, night)).toBe(night);
    expect(own(null, null)).toBe(night);
    expect(own('', '')).toBeUndefined();
    expect(own('20:00', '07:00')).toEqual({ from: '20:00', to: '07:00' });
  });

  it.each([
    ['20:00-08:00', { from: '20:00', to: '08:00' }],
    ['20：00－8：00', { from: '20:00', to: '08:00' }],
    ['22-7', { from: '22:00', to: '07:00' }],
    ['from 10pm to 7:30 am', { from: '22:00', to: '07:30' }],
    ['12am to 6am', { from: '00:00', to: '06:00' }],
    ['22点到7点30分', { from: '22:00', to: '07:30' }],
    ['从20:00至24:00', { from: '20:00', to: '00:00' }],
    ['off', 'off'],
    ['关闭', 'off'],
    ['default', 'default'],
    ['恢复默认', 'default'],
    ['25:00-8:00', undefined],
    ['8:00-8:00', undefined],
    ['tonight', undefined],
  ])('%s', (typed, wish) => expect(readWish(typed)).toEqual(wish));
});

describe('what becomes of one that falls due', () => {
  const tell = { canWait: true, graceMinutes: 5, whenLate: 'tell' } as const;
  const drop = { ...tell, whenLate: 'drop' } as const;
  const due = { dueAt: new Date('2026-11-23T15:00+08:00'), toldAt: null, answeredById: null };
  const inNight = { ...due, dueAt: new Date('2026-11-23T23:00+08:00') };
  const quiet = { hours: night, timezone: 'Asia/Shanghai' };
  const wait = { now: 'wait', until: new Date('2026-11-24T08:00+08:00') };
  it.each([
    ['in time', due, tell, '23T15:04', { now: 'tell', late: false }],
    ['late', due, tell, '23T15:06', { now: 'tell', late: true }],
    ['late, and of no use any more', due, drop, '23T15:06', { now: 'drop' }],
    ['in quiet hours', inNight, tell, '23T23:00', wait],
    ['at their end it is not late', inNight, tell, '24T08:00', { now: 'tell', late: false }],
    ['unless it was slept through as well', inNight, tell, '24T08:06', { now: 'tell', late: true }],
    ['what cannot wait', inNight, { ...tell, canWait: false }, '23T23:00', { now: 'tell', late: false }],
    [
      'what comes back by itself',
      { ...inNight, toldAt: new Date(0) },
      { ...tell, canWait: false },
      '23T23:00',
      wait,
    ],
    [
      'what was snoozed into them',
      { ...inNight, answeredById: 'p' },
      tell,
      '23T23:00',
      { now: 'tell', late: false },
    ],
    ['missed in the day, noticed at night', due, drop, '23T23:00', wait],
  ])('%s', (_, one, kind, at, moment) =>
    expect(momentOf(one, kind, new Date(`2026-11-${at}+08:00`), quiet)).toEqual(moment),
  );
});

describe('who may answer what', () => {
  const toldAt = new Date(0);
  const mine = { personId: 'me', toldAt };
  const teams = { personId: null, toldAt };
  const states = ['due', 'told', 'done', 'missed', 'lapsed'] as const;
  it.each([
    ['their own', mine, { id: 'me', isMember: false }, [undefined, undefined, 'done', 'over', 'over']],
    [
      'never told',
      { ...mine, toldAt: null },
      { id: 'me', isMember: false },
      ['notYet', undefined, 'done', 'over', 'over'],
    ],
    ['somebody else’s', mine, { id: 'you', isMember: true }, states.map(() => 'notYours')],
    [
      'a member of the team',
      teams,
      { id: 'you', isMember: true },
      [undefined, undefined, 'done', 'over', 'over'],
    ],
    ['nobody of the team', teams, { id: 'you', isMember: false }, states.map(() => 'notYours')],
  ])('%s', (_, one, actor, expected) => {
    for (const answer of ['done', 'snooze', 'delegate'] as const) {
      expect(states.map((state) => whyNot({ ...one, state }, answer, [answer], actor))).toEqual(expected);
      const offered = whyNot({ ...one, state: 'told' }, answer, [], actor);
      expect(offered).toBe(expected[1] ?? 'notOffered');
    }
  });
});

describe('snoozing', () => {
  const schedule = {
    ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '18:00' },
    ...{ timezone: 'Asia/Shanghai', calendar: countryCalendar('CN') },
  };
  const at = (snooze: Parameters<typeof snoozedUntil>[0], now: string, zone = 'Asia/Shanghai') =>
    snoozedUntil(snooze, new Date(now), zone, schedule).localTime;
  it('a while, tomorrow, and the next day that is worked', () => {
    const friday = '2026-11-27T17:00+08:00';
    expect(at('15m', friday)).toBe('2026-11-27T17:15');
    expect(at('1h', friday)).toBe('2026-11-27T18:00');
    expect(at('tomorrow', friday)).toBe('2026-11-28T09:00');
    expect(at('workday', friday)).toBe('2026-11-30T09:00');
    // That Sunday is worked in exchange for the holidays.
    expect(at('workday', '2026-09-18T17:00+08:00')).toBe('2026-09-20T09:00');
    expect(at('tomorrow', friday, 'America/New_York')).toBe('2026-11-28T09:00');
  });
  it('until what was picked, in the zone of whoever picked it', () => {
    const due = pickedDue('2026-11-30T14:00[Europe/Berlin]', 'Asia/Shanghai');
    expect(due.dueAt.toISOString()).toBe('2026-11-30T13:00:00.000Z');
    expect(due.timezone).toBe('Europe/Berlin');
  });
});
