import { Temporal } from 'temporal-polyfill';
import { narrow } from '../../core/full-width.ts';
import type { HoursOfDay } from '../../core/working-hours.ts';

/** What somebody has set: nulls are as the office file says, empty ones never quiet. */
export interface QuietSetting {
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}

/** The quiet hours that count for somebody; undefined: none. */
export function quietHoursOf(
  setting: QuietSetting | undefined,
  office: HoursOfDay | undefined,
): HoursOfDay | undefined {
  if (!setting || setting.quietFrom === null || setting.quietTo === null) return office;
  const { quietFrom: from, quietTo: to } = setting;
  return from === '' || from === to ? undefined : { from, to };
}

/**
 * When the quiet hours end in which this instant lies, as the clocks of the zone show them; undefined: in none. It is
 * always later than `at`: where the clocks are put back over the end, the hour that comes again is not quiet.
 */
export function quietUntil(
  at: Date,
  hours: HoursOfDay | undefined,
  timezone: string,
): Temporal.ZonedDateTime | undefined {
  if (hours === undefined) return undefined;
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  const time = shown.toPlainTime().toString({ smallestUnit: 'second' });
  const { from, to } = hours;
  const overMidnight = to <= from;
  const evening = overMidnight && time >= from;
  if (!(overMidnight ? evening || time < to : time >= from && time < to)) return undefined;
  const days = (evening ? 1 : 0) + (to === '24:00' ? 1 : 0);
  const end = shown
    .toPlainDate()
    .add({ days })
    .toPlainDateTime(to === '24:00' ? '00:00' : to)
    .toZonedDateTime(timezone);
  return end.epochMilliseconds > at.getTime() ? end : undefined;
}

const hour = String.raw`(\d{1,2})(?:[:.点](\d{2})?分?)?\s*(am|pm)?`;
const span = new RegExp(
  String.raw`^(?:from\s+|从)?${hour}\s*(?:-|–|—|~|to|until|till|到|至)\s*${hour}$`,
  'i',
);

/** `20:00-08:00`, `10pm to 7am`, `22点到7点`. Undefined: these are no hours. */
export function readHours(text: string): HoursOfDay | undefined {
  const found = span.exec(narrow(text).trim());
  if (found === null) return undefined;
  const [from, to] = [found.slice(1, 4), found.slice(4, 7)].map(([hours, minutes, half]) =>
    timeOf(Number(hours), Number(minutes ?? 0), half?.toLowerCase()),
  );
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

function timeOf(hours: number, minutes: number, half: string | undefined): string | undefined {
  if (minutes > 59 || (half ? hours < 1 || hours > 12 : hours > 24)) return undefined;
  const whole = half ? (hours % 12) + (half === 'pm' ? 12 : 0) : hours % 24;
  if (hours === 24 && minutes > 0) return undefined;
  return `${String(whole).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
