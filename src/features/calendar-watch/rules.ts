import type { Office } from '../../config/office.ts';
import { calendarsOf } from '../../directory/schedules.ts';
import { nothingKnown } from '../../time/calendar.ts';
import { type Due, dueAt, morningAfter } from '../../time/due.ts';

/** So many days before a calendar ends, the administrators are told of it for the first time. */
const daysBefore = 30;

/** What is told of a calendar: that it will end, that it has, or that nothing is known of that country's holidays. */
export type CalendarNews = 'soon' | 'past' | 'unknown';

export interface CalendarEnd extends Due {
  /** As the office file calls it. */
  calendar: string;
  /** The last day that it knows of, ISO. */
  validThrough: string;
  news: CalendarNews;
}

/** When there will be news of the calendars that an office goes by. One whose holidays are computed has no end. */
export function calendarEnds(office: Office, now: Date): CalendarEnd[] {
  const { timezone } = office.organisation;
  return [...calendarsOf(office)].flatMap(([calendar, { validThrough }]): CalendarEnd[] => {
    if (validThrough === undefined) return [];
    const end = { calendar, validThrough };
    if (validThrough === nothingKnown) return [{ ...end, news: 'unknown', ...dueAt(now, timezone) }];
    return [
      { ...end, news: 'soon', ...morningAfter(validThrough, -daysBefore, timezone) },
      { ...end, news: 'past', ...morningAfter(validThrough, 1, timezone) },
    ];
  });
}

/** What there is to say of an office's calendars by now: of each, the last news. */
export function calendarNews(office: Office, now: Date): CalendarEnd[] {
  const told = new Map<string, CalendarEnd>();
  for (const end of calendarEnds(office, now)) if (end.dueAt <= now) told.set(end.calendar, end);
  return [...told.values()];
}
