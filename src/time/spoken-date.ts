// By language: the package as a whole loads sixteen, which takes as long as all of ours.
import type { ParsedComponents } from 'chrono-node';
import { casual as english } from 'chrono-node/en';
import { casual as chinese } from 'chrono-node/zh/hans';
import { Temporal } from 'temporal-polyfill';

/**
 * Days and times as people say them in a chat: `next Friday`, `the 5th`, `by end of month`, `下周五`, `下个月5号`,
 * `月底前`, `明天下午三点`. What is missing lies ahead: a Friday is the next one, and today where today is one. Our own
 * few forms are tried first; chrono-node knows the rest. What is understood has to be told to the person.
 */

/** The day that is meant, `2026-12-04`; undefined where anything is said that is not part of it. */
export function readSpokenDay(said: string, now: Temporal.PlainDateTime): string | undefined {
  const text = tidy(said);
  const day = ownDay(text, now.toPlainDate());
  if (day !== undefined) return day.toString();
  const found = parse(text, now);
  return found && hasDay(found) ? dayOf(found).toString() : undefined;
}

/** The time of day that is meant, `15:00`. */
export function readSpokenTime(said: string, now: Temporal.PlainDateTime): string | undefined {
  const found = parse(tidy(said), now);
  return found?.isCertain('hour') && !hasDay(found)
    ? timeOf(found).toString({ smallestUnit: 'minute' })
    : undefined;
}

/** The day and time of day that are meant, `2026-12-04T15:00`; a time alone is the next one. */
export function readSpokenDateTime(said: string, now: Temporal.PlainDateTime): string | undefined {
  const text = tidy(said);
  // A day of our own forms stands before the time or behind it.
  for (const [first, second] of splits(text)) {
    const day = ownDay(first, now.toPlainDate());
    const time = day && readSpokenTime(second, now);
    if (day && time) return `${day}T${time}`;
  }
  const found = parse(text, now);
  if (!found?.isCertain('hour')) return undefined;
  const time = timeOf(found);
  const meant = dayOf(found).toPlainDateTime(time);
  const ahead =
    hasDay(found) || Temporal.PlainDateTime.compare(meant, now) >= 0 ? meant : meant.add({ days: 1 });
  return ahead.toString({ smallestUnit: 'minute' });
}

/** Without what only says that it is a limit, or is polite. */
function tidy(said: string): string {
  // Nobody says a day in so many words.
  if (said.length > 100) return '';
  return said
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.!?。,，\s]+$/u, '')
    .replace(
      /^(?:by|before|until|till|on|from|at|in(?= the)|每(?=周|星期|礼拜)|every|each|在|请在|最晚|最迟)\s*(?:the\s+(?=end|\d))?/u,
      '',
    )
    .replace(/(?:之前|以前|前|吧|左右|please)$/u, '')
    .trim();
}

const number = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  const digits = '零一二三四五六七八九';
  const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['零', word];
  return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones));
};

const monthWords =
  /^(?:(本|这个?|下下个?|下个?)月(?:的)?)?\s*(底|末|初|\d{1,2}[号日]|[一二三四五六七八九十]{1,3}[号日])$/u;
const weekdayWords = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The forms that chrono does not know, or takes for something else. */
function ownDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (/^(?:the )?end of (?:the |this )?month$/.test(text)) return lastDay(today);
  if (/^(?:the )?end of next month$/.test(text)) return lastDay(today.add({ months: 1 }));
  if (/^(?:the )?end of (?:the |this )?week$|^(?:本周末?|这周末?|这个周末|周末)$/.test(text))
    return nextWeekday(today, /end|周$/.test(text) ? 5 : 6);
  const [, nth] = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of (?:this|the) month)?$/.exec(text) ?? [];
  if (nth !== undefined && /\D/.test(text)) return dayOfMonth(today, Number(nth), undefined);
  const [, ofNext] = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)? of next month$/.exec(text) ?? [];
  if (ofNext !== undefined) return dayOfMonth(today, Number(ofNext), 1);
  const weekday = weekdayWords.indexOf(text.replace(/s$/, '')) + 1;
  if (weekday > 0) return nextWeekday(today, weekday);
  const [, chinese] = /^(?:周|星期|礼拜)([一二三四五六日天])$/.exec(text) ?? [];
  if (chinese !== undefined) return nextWeekday(today, /[日天]/.test(chinese) ? 7 : number(chinese));
  const [, which, what] = /^月(底|末|初)$/.test(text)
    ? [text, '本', text.slice(1)]
    : (monthWords.exec(text) ?? []);
  if (what === undefined) return undefined;
  const months = which === undefined ? undefined : (which.match(/下/g) ?? []).length;
  if (what === '底' || what === '末')
    return months === undefined ? undefined : lastDay(today.add({ months }));
  if (what === '初') return months === undefined ? undefined : today.add({ months }).with({ day: 1 });
  return dayOfMonth(today, number(what.slice(0, -1)), months);
}

const lastDay = (day: Temporal.PlainDate) => day.with({ day: day.daysInMonth });

const nextWeekday = (today: Temporal.PlainDate, weekday: number) =>
  today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });

/** So many months ahead; without that, the next one of this number. A day that a month does not have is none. */
function dayOfMonth(today: Temporal.PlainDate, day: number, months: number | undefined) {
  if (day < 1 || day > 31) return undefined;
  for (let ahead = months ?? 0; ahead <= (months ?? 12); ahead += 1) {
    const month = today.with({ day: 1 }).add({ months: ahead });
    if (day > month.daysInMonth) continue;
    const found = month.with({ day });
    if (months !== undefined || Temporal.PlainDate.compare(found, today) >= 0) return found;
  }
  return undefined;
}

/** Every way to cut a text in two, the day first or the time first. */
function splits(text: string): [string, string][] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at): [string, string][] => {
    const [head, tail] = [text.slice(0, at + 1).trim(), text.slice(at + 1).trim()];
    return [
      [tidy(head), tail],
      [tidy(tail), head.replace(/\s(?:on|by)$/, '')],
    ];
  }).flat();
}

/** What chrono makes of the whole text, by the wall time here: its own zones stay out of it. */
function parse(text: string, now: Temporal.PlainDateTime): ParsedComponents | undefined {
  const reference = { instant: new Date(now.toZonedDateTime('UTC').epochMilliseconds), timezone: 0 };
  const locale = /\p{Script=Han}/u.test(text) ? chinese : english;
  const results = locale.parse(text, reference, { forwardDate: true });
  const [result] = results;
  if (result === undefined || results.length > 1 || result.end) return undefined;
  const rest = text.slice(0, result.index) + text.slice(result.index + result.text.length);
  return /[\p{L}\p{N}]/u.test(rest.replace(/\b(?:on|at|by|the)\b|[在的]/g, '')) ? undefined : result.start;
}

const hasDay = (found: ParsedComponents) => found.isCertain('day') || found.isCertain('weekday');
const dayOf = (found: ParsedComponents) =>
  Temporal.PlainDate.from({
    year: found.get('year') ?? 0,
    month: found.get('month') ?? 0,
    day: found.get('day') ?? 0,
  });
const timeOf = (found: ParsedComponents) =>
  Temporal.PlainTime.from({ hour: found.get('hour') ?? 0, minute: found.get('minute') ?? 0 });
