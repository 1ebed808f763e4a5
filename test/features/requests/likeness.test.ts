import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import { alikeFrom, likeness, marksOf } from '../../../src/features/requests/alike/likeness.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { pairs } from './alike-pairs.ts';

describe('how alike two reports are', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  const judged = async () => {
    const { rows } = await database.pool.query<{ letters: number }>(
      `SELECT greatest(word_similarity(one, other), word_similarity(other, one))::float8 AS "letters"
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY pair(one, other, at) ORDER BY at`,
      [pairs.map(([one]) => one), pairs.map(([, other]) => other)],
    );
    return pairs.map(([one, other, alike], at) => {
      const { letters } = rows[at]!;
      const scores = [likeness(one, other, letters), likeness(other, one, letters)];
      expect(scores[0]).toBeCloseTo(scores[1]!, 10);
      return { pair: `${one} | ${other}`, alike, right: scores[0]! >= alikeFrom === alike };
    });
  };

  // No rule is right about all of them: these are the ones that it gets wrong, and there shall be no others.
  it('is right about all pairs but these', async () => {
    const wrong = (await judged()).filter(({ right }) => !right).map(({ pair }) => pair);
    expect(wrong).toEqual(['卫生间堵了 | 男卫生间马桶堵了', 'Coffee machine broken | Coffee is out']);
  });

  it.each<[string, string[]]>([
    ['The aircon on 3F', ['3']],
    ['三楼和十二层', ['3', '12']],
    ['second floor, room 301', ['301', '2']],
    ['３楼', ['3']],
    ['二十三楼', ['23']],
    ['三十楼', ['30']],
    ['三把椅子', []],
  ])('%s names %j', (text, marks) => expect([...marksOf(text)]).toEqual(marks));

  it('is nothing where other floors are named, and everything for the same words', () => {
    expect(likeness('aircon 3F', 'aircon 5F', 1)).toBe(0);
    expect(likeness('三楼空调漏水', '三楼空调漏水', 1)).toBe(1);
    expect(likeness('', '', 1)).toBe(0);
  });
});
