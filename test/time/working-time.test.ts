import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addWorkingTime,
  isWorkingDay,
  workingDue,
  workingMinutesBetween,
} from '../../src/time/working-time.ts';
import { berlin, cases, computed, guard, newYork, night, shanghai } from './working-time-cases.ts';

describe('working time', () => {
  it.each(cases.map((one, at) => ({ ...one, zone: one.schedule.timezone, at })))('$zone: $what', (one) => {
    const { until, minutes } = computed()[one.at]!;
    expect(until).toBe(new Date(one.until).toISOString());
    if ('minutes' in one.amount) expect(minutes).toBe(one.amount.minutes);
  });

  it.each(['America/New_York', 'Asia/Shanghai', 'Pacific/Apia', 'UTC'])(
    'whatever the machine’s zone: %s',
    (TZ) => {
      const script = fileURLToPath(new URL('./working-time-cases.ts', import.meta.url));
      const output = execFileSync(process.execPath, ['--import', 'tsx', script], {
        env: { ...process.env, TZ },
      });
      expect(JSON.parse(output.toString())).toEqual({ zone: TZ, results: computed() });
    },
  );

  it('falls due at a wall time of its zone', () => {
    expect(workingDue(new Date('2026-09-18T17:00+08:00'), { minutes: 120 }, shanghai)).toEqual({
      dueAt: new Date('2026-09-20T10:00+08:00'),
      localTime: '2026-09-20T10:00',
      timezone: 'Asia/Shanghai',
    });
  });

  it('does not look for work for ever', () => {
    const never = { ...shanghai, days: [] };
    const retired = { ...shanghai, calendar: { kindOf: () => 'holiday' as const, validThrough: undefined } };
    for (const schedule of [never, retired])
      expect(() => addWorkingTime(new Date('2027-01-01T00:00Z'), { minutes: 1 }, schedule)).toThrow(
        'nobody works',
      );
  });
});

describe('of any working time', () => {
  const schedules = [
    shanghai,
    berlin,
    newYork,
    guard('Europe/Berlin'),
    guard('Australia/Lord_Howe'),
    guard('Africa/Casablanca'),
    night('America/New_York', '01:30', '06:00'),
    night('America/Sao_Paulo', '00:00', '05:00'),
    night('Australia/Lord_Howe', '00:30', '02:15'),
  ];
  const schedule = fc.constantFrom(...schedules);
  const instant = fc.date({
    min: new Date('2016-01-01Z'),
    max: new Date('2028-12-31Z'),
    noInvalidDate: true,
  });
  const minutes = fc.integer({ min: 0, max: 60_000 });
  const workingDays = fc.integer({ min: 1, max: 400 });
  const amount = fc.oneof(fc.record({ minutes }), fc.record({ workingDays }));

  it('what is added is between', () => {
    fc.assert(
      fc.property(schedule, instant, minutes, (s, from, count) => {
        const until = addWorkingTime(from, { minutes: count }, s);
        expect(workingMinutesBetween(from, until, s)).toBe(count);
        expect(workingMinutesBetween(until, from, s)).toBe(0 - count);
        const before = addWorkingTime(from, { minutes: 0 - count }, s);
        expect(workingMinutesBetween(before, from, s)).toBe(count);
      }),
    );
  });

  it('later stays later, and more is later', () => {
    fc.assert(
      fc.property(schedule, instant, instant, amount, (s, one, other, much) => {
        const [a, b] = [one, other].sort((x, y) => x.getTime() - y.getTime()) as [Date, Date];
        const [first, second] = [addWorkingTime(a, much, s), addWorkingTime(b, much, s)];
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
        expect(first.getTime()).toBeGreaterThanOrEqual(a.getTime());
        const more =
          'minutes' in much ? { minutes: much.minutes + 1 } : { workingDays: much.workingDays + 1 };
        expect(addWorkingTime(a, more, s).getTime()).toBeGreaterThan(first.getTime());
      }),
    );
  });

  it('parts of it add up', () => {
    fc.assert(
      fc.property(schedule, instant, minutes, minutes, (s, from, one, other) => {
        const inTwo = addWorkingTime(addWorkingTime(from, { minutes: one }, s), { minutes: other }, s);
        expect(inTwo).toEqual(addWorkingTime(from, { minutes: one + other }, s));
      }),
    );
  });

  it('days have the length of days where the clocks change at night', () => {
    fc.assert(
      fc.property(fc.constantFrom(shanghai, berlin, newYork), instant, workingDays, (s, from, count) => {
        const until = addWorkingTime(from, { workingDays: count }, s);
        expect(workingMinutesBetween(from, until, s)).toBe(count * 9 * 60);
      }),
    );
  });

  it('is what the clocks of the place show, counted quarter by quarter of an hour', () => {
    const quarter = 900_000;
    // Where a shift begins or ends in an overlap it is worked once, which counting does not know.
    const counted = schedules.slice(0, 6);
    const changes = [
      '2026-03-29',
      '2026-10-25',
      '2026-03-08',
      '2026-11-01',
      '2026-04-05',
      '2026-10-04',
      '2026-02-15',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...counted),
        fc.constantFrom(...changes, '2026-09-20', '2026-10-08'),
        fc.integer({ min: -400, max: 100 }),
        fc.integer({ min: 0, max: 500 }),
        (s, near, offset, length) => {
          const start = Date.parse(near) + offset * quarter;
          let worked = 0;
          for (let at = start; at < start + length * quarter; at += quarter) {
            const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(s.timezone);
            const time = shown.toPlainTime().toString().slice(0, 5);
            if (isWorkingDay(shown.toPlainDate().toString(), s) && time >= s.from && time < s.to)
              worked += 15;
          }
          expect(workingMinutesBetween(new Date(start), new Date(start + length * quarter), s)).toBe(worked);
        },
      ),
    );
  });

  it('takes no time to speak of, over ten years', () => {
    const [a, b] = [new Date('2018-01-01Z'), new Date('2028-01-01Z')];
    workingMinutesBetween(a, b, newYork);
    const begun = process.cpuUsage();
    workingMinutesBetween(a, b, newYork);
    const { user } = process.cpuUsage(begun);
    expect(user / 1000).toBeLessThan(500);
  });
});
