import { Temporal } from 'temporal-polyfill';
import type { Roster } from '../../../config/office-types.ts';
import { narrow } from '../../../core/full-width.ts';
import { locales } from '../../../core/locale.ts';
import type { Directory } from '../../../directory/directory.ts';
import { readSpokenDateTime, readSpokenDay } from '../../../time/spoken-date.ts';
import { startOfWeek } from './horizon.ts';

/** When, and of which rosters, somebody asks who is on duty. */
export interface Asked {
  /** All of them, where none was named. */
  readonly rosters: readonly Roster[];
  readonly from: Date;
  /** Undefined: at that instant. */
  readonly until?: Date;
}

/** What was said, without what names the time or a roster, and cannot be made sense of. */
export interface NotUnderstood {
  readonly words: string;
}

/** The hour by which a part of the day is meant. */
const partsOfDay: readonly (readonly [words: RegExp, hour: number])[] = [
  [/tonight|at night|night|今晚上?|夜里|夜间|半夜|晚上|晚/u, 22],
  [/this evening|in the evening|evening|傍晚/u, 19],
  [/this afternoon|in the afternoon|afternoon|下午/u, 15],
  [/at noon|noon|中午/u, 12],
  [/this morning|in the morning|morning|早上|上午|早晨|今早/u, 9],
];

const now =
  /^(?:(?:right )?now|currently|at the moment|next|这会儿|现在|目前|当前|此刻|眼下|下一个|下一班)?$/u;
const thisWeek = /^(?:this week|本周|这周|这个?星期|这一周)$/u;
const nextWeek = /^(?:next week|下周|下个?星期|下一周)$/u;
const filler =
  /^(?:(?:for|on|of|is|was|will be|roster|duty)\b|的|是|在|由|请问|值班表)\s*|(?:^|\s+)(?:for|on|at|in|of|the|roster|duty)$|(?:的|是|(?<!现)在|由|值班表)$/u;

/**
 * Reads what follows `who is on duty`: a roster by its name, its id or its team, and a time, each of them left out or
 * not, in any order. A day counts from midnight to midnight where whoever asks is.
 * @param past what is said is about the past: a day without a year is the last one of that date, not the next.
 */
export function readAsked(
  said: string,
  {
    rosters,
    directory,
    at,
    timezone,
    past,
  }: {
    rosters: readonly Roster[];
    directory: Pick<Directory, 'team'>;
    at: Date;
    timezone: string;
    past: boolean;
  },
): Asked | NotUnderstood {
  const { named, rest } = takeRosters(tidy(said), rosters, directory);
  const words = tidy(rest);
  const asked = { rosters: named ?? rosters };
  if (now.test(words)) return { ...asked, from: at };
  if (thisWeek.test(words) || nextWeek.test(words)) {
    const weeks = nextWeek.test(words) ? 1 : 0;
    return {
      ...asked,
      from: startOfWeek(at, timezone, weeks),
      until: startOfWeek(at, timezone, weeks + 1),
    };
  }
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime();
  const inZone = (wall: Temporal.PlainDateTime) => new Date(wall.toZonedDateTime(timezone).epochMilliseconds);
  const meant = readTime(words, here);
  if (meant === undefined) return { words };
  const behind = past || /^last\b|^上/u.test(words);
  const wall = behind && inZone(meant.wall) > at ? lastOne(meant.wall, words) : meant.wall;
  return {
    ...asked,
    from: inZone(wall),
    ...(meant.wholeDay ? { until: inZone(wall.add({ days: 1 })) } : {}),
  };
}

/** The one before: of a weekday a week earlier, of a date a year. */
function lastOne(wall: Temporal.PlainDateTime, words: string): Temporal.PlainDateTime {
  if (/\d{4}/.test(words)) return wall;
  const isWeekday = /(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|周|星期|礼拜/u.test(words);
  return isWeekday ? wall.subtract({ weeks: 1 }) : wall.subtract({ years: 1 });
}

function readTime(words: string, here: Temporal.PlainDateTime) {
  const exact = readSpokenDateTime(words, here);
  if (exact !== undefined) return { wall: Temporal.PlainDateTime.from(exact), wholeDay: false };
  for (const [part, hour] of partsOfDay) {
    if (!part.test(words)) continue;
    const rest = tidy(words.replace(part, ' ').replace(/^今(?=\s|$)/u, ''));
    const date = rest === '' ? here.toPlainDate().toString() : readSpokenDay(fullDay(rest), here);
    if (date !== undefined)
      return { wall: Temporal.PlainDate.from(date).toPlainDateTime({ hour }), wholeDay: false };
  }
  const day = readSpokenDay(words, here);
  if (day === undefined) return undefined;
  return { wall: Temporal.PlainDate.from(day).toPlainDateTime(), wholeDay: true };
}

/** `明晚` leaves `明`. */
const fullDay = (rest: string) => (/^[明昨后前今]$/u.test(rest) ? `${rest}天` : rest);

function takeRosters(said: string, rosters: readonly Roster[], directory: Pick<Directory, 'team'>) {
  const names = rosters.flatMap((roster) => [
    ...[roster.id, ...locales.map((locale) => roster.name[locale])].map((name) => ({ name, roster })),
    ...locales.map((locale) => ({ name: directory.team(roster.team).name[locale], roster })),
  ]);
  const found = names
    .map(({ name, roster }) => ({ name: narrow(name).toLowerCase(), roster }))
    .filter(({ name }) => name !== '' && !isTimeWord(name) && isNamedIn(said, name));
  const longest = Math.max(0, ...found.map(({ name }) => name.length));
  if (longest === 0) return { named: undefined, rest: said };
  const best = found.filter(({ name }) => name.length === longest);
  const { name } = best[0]!;
  const at = said.indexOf(name);
  return {
    named: [...new Set(best.filter((one) => one.name === name).map(({ roster }) => roster))],
    rest: `${said.slice(0, at)} ${said.slice(at + name.length)}`,
  };
}

/** `tomorrow night` is no question about a roster whose id is `night`. */
const isTimeWord = (name: string) => partsOfDay.some(([part]) => part.exec(name)?.[0] === name);

/** An English name is found as a whole word. */
function isNamedIn(said: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(name)) return said.includes(name);
  const at = said.indexOf(name);
  const around = `${said[at - 1] ?? ' '}${said[at + name.length] ?? ' '}`;
  return at >= 0 && !/[a-z0-9]/.test(around);
}

function tidy(said: string): string {
  let text = narrow(said).toLowerCase().trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
      .replace(filler, '')
      .replace(/\s+/g, ' ')
      .trim();
  }
  return text;
}
