import type { Survey, SurveyQuestion } from '../../../config/survey-types.ts';
import type { Localized } from '../../../core/locale.ts';

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

/** What fits into one form on every platform, in fields and in characters. A longer section goes on in the next. */
const mostFields = 20;
const mostCharacters = 25_000;

/**
 * The pages of a survey: the same for everybody, whatever they answer. What hangs on an answer stands on its page and
 * comes up while that is filled in; a page of its own would be one more change of the envelope, and so tell whoever
 * counts those what was answered.
 */
export function pagesOf({ sections }: Pick<Survey, 'sections'>, way: Way): Page[] {
  const all = sections.flatMap(({ questions }) => questions);
  return sections.flatMap(({ title, questions }, section) => {
    const heading = title && { title };
    const families = questions.filter(({ showWhen }) => !showWhen).map((first) => familyOf(first, all));
    return way === 'each'
      ? families.map((family) => ({ id: `q:${family[0]!.id}`, ...heading, questions: family }))
      : parts(families).map((part, at) => ({ id: `s:${section}:${at}`, ...heading, questions: part }));
  });
}

/** A question, and all that hangs on it or on what hangs on it, in the order of the survey. */
function familyOf(first: SurveyQuestion, all: readonly SurveyQuestion[]): SurveyQuestion[] {
  const ids = new Set([first.id]);
  return all.filter(({ id, showWhen }) => {
    if (showWhen && ids.has(showWhen.question)) ids.add(id);
    return ids.has(id);
  });
}

export const wayOf = (pageId: string): Way => (pageId.startsWith('q:') ? 'each' : 'section');

/** The page on which this is asked. */
export const pageWith = (pages: readonly Page[], questionId: unknown): Page | undefined =>
  pages.find(({ questions }) => questions.some(({ id }) => id === questionId));

/** How many fields a question takes. */
const fieldCount = (question: SurveyQuestion): number => {
  if (question.type === 'matrix') return question.rows.length;
  return question.type === 'ranking' ? placesOf(question) : 1;
};

/** About how many characters a question takes where it is drawn, with the longest answer in it. */
function lengthOf(question: SurveyQuestion): number {
  const longest = (text: Localized | undefined) =>
    Math.max(0, ...Object.values(text ?? {}).map(({ length }) => length));
  /** What stands around a value and its label. */
  const around = 30;
  const options = 'options' in question ? question.options : [];
  const each = options.reduce((sum, { value, label }) => sum + value.length + longest(label) + around, 0);
  const rows = 'rows' in question ? question.rows : [];
  const labels = rows.reduce((sum, { label }) => sum + longest(label), 0);
  const points = 'from' in question ? (question.to - question.from + 1) * around : 11 * around;
  const typed = question.type === 'text' ? question.maxLength : 0;
  const words = longest(question.text) + 2 * longest(question.hint) + 200;
  return words + labels + typed + fieldCount(question) * (each + points);
}

/** So many places of a ranking are given away: nobody ranks the tenth. */
export const placesOf = ({ options }: SurveyQuestion & { type: 'ranking' }): number =>
  Math.min(options.length, 5);

function parts(families: readonly SurveyQuestion[][]): SurveyQuestion[][] {
  const all: SurveyQuestion[][] = [];
  let [fields, characters] = [Infinity, Infinity];
  const sum = (family: readonly SurveyQuestion[], of: (question: SurveyQuestion) => number) =>
    family.reduce((total, question) => total + of(question), 0);
  for (const family of families) {
    fields += sum(family, fieldCount);
    characters += sum(family, lengthOf);
    if (fields > mostFields || characters > mostCharacters) {
      all.push([]);
      [fields, characters] = [sum(family, fieldCount), sum(family, lengthOf)];
    }
    all.at(-1)!.push(...family);
  }
  return all;
}
