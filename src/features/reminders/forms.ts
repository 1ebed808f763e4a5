import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { tellSource } from '../requests/index.ts';
import { reminderCard } from './cards.ts';
import { changeReminder } from './changes.ts';
import { gone } from './deeds.ts';
import { formFor } from './form.ts';
import { fromContext, type Start } from './form-start.ts';
import type { Values } from './form-values.ts';
import { comesBackFrom, faultIn, intentFrom } from './form-values.ts';
import type { Recipient, Reminder } from './reminder.ts';
import { decide, rolesOf } from './rules.ts';
import { readerOf, setFor, tellOthers } from './setting.ts';

/** Opens the form with what stands behind this context, or says that there is no such thing. */
export async function openForm(ctx: Context, context: string): Promise<Outcome> {
  const form = await editForm.build(ctx, context);
  return form ? { answer: { kind: 'form', form } } : gone(ctx);
}

/** Sets a reminder, or changes one: the context says which, or with what the form begins (form-start.ts). */
export const editForm: FormHandler = {
  async build(ctx, context) {
    const start = await fromContext(ctx, context);
    return (
      start &&
      formFor(ctx, context, start.prefill, {
        isNew: start.reminder === undefined,
        timezone: zoneOf(ctx, start),
      })
    );
  },
  async submit(ctx, context, values) {
    const start = await fromContext(ctx, context);
    if (start === undefined) return gone(ctx);
    const timezone = zoneOf(ctx, start);
    const intent = intentFrom(values, timezone, start.prefill.intent?.rule ?? null);
    // Of a time that is past already nobody may have been told: it waits for the end of quiet hours.
    const fault = isUntold(start.reminder, intent) ? undefined : faultIn(intent, ctx.now);
    if (fault !== undefined) {
      const form = formFor(ctx, context, start.prefill, { isNew: start.reminder === undefined, timezone });
      const why = ctx.t(`reminders.refused.${fault.why}`);
      return { answer: { kind: 'form', form: { ...form, errors: { [fault.field]: why } } } };
    }
    const wanted = { text: String(values.text), intent, comesBack: comesBackFrom(values) };
    if (start.reminder) return change(ctx, start.reminder, wanted);
    const id = newId('rem');
    const set = await setFor(ctx, { ...wanted, to: recipientFrom(ctx, values), origin: start.origin }, id);
    if (!set.writes) return set;
    const made = { kind: 'reminder', id, number: null, byId: ctx.person.id } as const;
    const timers = start.source ? [tellSource(ctx, start.source, made)] : [];
    return merge(set, { writes: start.writes, timers });
  },
};

/** The clock of the form is that of what is changed, and else of whoever fills it. */
const zoneOf = ({ timezone }: Context, { prefill }: Start) => prefill.intent?.timezone ?? timezone;

function recipientFrom({ person }: Context, { who, person: other, team }: Values): Recipient {
  if (who === 'team') return { teamId: String(team) };
  return { personId: who === 'person' ? String(other) : person.id };
}

async function change(
  ctx: Context,
  reminder: Reminder,
  wanted: Pick<Reminder, 'text' | 'intent' | 'comesBack'>,
): Promise<Outcome> {
  const decided = decide(reminder, 'edit', rolesOf(reminder, ctx.person.id, ctx.directory));
  if ('refused' in decided) return refusal(ctx.t(`reminders.refused.${decided.refused}`));
  const isSame = sameIntent(wanted.intent, reminder.intent);
  const { outcome, reminder: changed } = changeReminder(
    ctx,
    reminder,
    { ...wanted, state: decided.state, ...(isSame ? {} : { nth: 0 }) },
    {
      after: isSame ? reminder.nth - 1 : -1,
      untold: isUntold(reminder, wanted.intent),
      deed: { kind: 'reminderChanged', actorId: ctx.person.id, at: ctx.now },
    },
  );
  const card = reminderCard(changed, { title: ctx.t('reminders.changed.title') }, readerOf(ctx), ctx);
  return merge(outcome, { say: tellOthers(ctx, changed, 'edit'), answer: { kind: 'card', card } });
}

/** Whether the times stay as they are, so that what was planned is still to be told. */
const isUntold = (reminder: Reminder | undefined, intent: Reminder['intent']) =>
  reminder?.state === 'active' && sameIntent(intent, reminder.intent);

/** Whether the times are the same, whatever order their parts stand in. */
const sameIntent = (one: Reminder['intent'], other: Reminder['intent']) =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)]),
      )
    : value;
