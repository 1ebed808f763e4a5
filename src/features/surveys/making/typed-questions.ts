import type { SurveyQuestion, SurveySection } from '../../../config/survey-types.ts';
import type { Localized } from '../../../core/locale.ts';

/** Why a line is no question; the text is `surveys.typed.<problem>`. */
export type TypedProblem =
  | 'kind'
  | 'noText'
  | 'options'
  | 'fewOptions'
  | 'manyOptions'
  | 'sameOption'
  | 'scale'
  | 'condition'
  | 'answers'
  | 'tooMany';

/** Of which line, counted from 1, and what stands there. */
export interface TypedMistake {
  readonly problem: TypedProblem;
  readonly line: number;
  readonly text: string;
}

const mostOptions = 20;
const mostToRank = 10;
export const mostTyped = 50;
/** A mean below it is followed up: so much of the way from the worst to the best. */
const limitShare = 0.6;

type Kind = SurveyQuestion['type'];

/** What stands at the beginning of a line, in either language. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^5\s*(?:\*|★|星)/u, 'stars'],
  [/^(?:nps|推荐度?)(?![a-z])/iu, 'nps'],
  [/^(?:text|文字|填空)(?![a-z])/iu, 'text'],
  [/^(?:one|单选)(?![a-z])/iu, 'single'],
  [/^(?:many|多选)(?![a-z])/iu, 'multiple'],
  [/^(?:rank|排序)(?![a-z])/iu, 'ranking'],
  [/^(?:grid|矩阵)(?![a-z])/iu, 'matrix'],
  [/^(?=\d+\s*[-–~至]\s*\d+)/u, 'scale'],
];
const withOptions: ReadonlySet<Kind> = new Set(['single', 'multiple', 'ranking', 'matrix']);

/**
 * Questions as people type them, one a line:
 *
 *     # Kitchen | 厨房                         a section
 *     5* How clean is it? | 干净吗？            stars; `!` after the kind: it has to be answered
 *     > many What should change? : taste / price    only where the one above was answered low
 *     >2,3 text Why?                           only where it was answered 2 or 3, or with the 2nd or 3rd option
 *     1-7 …   nps …   text …   one … : a / b   rank … : a / b   grid 1-5 … : row / row
 *
 * Each text in one language, or in English and Chinese with `|` between them.
 */
