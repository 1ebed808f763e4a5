import { Temporal } from 'temporal-polyfill';
import type { Roster } from '../../../config/office-types.ts';
import type { Write } from '../../../db/commit.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome, type Versioned, type View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { dayOf, dayStart } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { shiftsBetween } from '../shift-store.ts';
import { spanText } from '../span-text.ts';

const timerKind = 'duty.today';
const view = 'duty.today';

/** The next morning on which a channel hears who is on duty. However often it is set, each morning has one timer. */
export function nextMorning({ id, timezone, notices }: Roster, now: Date): Write[] {
  const { channelAt } = notices;
  if (channelAt === undefined) return [];
  const today = Temporal.PlainDate.from(dayOf(now, timezone));
  const due = [0, 1]
    .map((days) => today.add({ days }).toPlainDateTime(channelAt))
    .map((meant) => ({ meant, at: new Date(meant.toZonedDateTime(timezone).epochMilliseconds) }))
    .find(({ at }) => at > now)!;
  const localTime = due.meant.toString({ smallestUnit: 'minute' });
  const row = {
    id: `tmr_duty_today_${id}_${localTime}_${timezone}`,
    ...{ kind: timerKind, subject: `roster:${id}`, args: { channelAt, timezone } },
    ...{ dueAt: due.at, localTime, timezone, createdAt: now },
  };
  return [{ kind: 'insert', table: 'Timer', rows: [row], onConflict: 'nothing' }];
}

/** The shifts that touch a day, the earliest first; those of one role together. @param date ISO. */
export function shiftsOn(date: string, timezone: string, shifts: readonly Shift[]): Shift[] {
  const [from, until] = [dayStart(date, timezone), dayStart(date, timezone, 1)];
  const rank = ({ role }: Shift) => ['primary', 'backup'].indexOf(role) >>> 0;
  return shifts
    .filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || a.role.localeCompare(b.role) || a.startsAt.getTime() - b.startsAt.getTime(),
    );
}

/**
 * Says in the channel who is on duty today, if anybody is to be; the cards of the days before stay as they are from
 * now on. One that comes late says it of the day on which it comes. Four queries.
 */
async function tellChannel(world: World, { subject, args }: Timer): Promise<Outcome> {
  const id = subject.slice('roster:'.length);
  const state = (await rostersOf(world)).get(id);
  if (state === undefined) return nothing;
  const { roster, version } = state;
  const { timezone, notices } = roster;
  // The rules are others by now, and have a timer of their own.
  if (args.channelAt !== notices.channelAt || args.timezone !== timezone) return nothing;
  const now = world.clock.now();
  const date = dayOf(now, timezone);
  const { database } = world;
  const [shifts, cards] = await Promise.all([
    shiftsBetween(database, [id], dayStart(date, timezone), dayStart(date, timezone, 1)),
    database.prisma.delivery.findMany({ where: { subject, view, live: true }, select: { id: true } }),
  ]);
  return {
    writes: [
      { kind: 'update', table: 'Delivery', rows: cards.map((card) => ({ id: card.id, live: false })) },
      ...nextMorning(roster, now),
    ],
    say:
      shifts.length === 0
        ? []
        : [
            {
              ...{ to: { kind: 'team', teamId: roster.team }, view, subject },
              ...{ live: 'copy', version, args: { date } },
            },
          ],
  };
}

interface Shown {
  readonly roster: Roster;
  readonly shifts: readonly Shift[];
}

/** So long a card may stay live: until the next morning. */
const dayMs = 24 * 3600_000;

/** Who is on duty on one day. Argument: `date`, ISO. */
const todayView: View<Shown> = {
  async load(world, subjects) {
    const rosters = await rostersOf(world);
    const now = world.clock.now().getTime();
    const known = subjects.flatMap((subject) => rosters.get(subject.slice('roster:'.length)) ?? []);
    const ids = known.map(({ roster }) => roster.id);
    const [from, until] = [new Date(now - 3 * dayMs), new Date(now + 2 * dayMs)];
    const shifts = await shiftsBetween(world.database, ids, from, until);
    return new Map(
      known.map(({ roster, version }): [string, Versioned<Shown>] => [
        `roster:${roster.id}`,
        { version, state: { roster, shifts: shifts.filter(({ rosterId }) => rosterId === roster.id) } },
      ]),
    );
  },
  draw({ state: { roster, shifts }, args, reader, world }) {
    const { locale } = reader;
    const date = String(args.date);
    const title = t(locale, 'duty.today.title', { roster: roster.name[locale] });
    const here = { locale, timezone: roster.timezone };
    const items = shiftsOn(date, roster.timezone, shifts).map((shift) => ({
      text: t(locale, shift.personId === null ? 'duty.today.nobody' : 'duty.today.person', {
        role: roleName(roster, shift.role, locale),
        name: shift.personId === null ? '' : world.directory.nameOf(shift.personId),
      }),
      detail:
        shift.confirmedAt === null
          ? spanText(shift, here)
          : t(locale, 'duty.today.confirmed', { span: spanText(shift, here) }),
    }));
    const summary = [title, ...items.map(({ text }) => text)].join(' · ');
    return {
      title,
      summary,
      tone: items.length > 0 && shifts.some(({ personId }) => personId === null) ? 'warning' : 'neutral',
      blocks: [
        { kind: 'text', text: formatDay(date, locale), style: 'subtle' },
        items.length > 0
          ? { kind: 'list', items: items.slice(0, mostShown) }
          : { kind: 'text', text: t(locale, 'duty.today.none'), style: 'normal' },
      ],
    };
  },
};

/** A day of one roster has few shifts; where hours are short, the first of them. */
const mostShown = 30;

export const todayViews = { [view]: todayView };
export const todayTimers = { [timerKind]: tellChannel };
