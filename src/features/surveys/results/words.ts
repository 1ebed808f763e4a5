import type { SurveyQuestion } from '../../../config/survey-types.ts';
import type { Locale } from '../../../core/locale.ts';
import { t } from '../../../i18n/translate.ts';
import { figureOf, scaleOf, type Topic } from '../topics.ts';
import type { Estimate, QuestionResult } from './results.ts';

const numbers = new Map<string, Intl.NumberFormat>();

function format(locale: Locale, value: number, options: Intl.NumberFormatOptions & { name: string }): string {
  const { name, ...rest } = options;
  const key = `${locale} ${name}`;
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale, rest);
  numbers.set(key, known);
  return known.format(value);
}

/** With one digit after the point: `4.2`. */
export const oneDigit = (value: number, locale: Locale): string =>
  format(locale, value, {
    ...{ name: 'one', minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' },
  });

/** With at most one digit after the point, and none where it is whole. */
const short = (value: number, locale: Locale): string =>
  format(locale, value, { name: 'short', maximumFractionDigits: 1, signDisplay: 'negative' });

const signed = (value: number, locale: Locale, digits: 0 | 1): string =>
  format(locale, value, {
    ...{ name: `signed${digits}`, minimumFractionDigits: digits, maximumFractionDigits: digits },
    signDisplay: 'exceptZero',
  });

const isScore = ({ type }: SurveyQuestion) => type === 'nps';

/** A topic's figure: `4.2 of 5`, and the promoter score `+32`. */
export function figureText({ question }: Topic, value: number, locale: Locale): string {
  if (isScore(question)) return signed(value, locale, 0);
  return t(locale, 'surveys.results.ofScale', {
    value: oneDigit(value, locale),
    to: short(scaleOf(question)!.to, locale),
  });
}

/** The same with how far it may be off: `4.2 of 5 (± 0.3)`. */
export function estimateText(topic: Topic, { value, margin }: Estimate, locale: Locale): string {
  return t(locale, 'surveys.results.estimate', {
    figure: figureText(topic, value, locale),
    margin: isScore(topic.question) ? format(locale, margin, wholeNumber) : oneDigit(margin, locale),
  });
}

const wholeNumber = { name: 'whole', maximumFractionDigits: 0 };

/** The same of a result; undefined: withheld. */
export function resultText(
  topic: Topic,
  result: QuestionResult | undefined,
  locale: Locale,
): string | undefined {
  const figure = figureOf(result);
  return figure && estimateText(topic, figure, locale);
}

/** How far a figure went up or down: `+0.3`. */
export const changeText = ({ question }: Topic, change: number, locale: Locale): string =>
  signed(change, locale, isScore(question) ? 0 : 1);

const months = new Map<Locale, Intl.DateTimeFormat>();

/** What a round is called among others: the month in which it opened. */
export function roundName({ opensAt }: { opensAt: Date }, locale: Locale): string {
  const known =
    months.get(locale) ??
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' });
  months.set(locale, known);
  return known.format(opensAt);
}

/** What an answer is called, as people chose it. */
export function answerName(question: SurveyQuestion, answer: string, locale: Locale): string {
  if ('options' in question)
    return question.options.find(({ value }) => value === answer)?.label[locale] ?? answer;
  if (question.type === 'stars') return t(locale, 'surveys.results.stars', { count: Number(answer) });
  if (question.type === 'scale') {
    const word = Number(answer) === question.from ? question.low : question.high;
    const isEnd = [question.from, question.to].includes(Number(answer));
    if (isEnd && word) return t(locale, 'surveys.results.scaleEnd', { answer, word: word[locale] });
  }
  return answer;
}
