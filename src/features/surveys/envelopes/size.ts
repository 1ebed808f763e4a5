import type { Survey, SurveyQuestion } from '../../../config/survey-types.ts';
import type { Answer, EnvelopeContent } from '../answers.ts';
import { questionsOf } from '../asked.ts';

/** The longest comment that goes with somebody's name, in characters. */
export const longestComment = 1000;
/** The longest id of a person, a group or a page, in characters. */
const longestId = 200;
/** The largest that one UTF-16 character of cleaned text becomes: three bytes of UTF-8. */
const wide = (length: number) => '字'.repeat(length);

/**
 * How large an envelope of this survey is, in bytes: what the longest answer to all of it takes, so that the size of
 * none says anything. As fixed as the questions of a round.
 */
export function sizeOf(survey: Pick<Survey, 'sections'>): number {
  const largest: EnvelopeContent = {
    answers: Object.fromEntries(
      questionsOf(survey).map((question) => [question.id, largestAnswer(question)]),
    ),
    group: wide(longestId),
    sent: false,
    namedPersonId: wide(longestId),
    comment: wide(longestComment),
    at: wide(longestId),
  };
  return Buffer.byteLength(JSON.stringify(largest));
}

function largestAnswer(question: SurveyQuestion): Answer {
  switch (question.type) {
    case 'scale':
      return widest(question);
    case 'stars':
      return '5';
    case 'nps':
      return '10';
    case 'single':
      return longest(question.options.map(({ value }) => value));
    case 'multiple':
    case 'ranking':
      return question.options.map(({ value }) => value);
    case 'text':
      return wide(question.maxLength);
    case 'matrix':
      return Object.fromEntries(question.rows.map(({ value }) => [value, widest(question)]));
  }
}

const widest = ({ from, to }: { from: number; to: number }) => longest([String(from), String(to)]);

const longest = (texts: readonly string[]): string =>
  texts.toSorted((a, b) => Buffer.byteLength(JSON.stringify(b)) - Buffer.byteLength(JSON.stringify(a)))[0] ??
  '';

/** A text without what JSON would write six times as long: control characters, and halves of characters. */
export const cleaned = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])[\p{Cc}\p{Surrogate}]/gu, ' ');
