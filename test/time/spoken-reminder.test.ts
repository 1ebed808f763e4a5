import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../src/core/locale.ts';
import { describeIntent } from '../../src/features/reminders/said-back.ts';
import { countryCalendar } from '../../src/time/calendar.ts';
import type { DayOfMonth, Intent, WorkDays } from '../../src/time/recurrence.ts';
import { readReminder } from '../../src/time/spoken-reminder.ts';
import { chinese, english, refused, said } from './spoken-reminder-cases.ts';

const now = Temporal.PlainDateTime.from(said);
const instant = new Date('2026-11-24T10:00+08:00');
const china: WorkDays = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], calendar: countryCalendar('CN') };

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split(' | '));

function on(day: DayOfMonth | undefined): string {
  if (day === undefined) return '';
  if ('day' in day) return ` on ${day.day}`;
  if ('nth' in day) return ` on ${day.nth} ${day.weekday}`;
  return 'first' in day ? ' on first workday' : ` on last ${day.last}`;
}

/** A rule in few signs: `week/2 mon,thu until 2026-12-31`. */
function short({ rule, onFreeDay }: Pick<Intent, 'rule' | 'onFreeDay'>): string {
  const free = onFreeDay === 'keep' ? '' : `; ${onFreeDay}`;
  if (rule === null) return `once${free}`;
  const { every, interval, weekdays, until, count } = rule;
  const days = weekdays.length > 0 ? ` ${weekdays.join(',')}` : '';
  return `${every}/${interval}${days}${on(rule.on)}${until ? ` until ${until}` : ''}${count ? ` x${count}` : ''}${free}`;
}

function understood(phrase: string, locale: Locale): string[] {
  const read = readReminder(phrase, now);
  if ('problem' in read) return [phrase, read.problem];
  const { what, intent, assumed } = read;
  const back = describeIntent({ ...intent, timezone: 'Asia/Shanghai' }, { locale }, china, instant);
  return [phrase, what, intent.start + (assumed ? ' assumed' : ''), short(intent), back];
}

describe('a reminder as it is said', () => {
  it.each([
    ['English', english, 'en'],
    ['Chinese', chinese, 'zh-CN'],
  ] as const)('is understood and said back in %s', (_, table, locale) => {
    const expected = rows(table);
    expect(expected.length).toBeGreaterThanOrEqual(75);
    expect(expected.map(([phrase]) => understood(phrase!, locale))).toEqual(expected);
  });

  it('is refused where it cannot be sure', () => {
    const problems = rows(refused).map(([phrase]) => {
      const read = readReminder(phrase!, now);
      return [phrase, 'problem' in read ? [read.problem, read.hint].filter(Boolean).join(' ') : read.what];
    });
    expect(problems).toEqual(rows(refused));
  });

  it('keeps the text as it was typed', () => {
    const read = readReminder('明天　９：３０，请　Ａｎｎａ　看“合同（２）”！', now);
    expect(read).toMatchObject({ what: '请　Ａｎｎａ　看“合同（２）”！' });
  });

  it('is never sooner than was said', () => {
    const read = readReminder('in 1 minute jump', now.with({ second: 59 }));
    expect(read).toMatchObject({ intent: { start: '2026-11-24T10:02' } });
  });

  it('long nonsense is refused quickly', () => {
    const began = performance.now();
    for (const noise of [
      '每'.repeat(1500),
      'every '.repeat(300),
      '1 '.repeat(900),
      '周一和'.repeat(500),
      ' '.repeat(1999),
    ])
      expect(readReminder(noise, now)).toHaveProperty('problem');
    expect(readReminder('9'.repeat(9000), now)).toEqual({ problem: 'noTime' });
    expect(performance.now() - began).toBeLessThan(1500);
  });
});

describe('what is said back', () => {
  const intent: Intent = {
    start: '2026-11-27T16:00',
    timezone: 'Europe/Berlin',
    rule: null,
    onFreeDay: 'keep',
  };

  it.each<[string, Partial<Intent>, string, string]>([
    [
      'another year',
      { start: '2028-02-29T07:05' },
      'Tuesday 29 February 2028, 07:05 in Berlin',
      '2028年2月29日周二 07:05（德国时间）',
    ],
    [
      'a city of two words',
      { timezone: 'America/New_York' },
      'Friday 27 November, 16:00 in New York',
      '11月27日周五 16:00（纽约时间）',
    ],
    [
      'a first day that is not worked',
      { start: '2026-10-01T09:00', onFreeDay: 'next' },
      'Thursday 8 October, 09:00 in Berlin; on a day off, the next workday instead',
      '10月8日周四 09:00（德国时间）；遇非工作日，顺延到下一个工作日',
    ],
    [
      'every third year',
      { rule: { every: 'year', interval: 3, weekdays: [], on: { nth: -1, weekday: 'fri' } } },
      'Friday 27 November, 16:00 in Berlin, then every 3 years on the last Friday of November',
      '11月27日周五 16:00（德国时间），之后每3年11月最后一个周五',
    ],
  ])('%s', (_, more, en, zh) => {
    const both = (['en', 'zh-CN'] as const).map((locale) =>
      describeIntent({ ...intent, ...more }, { locale }, china, instant),
    );
    expect(both).toEqual([en, zh]);
  });
});
