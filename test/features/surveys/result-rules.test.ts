import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Survey, SurveyQuestion } from '../../../src/config/survey-types.ts';
import type { World } from '../../../src/engine/context.ts';
import type { Occurrence } from '../../../src/features/occurrences/index.ts';
import { dueFollowUps } from '../../../src/features/surveys/follow-ups/due.ts';
import { workdaysAfter } from '../../../src/features/surveys/follow-ups/due-day.ts';
import type { FollowUp } from '../../../src/features/surveys/follow-ups/follow-up.ts';
import { belowLimit, maySee, whyNot } from '../../../src/features/surveys/follow-ups/rules.ts';
import { pageLimits, pagesOf } from '../../../src/features/surveys/results/pages.ts';
import type { QuestionResult, RoundResults } from '../../../src/features/surveys/results/results.ts';
import { tellAt } from '../../../src/features/surveys/results/telling.ts';
import {
  type Compared,
  changeOf,
  type Difference,
  mayCompare,
  trendsOf,
} from '../../../src/features/surveys/results/trend.ts';
import { countryCalendar } from '../../../src/time/calendar.ts';
import { text } from '../../../src/ui/card.ts';

const both = (words: string) => ({ en: words, 'zh-CN': words });
const stars = (id: string, limit?: number): SurveyQuestion => ({
  ...{ id, text: both(id), required: false, type: 'stars' },
  ...(limit !== undefined && { limit }),
});
const survey = (...questions: SurveyQuestion[]): Survey => ({
  ...{
    id: 'logistics',
    name: both('Logistics'),
    owner: 'zhao.lei@harbour.example',
    sections: [{ questions }],
  },
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  ...{ rhythm: { every: 'quarter', workday: 3 }, at: '10:00', openDays: 7, followUp: true, followUpDays: 10 },
});
const rated = (id: string, value: number, answered: number | null = 10): QuestionResult =>
  answered === null
    ? { id, answered, counts: null }
    : { id, answered, counts: {}, mean: { value, margin: 0.2 } };
const results = (...questions: QuestionResult[]): RoundResults => ({
  ...{ asked: 40, answered: 30, questions, groups: [], groupsWithheld: 0 },
});
const round = (number: number, rules: Survey, ...questions: QuestionResult[]): Compared => ({
  ...{ number, opensAt: new Date(Date.UTC(2026, number * 3, 1)), rules, results: results(...questions) },
});
const same: Difference = { onlyBefore: 0, onlyAfter: 0 };

describe('two rounds side by side', () => {
  it.each<[string, Difference, number, number, boolean]>([
    ['the same people', same, 10, 10, true],
    ['the same people, of whom one skipped it', same, 10, 9, false],
    ['the same people, of whom five skipped it', same, 10, 5, true],
    ['one more', { onlyBefore: 0, onlyAfter: 1 }, 10, 11, false],
    ['four less', { onlyBefore: 4, onlyAfter: 0 }, 10, 6, false],
    ['five more', { onlyBefore: 0, onlyAfter: 5 }, 10, 15, true],
    ['one for another', { onlyBefore: 1, onlyAfter: 1 }, 10, 10, false],
    ['one for five: what that one said could be missing', { onlyBefore: 1, onlyAfter: 5 }, 10, 14, false],
    ['five for five', { onlyBefore: 5, onlyAfter: 5 }, 10, 10, true],
    ['five for six', { onlyBefore: 5, onlyAfter: 6 }, 10, 11, true],
  ])('%s: %o', (_, difference, before, after, may) => {
    expect(mayCompare(difference, before, after)).toBe(may);
    expect(
      mayCompare({ onlyBefore: difference.onlyAfter, onlyAfter: difference.onlyBefore }, after, before),
    ).toBe(may);
  });

  it('shows only points of which any two may be compared, and the present one among them', () => {
    const people = fc.array(fc.boolean(), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 5 }), (takingPart) => {
        const rules = survey(stars('a'));
        const count = (at: number) => takingPart[at]!.filter(Boolean).length;
        const rounds = takingPart.map((_, at) => round(at + 1, rules, rated('a', at, count(at))));
        const only = (one: number, other: number) =>
          takingPart[one]!.filter((takes, person) => takes && !takingPart[other]![person]).length;
        const difference = (before: number, after: number) => ({
          onlyBefore: only(before, after),
          onlyAfter: only(after, before),
        });
        const [trend] = trendsOf(rounds, difference);
        if (trend === undefined) return;
        const at = trend.points.map(({ number }) => number - 1);
        expect(at.at(-1)).toBe(rounds.length - 1);
        for (const after of at)
          for (const before of at.filter((one) => one < after)) {
            const { onlyBefore, onlyAfter } = difference(before, after);
            for (const few of [1, 2, 3, 4]) expect([onlyBefore, onlyAfter]).not.toContain(few);
          }
      }),
    );
  });
});

