import type { Json } from '../../core/json.ts';
import type { Write } from '../../db/commit.ts';
import { actions, type Block, type Card, facts, text } from '../../ui/card.ts';
import { type Form, type Values, withValues } from '../../ui/form.ts';
import type { Context } from '../context.ts';
import { explain } from '../explain.ts';
import { type Feature, notice, type Outcome, refusal } from '../feature.ts';
import type { Routes } from '../routing.ts';
import { answer, begin, type DialogState, shown } from './questions.ts';

/** The shape of what is stored. A dialog of another version begins anew, with the answers that still fit. */
const dialogVersion = 1;
/** A dialog that nobody answered for so long is over, in milliseconds. */
const forgottenAfterMs = 24 * 3600_000;

const dialogId = (ctx: Context) => `${ctx.event.platform}:${ctx.person.id}`;

/** Begins to ask a form's fields one by one in this person's private chat. */
export function startDialog(ctx: Context, form: Form): Outcome {
  return ask(ctx, form, begin(form));
}

/** Takes what was typed as the answer to the open question. Undefined: no dialog is open. One query. */
export async function answerDialog(
  ctx: Context,
  typed: string,
  routes: Routes,
  accept: Accept,
): Promise<Outcome | undefined> {
  const open = await load(ctx, routes);
  if (open === undefined) return undefined;
  const { form, state, outdated } = open;
  if (outdated) return ask(ctx, form, begin(form, state.values), ctx.t('dialog.restarted'));
  const step = answer(form, state, typed);
  switch (step.kind) {
    case 'cancel':
      return { writes: [closing(ctx)], ...notice(ctx.t('dialog.cancelled')) };
    case 'ask':
      return ask(ctx, form, step.state, step.problem && explain(ctx, step.problem));
    case 'send':
      return send(ctx, open, accept);
  }
}

type Accept = (form: Form, values: Values) => Promise<Outcome>;

async function send(ctx: Context, { form, state }: OpenDialog, accept: Accept): Promise<Outcome> {
  const outcome = await accept(form, state.values);
  if (outcome.answer?.kind !== 'form')
    return { ...outcome, writes: [...(outcome.writes ?? []), closing(ctx)] };
  // Something was wrong after all: ask for the first such field again.
  const errors = outcome.answer.form.errors ?? {};
  const wrong = form.fields.findIndex((field) => errors[field.id] !== undefined);
  return ask(ctx, form, { ...state, field: Math.max(0, wrong) }, errors[form.fields[wrong]?.id ?? '']);
}

/** The write with which a form that was sent off another way ends the dialog that asked for it. */
export const closing = (ctx: Context): Write => ({ kind: 'delete', table: 'Dialog', ids: [dialogId(ctx)] });

interface OpenDialog {
  form: Form;
  state: DialogState;
  outdated: boolean;
}

async function load(ctx: Context, routes: Routes): Promise<OpenDialog | undefined> {
  const row = await ctx.database.prisma.dialog.findUnique({ where: { id: dialogId(ctx) } });
  if (row === null || ctx.now.getTime() - row.updatedAt.getTime() > forgottenAfterMs) return undefined;
  const form = await routes.forms.get(row.form)?.build(ctx, row.context);
  if (form === undefined) return undefined;
  const values = row.values as Values;
  const outdated = row.version !== dialogVersion || row.field > form.fields.length;
  return { form: withValues(form, values), state: { field: row.field, values }, outdated };
}

function ask(ctx: Context, form: Form, state: DialogState, remark?: string): Outcome {
  const row = {
    id: dialogId(ctx),
    version: dialogVersion,
    form: form.id,
    context: form.context,
    field: state.field,
    values: state.values,
    updatedAt: ctx.now,
  };
  const card = question(ctx, form, state, remark);
  return {
    writes: [{ kind: 'insert', table: 'Dialog', rows: [row], onConflict: 'replace' }],
    say: [{ to: ctx.inPrivate, view: 'dialog.card', args: { card: card as unknown as Json } }],
  };
}

function question(ctx: Context, form: Form, state: DialogState, remark: string | undefined): Card {
  const field = form.fields[state.field];
  const openForm = {
    label: ctx.t('dialog.openForm'),
    action: 'dialog.open',
    value: form.id,
    opensForm: true,
  };
  const stop = { label: ctx.t('form.cancel'), action: 'dialog.cancel', value: form.id };
  const blocks: Block[] = remark ? [text(remark, 'strong')] : [];
  if (field === undefined) {
    const all = form.fields.map((each) => ({ label: each.label, value: shown(each, state.values[each.id]) }));
    const send = { label: form.submit, action: 'dialog.send', value: form.id, style: 'primary' as const };
    blocks.push(facts(...all), text(ctx.t('dialog.confirm'), 'subtle'), actions(send, openForm, stop));
    return { summary: form.title, title: form.title, blocks };
  }
  const kept = state.values[field.id];
  const hints = [
    field.kind === 'choice'
      ? field.options.map((option, at) => `${at + 1}. ${option.label}`).join('\n')
      : undefined,
    field.hint,
    kept === undefined ? undefined : ctx.t('dialog.kept', { value: shown(field, kept) }),
    field.required && kept === undefined ? undefined : ctx.t('dialog.mayskip'),
  ].filter((hint) => hint !== undefined);
  blocks.push(
    text(field.label, 'strong'),
    ...hints.map((hint) => text(hint, 'subtle')),
    actions(openForm, stop),
  );
  return { summary: `${form.title}: ${field.label}`, title: form.title, blocks };
}

/** What the engine itself answers with: the dialog's buttons, and cards that were drawn when they were said. */
export function createDialogFeature(
  routes: () => Routes,
  accept: (ctx: Context, form: Form, values: Values) => Promise<Outcome>,
): Feature {
  return {
    name: 'dialog',
    actions: {
      'dialog.open': async (ctx) => {
        const open = await load(ctx, routes());
        return open ? { answer: { kind: 'form', form: open.form } } : refusal(ctx.t('dialog.over'));
      },
      'dialog.cancel': async (ctx) => ({ writes: [closing(ctx)], ...notice(ctx.t('dialog.cancelled')) }),
      'dialog.send': async (ctx) => {
        const open = await load(ctx, routes());
        const complete = open && !open.outdated && open.state.field === open.form.fields.length;
        if (!complete) return refusal(ctx.t('dialog.over'));
        return send(ctx, open, (form, values) => accept(ctx, form, values));
      },
    },
    views: { 'dialog.card': { draw: ({ args }) => args.card as unknown as Card } },
  };
}
