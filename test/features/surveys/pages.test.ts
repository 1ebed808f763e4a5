import { describe, expect, it } from 'vitest';
import type { SurveyQuestion } from '../../../src/config/survey-types.ts';
import { pagesOf } from '../../../src/features/surveys/answering/pages.ts';
import { askedQuestions, countedAnswers } from '../../../src/features/surveys/asked.ts';
import { oneOfEach, questions } from './one-of-each.ts';

const ids = (pages: readonly { id: string; questions: readonly SurveyQuestion[] }[]) =>
  pages.map(({ id, questions }) => `${id} ${questions.map((one) => one.id).join()}`);

describe('the pages of a survey', () => {
  it('are one question each, with what hangs on it: as many for everybody', () => {
    expect(ids(pagesOf(oneOfEach, 'each'))).toEqual([
      ...['q:clean clean', 'q:food food', 'q:tell tell', 'q:often often,why'],
      ...['q:used used', 'q:order order', 'q:rooms rooms'],
    ]);
  });

  it('are a section each', () => {
    expect(ids(pagesOf(oneOfEach, 'section'))).toEqual([
      's:0:0 clean,food,tell',
      's:1:0 often,why,used,order,rooms',
    ]);
  });

  it('keep what hangs on an answer with it, also from another section', () => {
    const [first, second, third] = ['a', 'b', 'c'].map((id) => ({ ...questions.single, id }));
    const sections = [
      { questions: [first!] },
      {
        questions: [
          { ...second!, showWhen: { question: 'a', in: ['daily'] } },
          { ...third!, showWhen: { question: 'b', in: ['daily'] } },
        ],
      },
    ];
    expect(ids(pagesOf({ sections }, 'each'))).toEqual(['q:a a,b,c']);
    expect(ids(pagesOf({ sections }, 'section'))).toEqual(['s:0:0 a,b,c']);
  });

  it('hold no more than fits into a form', () => {
    const matrix = {
      ...questions.matrix,
      rows: Array.from({ length: 10 }, (_, at) => ({ ...questions.matrix.rows[0]!, value: `r${at}` })),
    };
    const many = Array.from({ length: 5 }, (_, at) => ({ ...matrix, id: `m${at}` }));
    const pages = pagesOf({ sections: [{ questions: many }] }, 'section');
    expect(ids(pages)).toEqual(['s:0:0 m0,m1', 's:0:1 m2,m3', 's:0:2 m4']);
  });

  it('leave out what hangs on a question that is not asked itself', () => {
    const chain = [
      { ...questions.single, id: 'a' },
      { ...questions.single, id: 'b', showWhen: { question: 'a', in: ['daily'] } },
      { ...questions.single, id: 'c', showWhen: { question: 'b', in: ['never'] } },
    ];
    const survey = { sections: [{ questions: chain }] };
    const all = { a: 'daily', b: 'never', c: 'weekly' };
    expect(askedQuestions(survey, all).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    const changed = { ...all, a: 'never' };
    expect(askedQuestions(survey, changed).map(({ id }) => id)).toEqual(['a']);
    expect(countedAnswers(survey, changed)).toEqual({ a: 'never' });
  });
});
