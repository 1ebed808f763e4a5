import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faultOf,
  faultOfOptions,
  isOtherEdition,
  sameWords,
} from '../../../src/features/polls/editing/edit-rules.ts';
import { linesOf, readLines } from '../../../src/features/polls/editing/option-lines.ts';
import {
  faultOfAdded,
  mostOfOne,
  withOption,
} from '../../../src/features/polls/options-added/adding-rules.ts';
import type { PollOption, PollQuestion } from '../../../src/features/polls/poll.ts';

const options: PollOption[] = [
  { id: 'a', text: 'Noodles' },
  { id: 'b', text: 'Dumplings' },
  { id: 'c', text: 'Both' },
];
const read = (typed: string, before: readonly PollOption[] = options) => {
  let made = 0;
  return readLines(typed, before, () => `new${++made}`).map(({ id, text }) => `${id}:${text}`);
};

describe('options as lines', () => {
  it.each([
    ['left as they are', '1. Noodles\n2. Dumplings\n3. Both', ['a:Noodles', 'b:Dumplings', 'c:Both']],
    ['in other words', '1. Hot noodles\n2. Dumplings\n3. Both', ['a:Hot noodles', 'b:Dumplings', 'c:Both']],
    ['in another order', '3. Both\n1. Noodles\n2. Dumplings', ['c:Both', 'a:Noodles', 'b:Dumplings']],
    ['one taken out', '1. Noodles\n3. Both', ['a:Noodles', 'c:Both']],
    [
      'one added',
      '1. Noodles\n2. Dumplings\nRice\n3. Both',
      ['a:Noodles', 'b:Dumplings', 'new1:Rice', 'c:Both'],
    ],
    [
      'one added with the next number',
      '1. Noodles\n2. Dumplings\n3. Both\n4. Rice',
      ['a:Noodles', 'b:Dumplings', 'c:Both', 'new1:Rice'],
    ],
    ['without numbers', 'Both\nNoodles', ['c:Both', 'a:Noodles']],
    ['a year is no number', '2026. A good year\n1. Noodles', ['new1:2026. A good year', 'a:Noodles']],
    ['Chinese signs', '1、面条\n2．饺子', ['a:面条', 'b:饺子']],
    ['the same number twice', '1. Noodles\n1. Rice', ['a:Noodles', 'new1:Rice']],
    [
      'swapped words stay with their votes',
      '1. Dumplings\n2. Noodles\n3. Both',
      ['a:Dumplings', 'b:Noodles', 'c:Both'],
    ],
  ])('%s', (_, typed, expected) => expect(read(typed)).toEqual(expected));

  it('come back as they were, whatever they say and whatever order they are put in', () => {
    const word = fc.string({ minLength: 1, maxLength: 20 }).map((text) => text.replace(/\s+/g, ' ').trim());
    const texts = fc.uniqueArray(
      word.filter((text) => text !== ''),
      { minLength: 2, maxLength: 20 },
    );
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat(100)), (all, order) => {
        const before = all.map((text, at) => ({ id: `o${at}`, text }));
        const lines = linesOf(before)
          .split('\n')
          .map((line) => ({ line, by: order.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ line }) => line);
        const after = readLines(lines.join('\n'), before, () => 'new');
        expect(
          after.toSorted(
            (a, b) => before.findIndex(({ id }) => id === a.id) - before.findIndex(({ id }) => id === b.id),
          ),
        ).toEqual(before);
      }),
    );
  });
});

