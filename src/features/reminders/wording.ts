import type { Reader, World } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { nothingKnown } from '../../time/calendar.ts';
import { formatDateTime } from '../../time/format.ts';
import { formatDay } from '../../time/format-day.ts';
import { knownThrough, type Time } from '../../time/recurrence.ts';
import { workDaysOf } from './plan.ts';
import type { ComesBack, Recipient, Reminder } from './reminder.ts';

const longestTitle = 60;

/** Whom it reminds, by name; the reader as `you`. */
export function recipientName(
  to: Recipient,
  { locale, id }: Reader,
  { directory }: Pick<World, 'directory'>,
): string {
  if ('teamId' in to) return directory.team(to.teamId).name[locale];
  return to.personId === id ? t(locale, 'reminders.you') : directory.nameOf(to.personId);
}

/** A time of a reminder, by the reader's own clock. */
export const timeSaid = ({ dueAt }: Pick<Time, 'dueAt'>, reader: Reader): string =>
  formatDateTime(dueAt, reader);

/** `a, b and c` */
export const listSaid = (parts: readonly string[], { locale }: Reader): string =>
  new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }).format(parts);

/** When it comes back where nobody has done it. */
export const comesBackSaid = (comesBack: ComesBack | null, { locale }: Reader): string =>
  t(locale, `reminders.comesBack.${comesBack ?? 'never'}`);

/** The first words of its text, in one line. */
export function shortText({ text }: Pick<Reminder, 'text'>): string {
  const symbols = [...(text.split('\n')[0] ?? '')];
  return symbols.length > longestTitle ? `${symbols.slice(0, longestTitle - 1).join('')}…` : symbols.join('');
}

/** What has to be known of a rule before it counts: where the clocks skip its next time, and where its calendar ends. */
export function warningsOn(
  { intent, to }: Pick<Reminder, 'intent' | 'to'>,
  time: Time | undefined,
  reader: Reader,
  { office }: Pick<World, 'office'>,
): string[] {
  const { locale } = reader;
  const known = knownThrough(intent, workDaysOf(office, to));
  return [
    ...(time?.moved === 'gap' ? [t(locale, 'reminders.warning.gap', { at: timeSaid(time, reader) })] : []),
    ...(known === nothingKnown ? [t(locale, 'reminders.warning.noCalendar')] : []),
    ...(known !== undefined && known !== nothingKnown
      ? [t(locale, 'reminders.warning.calendar', { until: formatDay(known, locale) })]
      : []),
  ];
}
