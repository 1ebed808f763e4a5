import type { Context } from '../../engine/context.ts';
import {
  type Command,
  type Feature,
  type Outcome,
  refusal,
  notice as said,
  type View,
} from '../../engine/feature.ts';
import type { PickedMessage } from '../../platform/inbound.ts';
import { newDraft, type Source } from '../requests/index.ts';
import { comeBack } from './coming-back.ts';
import { createCommands } from './commands.ts';
import { deed, gone, showReminder, unskip } from './deeds.ts';
import { formFor } from './form.ts';
import { fromContext, startOfDraft } from './form-start.ts';
import { editForm, openForm } from './forms.ts';
import { listReminders } from './list.ts';
import { notice } from './notice.ts';
import { decodePrefill, decodeProposal } from './proposal.ts';
import { setFor } from './setting.ts';

export { reminderKinds } from './due.ts';
export { ruleFields } from './form.ts';
export { faultIn, intentFrom } from './form-values.ts';
export { describeIntent } from './said-back.ts';

/**
 * Reminders: set by a sentence or a form, told when they fall due.
 * @param others the commands of approvals: `remind 42` is theirs, and there called `remind`.
 */
export const createReminders = (others: readonly Command[]): Feature => ({
  name: 'reminders',
  topic: 'reminders',
  commands: createCommands(others.find(({ name }) => name === 'remind')),
  actions: {
    'reminders.set': setProposed,
    'reminders.change': (ctx, value) => openForm(ctx, decodePrefill(value) ? value : ''),
    'reminders.drop': async (ctx) => said(ctx.t('reminders.dropped')),
    'reminders.new': (ctx) => openForm(ctx, ''),
    'reminders.about': async (ctx, id) => (id.startsWith('req_') ? openForm(ctx, id) : gone(ctx)),
    'reminders.edit': async (ctx, id) => (id.startsWith('rem_') ? openForm(ctx, id) : gone(ctx)),
    'reminders.show': showReminder,
    'reminders.list': listReminders,
    'reminders.pause': deed('pause'),
    'reminders.resume': deed('resume'),
    'reminders.skip': deed('skip'),
    'reminders.unskip': unskip,
    'reminders.delete': deed('delete'),
    'reminders.decline': deed('decline'),
  },
  forms: { 'reminders.edit': editForm },
  timers: { 'reminders.back': comeBack },
  views: { 'reminders.notice': notice as View },
  shortcuts: { 'reminders.fromMessage': fromMessage },
});

/** Somebody said yes to what was understood. */
async function setProposed(ctx: Context, value: string): Promise<Outcome> {
  const proposal = decodeProposal(value);
  const start = proposal && (await fromContext(ctx, value));
  if (proposal === undefined || start === undefined) return refusal(ctx.t('reminders.refused.gone'));
  const { id, to, text, intent, comesBack = null } = proposal;
  return setFor(ctx, { to, text, intent, comesBack, origin: start.origin }, id);
}

/** Somebody wants to be reminded of a message: the form, with its text and the way back to it. */
const fromMessage = (ctx: Context, picked: PickedMessage) => startReminder(ctx, picked);

/** The form for a new reminder, with this text. @param source what it comes from, which is told what was set. */
export async function startReminder(ctx: Context, picked: PickedMessage, source?: Source): Promise<Outcome> {
  const { draft, write } = newDraft(ctx, picked, source ? { source } : {});
  const { prefill } = startOfDraft(draft);
  const form = formFor(ctx, draft.id, prefill, { isNew: true, timezone: ctx.timezone });
  return { writes: [write], answer: { kind: 'form', form } };
}
