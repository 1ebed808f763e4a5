import { scheduleOf } from '../../directory/schedules.ts';
import type { Context } from '../../engine/context.ts';
import type { FormHandler, Outcome } from '../../engine/feature.ts';
import { dayOf } from '../../time/day-start.ts';
import { formatDateTime } from '../../time/format.ts';
import type { Form } from '../../ui/form.ts';
import { type Answered, delegate, findFor, snooze } from './answers.ts';
import type { Kinds } from './kinds.ts';
import { pickedDue, type Snooze, snoozedUntil, snoozes } from './snoozes.ts';

/** The forms behind two of the answers; their context is the occurrence's id. */
export function answerForms(kinds: Kinds): {
  handlers: Readonly<Record<string, FormHandler>>;
  open: Readonly<Record<string, (ctx: Context, id: string) => Promise<Outcome>>>;
} {
  const forms = {
    snooze: { form: snoozeForm, submit: onSnooze },
    delegate: { form: delegateForm, submit: onDelegate },
  } as const;
  const handler = (answer: keyof typeof forms): FormHandler => ({
    build: async (ctx, id) => forms[answer].form(ctx, id),
    async submit(ctx, id, values) {
      const found = await findFor(ctx, kinds, id, answer);
      return 'refused' in found ? found.refused : forms[answer].submit(ctx, found, values);
    },
  });
  const opener =
    (answer: keyof typeof forms) =>
    async (ctx: Context, id: string): Promise<Outcome> => {
      const found = await findFor(ctx, kinds, id, answer);
      return 'refused' in found
        ? found.refused
        : { answer: { kind: 'form', form: forms[answer].form(ctx, id) } };
    };
  return {
    handlers: { 'occurrences.snooze': handler('snooze'), 'occurrences.delegate': handler('delegate') },
    open: { 'occurrences.snooze': opener('snooze'), 'occurrences.delegate': opener('delegate') },
  };
}

const dueIn = (ctx: Context, choice: Snooze) =>
  snoozedUntil(choice, ctx.now, ctx.timezone, scheduleOf(ctx.office));

function snoozeForm(ctx: Context, context: string): Form {
  const other = { field: 'until', in: ['other'] };
  return {
    id: 'occurrences.snooze',
    context,
    title: ctx.t('occurrences.snooze.title'),
    submit: ctx.t('occurrences.snooze.submit'),
    fields: [
      {
        id: 'until',
        kind: 'choice',
        required: true,
        label: ctx.t('occurrences.snooze.until'),
        value: '1h',
        options: [
          ...snoozes.map((value) => ({
            value,
            label: ctx.t(`occurrences.snooze.${value}`, {
              at: formatDateTime(dueIn(ctx, value).dueAt, ctx),
            }),
          })),
          { value: 'other', label: ctx.t('occurrences.snooze.other') },
        ],
      },
      {
        id: 'at',
        kind: 'datetime',
        required: true,
        label: ctx.t('occurrences.snooze.at'),
        timezone: ctx.timezone,
        min: dayOf(ctx.now, ctx.timezone),
        showWhen: other,
      },
    ],
  };
}

function onSnooze(ctx: Context, found: Answered, values: Readonly<Record<string, unknown>>): Outcome {
  if (values.until !== 'other') return snooze(ctx, found, dueIn(ctx, values.until as Snooze));
  const due = pickedDue(String(values.at), ctx.timezone);
  if (due.dueAt > ctx.now) return snooze(ctx, found, due);
  const form = snoozeForm(ctx, found.occurrence.id);
  return { answer: { kind: 'form', form: { ...form, errors: { at: ctx.t('occurrences.snooze.past') } } } };
}

function delegateForm(ctx: Context, context: string): Form {
  return {
    id: 'occurrences.delegate',
    context,
    title: ctx.t('occurrences.delegate.title'),
    intro: ctx.t('occurrences.delegate.intro'),
    submit: ctx.t('occurrences.delegate.submit'),
    fields: [
      { id: 'person', kind: 'person', required: true, label: ctx.t('occurrences.delegate.person') },
      {
        id: 'note',
        kind: 'text',
        multiline: true,
        maxLength: 500,
        required: false,
        label: ctx.t('occurrences.delegate.note'),
      },
    ],
  };
}

function onDelegate(
  ctx: Context,
  found: Answered,
  values: Readonly<Record<string, unknown>>,
): Outcome | Promise<Outcome> {
  const personId = String(values.person);
  const fault = delegateFault(ctx, personId);
  if (fault === undefined) return delegate(ctx, found, personId, values.note as string | null);
  const form = delegateForm(ctx, found.occurrence.id);
  return { answer: { kind: 'form', form: { ...form, errors: { person: ctx.t(fault) } } } };
}

function delegateFault(ctx: Context, personId: string) {
  if (personId === ctx.person.id) return 'occurrences.delegate.self' as const;
  return ctx.directory.find(personId)?.active ? undefined : ('occurrences.delegate.left' as const);
}