describe('a trend', () => {
  const rules = survey(stars('a'), stars('b'));
  const trends = (...rounds: Compared[]) => trendsOf(rounds, () => same);

  it('goes from the oldest round to the present one', () => {
    const [a, b] = trends(
      round(1, rules, rated('a', 3), rated('b', 4)),
      round(2, rules, rated('a', 3.5), rated('b', 4)),
      round(3, rules, rated('a', 4.5), rated('b', 3)),
    );
    expect(a!.points.map(({ figure }) => figure.value)).toEqual([3, 3.5, 4.5]);
    expect([changeOf(a!), changeOf(b!)]).toEqual([1, -1]);
  });

  it('passes over a round in which the topic was withheld, and is not there where it is now', () => {
    const first = round(1, rules, rated('a', 3), rated('b', 4));
    const second = round(2, rules, rated('a', 0, null), rated('b', 4));
    const third = round(3, rules, rated('a', 4), rated('b', 0, null));
    expect(trends(first, second, third).map(({ topic, points }) => [topic.key, points.length])).toEqual([
      ['a', 2],
    ]);
  });

  it('does not compare what was asked on another scale', () => {
    const other: SurveyQuestion = { ...stars('a'), type: 'scale', from: 1, to: 10 } as SurveyQuestion;
    expect(trends(round(1, survey(other), rated('a', 9)), round(2, rules, rated('a', 4)))).toEqual([]);
  });

  it('needs a second round', () => {
    expect(trends(round(1, rules, rated('a', 3)))).toEqual([]);
    expect(trends()).toEqual([]);
  });
});

describe('a topic is followed up', () => {
  const rules = survey(stars('a', 3.5), stars('b', 3.5), stars('c'), {
    ...{ id: 'm', text: both('m'), required: false, type: 'matrix', from: 1, to: 5, limit: 3 },
    rows: [
      { value: 'x', label: both('x') },
      { value: 'y', label: both('y') },
    ],
  });

  it.each<[string, QuestionResult[], string[]]>([
    ['below its limit', [rated('a', 3.4)], ['a']],
    ['not at it', [rated('a', 3.5)], []],
    ['not where it is withheld', [rated('a', 1, null)], []],
    ['not without a limit', [rated('c', 1)], []],
    [
      'each row of a matrix by itself',
      [
        { ...rated('m', 2.9), row: 'x' },
        { ...rated('m', 3.1), row: 'y' },
      ],
      ['m/x'],
    ],
    ['in the order of the survey', [rated('b', 1), rated('a', 2)], ['a', 'b']],
  ])('%s', (_, questions, keys) => {
    expect(belowLimit(rules, results(...questions)).map(({ key }) => key)).toEqual(keys);
  });

  it('not where nothing may be shown', () => {
    expect(belowLimit(rules, { questions: null })).toEqual([]);
  });
});

describe('who sees a follow-up', () => {
  const followUp = (kind: FollowUp['kind'], state: FollowUp['state'] = 'open') =>
    ({ kind, state, ownerId: 'owner' }) as FollowUp;
  const handler = (id: string, { ownsSurvey = false, isAdmin = false } = {}) => ({ id, ownsSurvey, isAdmin });

  it.each<[string, FollowUp['kind'], ReturnType<typeof handler>, boolean]>([
    ['whoever has it', 'person', handler('owner'), true],
    ['whose survey it is', 'person', handler('x', { ownsSurvey: true }), true],
    ['an administrator, of a topic', 'topic', handler('x', { isAdmin: true }), true],
    ['no administrator, where somebody is named', 'person', handler('x', { isAdmin: true }), false],
    ['nobody else', 'topic', handler('x'), false],
  ])('%s', (_, kind, who, may) => {
    expect(maySee(followUp(kind), who)).toBe(may);
    expect(whyNot(followUp(kind), who)).toBe(may ? undefined : 'gone');
    expect(whyNot(followUp(kind, 'done'), who)).toBe(may ? 'done' : 'gone');
  });

  it('and of what is gone nobody', () => {
    expect(whyNot(undefined, handler('owner'))).toBe('gone');
  });
});

