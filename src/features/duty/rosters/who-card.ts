import { Temporal } from 'temporal-polyfill';
import type { Roster } from '../../../config/office-types.ts';
import type { Context } from '../../../engine/context.ts';
import { formatList } from '../../../i18n/list.ts';
import { formatDateTime } from '../../../time/format.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Block, type Card, type ListItem, text } from '../../../ui/card.ts';
import { roleName, rolesIn } from '../role-name.ts';
import type { PlannedShift } from '../shift.ts';
import { spanText } from '../span-text.ts';
import type { Asked } from './asked.ts';
import { shiftLines, shortened } from './views.ts';

const mostLines = 20;
const mostRosters = 20;

/** Who is on duty: one roster with who comes next, several with a line each. @param shifts of that time, and later. */
export function whoCard(
  ctx: Context,
  { rosters, from, until }: Asked,
  shifts: readonly PlannedShift[],
  provisional: boolean,
): Card {
  const of = ({ id }: Roster) =>
    shifts
      .filter(({ rosterId }) => rosterId === id)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [only] = rosters;
  const blocks: Block[] =
    until !== undefined
      ? rosters.slice(0, mostRosters).flatMap((roster) => {
          const then = of(roster).filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from);
          const heading = rosters.length > 1 ? [text(roster.name[ctx.locale], 'strong')] : [];
          const lines = shiftLines(roster, then, ctx, ctx);
          return [...heading, ...(lines.length > 0 ? shortened(lines, mostLines, ctx) : [nobody(ctx)])];
        })
      : rosters.length === 1
        ? inDetail(ctx, only!, of(only!), from)
        : shortened(
            rosters.map((roster) => inOneLine(ctx, roster, of(roster), from)),
            mostRosters,
            ctx,
          );
  const when = whenText(ctx, from, until);
  const title = rosters.length === 1 ? only!.name[ctx.locale] : ctx.t('duty.who.title');
  return {
    title,
    summary: ctx.t('duty.who.summary', { title, when }),
    blocks: [
      text(when, 'subtle'),
      ...blocks,
      ...(provisional ? [text(ctx.t('duty.who.provisional'), 'subtle')] : []),
      ...(rosters.length === 1
        ? [actions({ label: ctx.t('duty.button.open'), action: 'duty.open', value: only!.id })]
        : []),
    ],
  };
}

const nobody = (ctx: Context): Block => text(ctx.t('duty.roster.free'));

function whenText(ctx: Context, from: Date, until: Date | undefined): string {
  if (until !== undefined) return dayOf(from, until, ctx) ?? spanText({ startsAt: from, endsAt: until }, ctx);
  return from.getTime() === ctx.now.getTime() ? ctx.t('duty.who.now') : formatDateTime(from, ctx);
}

/** The day in the reader's zone that is asked about from its beginning to its end. */
function dayOf(from: Date, until: Date, { locale, timezone }: Context): string | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone);
  const next = start.startOfDay().add({ days: 1 });
  return start.equals(start.startOfDay()) && next.epochMilliseconds === until.getTime()
    ? formatDay(start.toPlainDate().toString(), locale)
    : undefined;
}

const isOn = (at: Date) => (shift: PlannedShift) => shift.startsAt <= at && shift.endsAt > at;

const personOf = (ctx: Context, { personId }: PlannedShift) =>
  personId === null ? ctx.t('duty.nobody') : ctx.directory.nameOf(personId);

/** Each role: who has it, from when until when, and who is next in line. */
function inDetail(ctx: Context, roster: Roster, shifts: readonly PlannedShift[], at: Date): Block[] {
  const items = rolesIn(roster).flatMap((role): ListItem[] => {
    const own = shifts.filter((shift) => shift.role === role);
    const present = own.find(isOn(at));
    const next = own.find(({ startsAt }) => startsAt > at && startsAt >= (present?.endsAt ?? at));
    const name = present ? personOf(ctx, present) : ctx.t('duty.nobody');
    const then =
      next && ctx.t('duty.who.next', { name: personOf(ctx, next), from: formatDateTime(next.startsAt, ctx) });
    const detail = [present && spanText(present, ctx), then].filter((part) => part !== undefined);
    return [
      {
        text: ctx.t('duty.roleOf', { role: roleName(roster, role, ctx.locale), name }),
        ...(detail.length > 0 ? { detail: detail.join(' · ') } : {}),
      },
    ];
  });
  return [{ kind: 'list', items }];
}

function inOneLine(ctx: Context, roster: Roster, shifts: readonly PlannedShift[], at: Date): ListItem {
  const present = shifts.filter(isOn(at));
  const people = rolesIn(roster).flatMap((role) => {
    const shift = present.find((one) => one.role === role);
    return shift
      ? [ctx.t('duty.roleOf', { role: roleName(roster, role, ctx.locale), name: personOf(ctx, shift) })]
      : [];
  });
  const until = present[0]?.endsAt;
  const said = people.length > 0 ? formatList(people, ctx.locale) : ctx.t('duty.nobody');
  return {
    text: ctx.t('duty.roleOf', { role: roster.name[ctx.locale], name: said }),
    ...(until ? { detail: ctx.t('duty.who.until', { until: formatDateTime(until, ctx) }) } : {}),
    button: { label: ctx.t('duty.button.open'), action: 'duty.open', value: roster.id },
  };
}
