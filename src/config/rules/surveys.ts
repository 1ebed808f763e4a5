import type { Outline, SurveyOutline } from '../office-outline.ts';
import { mostQuestions } from '../schema/surveys.ts';
import { didYouMean } from '../suggest.ts';
import { surveySets } from '../survey-sets.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

type Question = SurveyOutline['questions'][number];

interface QuestionAt {
  question: Question;
  /** Undefined: it is the set's. */
  path?: PropertyKey[];
}

/** Surveys that ask nothing, questions that are there twice, and what shows them. */
export function checkSurveys({ surveys }: Outline): Fault[] {
  return Object.entries(surveys).flatMap(([id, survey]) => {
    const path = ['surveys', id];
    const set = survey.use === undefined ? undefined : setOf(survey.use);
    const own = ownQuestions(survey, path);
    const all = inOrder(survey, set ?? [], own);
    return [
      ...(survey.use === undefined && survey.name === undefined
        ? [{ path: [...path, 'name'], message: 'is missing' }]
        : []),
      // Of a set that there is not, that is told.
      ...(all.length === 0 && (survey.use === undefined || set !== undefined)
        ? [{ path, message: 'asks nothing: it needs "use", "questions" or "sections"' }]
        : []),
      ...(all.length > mostQuestions
        ? [{ path, message: `asks ${all.length} questions: nobody answers more than ${mostQuestions}` }]
        : []),
      ...checkWithout(path, survey, set),
      ...repeats(own.map(({ question }) => question.id)).map((index) => ({
        path: [...own[index]!.path!, 'id'],
        message: `there are two questions "${own[index]!.question.id}"`,
      })),
      ...all.flatMap(({ question, path: here }, index) =>
        here === undefined
          ? []
          : [
              ...checkValues([...here, 'options'], question.options),
              ...checkValues([...here, 'rows'], question.rows),
              ...checkShowWhen(
                [...here, 'showWhen'],
                question,
                all.slice(0, index).map((before) => before.question),
              ),
            ],
      ),
      ...checkDays(path, survey),
    ];
  });
}

const setOf = (use: string): Question[] | undefined =>
  Object.hasOwn(surveySets, use)
    ? surveySets[use]!.sections.flatMap(({ questions }) =>
        questions.map((question) => ({ rows: [], options: [], ...question }) as unknown as Question),
      )
    : undefined;

function ownQuestions(survey: SurveyOutline, path: PropertyKey[]): (QuestionAt & { path: PropertyKey[] })[] {
  const at = (questions: readonly Question[], here: PropertyKey[]) =>
    questions.map((question, index) => ({ question, path: [...here, 'questions', index] }));
  return [
    ...survey.sections.flatMap(({ questions }, index) => at(questions, [...path, 'sections', index])),
    ...at(survey.questions, path),
  ];
}

/** As they are asked: see `surveyOf`. */
function inOrder(survey: SurveyOutline, set: readonly Question[], own: readonly QuestionAt[]): QuestionAt[] {
  const replaced = new Map(own.map((each) => [each.question.id, each]));
  const given = new Set(set.map(({ id }) => id));
  return [
    ...set
      .filter(({ id }) => !survey.without.includes(id))
      .map((question) => replaced.get(question.id) ?? { question }),
    ...own.filter(({ question }) => !given.has(question.id)),
  ];
}

function checkWithout(
  path: PropertyKey[],
  { use, without }: SurveyOutline,
  set: Question[] | undefined,
): Fault[] {
  if (without.length > 0 && use === undefined)
    return [{ path: [...path, 'without'], message: 'is for a survey with "use"' }];
  if (set === undefined) return [];
  const ids = set.flatMap(({ id }) => id ?? []);
  return without.flatMap((id, index) =>
    id === undefined || ids.includes(id)
      ? []
      : [
          {
            path: [...path, 'without', index],
            message: `there is no question "${id}" in "${use}"${didYouMean(id, ids)}`,
          },
        ],
  );
}

const valuesOf = (list: readonly unknown[]): (string | undefined)[] =>
  list.map((option) => {
    const value = typeof option === 'object' && option !== null && 'value' in option ? option.value : option;
    return typeof value === 'string' ? value.trim() : undefined;
  });

const checkValues = (path: PropertyKey[], list: readonly unknown[]): Fault[] => {
  const values = valuesOf(list);
  return repeats(values).map((index) => ({
    path: [...path, index],
    message: `"${values[index]}" is there twice`,
  }));
};

function checkShowWhen(path: PropertyKey[], { showWhen }: Question, before: readonly Question[]): Fault[] {
  const [entry, ...more] = Object.entries(showWhen ?? {});
  if (entry === undefined || more.length > 0) return [];
  const [id, wanted] = entry;
  const here = [...path, id];
  const asked = before.find((question) => question.id === id);
  if (asked === undefined) {
    const ids = before.flatMap((question) => question.id ?? []);
    const message = `there is no question "${id}" before this one${didYouMean(id, ids)}`;
    return [{ path: here, atKey: true, message }];
  }
  const answers = answersOf(asked);
  if (answers === undefined)
    return [{ path: here, atKey: true, message: 'must be a question with answers to choose from' }];
  return [wanted].flat().flatMap((value, index): Fault[] => {
    if (answers.includes(String(value).trim())) return [];
    return [
      {
        path: [...here, ...(Array.isArray(wanted) ? [index] : [])],
        message: `"${value}" is not an answer to "${id}"`,
      },
    ];
  });
}

/** What may be answered; undefined: whatever comes to mind, or by row. */
function answersOf({ type, options, from, to }: Question): (string | undefined)[] | undefined {
  const points = (first: number, last: number) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => String(first + nth));
  switch (type) {
    case 'scale':
      return points(from ?? 1, to ?? 5);
    case 'stars':
      return points(1, 5);
    case 'nps':
      return points(0, 10);
    case 'single':
    case 'multiple':
      return valuesOf(options);
    default:
      return undefined;
  }
}

/** The shortest month leaves time to count before the next. */
const mostOpenDays = { month: 25, quarter: 60 };

function checkDays(path: PropertyKey[], { rhythm, openDays }: SurveyOutline): Fault[] {
  const every =
    typeof rhythm === 'object' && rhythm !== null && 'every' in rhythm ? rhythm.every : (rhythm ?? 'once');
  if ((every !== 'month' && every !== 'quarter') || openDays === undefined) return [];
  const most = mostOpenDays[every];
  if (openDays <= most) return [];
  const message = `is too long for one that comes every ${every}: at most ${most}`;
  return [{ path: [...path, 'openDays'], message }];
}
