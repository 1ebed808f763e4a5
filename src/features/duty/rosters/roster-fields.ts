import type { Roster, TurnLength } from '../../../config/office-types.ts';
import type { Context } from '../../../engine/context.ts';
import { findPeople } from '../../../engine/people-typed.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Field, FieldValue } from '../../../ui/form.ts';

/** How long a turn can be, as the office file writes it. */
const turns = ['12h', '1d', '2d', '1w', '2w', '5wd'] as const;
/** On which days there is duty. */
const daysOfDuty = ['all', 'workdays', 'free'] as const;
/** A dialog takes no more options. */
const mostOptions = 100;

/** What somebody wants of a roster, as the form takes it. */
export interface RosterWishes {
  readonly name: string;
  /** Ids, in their order. */
  readonly people: readonly string[];
  readonly turn: string;
  readonly at: string;
  readonly days: string;
  readonly pick: string;
  readonly start: string;
  readonly backup: boolean;
  readonly holidays: boolean;
}

/** The fields of the form for a roster of this team, with what stands in them. */
export function rosterFields(ctx: Context, teamId: string, wishes: Partial<RosterWishes>): Field[] {
  const { directory } = ctx;
  const chosen = wishes.people ?? [];
  const members = directory.team(teamId).memberIds.filter((id) => directory.find(id)?.active);
  const offered = [...new Set([...chosen, ...members])].slice(0, mostOptions);
  const today = dayOf(ctx.now, ctx.office.organisation.timezone);
  const options = <Id extends string>(ids: readonly Id[], label: (id: Id) => string) =>
    ids.map((id) => ({ value: id, label: label(id) }));
  const yesOrNo = (id: 'backup' | 'holidays', value: boolean): Field => ({
    id,
    kind: 'choice',
    required: true,
    label: ctx.t(`duty.field.${id}`),
    options: options(['no', 'yes'] as const, (each) => ctx.t(`duty.field.${each}`)),
    value: value ? 'yes' : 'no',
  });
  return [
    {
      id: 'name',
      kind: 'text',
      maxLength: 80,
      required: true,
      label: ctx.t('duty.field.name'),
      value: wishes.name ?? '',
    },
    {
      id: 'people',
      kind: 'choices',
      required: false,
      label: ctx.t('duty.field.people'),
      options: offered.map((id) => ({ value: id, label: directory.nameOf(id) })),
      value: (wishes.people ?? offered).join('\n'),
    },
    {
      id: 'others',
      kind: 'text',
      maxLength: 1000,
      required: false,
      label: ctx.t('duty.field.others'),
      hint: ctx.t('duty.field.others.hint'),
    },
    {
      id: 'turn',
      kind: 'choice',
      required: true,
      label: ctx.t('duty.field.turn'),
      options: options(turns, (each) => ctx.t(`duty.turn.${each}`)),
      value: wishes.turn ?? '1w',
    },
    { id: 'at', kind: 'time', required: true, label: ctx.t('duty.field.at'), value: wishes.at ?? '09:00' },
    {
      id: 'days',
      kind: 'choice',
      required: true,
      label: ctx.t('duty.field.days'),
      options: options(daysOfDuty, (each) => ctx.t(`duty.days.${each}`)),
      value: wishes.days ?? 'all',
    },
    {
      id: 'pick',
      kind: 'choice',
      required: true,
      label: ctx.t('duty.field.pick'),
      options: options(['inOrder', 'fair'] as const, (each) => ctx.t(`duty.pick.${each}`)),
      value: wishes.pick ?? 'inOrder',
    },
    {
      id: 'start',
      kind: 'date',
      required: true,
      label: ctx.t('duty.field.start'),
      value: wishes.start ?? today,
    },
    yesOrNo('backup', wishes.backup ?? false),
    yesOrNo('holidays', wishes.holidays ?? false),
  ];
}

/** What was filled in; or what is wrong, by field. */
export function wishesIn(
  ctx: Context,
  values: Record<string, FieldValue>,
): { wishes: RosterWishes } | { errors: Record<string, string> } {
  const picked = Array.isArray(values.people) ? values.people : [];
  const typed = findPeople(ctx, String(values.others ?? ''));
  if ('unknown' in typed)
    return { errors: { others: ctx.t('duty.refused.person', { name: typed.unknown }) } };
  const people = [...new Set([...picked, ...typed.ids])];
  if (people.length === 0) return { errors: { people: ctx.t('duty.refused.nobody') } };
  if (values.backup === 'yes' && people.length < 2)
    return { errors: { backup: ctx.t('duty.refused.backup') } };
  return {
    wishes: {
      name: String(values.name).trim(),
      people,
      turn: String(values.turn),
      at: String(values.at),
      days: String(values.days),
      pick: String(values.pick),
      start: String(values.start),
      backup: values.backup === 'yes',
      holidays: values.holidays === 'yes',
    },
  };
}

/** What the form would have to hold for these rules. */
export function wishesOf({ name, layers, start }: Roster, ctx: Context): Partial<RosterWishes> {
  const [main] = layers;
  if (main === undefined) return {};
  return {
    name: name[ctx.locale],
    people: main.members.flatMap((email) => ctx.directory.byEmail(email)?.id ?? []),
    turn: turnText(main.turn),
    at: main.at,
    days: main.on.length === 0 ? 'all' : main.on.includes('workdays') ? 'workdays' : 'free',
    pick: main.pick,
    start,
    backup: layers.some(({ role }) => role === 'backup'),
    holidays: layers.some(({ id }) => id.startsWith('holidays')),
  };
}

function turnText(turn: TurnLength): string {
  if ('hours' in turn) return `${turn.hours}h`;
  if ('days' in turn) return `${turn.days}d`;
  return 'weeks' in turn ? `${turn.weeks}w` : `${turn.workdays}wd`;
}
