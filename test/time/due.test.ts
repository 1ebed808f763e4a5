import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { minutesLater } from '../../src/time/due.ts';
import { formatDateTime } from '../../src/time/format.ts';
import { cases, computed, read } from './due-cases.ts';

describe('the same time of day, days later', () => {
  it.each(cases.map((one, at) => ({ ...one, at })))('$zone: $what', ({ at, meant, dueAt }) => {
    expect(computed()[at]).toEqual({ meant, dueAt });
  });

  it.each(['America/New_York', 'Asia/Shanghai', 'Pacific/Apia', 'UTC'])(
    'whatever the machine’s zone: %s',
    (TZ) => {
      const script = fileURLToPath(new URL('./due-cases.ts', import.meta.url));
      const output = execFileSync(process.execPath, ['--import', 'tsx', script], {
        env: { ...process.env, TZ },
      });
      const { zone, ...rest } = JSON.parse(output.toString());
      expect(zone).toBe(TZ);
      expect(rest).toEqual({ results: computed(), read: read() });
    },
  );
});

describe('minutes from now are real ones, whatever the clocks do', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22T06:05:00Z', 120, '2026-11-22T16:05'],
    ['Asia/Shanghai', '2026-11-22T06:05:01Z', 30, '2026-11-22T14:36'],
    // New York goes forward at two on 8 March, and back at two on 1 November.
    ['America/New_York', '2026-03-08T06:30:00Z', 120, '2026-03-08T04:30'],
    ['America/New_York', '2026-11-01T04:30:00Z', 180, '2026-11-01T02:30'],
    ['America/New_York', '2026-11-01T04:30:00Z', 60, '2026-11-01T01:30'],
    // Half past one comes twice, and this is the second.
    ['America/New_York', '2026-11-01T04:30:00Z', 120, '2026-11-01T06:30', 'UTC'],
  ])('in %s at %s: %i', (zone, from, minutes, start, timezone = zone) => {
    expect(minutesLater(new Date(from), minutes, zone)).toEqual({ start, timezone });
  });
});

describe('a moment, as it is read', () => {
  it.each([
    ['en', 'Asia/Shanghai', 'Sun, Nov 22, 14:05'],
    ['zh-CN', 'Asia/Shanghai', '11月22日周日 14:05'],
    ['en', 'America/New_York', 'Sun, Nov 22, 01:05'],
    ['zh-CN', 'Pacific/Apia', '11月22日周日 19:05'],
  ] as const)('%s in %s', (locale, timezone, expected) => {
    expect(formatDateTime(new Date('2026-11-22T06:05:00Z'), { locale, timezone })).toBe(expected);
  });

  it('is 00:00 at midnight, never 24:00', () => {
    const midnight = new Date('2026-11-21T16:00:00Z');
    expect(formatDateTime(midnight, { locale: 'en', timezone: 'Asia/Shanghai' })).toContain('00:00');
  });
});
