import type { SurveyQuestion } from '../../../config/survey-types.ts';
import type { Locale } from '../../../core/locale.ts';
import { t } from '../../../i18n/translate.ts';
import type { Chart } from '../../../ui/card.ts';
import { figureOf, scaleOf, type Topic } from '../topics.ts';
import { percentOf } from './figures.ts';
import type { Estimate, QuestionResult } from './results.ts';
import type { Trend } from './trend.ts';
import { answerName, estimateText, figureText, oneDigit, roundName } from './words.ts';

/** What stands for a picture, for whoever cannot see it: one figure a line. */
const altOf = (title: string, lines: readonly string[]) => [title, ...lines].join('\n');

/** How the answers to a question are spread; undefined: withheld, or nothing to draw. */
export function distributionChart(
  title: string,
  question: SurveyQuestion,
  { answered, counts }: QuestionResult,
  locale: Locale,
): Chart | undefined {
  if (answered === null || counts === null || question.type === 'matrix' || question.type === 'text')
    return undefined;
  const answers = orderOf(question).filter((answer) => Object.hasOwn(counts, answer));
  if (answers.length === 0) return undefined;
  const categories = answers.map((answer) => answerName(question, answer, locale));
  const of = (at: number) => counts[answers[at]!]!;
  if (question.type === 'ranking') {
    const values = answers.map((_, at) => of(at) / answered);
    const name = t(locale, 'surveys.results.points');
    const order = values.map((_, at) => at).sort((a, b) => values[b]! - values[a]!);
    return {
      ...{ type: 'bars', title, unit: 'score', min: 0, max: answers.length - 1 },
      categories: order.map((at) => categories[at]!),
      series: [{ name, values: order.map((at) => values[at]!) }],
      alt: altOf(
        t(locale, 'surveys.results.pointsAlt', { question: title }),
        order.map((at) => `${categories[at]}: ${oneDigit(values[at]!, locale)}`),
      ),
    };
  }
  const values = answers.map((_, at) => percentOf(of(at), answered));
  return {
    ...{ type: 'bars', title, unit: 'percent', min: 0, max: 100, categories },
    series: [{ name: t(locale, 'surveys.results.share'), values }],
    alt: altOf(
      title,
      answers.map((_, at) =>
        t(locale, 'surveys.results.line', {
          answer: categories[at]!,
          count: of(at),
          percent: values[at]!,
        }),
      ),
    ),
  };
}

/** All answers of a question, in the order in which they are shown: the best first where they have one. */
function orderOf(question: SurveyQuestion): string[] {
  if ('options' in question) return question.options.map(({ value }) => value);
  const ends = question.type === 'nps' ? { from: 0, to: 10 } : scaleOf(question);
  if (ends === undefined) return [];
  return Array.from({ length: ends.to - ends.from + 1 }, (_, at) => String(ends.to - at));
}

interface Bar {
  readonly name: string;
  readonly figure: Estimate;
}

/** The figures of topics on one scale beside each other, or of one topic in several groups. */
export function figuresChart(title: string, topic: Topic, bars: readonly Bar[], locale: Locale): Chart {
  const { from, to } = scaleOf(topic.question)!;
  return {
    ...{ type: 'bars', title, unit: 'score', min: Math.min(0, from), max: to },
    categories: bars.map(({ name }) => name),
    series: [{ name: t(locale, 'surveys.results.figure'), values: bars.map(({ figure }) => figure.value) }],
    alt: altOf(
      title,
      bars.map(({ name, figure }) => `${name}: ${estimateText(topic, figure, locale)}`),
    ),
  };
}

/** How topics on one scale have gone over the rounds. */
export function trendChart(trends: readonly Trend[], locale: Locale): Chart {
  const title = t(locale, 'surveys.results.trend');
  const first = trends[0]!.topic;
  const { from, to } = scaleOf(first.question)!;
  const rounds = new Map(trends.flatMap(({ points }) => points.map((point) => [point.number, point])));
  const numbers = [...rounds.keys()].sort((a, b) => a - b);
  const nameOf = ({ topic }: Trend) => topic.label[locale];
  return {
    ...{ type: 'line', title, unit: 'score', min: from, max: to },
    categories: numbers.map((number) => roundName(rounds.get(number)!, locale)),
    series: trends.map((trend) => ({
      name: nameOf(trend),
      values: numbers.map(
        (number) => trend.points.find((point) => point.number === number)?.figure.value ?? null,
      ),
    })),
    alt: altOf(
      title,
      trends.map((trend) => {
        const points = trend.points.map(
          (point) => `${roundName(point, locale)} ${figureText(trend.topic, point.figure.value, locale)}`,
        );
        return `${nameOf(trend)}: ${points.join(' → ')}`;
      }),
    ),
  };
}

/** What is on the same scale can be drawn in one picture. */
export const scaleKey = ({ question }: Topic): string => {
  const { from, to } = scaleOf(question)!;
  return `${from} ${to}`;
};

/** The bar of a topic; undefined: withheld. */
export function barOf(name: string, result: QuestionResult | undefined): Bar | undefined {
  const figure = figureOf(result);
  return figure && { name, figure };
}
