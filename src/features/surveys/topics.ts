import type { Survey, SurveyOption, SurveyQuestion } from '../../config/survey-types.ts';
import type { Locale, Localized } from '../../core/locale.ts';
import type { Estimate, QuestionResult } from './results/results.ts';

/** What is rated by a figure of its own: a question, or a row of a matrix. */
export interface Topic {
  /** The question's id; of a matrix `<question>/<row>`. */
  readonly key: string;
  readonly question: SurveyQuestion;
  readonly row?: SurveyOption;
  /** What it is called among others. */
  readonly label: Localized;
}

export const topicKey = ({ id, row }: { id: string; row?: string | undefined }): string =>
  row === undefined ? id : `${id}/${row}`;

/** All that is rated in a survey, in its order. */
export const topicsOf = ({ sections }: Pick<Survey, 'sections'>): Topic[] =>
  sections.flatMap(({ title, questions }) => {
    const rated = questions.filter((question) => scaleOf(question) !== undefined);
    return rated.flatMap((question): Topic[] => {
      if (question.type === 'matrix')
        return question.rows.map((row) => ({
          ...{ key: topicKey({ id: question.id, row: row.value }), question, row, label: row.label },
        }));
      // A section that rates one thing is about that thing: its title is shorter than the question.
      const label = title !== undefined && rated.length === 1 ? title : question.text;
      return [{ key: question.id, question, label }];
    });
  });

/** The ends of what a topic's figure can be; undefined for questions that have none. */
export function scaleOf(question: SurveyQuestion): { from: number; to: number } | undefined {
  switch (question.type) {
    case 'scale':
    case 'matrix':
      return { from: question.from, to: question.to };
    case 'stars':
      return { from: 1, to: 5 };
    case 'nps':
      return { from: -100, to: 100 };
    default:
      return undefined;
  }
}

/** Below this its topic is followed up. */
export const limitOf = (question: SurveyQuestion): number | undefined =>
  'limit' in question ? question.limit : undefined;

/** What a topic is called: for a key that is not known any more, the key. */
export const topicName = (survey: Pick<Survey, 'sections'>, key: string, locale: Locale): string =>
  topicsOf(survey).find((one) => one.key === key)?.label[locale] ?? key;

/** The figure of a topic: its mean, or its promoter score. Undefined: withheld. */
export const figureOf = (result: QuestionResult | undefined): Estimate | undefined =>
  result?.score ?? result?.mean;

export const resultOf = (
  results: readonly QuestionResult[] | null,
  { question, row }: Topic,
): QuestionResult | undefined => results?.find(({ id, row: of }) => id === question.id && of === row?.value);
