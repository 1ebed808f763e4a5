import type { Locale } from '../../../core/locale.ts';
import type { World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Cell, ExportColumn, Exporter, ExportTable } from '../../exports/index.ts';
import { questionsOf } from '../asked.ts';
import { findRound } from '../rounds/store.ts';
import { figureOf, topicKey, topicsOf } from '../topics.ts';
import { mayReadAll } from './access.ts';
import { percentOf } from './figures.ts';
import { groupName } from './group-name.ts';
import { loadReport, type Report } from './report.ts';
import { exportKind } from './report-card.ts';
import type { QuestionResult } from './results.ts';
import { changeOf } from './trend.ts';
import { answerName, roundName } from './words.ts';

/** A figure as a table has it: two digits are more than it is good for. */
const rounded = (value: number) => Math.round(value * 100) / 100;

const columns = [
  'question',
  'row',
  'group',
  'answer',
  'count',
  'percent',
  'figure',
  'margin',
  'trend',
] as const;

/** The results of a round, which is the id, for its survey's owner and administrators: what the report shows. */
export const surveyExports: Exporter = {
  kind: exportKind,
  /** Seven queries. */
  async table(world, personId, id) {
    const round = await findRound(world, id);
    if (round === undefined || !mayReadAll(round, personId, world)) return undefined;
    const report = await loadReport(world, round);
    if (report === undefined || report.round.results.questions === null) return undefined;
    return tableOf(report, world, world.directory.person(personId).locale);
  },
};

function tableOf(report: Report, world: World, locale: Locale): ExportTable {
  const { rules, results } = report.round;
  const groups = results.groups.map(({ group, questions }) => ({
    name: groupName(world.office, rules.groupBy, group, locale),
    questions,
  }));
  const everyone = { name: t(locale, 'surveys.results.everyone'), questions: results.questions ?? [] };
  const rows = [everyone, ...groups].flatMap(({ name, questions }, at) =>
    questions.flatMap((result) => rowsOf(report, result, name, at === 0, locale)),
  );
  const texts = questionsOf(rules).flatMap((question) =>
    (report.texts.get(question.id) ?? []).map((one): Cell[] => [question.text[locale], one]),
  );
  const title = (column: (typeof columns)[number] | 'text'): ExportColumn => ({
    title: t(locale, `surveys.export.${column}`),
    ...(['question', 'answer'].includes(column) && { width: 40 }),
    ...(column === 'text' && { width: 80 }),
  });
  return {
    name: t(locale, 'surveys.results.title', {
      survey: rules.name[locale],
      round: roundName(report.round, locale),
    }),
    sheets: [
      { name: t(locale, 'surveys.export.results'), columns: columns.map(title), rows },
      ...(texts.length > 0
        ? [
            {
              name: t(locale, 'surveys.export.texts'),
              columns: [title('question'), title('text')],
              rows: texts,
            },
          ]
        : []),
    ],
  };
}

/** A question's rows: its figure, and each of its answers. What is withheld has none. */
function rowsOf(
  { round: { rules }, trends }: Report,
  result: QuestionResult,
  group: string,
  isEveryone: boolean,
  locale: Locale,
): Cell[][] {
  const { answered, counts } = result;
  const question = questionsOf(rules).find(({ id }) => id === result.id);
  if (question === undefined || answered === null) return [];
  const key = topicKey(result);
  const row = topicsOf(rules).find((topic) => topic.key === key)?.row?.label[locale] ?? null;
  const about = [question.text[locale], row, group] as const;
  const figure = figureOf(result);
  const trend = isEveryone ? trends.find(({ topic }) => topic.key === key) : undefined;
  const own: Cell[] = [
    ...about,
    null,
    answered,
    null,
    figure ? rounded(figure.value) : null,
    figure ? rounded(figure.margin) : null,
    trend ? rounded(changeOf(trend)) : null,
  ];
  const isRanking = question.type === 'ranking';
  const answers = Object.entries(counts ?? {}).map(([answer, count]): Cell[] => [
    ...about,
    answerName(question, answer, locale),
    isRanking ? null : count,
    isRanking ? null : percentOf(count, answered),
    // Of a ranking, the points that each person gave it on average.
    isRanking ? rounded(count / answered) : null,
    null,
    null,
  ]);
  return [own, ...answers];
}
