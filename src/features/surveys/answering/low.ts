import type { SurveyQuestion } from '../../../config/survey-types.ts';
import type { Answers } from '../answers.ts';
import { isRows } from './fields.ts';

export interface LowAnswer {
  readonly question: SurveyQuestion;
  /** Of a matrix. */
  readonly row?: string;
  readonly score: number;
}

/** The lowest part of a scale that counts as a low answer: 1 and 2 of 1 to 5, 1 to 3 of 1 to 10. */
const lowPart = 0.3;

const isLow = (score: number, { from, to }: { from: number; to: number }) =>
  score <= from + (to - from) * lowPart;

/** The answers with which somebody may want to be named: the lowest of scales, and whoever would not recommend it. */
export function lowAnswers(questions: readonly SurveyQuestion[], answers: Answers): LowAnswer[] {
  return questions.flatMap((question): LowAnswer[] => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    const score = Number(answer);
    switch (question.type) {
      case 'scale':
        return isLow(score, question) ? [{ question, score }] : [];
      case 'stars':
        return isLow(score, { from: 1, to: 5 }) ? [{ question, score }] : [];
      case 'nps':
        return score <= 6 ? [{ question, score }] : [];
      case 'matrix':
        return Object.entries(isRows(answer) ? answer : {})
          .filter(([, rated]) => isLow(Number(rated), question))
          .map(([row, rated]) => ({ question, row, score: Number(rated) }));
      default:
        return [];
    }
  });
}
