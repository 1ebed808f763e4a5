import { Temporal } from 'temporal-polyfill';
import type { Locale } from '../../core/locale.ts';
import { type Weekday, weekdays } from '../../core/working-hours.ts';
import type { Reader } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { bareWeekdays } from '../../time/calendar.ts';
import {
  type DayOfMonth,
  type Intent,
  type Recurrence,
  timesOf,
  type WorkDays,
} from '../../time/recurrence.ts';

/** Where nothing is known of working days, every day is one. */
const everyDay: WorkDays = { days: weekdays, calendar: bareWeekdays };

/**
 * An intent as a person would say it, at the place's own time of day: `Friday 27 November, 16:00 in Shanghai, then
 * every Friday`, `11月27日周五 16:00（上海时间），之后每周五`.
 * @param now where it is given, a year is said that is not this one.
 */
export function describeIntent(
  intent: Intent,
  { locale }: Pick<Reader, 'locale'>,
  workDays: WorkDays = everyDay,
  now?: Date,
): string {
  const { rule, timezone, onFreeDay } = intent;
  const [first] = timesOf({ ...intent, rule: rule && { ...rule, count: 1 } }, workDays);
  const at = Temporal.PlainDateTime.from(first?.localTime ?? intent.start);
  const year = now && Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).year;
  const once = t(locale, 'reminders.said.once', {
    day: dayOf(at, locale, year !== undefined && year !== at.year),
    time: at.toPlainTime().toString({ smallestUnit: 'minute' }),
    place: placeOf(timezone, locale),
  });
  const said = rule === null || rule.count === 1 ? once : repeated(once, rule, at, locale);
  return onFreeDay === 'keep' ? said : t(locale, `reminders.said.free.${onFreeDay}`, { said });
}

function repeated(first: string, rule: Recurrence, at: Temporal.PlainDateTime, locale: Locale): string {
  const said = t(locale, 'reminders.said.repeated', { first, rule: ruleSaid(rule, at, locale) });
  if (rule.count !== undefined) return t(locale, 'reminders.said.count', { said, count: rule.count });
  if (rule.until === undefined) return said;
  const until = Temporal.PlainDate.from(rule.until);
  const day = dayOf(until.toPlainDateTime(), locale, until.year !== at.year);
  return t(locale, 'reminders.said.until', { said, day });
}

function ruleSaid(rule: Recurrence, at: Temporal.PlainDateTime, locale: Locale): string {
  const { every, interval: n, on } = rule;
  if (every === 'day') return t(locale, 'reminders.said.day', { n });
  if (every === 'workday') return t(locale, 'reminders.said.workday', { n });
  if (every === 'week') {
    const days = rule.weekdays.length > 0 ? rule.weekdays : [weekdays[at.dayOfWeek - 1]!];
    const names = days.map((day) => weekdayName(day, locale));
    const list = new Intl.ListFormat(tag(locale), { type: 'conjunction' }).format(names);
    return t(locale, 'reminders.said.week', { n, days: list });
  }
  if (every === 'month')
    return t(locale, 'reminders.said.month', { n, on: onSaid(on ?? { day: at.day }, locale) });
  const month = formatOf(locale, { month: locale === 'en' ? 'long' : 'short' }).format(utc(at));
  return t(locale, 'reminders.said.year', { n, month, on: onSaid(on ?? { day: at.day }, locale) });
}

function onSaid(on: DayOfMonth, locale: Locale): string {
  if ('day' in on) return t(locale, 'reminders.said.on.day', { day: on.day });
  if ('first' in on) return t(locale, 'reminders.said.on.firstWorkday');
  if ('last' in on)
    return t(locale, on.last === 'day' ? 'reminders.said.on.lastDay' : 'reminders.said.on.lastWorkday');
  return t(locale, 'reminders.said.on.weekday', { nth: on.nth, weekday: weekdayName(on.weekday, locale) });
}

/** The day before the month, as most of the world has it. */
const tag = (locale: Locale) => (locale === 'en' ? 'en-GB' : locale);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: Locale, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(parts)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tag(locale), { timeZone: 'UTC', ...parts });
    formats.set(key, format);
  }
  return format;
}

const utc = (at: Temporal.PlainDateTime) => at.toZonedDateTime('UTC').epochMilliseconds;

const dayOf = (at: Temporal.PlainDateTime, locale: Locale, withYear: boolean) =>
  formatOf(locale, {
    weekday: locale === 'en' ? 'long' : 'short',
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' }),
  })
    .format(utc(at))
    .replace(',', '');

/** 1970-01-05 was a Monday. */
const weekdayName = (day: Weekday, locale: Locale) =>
  formatOf(locale, { weekday: locale === 'en' ? 'long' : 'short' }).format(
    (weekdays.indexOf(day) + 4) * 86_400_000,
  );

/** The city of a zone; in Chinese what CLDR calls its time. */
export function placeOf(timezone: string, locale: Locale): string {
  const city = timezone.split('/').at(-1)!.replaceAll('_', ' ');
  if (locale === 'en') return city;
  if (timezone === 'Asia/Shanghai') return '上海时间';
  const named = formatOf(locale, { timeZone: timezone, timeZoneName: 'shortGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return named && /\p{Script=Han}/u.test(named) ? named : city;
}
