import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import { readSpokenDateTime, readSpokenDay, readSpokenTime } from '../../src/time/spoken-date.ts';

/** A Tuesday morning. */
const now = Temporal.PlainDateTime.from('2026-11-24T10:00');

const days: [string, string | undefined][] = [
  ['today', '2026-11-24'],
  ['Tomorrow!', '2026-11-25'],
  ['Friday', '2026-11-27'],
  ['by Friday', '2026-11-27'],
  ['every Friday', '2026-11-27'],
  ['Fridays', '2026-11-27'],
  ['Tuesday', '2026-11-24'],
  ['next Friday', '2026-12-04'],
  ['in two weeks', '2026-12-08'],
  ['5 Dec', '2026-12-05'],
  ['Dec 5th', '2026-12-05'],
  ['the 5th', '2026-12-05'],
  ['5th', '2026-12-05'],
  ['by the 25th', '2026-11-25'],
  ['the 5th of next month', '2026-12-05'],
  ['the 31st', '2026-12-31'],
  ['end of month', '2026-11-30'],
  ['by the end of next month', '2026-12-31'],
  ['end of the week', '2026-11-27'],
  ['2027-01-15', '2027-01-15'],
  ['今天', '2026-11-24'],
  ['明天', '2026-11-25'],
  ['后天。', '2026-11-26'],
  ['周五', '2026-11-27'],
  ['周五前', '2026-11-27'],
  ['每周五', '2026-11-27'],
  ['星期天', '2026-11-29'],
  ['周二', '2026-11-24'],
  ['下周五', '2026-12-04'],
  ['月底', '2026-11-30'],
  ['月底之前', '2026-11-30'],
  ['这个月底', '2026-11-30'],
  ['下个月底', '2026-12-31'],
  ['下月初', '2026-12-01'],
  ['下个月5号', '2026-12-05'],
  ['下下个月五号', '2027-01-05'],
  ['5号', '2026-12-05'],
  ['二十五号', '2026-11-25'],
  ['三十一日', '2026-12-31'],
  ['十号前', '2026-12-10'],
  ['12月5号', '2026-12-05'],
  ['１２月５日', '2026-12-05'],
  ['三天后', '2026-11-27'],
  ['本周', '2026-11-27'],
  ['周末', '2026-11-28'],
  ['', undefined],
  ['soon', undefined],
  ['尽快', undefined],
  ['5', undefined],
  ['the 32nd', undefined],
  ['3 chairs', undefined],
  ['Friday or Monday', undefined],
  ['Friday to Monday', undefined],
  ['I may come on Friday with my dog', undefined],
  ['at 3pm', undefined],
  ['下个月31号', '2026-12-31'],
  ['下下下个月五号', undefined],
];

const times: [string, string | undefined][] = [
  ['3pm', '15:00'],
  ['at 3:30 pm', '15:30'],
  ['noon', '12:00'],
  ['14:05', '14:05'],
  ['下午三点', '15:00'],
  ['早上9点半', '09:30'],
  ['tomorrow', undefined],
  ['tomorrow at 3pm', undefined],
  ['三楼', undefined],
];

const moments: [string, string | undefined][] = [
  ['tomorrow at 3pm', '2026-11-25T15:00'],
  ['3pm tomorrow', '2026-11-25T15:00'],
  ['Dec 5th 14:30', '2026-12-05T14:30'],
  ['the 5th at 9:15', '2026-12-05T09:15'],
  ['9:15 on the 5th', '2026-12-05T09:15'],
  ['明天下午三点', '2026-11-25T15:00'],
  ['下个月5号下午三点', '2026-12-05T15:00'],
  ['月底早上9点半', '2026-11-30T09:30'],
  ['3pm', '2026-11-24T15:00'],
  ['9am', '2026-11-25T09:00'],
  ['tomorrow', undefined],
  ['明天', undefined],
  ['hm', undefined],
];

describe.each(['UTC', 'America/New_York', 'Pacific/Apia', 'Asia/Shanghai'])('on a machine in %s', (zone) => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
  it('a day, a time and a moment are understood alike', () => {
    process.env.TZ = zone;
    for (const [said, day] of days) expect([said, readSpokenDay(said, now)]).toEqual([said, day]);
    for (const [said, time] of times) expect([said, readSpokenTime(said, now)]).toEqual([said, time]);
    for (const [said, at] of moments) expect([said, readSpokenDateTime(said, now)]).toEqual([said, at]);
  });
});

it('long nonsense is refused quickly', () => {
  const began = performance.now();
  for (const noise of ['下'.repeat(3000), 'next '.repeat(600), '1'.repeat(3000), '5号 '.repeat(700)])
    expect(readSpokenDateTime(noise, now)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(1000);
});
