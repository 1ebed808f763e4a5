import type { Survey, SurveyQuestion } from '../../../config/survey-types.ts';
import { lowAnswers } from '../answering/low.ts';
import type { Answer, Answers, EnvelopeContent } from '../answers.ts';
import { askedQuestions, countedAnswers, questionsOf } from '../asked.ts';
import {
  bordaPoints,
  type Counts,
  countAnswers,
  estimate,
  populationOf,
  promoterScore,
  tallyOf,
} from '../results/figures.ts';
import {
  fewestAnswers,
  type NamedAnswer,
  type QuestionResult,
  type RoundResults,
  type WrittenText,
} from '../results/results.ts';
import { crowdOf, isCrowd, shownParts } from './thresholds.ts';

/** How many were asked, and how many answered, by group; null: in none. */
export type Turnout = ReadonlyMap<string | null, { readonly asked: number; readonly answered: number }>;

export interface Counted {
  readonly results: RoundResults;
  /** To be shuffled. */
  readonly texts: readonly WrittenText[];
  readonly named: readonly NamedAnswer[];
}

type Voter = Pick<EnvelopeContent, 'answers' | 'group' | 'namedPersonId' | 'comment'>;

/** Where nothing was opened, or nothing may be said of it. */
export const withheld = (turnout: Turnout): RoundResults => ({
  ...sum(turnout),
  questions: null,
  groups: [],
  groupsWithheld: groupsIn(turnout).length,
});

/** Are there enough answers for anything to be opened? */
export const isEnough = (turnout: Turnout): boolean => sum(turnout).answered >= fewestAnswers;

/**
 * Counts a round. What comes out says of nobody what they answered: questions, groups and texts only where enough
 * people without a name stand behind them, and behind whatever can be worked out of them.
 * @param contents what was in the envelopes, in any order; what was not sent off is not counted.
 */
export function countRound(rules: Survey, turnout: Turnout, contents: readonly EnvelopeContent[]): Counted {
  const voters: Voter[] = contents
    .filter(({ sent }) => sent)
    .map((content) => ({ ...content, answers: countedAnswers(rules, content.answers) }));
  const named = rules.followUp ? voters.flatMap((voter) => namedAnswers(rules, voter)) : [];
  const answered = voters.length;
  if (!isCrowd(crowdOf(voters))) return { results: { ...withheld(turnout), answered }, texts: [], named };

  const groups = groupsIn(turnout);
  const inGroup = (group: string, among: readonly Voter[]) => among.filter((voter) => voter.group === group);
  const partsOf = (among: readonly Voter[], names: readonly string[]) =>
    new Map(names.map((group) => [group, crowdOf(inGroup(group, among))]));
  const shown = [...shownParts(crowdOf(voters), partsOf(voters, groups))].sort();

  const size = populationOf(sum(turnout).asked, rules.audience.share);
  const questions: QuestionResult[] = [];
  const byGroup = new Map(shown.map((group) => [group, [] as QuestionResult[]]));
  for (const topic of questionsOf(rules).flatMap(topicsOf)) {
    const those = voters.filter(({ answers }) => topic.given(answers) !== undefined);
    questions.push(resultOf(topic, isCrowd(crowdOf(those)) ? those : undefined, size));
    const open = shownParts(crowdOf(those), partsOf(those, shown));
    for (const [group, results] of byGroup) {
      const population = populationOf(turnout.get(group)!.asked, rules.audience.share);
      results.push(resultOf(topic, open.has(group) ? inGroup(group, those) : undefined, population));
    }
  }
  const results: RoundResults = {
    ...sum(turnout),
    answered,
    questions,
    groups: shown.map((group) => ({
      group,
      asked: turnout.get(group)!.asked,
      answered: inGroup(group, voters).length,
      questions: byGroup.get(group)!,
    })),
    groupsWithheld: groups.length - shown.length,
  };
  return { results, texts: textsOf(rules, voters), named };
}

/** A question, or one row of a matrix. */
interface Topic {
  readonly question: SurveyQuestion;
  readonly row?: string;
  given(answers: Answers): Answer | undefined;
}

function topicsOf(question: SurveyQuestion): Topic[] {
  if (question.type !== 'matrix') return [{ question, given: (answers) => answers[question.id] }];
  return question.rows.map(({ value: row }) => ({
    question,
    row,
    given: (answers) => (answers[question.id] as { readonly [row: string]: string } | undefined)?.[row],
  }));
}

/** @param voters those who answered it; undefined: they are too few to say anything of them. */
function resultOf(
  { question, row, given }: Topic,
  voters: readonly Voter[] | undefined,
  population: { size: number },
): QuestionResult {
  const topic = { id: question.id, ...(row !== undefined && { row }) };
  if (voters === undefined) return { ...topic, answered: null, counts: null };
  const all = voters.map(({ answers }) => given(answers) as string | readonly string[]);
  const answered = voters.length;
  const rated = (from: number, to: number) => {
    const counts = countAnswers(
      all,
      Array.from({ length: to - from + 1 }, (_, at) => String(from + at)),
    );
    return { counts, mean: estimate(tallyOf(counts), population) };
  };
  switch (question.type) {
    case 'scale':
    case 'matrix':
      return figures(topic, answered, rated(question.from, question.to));
    case 'stars':
      return figures(topic, answered, rated(1, 5));
    case 'nps': {
      const { counts } = rated(0, 10);
      return figures(topic, answered, { counts, score: promoterScore(counts, population) });
    }
    case 'single':
    case 'multiple':
      return { ...topic, answered, counts: countAnswers(all, valuesOf(question)) };
    case 'ranking':
      return { ...topic, answered, counts: bordaPoints(all as (readonly string[])[], valuesOf(question)) };
    case 'text':
      return { ...topic, answered, counts: null };
  }
}

type Figures = { counts: Counts } & Partial<Record<'mean' | 'score', QuestionResult['mean']>>;

const figures = (
  topic: { id: string },
  answered: number,
  { counts, mean, score }: Figures,
): QuestionResult => ({
  ...topic,
  answered,
  counts,
  ...(mean && { mean }),
  ...(score && { score }),
});

const valuesOf = ({ options }: { options: readonly { value: string }[] }) =>
  options.map(({ value }) => value);

/** What people wrote, where enough of them wrote something. */
function textsOf(rules: Survey, voters: readonly Voter[]): WrittenText[] {
  return questionsOf(rules).flatMap(({ id: questionId, type }) => {
    const writers = voters.filter(({ answers }) => type === 'text' && answers[questionId] !== undefined);
    if (!isCrowd(crowdOf(writers))) return [];
    return writers.map(({ answers }) => ({ questionId, text: String(answers[questionId]) }));
  });
}

/** The low answers with which somebody asked to be named. */
function namedAnswers(rules: Survey, { answers, namedPersonId: personId, comment }: Voter): NamedAnswer[] {
  if (personId === null) return [];
  return lowAnswers(askedQuestions(rules, answers), answers).map(({ question, row, score }) => ({
    personId,
    questionId: question.id,
    ...(row !== undefined && { row }),
    score,
    ...(comment !== null && { comment }),
  }));
}

const groupsIn = (turnout: Turnout): string[] => [...turnout.keys()].filter((group) => group !== null);

const sum = (turnout: Turnout) => ({
  asked: [...turnout.values()].reduce((all, { asked }) => all + asked, 0),
  answered: [...turnout.values()].reduce((all, { answered }) => all + answered, 0),
});
