import { createRequire } from 'node:module';
import type HolidaysOf from 'date-holidays';

/** What a day is, where it differs from the days of the week: free, or worked although it would be free (调休). */
export type DayKind = 'holiday' | 'workday';

export interface Calendar {
  /** @param date ISO, e.g. `2026-10-01`. Undefined: a day like any other of its weekday. */
  kindOf(date: string): DayKind | undefined;
  /** The last day it speaks of, ISO. After it every day is like any other: never a guess. Undefined: no end. */
  readonly validThrough: string | undefined;
}

/** Days that differ from `base`, or from bare weekdays. ISO dates. */
export interface CustomDays {
  /** ISO 3166 code. */
  readonly base?: string | undefined;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Default: what `base` says. */
  readonly validThrough?: string | undefined;
}

/** Nothing but the days of the week. */
export const bareWeekdays: Calendar = { kindOf: () => undefined, validThrough: undefined };

/** How far a calendar goes that ends before it begins. */
export const nothingKnown = '0000-12-31';

const countries = new Map<string, Calendar>();

/**
 * The public holidays of a country, by its ISO 3166 code, without those of its regions; half days are worked.
 * Nothing is loaded before it is first asked. A country that nothing is known of ends before it begins.
 */
export function countryCalendar(code: string): Calendar {
  let calendar = countries.get(code);
  if (calendar === undefined) {
    calendar = lazily(() => (code === 'CN' ? chinese() : computed(code)));
    countries.set(code, calendar);
  }
  return calendar;
}

/** A calendar with days of one's own, which come before those of its base. */
export function customCalendar({ base, holidays, workdays, validThrough }: CustomDays): Calendar {
  const kinds = new Map<string, DayKind>([
    ...holidays.map((date) => [date, 'holiday'] as const),
    ...workdays.map((date) => [date, 'workday'] as const),
  ]);
  const below = base === undefined ? bareWeekdays : countryCalendar(base);
  return {
    kindOf: (date) => kinds.get(date) ?? below.kindOf(date),
    get validThrough() {
      return validThrough ?? below.validThrough;
    },
  };
}

function lazily(load: () => Calendar): Calendar {
  let loaded: Calendar | undefined;
  const calendar = () => (loaded ??= load());
  return {
    kindOf: (date) => calendar().kindOf(date),
    get validThrough() {
      return calendar().validThrough;
    },
  };
}

// Both packages are CommonJS and cost memory that an office in another country need not pay.
const require = createRequire(import.meta.url);

/**
 * China's holidays and make-up workdays are decreed for each year: the table of `chinese-days`, whose functions
 * would call the holidays of a year that it does not know workdays.
 */
function chinese(): Calendar {
  const table: Record<
    'holidays' | 'workdays',
    Record<string, string>
  > = require('chinese-days/dist/chinese-days.json');
  const { holidays, workdays } = table;
  // Days of January can come with the decree of the year before; National Day comes with its own year's.
  const years = Object.keys(holidays).flatMap((date) =>
    date.endsWith('-10-01') ? Number(date.slice(0, 4)) : [],
  );
  return {
    kindOf: (date) =>
      Object.hasOwn(workdays, date) ? 'workday' : Object.hasOwn(holidays, date) ? 'holiday' : undefined,
    validThrough: `${Math.max(...years)}-12-31`,
  };
}

/** Holidays that follow from rules, year by year as they are asked for. */
function computed(country: string): Calendar {
  const Holidays: typeof HolidaysOf = require('date-holidays');
  const rules = new Holidays(country);
  if (rules.getRules().length === 0) return { kindOf: () => undefined, validThrough: nothingKnown };
  const days = new Set<string>();
  const years = new Set<number>();
  const addYear = (year: number) => {
    if (years.has(year)) return;
    years.add(year);
    for (const { date, start, end, type } of rules.getHolidays(year)) {
      // The day that the clocks go forward has 23 hours; what begins at noon is half a day.
      const length = Math.floor((end.getTime() - start.getTime() + hour) / day);
      const first = Date.parse(date.slice(0, 10));
      if (type !== 'public') continue;
      for (let nth = 0; nth < length; nth++) days.add(new Date(first + nth * day).toISOString().slice(0, 10));
    }
  };
  return {
    kindOf(date) {
      const year = Number(date.slice(0, 4));
      // Some go on into the next year.
      addYear(year - 1);
      addYear(year);
      return days.has(date) ? 'holiday' : undefined;
    },
    validThrough: undefined,
  };
}

const hour = 3_600_000;
const day = 24 * hour;
