import type { Temporal } from 'temporal-polyfill';
import { readSpokenDateTime, readSpokenDay } from '../../../time/spoken-date.ts';
import type { QuestionKind, ResultsShown, Secrecy } from '../poll.ts';

/** What was understood of a poll that somebody typed in one line. */
export interface Typed {
  readonly title: string;
  readonly options: readonly string[];
  readonly kind: QuestionKind;
  readonly secrecy?: Secrecy;
  readonly results?: ResultsShown;
  /** A wall time, `2026-11-27T17:00`. */
  readonly closes?: string;
}

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '《': '》',
  '＂': '＂',
  '〝': '〞',
};
/** On phones and between keyboards any of them may end what another began. */
const closers = new Set([...Object.values(quotes), '"', '“', '„', '＂', '〟']);

const settings: readonly { words: RegExp; means: Partial<Typed> }[] = [
  { words: /(?:anonymous(?:ly)?|anon|匿名)/, means: { secrecy: 'anonymous' } },
  { words: /(?:named|with names|not anonymous|public|实名|记名|不匿名)/, means: { secrecy: 'named' } },
  { words: /(?:named to me|names to me|只对我实名|仅我可见)/, means: { secrecy: 'toOwners' } },
  { words: /(?:multiple(?: choice)?|multi(?:-?choice)?|several|多选|可多选)/, means: { kind: 'multiple' } },
  { words: /(?:single(?: choice)?|one choice|单选)/, means: { kind: 'single' } },
  { words: /(?:ranked|ranking|排序|排名)/, means: { kind: 'ranked' } },
  { words: /(?:scale|1-5|打分|评分)/, means: { kind: 'scale' } },
  { words: /(?:yes\/?no|yes or no|是否)/, means: { kind: 'yesNo' } },
  { words: /(?:live|live results|实时)/, means: { results: 'live' } },
  { words: /(?:hidden|hidden results|结束后公布|截止后公布)/, means: { results: 'afterClose' } },
];
const between = '[\\s,，;；、。.]';
/** At the end of a day without a time of day. */
const endOfDay = '18:00';

/**
 * Reads `"Team lunch?" noodles | dumplings until friday 5pm`: what is asked, in quotes or up to its question mark, the
 * options, and behind or before them whether it is anonymous, of which kind, and until when. Without options it is a
 * yes or no. What was understood has to be said back.
 * @param now the wall time of whoever asks.
 */
export function readTyped(said: string, now: Temporal.PlainDateTime): Typed {
  const text = said.trim();
  const before = peel(text, now, 'front');
  const asked = titleOf(before.rest);
  // Words of a setting stand behind everything, or between what is asked and the first option.
  const behind = peel(asked.rest, now, 'back', true);
  const front = asked.quoted ? peel(behind.rest, now, 'front') : { rest: behind.rest, means: {} };
  const means = { ...before.means, ...behind.means, ...front.means };
  const alone = asked.rest === '' ? peel(asked.title, now, 'back') : undefined;
  if (alone && !asked.quoted && alone.rest !== '')
    return { kind: 'yesNo', ...means, ...alone.means, title: alone.rest, options: [] };
  const options = optionsOf(front.rest);
  const kind = means.kind ?? (options.length > 0 ? 'single' : 'yesNo');
  return { ...means, kind, title: asked.title, options };
}

