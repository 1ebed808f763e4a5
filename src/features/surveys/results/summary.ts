import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Block, type Card, type Chart, facts, text } from '../../../ui/card.ts';
import { questionsOf } from '../asked.ts';
import { subjectOf } from '../rounds/round.ts';
import { loadRounds } from '../rounds/store.ts';
import { resultOf, topicsOf } from '../topics.ts';
import { mayReadAll } from './access.ts';
import { barOf, distributionChart, figuresChart, scaleKey } from './charts.ts';
import { followUpParts } from './follow-up-parts.ts';
import { mainFacts, nothingShown, rateText } from './parts.ts';
import { loadReport, type Report } from './report.ts';
import { roundName } from './words.ts';

/** So many figures are said in a summary; the report has all of them. */
const mostFacts = 6;

/** What everyone who was asked is told of a round: how many answered, the main figures, and what comes next. */
function summaryCard(report: Report, reader: Reader, world: World): Card {
  const { locale } = reader;
  const { round } = report;
  const names = { survey: round.rules.name[locale], round: roundName(round, locale) };
  const none = nothingShown(report, locale);
  const chart = none === undefined ? mainChart(report, reader) : undefined;
  const rated = mainFacts(report, mostFacts, locale);
  const whole = mayReadAll(round, reader.id, world);
  const yours = report.opened.filter(({ ownerId }) => ownerId === reader.id).length;
  const blocks: Block[] = [
    text(rateText(report, locale), 'strong'),
    ...(none === undefined ? [] : [text(none)]),
    ...(rated.length > 0 ? [facts(...rated)] : []),
    ...(chart ? [{ kind: 'chart' as const, chart }] : []),
    ...followUpParts(report, reader, world).flat(),
    ...(yours > 0 ? [text(t(locale, 'surveys.summary.yours', { count: yours }), 'strong')] : []),
    text(
      t(locale, whole && none === undefined ? 'surveys.summary.told' : 'surveys.summary.thanks'),
      'subtle',
    ),
    ...(none === undefined
      ? [
          actions({
            ...{ label: t(locale, 'surveys.results.all'), action: 'surveys.results', value: `${round.id} 0` },
            ...(!whole && { style: 'primary' as const }),
          }),
        ]
      : []),
  ];
  return {
    title: t(locale, 'surveys.summary.title', names),
    summary: `${t(locale, 'surveys.summary.title', names)}: ${rateText(report, locale)}`,
    blocks,
  };
}

/** The picture that says most: the figures on the scale that most topics share, or how the first question was answered. */
function mainChart({ round }: Report, { locale }: Reader): Chart | undefined {
  const topics = topicsOf(round.rules);
  const counts = new Map<string, number>();
  for (const topic of topics) counts.set(scaleKey(topic), (counts.get(scaleKey(topic)) ?? 0) + 1);
  const [common] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const alike = topics.filter((topic) => scaleKey(topic) === common);
  const bars = alike.flatMap(
    (topic) => barOf(topic.label[locale], resultOf(round.results.questions, topic)) ?? [],
  );
  if (bars.length >= 2) return figuresChart(round.rules.name[locale], alike[0]!, bars.slice(0, 12), locale);
  for (const question of questionsOf(round.rules)) {
    const result = round.results.questions?.find(({ id }) => id === question.id);
    const chart = result && distributionChart(question.text[locale], question, result, locale);
    if (chart) return chart;
  }
  return undefined;
}

/** The reports of rounds by their subjects. One query, and five for each round. */
async function load(world: World, subjects: string[]): Promise<Map<string, Versioned<Report>>> {
  const ids = subjects.map((subject) => subject.slice(subjectOf({ id: '' }).length));
  const rounds = [...(await loadRounds(world.database, ids)).values()];
  const reports = await Promise.all(rounds.map((round) => loadReport(world, round)));
  return new Map(
    reports.flatMap((report): [string, Versioned<Report>][] =>
      report ? [[subjectOf(report.round), { version: report.round.version, state: report }]] : [],
    ),
  );
}

export const summaryView: View<Report> = {
  load,
  draw: ({ state, reader, world }) => summaryCard(state, reader, world),
};
