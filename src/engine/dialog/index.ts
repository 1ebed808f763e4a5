import type { Json } from '../../core/json.ts';
import type { Write } from '../../db/commit.ts';
import type { Card } from '../../ui/card.ts';
import { withValues } from '../../ui/fill-form.ts';
import type { Field, Form, Values } from '../../ui/form.ts';
import { askedFields } from '../../ui/show-when.ts';
import type { Context } from '../context.ts';
import { explain } from '../explain.ts';
import { type Feature, notice, type Outcome, refusal } from '../feature.ts';
import { merge } from '../outcome.ts';
import type { Routes } from '../routing.ts';
import { nameOf, question } from './question.ts';
import { answer, begin, type DialogState } from './questions.ts';
import { readerOf, shown } from './understand.ts';

/** The shape of what is stored. A dialog of another version begins anew, with the answers that still fit. */
const dialogVersion = 1;
/** A dialog that nobody answered for so long is over, in milliseconds. */
const forgottenAfterMs = 24 * 3600_000;

const dialogId = (ctx: Context) => `${ctx.event.platform}:${ctx.person.id}`;

/** Begins to ask a form's fields one by one in this person's private chat. */
export async function startDialog(ctx: Context, form: Form): Promise<Outcome> {
  const state = begin(form, await readerOf(ctx, form));
  const open = askedFields(form.fields, state.values).filter(
    ({ id }) => state.values[id] === undefined,
  ).length;
  return ask(ctx, form, state, open > 1 ? ctx.t('dialog.intro', { count: open }) : undefined);
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
  const sent = form.fields[state.field]?.kind === 'file' && ctx.files.length > 0;
  const said = sent ? ctx.files.map(({ id }) => id).join(',') : typed;
  const read = await readerOf(ctx, form, said);
  // Of answers in an unknown shape, those that fit still are kept.
  if (outdated) return ask(ctx, form, begin(form, read, state.values), ctx.t('dialog.restarted'));
  const step = answer(form, state, said, read);
  switch (step.kind) {
    case 'cancel':
      return { writes: [closing(ctx)], ...notice(ctx.t('dialog.cancelled')) };
    case 'ask': {
      // All is answered, and what was typed was neither a yes nor a number.
      const unclear = form.fields[state.field] === undefined && step.state.field === state.field;
      const remark = unclear
        ? ctx.t('dialog.unclear')
        : step.problem
          ? explain(ctx, step.problem)
          : echo(ctx, step.answered, step.state, said);
      return ask(ctx, form, step.state, remark);
    }
    case 'send':
      return send(ctx, open, accept);
  }
}

/** How an answer was understood, where that is not just what was written. */
function echo(ctx: Context, field: Field | undefined, state: DialogState, said: string): string | undefined {
  if (field === undefined || ['text', 'number', 'money', 'choice'].includes(field.kind)) return undefined;
  const value = shown(ctx, field, state.values[field.id]);
  return value === '–' || value === said.trim() ? undefined : ctx.t('dialog.understood', { value });
}

type Accept = (form: Form, values: Values) => Promise<Outcome>;

async function send(ctx: Context, { form, state, askedAt }: OpenDialog, accept: Accept): Promise<Outcome> {
  const outcome = await accept(form, state.values);
  if (outcome.answer?.kind !== 'form') {
    // Two clicks at once are two events; what is sent is one thing all the same.
    const key = `dialog:${dialogId(ctx)}:${askedAt.getTime()}`;
    const once: Write = { kind: 'insert', table: 'Inbox', rows: [{ key, receivedAt: ctx.now }] };
    return { ...outcome, writes: [...(outcome.writes ?? []), closing(ctx), once] };
  }
  const next = outcome.answer.form;
  if (next.id !== form.id || next.context !== form.context) {
    // One form leads to another, such as the next question.
    const { answer: _, ...rest } = outcome;
    return merge(rest, await startDialog(ctx, next));
  }
  // Something was wrong after all: ask for the first such field again.
  const errors = outcome.answer.form.errors ?? {};
  const wrong = form.fields.findIndex((field) => errors[field.id] !== undefined);
  return ask(ctx, form, { ...state, field: Math.max(0, wrong) }, errors[form.fields[wrong]?.id ?? '']);
}

/** The write with which a form that was sent off another way ends the dialog that asked for it. */
const closing = (ctx: Context): Write => ({ kind: 'delete', table: 'Dialog', ids: [dialogId(ctx)] });

/** The same, where it is this form that the open dialog asks for. One query. */
export async function closingFor(ctx: Context, form: Form): Promise<Write[]> {
  const row = await ctx.database.prisma.dialog.findUnique({ where: { id: dialogId(ctx) } });
  return row?.form === form.id && row.context === form.context ? [closing(ctx)] : [];
}

interface OpenDialog {
  form: Form;
  state: DialogState;
  /** Stored in another shape than ours: it has to begin anew. */
  outdated: boolean;
  askedAt: Date;
}

async function load(ctx: Context, routes: Routes): Promise<OpenDialog | undefined> {
  const row = await ctx.database.prisma.dialog.findUnique({ where: { id: dialogId(ctx) } });
  if (row === null || ctx.now.getTime() - row.updatedAt.getTime() > forgottenAfterMs) return undefined;
  const form = await routes.forms.get(row.form)?.build(ctx, row.context);
  if (form === undefined) return undefined;
  const values = textsIn(row.values);
  const outdated = row.version !== dialogVersion || row.field > form.fields.length;
  const state = { field: row.field, values };
  return { form: outdated ? form : withValues(form, values), state, outdated, askedAt: row.updatedAt };
}

/** The members that are texts, of whatever was stored. */
function textsIn(stored: unknown): Values {
  const entries = Object.entries(Object(stored) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([id, value]) => (typeof value === 'string' ? [[id, value]] : [])),
  );
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

/** What the engine itself answers with: the dialog's buttons, and cards that were drawn when they were said. */
export function createDialogFeature(
  routes: () => Routes,
  accept: (ctx: Context, form: Form, values: Values) => Promise<Outcome>,
): Feature {
  return {
    name: 'dialog',
    actions: {
      'dialog.open': async (ctx, value) => {
        const open = await load(ctx, routes());
        return open && nameOf(open.form) === value
          ? { answer: { kind: 'form', form: open.form } }
          : refusal(ctx.t('dialog.over'));
      },
      'dialog.cancel': async (ctx, value) => {
        const open = await load(ctx, routes());
        if (!open || nameOf(open.form) !== value) return refusal(ctx.t('dialog.over'));
        return { writes: [closing(ctx)], ...notice(ctx.t('dialog.cancelled')) };
      },
      'dialog.send': async (ctx, value) => {
        const open = await load(ctx, routes());
        const complete = open && !open.outdated && open.state.field === open.form.fields.length;
        if (!complete || value !== String(open.askedAt.getTime())) return refusal(ctx.t('dialog.over'));
        return send(ctx, open, (form, values) => accept(ctx, form, values));
      },
    },
    views: { 'dialog.card': { draw: ({ args }) => args.card as unknown as Card } },
  };
}