/** What is asked, and what follows it. */
function titleOf(text: string): { title: string; rest: string; quoted: boolean } {
  const [first = ''] = text;
  if (quotes[first] !== undefined) {
    const inside = [...text.slice(first.length)];
    // An apostrophe within a word ends nothing.
    const end = inside.findIndex(
      (sign, at) =>
        (sign === quotes[first] || closers.has(sign)) &&
        !(/['’‘]/.test(sign) && /\p{L}/u.test(inside[at + 1] ?? '') && /\p{L}/u.test(inside[at - 1] ?? '')),
    );
    if (end > 0) {
      const title = inside.slice(0, end).join('').trim();
      const rest = inside.slice(end + 1).join('');
      return { title, rest: rest.replace(/^[\s:：,，-]+/u, '').trim(), quoted: true };
    }
  }
  const mark = /^[^|｜\n]*?[?？]+/u.exec(text) ?? /^[^|｜\n]*?(?=[:：](?!\d)|\n)/u.exec(text);
  if (mark)
    return {
      title: mark[0].trim(),
      rest: text
        .slice(mark[0].length)
        .replace(/^[\s:：,，-]+/u, '')
        .trim(),
      quoted: false,
    };
  // `lunch? a | b` has its mark; in `a | b` there is nothing asked but a choice.
  return { title: text, rest: '', quoted: false };
}

/** The options: between bars, else one a line, else between 、 or commas. */
function optionsOf(text: string): string[] {
  const separators = [/[|｜]/u, /\n/u, /[、;；]/u, /[,，]/u];
  const separator = separators.find((one) => one.test(text));
  const parts = separator ? text.split(separator) : [text];
  const trimmed = parts
    .map((part) => unquoted(part.replace(/\s+/g, ' ').trim()))
    .filter((part) => part !== '');
  return [...new Set(trimmed)];
}

function unquoted(text: string): string {
  const [first = ''] = text;
  const end = quotes[first];
  return end !== undefined && text.length > 2 && text.endsWith(end) ? text.slice(1, -1).trim() : text;
}

/** Takes settings off one end, as long as something else is left. @param all or nothing, too. */
function peel(text: string, now: Temporal.PlainDateTime, end: 'front' | 'back', all = false) {
  let rest = text;
  let means: Partial<Typed> = {};
  for (let found = true; found; ) {
    found = false;
    for (const setting of settings) {
      const { source } = setting.words;
      const pattern =
        end === 'back'
          ? `^(.*${between}|)${source}${between}*$`
          : `^${source}(?:(?:${between}|[:：])+|(?=["“「『《]))(.+)$`;
      const match = new RegExp(pattern, 'isu').exec(rest);
      const left = match?.[1]?.replace(end === 'back' ? new RegExp(`${between}+$`, 'u') : /^\s+/, '');
      // `a | named` is an option of that name, and `a | b named` is not.
      if (left === undefined || /[|｜]$/u.test(left) || /^[|｜]/u.test(left)) continue;
      if (left === '' && !all) continue;
      rest = left;
      means = { ...setting.means, ...means };
      found = true;
    }
    const closing = end === 'back' ? closingOf(rest, now) : undefined;
    if (closing && means.closes === undefined) {
      rest = closing.rest;
      means = { ...means, closes: closing.closes };
      found = true;
    }
  }
  return { rest, means };
}

/** `until friday 5pm`, `截止周五下午五点`, `周五下午五点截止`. */
function closingOf(text: string, now: Temporal.PlainDateTime): { rest: string; closes: string } | undefined {
  const patterns = [
    /^(.*?[\s,，;；]|)(?:open\s+)?(?:until|till|closes?(?:\s+(?:on|at|by))?|closing(?:\s+(?:on|at))?|截止(?:到|至|时间)?[:：]?|直到|到)\s*([^|｜]{1,40}?)(?:为止|截止|结束)?[.。]*$/isu,
    /^(.*[\s,，;；]|)([^|｜\s,，;；]{2,30}?)(?:截止|为止|结束)[.。]*$/isu,
  ];
  for (const pattern of patterns) {
    const [, rest, when = ''] = pattern.exec(text) ?? [];
    if (rest === undefined) continue;
    const at = readSpokenDateTime(when, now) ?? atEndOf(readSpokenDay(when, now));
    if (at) return { rest: rest.replace(new RegExp(`${between}+$`, 'u'), ''), closes: at };
  }
  return undefined;
}

const atEndOf = (day: string | undefined) => day && `${day}T${endOfDay}`;
