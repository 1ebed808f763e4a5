import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal } from '../../../src/anonymity/seal.ts';
import type { Json } from '../../../src/core/json.ts';
import { emptyEnvelope } from '../../../src/features/surveys/answers.ts';
import { cleaned, longestComment, sizeOf } from '../../../src/features/surveys/envelopes/size.ts';
import { oneOfEach } from './one-of-each.ts';

const key = randomBytes(32);
const size = sizeOf(oneOfEach);
/** Any characters at all, halves of characters and control characters among them. */
const typed = (max: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 1, 31, 34, 92, 0x2028)), {
      minLength: max,
      maxLength: max,
    })
    .map((units) => cleaned(String.fromCharCode(...units)).slice(0, max));

describe('the size of an envelope', () => {
  it('holds the longest answers to all, whatever was typed, and shows nothing of them', () => {
    const empty = seal(key, emptyEnvelope(null) as unknown as Json, size).length;
    fc.assert(
      fc.property(typed(300), typed(longestComment), (why, comment) => {
        const answers = {
          ...{ clean: '5', food: '5', tell: '10', often: 'weekly', why, used: ['car', 'desk', 'room'] },
          ...{ order: ['light', 'air', 'chairs'], rooms: { small: '5', time: '5' } },
        };
        const content = {
          ...{ answers, group: 'g'.repeat(100), sent: true, comment, at: 'q:often' },
          namedPersonId: 'per_0mb3k9x2c00f1q7v9z2',
        };
        expect(seal(key, content, size)).toHaveLength(empty);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves alone what people write', () => {
    const text = '灯坏了\n"quoted" \\ \t🙂 <b>';
    expect(cleaned(text)).toBe(text);
    expect(cleaned('a\r\nb\u0007c\ud800d')).toBe('a\nb c d');
  });
});
