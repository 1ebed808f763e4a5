import type { SurveyQuestion } from '../../../config/survey-types.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { Locale } from '../../../core/locale.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { text } from '../../../ui/card.ts';
import { questionsOf } from '../asked.ts';
import { resultOf, type Topic, topicsOf } from '../topics.ts';
import { barOf, distributionChart, figuresChart, scaleKey, trendChart } from './charts.ts';
import { percentOf } from './figures.ts';
import { followUpParts } from './follow-up-parts.ts';
import { groupParts } from './group-parts.ts';
import type { Part } from './pages.ts';
import type { Report } from './report.ts';
import { fewestAnswers, type QuestionResult } from './results.ts';
import { changeOf } from './trend.ts';
import { changeText, resultText, roundName } from './words.ts';

/** How many took part: what every report begins with. */
export function rateText({ round: { results } }: Pick<Report, 'round'>, locale: Locale): string {
  const { asked, answered } = results;
  return t(locale, 'surveys.results.rate', { asked, answered, percent: percentOf(answered, asked) });
}

/** Why nothing is shown; undefined: it is. */
export function nothingShown(
  { round: { results } }: Pick<Report, 'round'>,
  locale: Locale,
): string | undefined {
  if (results.questions !== null) return undefined;
  if (results.keyLost) return t(locale, 'surveys.results.keyLost');
  return results.answered < fewestAnswers
    ? t(locale, 'surveys.results.tooFew', { fewest: fewestAnswers })
    : t(locale, 'surveys.results.tooFewUnnamed', { fewest: fewestAnswers });
}

/**
 * All of a report, part by part, in the order in which it is read.
 * @param whole with what only the survey's owner and administrators are shown: groups, and what was written.
 */
export function partsOf(report: Report, whole: boolean, reader: Reader, world: World): Part[] {
  const { locale } = reader;
  const none = nothingShown(report, locale);
  const opening: Part = [
    text(rateText(report, locale), 'strong'),
    text(none ?? t(locale, 'surveys.results.howSure'), none ? 'normal' : 'subtle'),
  ];
  if (none !== undefined) return [opening, ...followUpParts(report, reader, world)];
  return [
    opening,
    ...questionsOf(report.round.rules).flatMap((question, at) =>
      questionParts(report, question, at + 1, whole, locale),
    ),
    ...trendParts(report, locale),
    ...(whole ? groupParts(report, reader, world) : []),
    ...followUpParts(report, reader, world),
  ];
}

function questionParts(
  report: Report,
  question: SurveyQuestion,
  number: number,
  whole: boolean,
  locale: Locale,
): Part[] {
  const { results } = report.round;
  const title = `${number}. ${question.text[locale]}`;
  if (question.type === 'text') return textParts(report, question, title, whole, locale);
  const shown = (results.questions ?? []).filter(({ id }) => id === question.id);
  const known = shown.filter(({ answered }) => answered !== null);
  if (known.length === 0)
    return [[text(title, 'strong'), text(t(locale, 'surveys.results.withheld'), 'subtle')]];
  const topics = topicsOf(report.round.rules).filter((topic) => topic.question.id === question.id);
  const chart =
    question.type === 'matrix'
      ? matrixChart(title, topics, results.questions, locale)
      : distributionChart(title, question, known[0]!, locale);
  return [
    [
      chart ? { kind: 'chart', chart } : text(title, 'strong'),
      { kind: 'facts', facts: factsOf(report, question, topics, known, locale) },
    ],
  ];
}

function matrixChart(
  title: string,
  topics: readonly Topic[],
  results: readonly QuestionResult[] | null,
  locale: Locale,
) {
  const bars = topics.flatMap((topic) => barOf(topic.row!.label[locale], resultOf(results, topic)) ?? []);
  return bars.length === 0 ? undefined : figuresChart(title, topics[0]!, bars, locale);
}

/** The figures of a question in words: its mean or score, how it has changed, and how many answered. */
function factsOf(
  report: Report,
  question: SurveyQuestion,
  topics: readonly Topic[],
  known: readonly QuestionResult[],
  locale: Locale,
) {
  const figures = topics.flatMap((topic) => {
    const result = resultOf(report.round.results.questions, topic);
    const value = resultText(topic, result, locale);
    const label =
      topic.row?.label[locale] ??
      t(locale, question.type === 'nps' ? 'surveys.results.score' : 'surveys.results.mean');
    if (value === undefined)
      return topic.row ? [{ label, value: t(locale, 'surveys.results.withheld') }] : [];
    const trend = report.trends.find((one) => one.topic.key === topic.key);
    const since = trend?.points.at(-2);
    const change = trend && since ? sinceText(topic, changeOf(trend), since, locale) : '';
    return [{ label, value: change === '' ? value : `${value} · ${change}` }];
  });
  const answers = Math.max(...known.map(({ answered }) => answered ?? 0));
  return [...figures, { label: t(locale, 'surveys.results.answers'), value: String(answers) }];
}

function sinceText(topic: Topic, change: number, since: { opensAt: Date }, locale: Locale): string {
  const said = changeText(topic, change, locale);
  const round = roundName(since, locale);
  return /[1-9]/.test(said)
    ? t(locale, 'surveys.results.change', { change: said, round })
    : t(locale, 'surveys.results.unchanged', { round });
}

/** So much of one text is shown in a report; the export has all of it. */
const longestText = 700;
const perPart = 8;

function textParts(
  { texts }: Report,
  question: SurveyQuestion,
  heading: string,
  whole: boolean,
  locale: Locale,
): Part[] {
  const title = text(heading, 'strong');
  const written = texts.get(question.id) ?? [];
  if (written.length === 0) return [[title, text(t(locale, 'surveys.results.noTexts'), 'subtle')]];
  const count = text(t(locale, 'surveys.results.texts', { count: written.length }), 'subtle');
  if (!whole) return [[title, count]];
  const lines = written.map((one) =>
    text(
      t(locale, 'surveys.results.quoted', {
        text: one.length > longestText ? `${one.slice(0, longestText).replace(/\p{Surrogate}$/u, '')}…` : one,
      }),
    ),
  );
  const chunks = Array.from({ length: Math.ceil(lines.length / perPart) }, (_, at) =>
    lines.slice(at * perPart, (at + 1) * perPart),
  );
  return chunks.map((chunk, at) => (at === 0 ? [title, count, ...chunk] : chunk));
}

/** So many lines can still be told apart in one picture. */
const linesInPicture = 4;

function trendParts({ trends, before }: Report, locale: Locale): Part[] {
  if (trends.length === 0)
    return before?.results.questions
      ? [[text(t(locale, 'surveys.results.noTrend', { fewest: fewestAnswers }), 'subtle')]]
      : [];
  return [...groupBy(trends, ({ topic }) => scaleKey(topic)).values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / linesInPicture) }, (_, at): Part => {
      const drawn = alike.slice(at * linesInPicture, (at + 1) * linesInPicture);
      return [{ kind: 'chart', chart: trendChart(drawn, locale) }];
    }),
  );
}

/** The first topics with their figures: what has to be known of a round in a few lines. */
export function mainFacts({ round, trends }: Report, most: number, locale: Locale) {
  return topicsOf(round.rules)
    .flatMap((topic) => {
      const value = resultText(topic, resultOf(round.results.questions, topic), locale);
      const trend = trends.find((one) => one.topic.key === topic.key);
      const change = trend && ` · ${changeText(topic, changeOf(trend), locale)}`;
      return value === undefined ? [] : [{ label: topic.label[locale], value: `${value}${change ?? ''}` }];
    })
    .slice(0, most);
}
