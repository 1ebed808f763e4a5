import type { OfficeFile } from './office-schema.ts';
import { everyone, surveySets } from './survey-sets.ts';
import type { Survey, SurveyQuestion, SurveySection } from './survey-types.ts';

type SurveyInFile = OfficeFile['surveys'][string];

/** A survey as it is used: what it does not say itself is as in the set that it uses. */
export function surveyOf(id: string, file: SurveyInFile): Survey {
  const { use, without, name, intro, questions, sections = [], audience, ...rest } = file;
  const set = use === undefined ? undefined : surveySets[use];
  const own = [...sections, ...(questions ? [{ questions }] : [])] as SurveySection[];
  const said = intro ?? set?.intro;
  return {
    id,
    ...rest,
    name: name ?? set?.name ?? { en: id, 'zh-CN': id },
    ...(said === undefined ? {} : { intro: said }),
    audience: audience ?? set?.audience ?? everyone,
    sections: together(set?.sections ?? [], new Set(without), own),
  } as Survey;
}

/** A question of one's own takes the place of the set's with the same id; the others come after the set's. */
function together(
  given: readonly SurveySection[],
  without: ReadonlySet<string>,
  own: readonly SurveySection[],
): SurveySection[] {
  const known = new Set(given.flatMap(({ questions }) => questions.map(({ id }) => id)));
  const mine = new Map(own.flatMap(({ questions }) => questions.map((question) => [question.id, question])));
  const kept = (questions: readonly SurveyQuestion[], keep: (id: string) => boolean) =>
    questions.flatMap((question) => (keep(question.id) ? [question] : []));
  return [
    ...given.map((section) => ({
      ...section,
      questions: kept(section.questions, (id) => !without.has(id)).map(
        (question) => mine.get(question.id) ?? question,
      ),
    })),
    ...own.map((section) => ({ ...section, questions: kept(section.questions, (id) => !known.has(id)) })),
  ].filter(({ questions }) => questions.length > 0);
}
