import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymOf, seal, unseal } from '../../src/anonymity/seal.ts';
import { shuffled } from '../../src/anonymity/shuffle.ts';
import type { Json } from '../../src/core/json.ts';

const key = randomBytes(32);
const size = 2000;

describe('a sealed value', () => {
  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(Buffer.byteLength(text) <= size);
        expect(JSON.stringify(unseal(key, seal(key, value as Json, size)))).toBe(text);
      }),
    );
  });

  it('has the same length whatever is in it, and never looks the same', () => {
    const lengths = ['', 'yes', 'x'.repeat(1900), '字'.repeat(600)].map((one) => seal(key, one, size).length);
    expect(new Set(lengths).size).toBe(1);
    expect(seal(key, 'yes', size)).not.toBe(seal(key, 'yes', size));
    expect(() => seal(key, 'x'.repeat(1999), size)).toThrow(/too large/);
  });

  it('is not opened by another key, nor when a bit of it was changed', () => {
    const sealed = seal(key, 'yes', 100);
    expect(() => unseal(randomBytes(32), sealed)).toThrow(/cannot be unsealed/);
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => unseal(key, changed.toString('base64url'))).toThrow(/cannot be unsealed/);
    }
    expect(() => unseal(key, '')).toThrow(/cannot be unsealed/);
  });
});

describe('a pseudonym', () => {
  it('is the same for one person and one thing, and another for every other', () => {
    const all = ['rnd_1', 'rnd_2'].flatMap((round) =>
      ['a', 'b', '1\na'].map((who) => pseudonymOf(key, round, who)),
    );
    expect(new Set([...all, pseudonymOf(randomBytes(32), 'rnd_1', 'a')]).size).toBe(7);
    expect(pseudonymOf(key, 'rnd_1', 'a')).toBe(all[0]);
  });
});

describe('a shuffle', () => {
  it('keeps everything, and changes nothing in place', () => {
    const before = Array.from({ length: 50 }, (_, at) => at);
    const after = shuffled(before);
    expect(after.toSorted((a, b) => a - b)).toEqual(before);
    expect(before[0]).toBe(0);
  });

  it('puts everything everywhere, equally often', () => {
    const trials = 12_000;
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let trial = 0; trial < trials; trial += 1)
      shuffled([0, 1, 2, 3]).forEach((value, at) => {
        counts[value]![at]! += 1;
      });
    // 3,000 expected in each, with a standard deviation of 47: eight of them never happen by chance.
    for (const count of counts.flat()) expect(Math.abs(count - trials / 4)).toBeLessThan(8 * 47);
  });
});
