import type { Survey, SurveyQuestion } from '../../../config/survey-types.ts';
import type { Localized } from '../../../core/locale.ts';
import type { Answers } from '../answers.ts';
import { askedQuestions } from '../asked.ts';

/** One question after the other, or all of a section on one page. */
export const ways = ['each', 'section'] as const;
export type Way = (typeof ways)[number];

/** What is asked in one form. */
export interface Page {
  /** `q:<question>`, or `s:<section>:<part>`: it says which way this is. */
  readonly id: string;
  readonly title?: Localized;
  readonly questions: readonly SurveyQuestion[];
}

/** What fits into one form on every platform. A longer section goes on in the next. */
const mostFields = 20;

/** The pages of a survey, with what is asked on them as far as can be said from these answers. */
export function pagesOf(survey: Pick<Survey, 'sections'>, way: Way, answers: Answers): Page[] {
  const asked = new Set(askedQuestions(survey, answers));
  return survey.sections.flatMap(({ title, questions }, section) => {
    const heading = title && { title };
    if (way === 'each')
      return questions
        .filter((question) => asked.has(question))
        .map((question) => ({ id: `q:${question.id}`, ...heading, questions: [question] }));
    // What hangs on an answer of the same page comes up while it is filled in.
    return parts(questions)
      .map((part, at) => ({
        id: `s:${section}:${at}`,
        ...heading,
        questions: part.filter((question) => asked.has(question) || hangsOn(question, part)),
      }))
      .filter((page) => page.questions.length > 0);
  });
}

/** Does it hang on a question of this page? */
export const hangsOn = ({ showWhen }: SurveyQuestion, page: readonly SurveyQuestion[]): boolean =>
  page.some(({ id }) => id === showWhen?.question);

export const wayOf = (pageId: string): Way => (pageId.startsWith('q:') ? 'each' : 'section');

/** How many fields a question takes. */
export const fieldCount = (question: SurveyQuestion): number => {
  if (question.type === 'matrix') return question.rows.length;
  return question.type === 'ranking' ? placesOf(question) : 1;
};

/** So many places of a ranking are given away: nobody ranks the tenth. */
export const placesOf = ({ options }: SurveyQuestion & { type: 'ranking' }): number =>
  Math.min(options.length, 5);

function parts(questions: readonly SurveyQuestion[]): SurveyQuestion[][] {
  const all: SurveyQuestion[][] = [];
  let room = 0;
  for (const question of questions) {
    const needed = fieldCount(question);
    if (needed > room) {
      all.push([]);
      room = mostFields;
    }
    all.at(-1)!.push(question);
    room -= needed;
  }
  return all;
}
