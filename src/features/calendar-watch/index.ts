import type { Write } from '../../db/commit.ts';
import type { World } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome, type View } from '../../engine/feature.ts';
import { historyOf } from '../../history/history.ts';
import { t } from '../../i18n/translate.ts';
import type { Timer } from '../../jobs/timers.ts';
import { text } from '../../ui/card.ts';
import { type CalendarNews, calendarEnds, calendarNews } from './rules.ts';

export { calendarNews } from './rules.ts';

const timerKind = 'calendar-watch.look';
const subjectOf = (calendar: string) => `calendar:${calendar}`;

/** The timers that watch an office's calendars. Writing them again, in whichever process, changes nothing. */
export function watchCalendars({ office, clock }: Pick<World, 'office' | 'clock'>): Write {
  const now = clock.now();
  const rows = calendarEnds(office, now).map(({ calendar, validThrough, news, ...due }) => ({
    id: `tmr_calendar_${calendar}_${validThrough}_${news}`,
    kind: timerKind,
    subject: subjectOf(calendar),
    args: { calendar, validThrough, news },
    createdAt: now,
    ...due,
  }));
  return { kind: 'insert', table: 'Timer', rows, onConflict: 'nothing' };
}

/** Tells the administrators once of each end, unless the calendar goes on by now. One query. */
async function look(world: World, { args, subject }: Timer): Promise<Outcome> {
  const at = world.clock.now();
  const present = calendarNews(world.office, at).find(({ calendar }) => calendar === args.calendar);
  const { calendar, validThrough, news } = args as Record<string, string>;
  if (present?.validThrough !== validThrough || present?.news !== news) return nothing;
  const entries = await historyOf(world.database, subject);
  const data = { validThrough: validThrough!, news: news! };
  if (entries.some((entry) => entry.data.validThrough === validThrough && entry.data.news === news))
    return nothing;
  return {
    history: [
      { subject, version: entries.length + 1, kind: 'calendarEnds', actorId: null, platform: null, at, data },
    ],
    say: world.directory.admins().map(({ id }) => ({
      to: { kind: 'person', personId: id },
      view: 'calendar-watch.notice',
      args: { calendar: calendar!, ...data },
    })),
  };
}

/** Arguments: the calendar's name, the last day that it knows of, and what is told. */
const notice: View = {
  draw({ args, reader: { locale } }) {
    const { calendar, validThrough, news } = args as Record<string, string>;
    const sentence = t(locale, `calendars.${news as CalendarNews}`, {
      calendar: calendar!,
      date: validThrough!,
    });
    return { summary: sentence, tone: 'warning', blocks: [text(sentence)] };
  },
};

/** Holidays are decreed year by year: the administrators are told before the ones that are known come to an end. */
export const calendarWatch: Feature = {
  name: 'calendar-watch',
  timers: { [timerKind]: look },
  views: { 'calendar-watch.notice': notice },
};
