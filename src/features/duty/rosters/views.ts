import type { Roster } from '../../../config/office-types.ts';
import type { Localized } from '../../../core/locale.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { formatList } from '../../../i18n/list.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Block, type Card, type ListItem, text } from '../../../ui/card.ts';
import { roleName, rolesIn } from '../role-name.ts';
import { calledThen, type RosterState, rostersOf } from '../rosters.ts';
import type { PlannedShift, Shift } from '../shift.ts';
import { shiftsBetween } from '../shift-store.ts';
import { spanText } from '../span-text.ts';
import { startOfWeek } from './horizon.ts';
import { isMade, mayManage } from './managing.ts';
import type { ChangedArgs, ToldShift } from './telling.ts';

type RosterOnCard =
  | { readonly kind: 'roster'; readonly state: RosterState; readonly weeks: readonly (readonly Shift[])[] }
  | { readonly kind: 'ended'; readonly name: Localized };

/** The most lines of one week: a card holds no more on every platform. */
const mostLines = 16;

/** One line for each time: who is on duty then, in which role; what nobody has, one may take. Times in the reader's zone. */
export function shiftLines(
  roster: Roster,
  shifts: readonly (PlannedShift & { readonly id?: string })[],
  reader: Reader,
  { directory }: Pick<World, 'directory'>,
): ListItem[] {
  const lines = new Map<string, string[]>();
  const gaps = new Map<string, string>();
  const roles = rolesIn(roster);
  const inOrder = [...shifts].sort(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || roles.indexOf(a.role) - roles.indexOf(b.role),
  );
  for (const shift of inOrder) {
    const span = spanText(shift, reader);
    const name = shift.personId === null ? t(reader.locale, 'duty.nobody') : directory.nameOf(shift.personId);
    const role = roleName(roster, shift.role, reader.locale);
    const said = t(reader.locale, 'duty.roleOf', { role, name });
    lines.set(span, [...(lines.get(span) ?? []), said]);
    if (shift.personId === null && shift.id !== undefined) gaps.set(span, shift.id);
  }
  const label = t(reader.locale, 'duty.button.fill');
  return [...lines].map(([detail, said]): ListItem => {
    const value = gaps.get(detail);
    const button = value === undefined ? {} : { button: { label, action: 'swaps.fill', value } };
    return { text: formatList(said, reader.locale), detail, ...button };
  });
}

/** A list, and below it how many more there are than a card has room for. */
export function shortened(items: ListItem[], most: number, { locale }: Reader): Block[] {
  const more = items.length - most;
  return [
    { kind: 'list', items: items.slice(0, most) },
    ...(more > 0 ? [text(t(locale, 'duty.more', { n: more }), 'subtle')] : []),
  ];
}

/** Who is on duty this week and the next. Live; of the subject `roster:<id>`. */
export const rosterView: View<RosterOnCard> = {
  /** Two queries; one more where a roster has ended. */
  async load(world, subjects) {
    const now = world.clock.now();
    const states = await rostersOf(world);
    const ids = subjects.map((subject) => subject.slice('roster:'.length));
    const known = ids.flatMap((id) => states.get(id) ?? []);
    const zone = world.office.organisation.timezone;
    const [first, second, third] = [0, 1, 2].map((weeks) => startOfWeek(now, zone, weeks));
    const shifts = await shiftsBetween(world.database, ids, first!, third!);
    const loaded = new Map<string, Versioned<RosterOnCard>>();
    for (const state of known) {
      const own = shifts.filter(({ rosterId }) => rosterId === state.roster.id);
      const weeks = [
        own.filter(({ startsAt }) => startsAt < second!),
        own.filter(({ startsAt }) => startsAt >= second!),
      ];
      loaded.set(`roster:${state.roster.id}`, {
        version: state.version,
        state: { kind: 'roster', state, weeks },
      });
    }
    const missing = ids.filter((id) => !states.has(id));
    const rows =
      missing.length === 0
        ? []
        : await world.database.prisma.roster.findMany({ where: { id: { in: missing } } });
    for (const row of rows) {
      const state = { kind: 'ended', name: calledThen(row).name } as const;
      loaded.set(`roster:${row.id}`, { version: row.version, state });
    }
    return loaded;
  },
  draw({ state, reader, world }) {
    const { locale } = reader;
    if (state.kind === 'ended') {
      const summary = t(locale, 'duty.roster.ended', { roster: state.name[locale] });
      return { title: state.name[locale], summary, blocks: [text(summary, 'subtle')] };
    }
    const { roster } = state.state;
    const headings = [t(locale, 'duty.roster.thisWeek'), t(locale, 'duty.roster.nextWeek')];
    const blocks = state.weeks.flatMap((shifts, at): Block[] => {
      const items = shiftLines(roster, shifts, reader, world);
      const list =
        items.length > 0 ? shortened(items, mostLines, reader) : [text(t(locale, 'duty.roster.free'))];
      return [text(headings[at]!, 'strong'), ...list];
    });
    const leads = reader.id !== undefined && mayManage(world.directory, roster, reader.id);
    return {
      title: roster.name[locale],
      summary: t(locale, 'duty.roster.summary', { roster: roster.name[locale] }),
      blocks: [...blocks, actions(...rosterButtons(state.state, reader, leads))],
    };
  },
};

function* rosterButtons(state: RosterState, { locale }: Reader, leads: boolean) {
  const { id } = state.roster;
  yield { label: t(locale, 'duty.button.balance'), action: 'duty.balance', value: id };
  yield { label: t(locale, 'duty.button.history'), action: 'duty.history', value: id };
  if (!leads) return;
  yield { label: t(locale, 'duty.button.override'), action: 'swaps.override', value: id, opensForm: true };
  if (!isMade(state)) return;
  yield { label: t(locale, 'duty.button.edit'), action: 'duty.edit', value: id, opensForm: true };
  yield {
    label: t(locale, 'duty.button.end'),
    action: 'duty.end',
    value: id,
    style: 'danger' as const,
  };
}

/** Tells somebody what they no longer have, and what they have instead. Its arguments: `ChangedArgs`. */
export const changedView: View = {
  draw({ args, reader }): Card {
    const { locale } = reader;
    const { roster, reason, before, after, moreBefore, moreAfter } = args as unknown as ChangedArgs;
    const lines = (shifts: readonly ToldShift[]): ListItem[] =>
      shifts.map(({ role, from, until }) => ({
        text: spanText({ startsAt: new Date(from), endsAt: new Date(until) }, reader),
        detail: role[locale],
      }));
    const part = (
      heading: 'before' | 'after' | 'first',
      shifts: readonly ToldShift[],
      more: number,
    ): Block[] =>
      shifts.length === 0
        ? []
        : [
            text(t(locale, `duty.changed.${heading}`), 'strong'),
            { kind: 'list', items: lines(shifts) },
            ...(more > 0 ? [text(t(locale, 'duty.more', { n: more }), 'subtle')] : []),
          ];
    const summary = t(locale, `duty.changed.${reason}`, { roster: roster[locale] });
    return {
      title: t(locale, 'duty.changed.title'),
      summary,
      blocks: [
        text(summary),
        ...part('before', before, moreBefore),
        ...part(reason === 'new' ? 'first' : 'after', after, moreAfter),
      ],
    };
  },
};
