import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../engine/context.ts';
import type { Field, FieldValue } from '../../ui/form.ts';
import { moneyFieldOf } from '../budgets/index.ts';
import { rostersOf } from '../duty/index.ts';
import { dutyPrefix } from './filing/assignment.ts';
import type { Found } from './find.ts';
import { type Ratings, type RequestState, ratingAxes } from './request.ts';
import { isOfTeam } from './roles.ts';
import { assigneeOf } from './rules-team.ts';

/** A text of some length. `name` says what it is asked as. */
export const words = (
  ctx: Context,
  id: 'note' | 'reason' | 'words' | 'question' | 'internal',
  required = true,
): Field => ({
  id,
  kind: 'text',
  multiline: true,
  required,
  label: ctx.t(`requests.field.${id}`),
});

/** What somebody thinks of the work, each axis as they like. */
export const ratingFields = (ctx: Context): Field[] =>
  ratingAxes.map((axis) => ({
    id: axis,
    kind: 'choice',
    required: false,
    label: ctx.t(`requests.rating.${axis}`),
    options: ([5, 4, 3, 2, 1] as const).map((stars) => ({
      value: String(stars),
      label: ctx.t(`requests.rating.${stars}`),
    })),
  }));

export function ratingsIn(values: Record<string, FieldValue>): Ratings {
  const of = (axis: (typeof ratingAxes)[number]) => (values[axis] ? Number(values[axis]) : null);
  return { speed: of('speed'), quality: of('quality'), manner: of('manner') };
}

/** What it has cost in the end, where something was to be paid. */
export function costField(ctx: Context, request: RequestState): Field[] {
  const id = moneyFieldOf(ctx.office, request.category);
  if (id === undefined) return [];
  const planned = request.actualCost ?? request.fields[id];
  const { currency } = ctx.office.organisation;
  const label = ctx.t('requests.field.actualCost');
  const value = typeof planned === 'number' ? { value: String(planned) } : {};
  return [{ id: 'actualCost', kind: 'money', currency, required: false, label, ...value }];
}

export const checklistField = (ctx: Context, { checklist }: RequestState): Field => ({
  id: 'ticked',
  kind: 'choices',
  required: false,
  label: ctx.t('requests.checklist'),
  options: checklist.map(({ text }, at) => ({ value: String(at), label: text[ctx.locale] })),
  value: checklist.flatMap(({ doneById }, at) => (doneById === null ? [] : [String(at)])).join('\n'),
});

/** The people of the team, but for whoever has it now, and whoever is on duty. One query. */
export async function memberField(ctx: Context, request: RequestState): Promise<Field> {
  const { directory } = ctx;
  const { memberIds, leadId } = directory.team(request.teamId);
  const assignee = assigneeOf(request, directory);
  const people = [...new Set([...memberIds, ...(leadId ? [leadId] : [])])].filter(
    (id) => id !== assignee && directory.find(id)?.active,
  );
  const options = [
    ...people.map((id) => ({ value: id, label: directory.nameOf(id) })),
    ...(await onDuty(ctx, request)),
  ];
  return { id: 'person', kind: 'choice', required: true, label: ctx.t('requests.field.member'), options };
}

/** Whoever is on duty, by each of the team's rosters. */
const onDuty = async (ctx: Context, { teamId }: RequestState) =>
  [...(await rostersOf(ctx)).values()]
    .filter(({ roster }) => roster.team === teamId)
    .map(({ roster: { id, name } }) => ({
      value: `${dutyPrefix}${id}`,
      label: ctx.t('requests.field.onDuty', { roster: name[ctx.locale] }),
    }));

/** Every team but the one that has it. */
export const teamField = (ctx: Context, request: RequestState): Field => ({
  id: 'team',
  kind: 'choice',
  required: true,
  label: ctx.t('requests.field.team'),
  options: otherTeams(ctx, request).map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
});

const otherTeams = ({ directory }: Context, { teamId }: RequestState) =>
  directory.allTeams().filter(({ id }) => id !== teamId);

const dayIn = ({ now, office }: Context, days: number) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(office.organisation.timezone)
    .toPlainDate()
    .add({ days });

/** The day on which the work goes on: from tomorrow on. */
export const untilField = (ctx: Context): Field => ({
  id: 'until',
  kind: 'date',
  required: true,
  label: ctx.t('requests.field.until'),
  min: dayIn(ctx, 1).toString(),
  max: dayIn(ctx, 366).toString(),
});

/** The beginning of that working day, by the organisation's clocks. */
export function startOf({ office }: Context, day: string): Date {
  const { timezone, workingHours } = office.organisation;
  const plainTime = workingHours?.from ?? '09:00';
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone, plainTime });
  return new Date(at.epochMilliseconds);
}

/** The team's ready answers, for those who are on it. */
export function repliesField(ctx: Context, { request, roles }: Found): Field[] {
  const replies = ctx.office.teams[request.teamId]?.replies ?? [];
  if (replies.length === 0 || !isOfTeam(roles)) return [];
  const options = replies.map(({ id, title }) => ({ value: id, label: title[ctx.locale] }));
  const label = ctx.t('requests.field.canned');
  return [
    {
      id: 'canned',
      kind: 'choice',
      required: false,
      label,
      hint: ctx.t('requests.field.canned.hint'),
      options,
    },
  ];
}

/** What a ready answer says, in the language of the requester, and what was written besides. */
export function wordsWith(ctx: Context, request: RequestState, values: Record<string, FieldValue>): string {
  const canned = ctx.office.teams[request.teamId]?.replies.find(({ id }) => id === values.canned);
  const locale = ctx.directory.find(request.requesterId)?.locale ?? ctx.locale;
  return [canned?.text[locale], values.words].filter(Boolean).join('\n\n');
}
