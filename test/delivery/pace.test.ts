import { describe, expect, it } from 'vitest';
import { afterSending, allowance, type Pace, retryAt } from '../../src/delivery/pace.ts';

const at = (ms: number) => new Date(1_000_000 + ms);

/** When each of so many messages is sent, all asked for at once; a sender that sleeps exactly until it may. */
function schedule(pace: Pace, count: number): number[] {
  const sent: number[] = [];
  let now = at(0);
  let next: Date | null = null;
  while (sent.length < count) {
    const allowed = allowance(pace, next, now);
    for (let i = 0; i < allowed && sent.length < count; i += 1) {
      sent.push(now.getTime() - at(0).getTime());
      next = afterSending(pace, next, now);
    }
    if (sent.length < count && allowance(pace, next, now) === 0) now = next!;
  }
  return sent;
}

describe('pace', () => {
  it.each<[Pace, number[]]>([
    [{ intervalMs: 1000, burst: 1 }, [0, 1000, 2000, 3000, 4000]],
    [{ intervalMs: 1000, burst: 3 }, [0, 0, 0, 1000, 2000]],
    [{ intervalMs: 250, burst: 2 }, [0, 0, 250, 500, 750]],
    [{ intervalMs: 0, burst: 1 }, [0, 0, 0, 0, 0]],
  ])('%j', (pace, expected) => expect(schedule(pace, 5)).toEqual(expected));

  it('saves up for a burst and no more', () => {
    const pace = { intervalMs: 1000, burst: 3 };
    const next = afterSending(pace, null, at(0));
    expect(allowance(pace, next, at(0))).toBe(2);
    expect(allowance(pace, next, at(3_600_000))).toBe(3);
  });

  it('is not earned by a clock that went back', () => {
    const pace = { intervalMs: 1000, burst: 1 };
    const next = afterSending(pace, null, at(0));
    expect(allowance(pace, next, at(-60_000))).toBe(0);
    expect(allowance(pace, next, at(999))).toBe(0);
    expect(allowance(pace, next, at(1000))).toBe(1);
  });

  it.each([
    [1, 1000],
    [2, 2000],
    [5, 16_000],
    [9, 256_000],
    [10, 300_000],
    [1000, 300_000],
  ])('attempt %i is repeated after %i ms, spread by a tenth', (attempts, delayMs) => {
    for (let i = 0; i < 50; i += 1) {
      const waitedMs = retryAt(at(0), attempts).getTime() - at(0).getTime();
      expect(waitedMs).toBeGreaterThanOrEqual(delayMs);
      expect(waitedMs).toBeLessThanOrEqual(delayMs * 1.1);
    }
  });
});
