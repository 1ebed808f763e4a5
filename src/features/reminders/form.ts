import { Temporal } from 'temporal-polyfill';
import { weekdays } from '../../core/working-hours.ts';
import type { Context } from '../../engine/context.ts';
import type { Field, Form } from '../../ui/form.ts';
import { nths, onFreeDays, repeats, repeatsOf } from './form-values.ts';
import type { Prefill } from './proposal.ts';
import { comebacks, longestText } from './reminder.ts';
import { placeOf } from './said-back.ts';

const rules = repeats.filter((one) => one !== 'never');

/** Asks for everything. `isNew`: also for whom. */
export function formFor(
  ctx: Context,
  context: string,
  prefill: Prefill,
  { isNew, timezone }: { isNew: boolean; timezone: string },
): Form {
  return {
    id: 'reminders.edit',
    context,
    title: ctx.t(isNew ? 'reminders.form.title' : 'reminders.form.change'),
    submit: ctx.t(isNew ? 'reminders.form.submit' : 'reminders.form.save'),
    fields: [
      ...(isNew ? whoFields(ctx, prefill) : []),
      {
        id: 'text',
        kind: 'text',
        required: true,
        multiline: true,
        maxLength: longestText,
        label: ctx.t('reminders.field.text'),
        ...(prefill.text && { value: prefill.text }),
      },
      {
        id: 'start',
        kind: 'datetime',
        required: true,
        timezone,
        label: ctx.t('reminders.field.start'),
        hint: ctx.t('reminders.field.start.hint', { place: placeOf(timezone, ctx.locale) }),
        value: prefill.intent?.start ?? tomorrowAtNine(ctx.now, timezone),
      },
      ...ruleFields(ctx, prefill),
      {
        id: 'comesBack',
        kind: 'choice',
        required: true,
        label: ctx.t('reminders.field.comesBack'),
        hint: ctx.t('reminders.field.comesBack.hint'),
        options: (['never', ...comebacks] as const).map((value) => ({
          value,
          label: ctx.t(`reminders.comesBack.${value}`),
        })),
        value: prefill.comesBack ?? 'never',
      },
    ],
  };
}

function whoFields(ctx: Context, { to }: Prefill): Field[] {
  const who =
    to === undefined || ('personId' in to && to.personId === ctx.person.id)
      ? 'me'
      : 'personId' in to
        ? 'person'
        : 'team';
  const teams = ctx.directory.allTeams();
  const kinds = (['me', 'person', 'team'] as const).filter((kind) => kind !== 'team' || teams.length > 0);
  return [
    {
      id: 'who',
      kind: 'choice',
      required: true,
      label: ctx.t('reminders.field.who'),
      options: kinds.map((value) => ({ value, label: ctx.t(`reminders.who.${value}`) })),
      value: who,
    },
    {
      id: 'person',
      kind: 'person',
      required: true,
      label: ctx.t('reminders.field.person'),
      showWhen: { field: 'who', in: ['person'] },
      ...(to && 'personId' in to && who === 'person' && { value: to.personId }),
    },
    {
      id: 'team',
      kind: 'choice',
      required: true,
      label: ctx.t('reminders.field.team'),
      hint: ctx.t('reminders.field.team.hint'),
      showWhen: { field: 'who', in: ['team'] },
      options: teams.slice(0, 100).map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
      ...(to && 'teamId' in to && { value: to.teamId }),
    },
  ];
}

/** Asks for a rule: how often, until when, and what becomes of days that are not worked. */
export function ruleFields(ctx: Context, { intent }: Pick<Prefill, 'intent'>): Field[] {
  const rule = intent?.rule ?? null;
  const shown = repeatsOf(rule);
  return [
    {
      id: 'repeats',
      kind: 'choice',
      required: true,
      label: ctx.t('reminders.field.repeats'),
      options: repeats.map((value) => ({ value, label: ctx.t(`reminders.repeats.${value}`) })),
      value: shown.repeats,
    },
    {
      id: 'weekdays',
      kind: 'choices',
      required: false,
      label: ctx.t('reminders.field.weekdays'),
      hint: ctx.t('reminders.field.weekdays.hint'),
      showWhen: { field: 'repeats', in: ['week'] },
      options: weekdays.map((value) => ({ value, label: ctx.t(`reminders.weekday.${value}`) })),
      ...(rule?.weekdays.length && { value: rule.weekdays.join('\n') }),
    },
    {
      id: 'nth',
      kind: 'choice',
      required: false,
      label: ctx.t('reminders.field.nth'),
      hint: ctx.t('reminders.field.nth.hint'),
      showWhen: { field: 'repeats', in: ['nthWeekday'] },
      options: nths.map((value) => ({ value, label: ctx.t(`reminders.nth.${value}`) })),
      ...(shown.nth && { value: shown.nth }),
    },
    {
      id: 'interval',
      kind: 'number',
      required: false,
      min: 1,
      max: 999,
      label: ctx.t('reminders.field.interval'),
      hint: ctx.t('reminders.field.interval.hint'),
      showWhen: { field: 'repeats', in: rules },
      value: String(rule?.interval ?? 1),
    },
    {
      id: 'until',
      kind: 'date',
      required: false,
      label: ctx.t('reminders.field.until'),
      showWhen: { field: 'repeats', in: rules },
      ...(rule?.until && { value: rule.until }),
    },
    {
      id: 'count',
      kind: 'number',
      required: false,
      min: 1,
      max: 9999,
      label: ctx.t('reminders.field.count'),
      showWhen: { field: 'repeats', in: rules },
      ...(rule?.count && { value: String(rule.count) }),
    },
    {
      id: 'onFreeDay',
      kind: 'choice',
      required: true,
      label: ctx.t('reminders.field.onFreeDay'),
      options: onFreeDays.map((value) => ({ value, label: ctx.t(`reminders.onFreeDay.${value}`) })),
      value: intent?.onFreeDay ?? 'keep',
    },
  ];
}

function tomorrowAtNine(now: Date, timezone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  return `${today.add({ days: 1 })}T09:00`;
}
