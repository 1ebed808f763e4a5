import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, EnvelopeContent } from '../../../src/features/surveys/answers.ts';
import { countRound, type Turnout, withheld } from '../../../src/features/surveys/counting/count.ts';
import type { QuestionResult, RoundResults } from '../../../src/features/surveys/results/results.ts';
import { oneOfEach } from './one-of-each.ts';

const envelope = (answers: Answers, more: Partial<EnvelopeContent> = {}): EnvelopeContent => ({
  ...{ answers, group: null, sent: true, namedPersonId: null, comment: null, at: 'review' },
  ...more,
});

const turnoutOf = (contents: readonly EnvelopeContent[], extra = 3): Turnout => {
  const turnout = new Map<string | null, { asked: number; answered: number }>();
  for (const { group, sent } of contents) {
    const { asked, answered } = turnout.get(group) ?? { asked: extra, answered: 0 };
    turnout.set(group, { asked: asked + 1, answered: answered + (sent ? 1 : 0) });
  }
  return turnout;
};

const count = (contents: readonly EnvelopeContent[]) => countRound(oneOfEach, turnoutOf(contents), contents);
const question = ({ questions }: Pick<RoundResults, 'questions'>, id: string, row?: string): QuestionResult =>
  questions!.find((one) => one.id === id && one.row === row)!;

const full: Answers = {
  ...{ clean: '4', food: '5', tell: '9', often: 'daily', why: 'light', used: ['car', 'desk'] },
  ...{ order: ['air', 'light'], rooms: { small: '2', time: '3' } },
};

describe('counting a round', () => {
  it('counts each kind of question', () => {
    const five = Array.from({ length: 5 }, () => envelope(full));
    const { results, texts } = count([...five, envelope({ clean: '1', often: 'never', why: 'gone' })]);
    expect(results).toMatchObject({ answered: 6, asked: 9, groups: [], groupsWithheld: 0 });
    expect(question(results, 'clean')).toMatchObject({
      answered: 6,
      counts: { 1: 1, 2: 0, 3: 0, 4: 5, 5: 0 },
      mean: { value: 3.5 },
    });
    expect(question(results, 'food')).toMatchObject({ answered: 5, mean: { value: 5 } });
    expect(question(results, 'tell')).toMatchObject({ answered: 5, score: { value: 100 } });
    expect(question(results, 'often').counts).toEqual({ daily: 5, weekly: 0, never: 1 });
    expect(question(results, 'used').counts).toEqual({ car: 5, desk: 5, room: 0 });
    expect(question(results, 'order').counts).toEqual({ light: 5, air: 10, chairs: 0 });
    expect(question(results, 'rooms', 'time')).toMatchObject({ answered: 5, mean: { value: 3 } });
    // What somebody wrote before they said that they never come is not asked, and so not counted.
    expect(texts).toEqual(Array.from({ length: 5 }, () => ({ questionId: 'why', text: 'light' })));
    expect(question(results, 'why')).toEqual({ id: 'why', answered: 5, counts: null });
  });

  it('says nothing of a question that fewer than five answered, and shows no text of fewer', () => {
    const contents = Array.from({ length: 9 }, (_, at) => envelope(at < 4 ? full : { clean: '3' }));
    const { results, texts } = count(contents);
    expect(question(results, 'clean').answered).toBe(9);
    for (const id of ['food', 'tell', 'often', 'why', 'used', 'order'])
      expect(question(results, id)).toEqual({ id, answered: null, counts: null });
    expect(question(results, 'rooms', 'small')).toEqual({
      ...{ id: 'rooms', row: 'small', answered: null, counts: null },
    });
    expect(texts).toEqual([]);
  });

  it('counts nothing that was not sent off', () => {
    const contents = Array.from({ length: 9 }, (_, at) => envelope(full, { sent: at < 4 }));
    expect(count(contents).results).toEqual({ ...withheld(turnoutOf(contents)), answered: 4 });
  });

  it('names those who asked for it, with their low answers only, and does not count them to the five', () => {
    const low = { ...full, clean: '1', food: '2', tell: '6', rooms: { small: '2', time: '5' } };
    const named = envelope(low, { namedPersonId: 'per_1', comment: 'please come by' });
    const { results, texts, named: all } = count([named, ...Array.from({ length: 4 }, () => envelope(full))]);
    expect(results).toMatchObject({ answered: 5, questions: null });
    expect(texts).toEqual([]);
    expect(all).toEqual(
      [
        { questionId: 'clean', score: 1 },
        { questionId: 'food', score: 2 },
        { questionId: 'tell', score: 6 },
        { questionId: 'rooms', row: 'small', score: 2 },
      ].map((one) => ({ ...one, personId: 'per_1', comment: 'please come by' })),
    );
    const more = count([named, ...Array.from({ length: 5 }, () => envelope(full))]);
    expect(question(more.results, 'clean').answered).toBe(6);
  });

  /** Everybody's answer to one question, in groups of many sizes, some of them named, some skipping. */
  const person = fc.record({
    group: fc.constantFrom('a', 'b', 'c', null),
    clean: fc.option(fc.constantFrom('1', '5'), { freq: 4 }),
    why: fc.boolean(),
    named: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  });

  it('publishes nothing that speaks of one to four people, whatever is taken from whatever', () => {
    const people = fc.array(person, { minLength: 1, maxLength: 45 });
    fc.assert(
      fc.property(people, (all) => {
        const contents = all.map(({ group, clean, why, named }, at) =>
          envelope(
            { ...(clean !== null && { clean }), ...(why && { often: 'daily', why: `text ${at}` }) },
            { group, namedPersonId: named ? `per_${at}` : null },
          ),
        );
        const { results, texts } = count(contents);
        // Those of whom a published figure speaks: for the round, and for one question.
        const sets: Set<number>[][] = [[], []];
        const those = (is: (one: (typeof all)[number]) => boolean) =>
          new Set(all.flatMap((one, at) => (is(one) ? [at] : [])));
        if (results.questions !== null) sets[0]!.push(those(() => true));
        for (const { group } of results.groups) sets[0]!.push(those((one) => one.group === group));
        const answered = (found: QuestionResult, is: (one: (typeof all)[number]) => boolean) => {
          if (found.answered === null) return;
          const set = those((one) => one.clean !== null && is(one));
          expect(found.answered).toBe(set.size);
          sets[1]!.push(set);
        };
        if (results.questions !== null) answered(question(results, 'clean'), () => true);
        for (const { group, questions } of results.groups)
          answered(question({ questions }, 'clean'), (one) => one.group === group);
        for (const published of sets)
          for (const set of worked(published)) {
            const unnamed = [...set].filter((at) => !all[at]!.named).length;
            expect(set.size === 0 || unnamed >= 5).toBe(true);
          }
        const writers = all.filter(({ why, named }) => why && !named).length;
        expect(texts.length).toBe(
          writers >= 5 && results.questions ? all.filter(({ why }) => why).length : 0,
        );
      }),
      { numRuns: 400 },
    );
  });
});

/** The published sets, and all that taking unions of them from each other gives. */
function worked(published: readonly Set<number>[]): Set<number>[] {
  const all: Set<number>[] = [];
  for (let one = 1; one < 2 ** published.length; one += 1) {
    const union = new Set(published.flatMap((set, at) => (one & (2 ** at) ? [...set] : [])));
    all.push(union);
    for (const set of published) all.push(new Set([...set].filter((at) => !union.has(at))));
  }
  return all;
}