export function readTyped(typed: string): { sections: SurveySection[] } | { mistake: TypedMistake } {
  const sections: { title?: Localized; questions: SurveyQuestion[] }[] = [];
  const all: SurveyQuestion[] = [];
  for (const [index, written] of typed.normalize('NFC').split('\n').entries()) {
    const line = written.trim();
    if (line === '') continue;
    if (/^[#＃]/u.test(line)) {
      const title = line.replace(/^[#＃]+\s*/u, '');
      sections.push({ ...(title === '' ? {} : { title: bothOf(title) }), questions: [] });
      continue;
    }
    const read = all.length >= mostTyped ? 'tooMany' : readLine(line, `q${all.length + 1}`, all);
    if (typeof read === 'string')
      return { mistake: { problem: read, line: index + 1, text: line.slice(0, 60) } };
    if (sections.length === 0) sections.push({ questions: [] });
    sections.at(-1)!.questions.push(read);
    all.push(read);
  }
  return { sections: sections.filter(({ questions }) => questions.length > 0) };
}

function readLine(
  line: string,
  id: string,
  before: readonly SurveyQuestion[],
): SurveyQuestion | TypedProblem {
  const [, mark, numbers = '', asked = ''] =
    /^([>＞])?\s*((?<=[>＞]\s*)\d+(?:\s*[,，、]\s*\d+)*(?=\s))?\s*(.*)$/su.exec(line)!;
  const kind = kinds.find(([begins]) => begins.test(asked));
  if (kind === undefined) return 'kind';
  const [begins, type] = kind;
  let rest = asked.replace(begins, '').trim();
  const points = type === 'scale' || type === 'matrix' ? /^(\d+)\s*[-–~至]\s*(\d+)/u.exec(rest) : null;
  if (points) rest = rest.slice(points[0].length).trim();
  const required = /^[!！]/u.test(rest);
  if (required) rest = rest.slice(1).trim();
  rest = rest.replace(/^[:：]\s*/u, '');
  const [words, list] = withOptions.has(type) ? splitOptions(rest) : [rest, []];
  if (words === '') return 'noText';
  const showWhen = mark === undefined ? undefined : conditionOn(before, numbers);
  if (typeof showWhen === 'string') return showWhen;
  const base = { id, text: bothOf(words), required, ...(showWhen && { showWhen }) };
  const from = Number(points?.[1] ?? 1);
  const to = Number(points?.[2] ?? 5);
  if (from >= to || to > 10) return 'scale';
  const limit = Math.round((from + (to - from) * limitShare) * 10) / 10;
  const problem = withOptions.has(type) ? whyNotOptions(list, type) : undefined;
  if (problem) return problem;
  const options = list.map((each, index) => ({ value: String(index + 1), label: bothOf(each) }));
  switch (type) {
    case 'scale':
      return { ...base, type, from, to, limit };
    case 'stars':
      return { ...base, type, limit };
    case 'nps':
      return { ...base, type, limit: 0 };
    case 'text':
      return { ...base, type, maxLength: 1000 };
    case 'matrix':
      return { ...base, type, from, to, limit, rows: options };
    default:
      return { ...base, type, options };
  }
}

/** A name in English and Chinese, with `|` between them; or in one language, for both. */
export function bothOf(text: string): Localized {
  const [en = '', zh = ''] = text.split(/[|｜]/u).map((part) => part.trim());
  return { en: en || zh, 'zh-CN': zh || en };
}

/** What stands behind the last colon, with `/` between: a question may have colons of its own. */
function splitOptions(rest: string): [words: string, options: string[]] {
  const at = Math.max(rest.lastIndexOf(':'), rest.lastIndexOf('：'));
  if (at === -1) return [rest, []];
  const options = rest
    .slice(at + 1)
    .split('/')
    .map((option) => option.trim());
  return [rest.slice(0, at).trim(), options.filter((option) => option !== '')];
}

function whyNotOptions(options: readonly string[], type: Kind): TypedProblem | undefined {
  if (options.length === 0) return 'options';
  if (options.length < (type === 'matrix' ? 1 : 2)) return 'fewOptions';
  if (options.length > (type === 'matrix' || type === 'ranking' ? mostToRank : mostOptions))
    return 'manyOptions';
  return new Set(options).size < options.length ? 'sameOption' : undefined;
}

/** The nearest question above that hangs on no other, answered low or as the numbers say. */
function conditionOn(
  before: readonly SurveyQuestion[],
  numbers: string,
): SurveyQuestion['showWhen'] | TypedProblem {
  const on = before.findLast(({ showWhen }) => showWhen === undefined);
  const answers = on && answersOf(on);
  if (on === undefined || answers === undefined) return 'condition';
  if (numbers === '') {
    const isRated = on.type === 'scale' || on.type === 'stars' || on.type === 'nps';
    // Everything but the best two fifths; of an NPS those who would not recommend it.
    const low = on.type === 'nps' ? 7 : Math.ceil(answers.length * limitShare);
    return isRated ? { question: on.id, in: answers.slice(0, low) } : 'answers';
  }
  const wanted = numbers.split(/[,，、]/u).map((number) => number.trim());
  return wanted.every((number) => answers.includes(number)) ? { question: on.id, in: wanted } : 'answers';
}

function answersOf(question: SurveyQuestion): string[] | undefined {
  const points = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, nth) => String(from + nth));
  switch (question.type) {
    case 'scale':
      return points(question.from, question.to);
    case 'stars':
      return points(1, 5);
    case 'nps':
      return points(0, 10);
    case 'single':
    case 'multiple':
      return question.options.map(({ value }) => value);
    default:
      return undefined;
  }
}