describe('what may be edited', () => {
  const question = (more: Partial<PollQuestion> = {}): PollQuestion => ({
    id: 'q',
    kind: 'single',
    text: '',
    options,
    ...more,
  });
  const now = new Date('2026-11-23T02:00:00Z');
  const later = new Date('2026-11-24T02:00:00Z');
  const edited = {
    title: 'Lunch?',
    questions: [question()],
    closesAt: null,
    closesAtVotes: null,
    canChange: true,
    canAddOptions: false,
  };
  const before = { voters: 3, closesAt: null };

  it('nothing is wrong with what is whole', () => expect(faultOf(edited, before, now)).toBeUndefined());
  it.each<[string, PollOption[], string]>([
    ['one option', [options[0]!], 'tooFewOptions'],
    [
      'the same in other signs',
      [
        { id: 'a', text: 'Noodles' },
        { id: 'b', text: ' ｎｏｏｄｌｅｓ！' },
      ],
      'same',
    ],
    ['too long', [options[0]!, { id: 'b', text: 'x'.repeat(76) }], 'tooLong'],
    ['too many', Array.from({ length: 21 }, (_, at) => ({ id: `${at}`, text: `${at}` })), 'tooManyOptions'],
  ])('%s', (_, some, why) => expect(faultOfOptions(some)).toBe(why));

  it('a time that is past, but for the one that it had; fewer votes than there are', () => {
    expect(faultOf({ ...edited, closesAt: now }, before, now)).toMatchObject({ part: 'closesAt' });
    expect(faultOf({ ...edited, closesAt: later }, before, now)).toBeUndefined();
    expect(faultOf({ ...edited, closesAt: now }, { ...before, closesAt: now }, later)).toBeUndefined();
    expect(faultOf({ ...edited, closesAtVotes: 3 }, before, now)).toMatchObject({ part: 'closesAtVotes' });
    expect(faultOf({ ...edited, closesAtVotes: 4 }, before, now)).toBeUndefined();
  });

  it('is another edition where something else can be voted on, and not where it only reads otherwise', () => {
    const reworded = options.map(({ id }) => ({ id, text: `${id}!` })).reverse();
    expect(isOtherEdition([question()], [question({ options: reworded, text: 'Dinner?' })])).toBe(false);
    expect(isOtherEdition([question()], [question({ options: options.slice(1) })])).toBe(true);
    expect(
      isOtherEdition([question()], [question({ options: [...options, { id: 'd', text: 'Rice' }] })]),
    ).toBe(true);
    expect(isOtherEdition([question()], [question({ most: 2 })])).toBe(true);
  });

  it('tells words apart that differ in more than signs at their end', () => {
    for (const [one, other] of [
      ['C', 'C#'],
      ['C', 'C++'],
      ['👍', '👎'],
      ['3F', '3-F'],
      ['!', '?'],
    ] as const)
      expect(sameWords(one)).not.toBe(sameWords(other));
  });
});

describe('an option of a voter', () => {
  const question = { options };
  it('is refused where it is there already, however it is written', () => {
    expect(faultOfAdded(question, 'noodles.', 'p')).toEqual({ why: 'there', option: options[0] });
    expect(faultOfAdded(question, 'Rice', 'p')).toBeUndefined();
  });
  it('has its limits: of all, and of one person where it is known who adds', () => {
    const own = Array.from({ length: mostOfOne }, (_, at) => ({
      id: `p${at}`,
      text: `mine ${at}`,
      addedById: 'p',
    }));
    expect(faultOfAdded({ options: own }, 'Rice', 'p')).toEqual({ why: 'tooManyOfYours' });
    expect(faultOfAdded({ options: own }, 'Rice', 'other')).toBeUndefined();
    expect(faultOfAdded({ options: own }, 'Rice', undefined)).toBeUndefined();
    const many = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, text: `${at}` }));
    expect(faultOfAdded({ options: many }, 'Rice', 'p')).toEqual({ why: 'tooMany' });
  });
  it('stands behind the others of its question', () => {
    const questions = [
      { id: 'q', options },
      { id: 'r', options },
    ] as unknown as PollQuestion[];
    const after = withOption(questions, 'r', { id: 'd', text: 'Rice' });
    expect(after.map((one) => one.options.length)).toEqual([3, 4]);
    expect(after[1]!.options.at(-1)).toEqual({ id: 'd', text: 'Rice' });
  });
});