describe('whoever has a follow-up leaves', () => {
  const person = (id: string, active: boolean) => ({ id, active, timezone: 'Asia/Shanghai' });
  const zhao = person('zhao', false);
  const left = (owner: ReturnType<typeof person>, admins: ReturnType<typeof person>[]) => {
    const directory = { byEmail: () => owner, admins: () => admins, person: () => owner };
    const world = { directory, clock: { now: () => new Date('2026-11-23T02:00Z') } } as unknown as World;
    const followUp = {
      id: 'fup_1',
      version: 3,
      ownerId: 'gone',
      dueOn: '2026-11-23',
      state: 'open',
    } as FollowUp;
    const round = { number: 1, opensAt: new Date(), rules: survey() };
    const occurrence = { personId: 'gone' } as Occurrence;
    return dueFollowUps.left!(world, occurrence, { followUp, round, putOff: null });
  };

  it.each([
    ['it goes back to whose survey it is', person('zhao', true), 'zhao'],
    ['and where they have left too, to an administrator', zhao, 'lin'],
  ])('%s', (_, owner, to) => {
    const { writes, history, say, timers } = left(owner, [person('lin', true)]);
    expect(writes).toContainEqual(
      expect.objectContaining({ rows: [{ id: 'fup_1', version: 4, ownerId: to }] }),
    );
    expect(history).toMatchObject([{ kind: 'followUpPassed', actorId: null, version: 4 }]);
    expect(say).toMatchObject([{ to: { personId: to }, view: 'surveys.followUp' }]);
    expect(timers).toMatchObject([{ kind: 'occurrences.due' }]);
  });

  it('and without anybody it stays', () => {
    expect(left(zhao, [])).toEqual({});
  });
});

const schedule = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const,
  calendar: countryCalendar('CN'),
};

describe('workdays', () => {
  it.each([
    ['a Monday', '2026-11-23', 1, '2026-11-24'],
    ['over a weekend', '2026-11-26', 2, '2026-11-30'],
    ['ten', '2026-11-23', 10, '2026-12-07'],
    // 1 to 7 October are free; Saturday the 10th is worked.
    ['over the National Day holidays', '2026-09-30', 3, '2026-10-10'],
    ['at least one', '2026-11-23', 0, '2026-11-24'],
  ])('%s', (_, from, count, day) => {
    expect(workdaysAfter(from, count, schedule)).toBe(day);
  });
});

describe('people hear of results', () => {
  it.each([
    ['at once in working hours', '2026-11-23T02:30Z', 'Asia/Shanghai', '2026-11-23T10:30'],
    ['at their hour in the morning', '2026-11-22T23:00Z', 'Asia/Shanghai', '2026-11-23T10:00'],
    ['the next day in the evening', '2026-11-23T10:00Z', 'Asia/Shanghai', '2026-11-24T10:00'],
    ['after the weekend', '2026-11-27T11:00Z', 'Asia/Shanghai', '2026-11-30T10:00'],
    ['by their own clocks', '2026-11-23T02:30Z', 'Europe/Berlin', '2026-11-23T10:00'],
  ])('%s', (_, now, timezone, localTime) => {
    const due = tellAt(new Date(now), timezone, '10:00', schedule);
    expect(due).toMatchObject({ localTime, timezone });
    expect(due.dueAt.getTime()).toBeGreaterThanOrEqual(Date.parse(now));
  });
});

describe('pages', () => {
  it('hold every part once, in order, and no more than fits', () => {
    const parts = fc.array(
      fc.array(
        fc.string({ maxLength: 800 }).map((words) => text(words)),
        { minLength: 1, maxLength: 9 },
      ),
    );
    fc.assert(
      fc.property(parts, (all) => {
        const pages = pagesOf(all);
        expect(pages.flat()).toEqual(all);
        for (const page of pages) {
          if (page.length === 1) continue;
          expect(page.flat().length).toBeLessThanOrEqual(pageLimits.blocks);
          expect(JSON.stringify(page).length).toBeLessThanOrEqual(pageLimits.characters);
        }
      }),
    );
  });
});
