import type { Survey, SurveyQuestion } from '../../config/survey-types.ts';
import { shownFields } from '../../ui/show-when.ts';
import type { Answer, Answers } from './answers.ts';

export const questionsOf = ({ sections }: Pick<Survey, 'sections'>): SurveyQuestion[] =>
  sections.flatMap(({ questions }) => questions);

/** What a condition looks at, one value a line. Nothing hangs on a matrix. */
const decidingText = (answer: Answer | undefined): string => {
  if (typeof answer === 'string') return answer;
  return Array.isArray(answer) ? answer.join('\n') : '';
};

/** The questions that are asked, given these answers: what hangs on one that is not asked is not asked either. */
export function askedQuestions(survey: Pick<Survey, 'sections'>, answers: Answers): SurveyQuestion[] {
  const all = questionsOf(survey).map((question) => ({
    id: question.id,
    question,
    ...(question.showWhen && { showWhen: { field: question.showWhen.question, in: question.showWhen.in } }),
  }));
  return shownFields(all, ({ id }) => decidingText(answers[id])).map(({ question }) => question);
}

/** The answers to what is asked: those to questions that a later change took away are left out. */
export function countedAnswers(survey: Pick<Survey, 'sections'>, answers: Answers): Answers {
  const asked = askedQuestions(survey, answers).filter(({ id }) => answers[id] !== undefined);
  return Object.fromEntries(asked.map(({ id }) => [id, answers[id]!]));
}
