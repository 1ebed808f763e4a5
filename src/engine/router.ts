import { findMainCard } from '../delivery/lanes.ts';
import { withValues } from '../ui/fill-form.ts';
import type { Form, Values } from '../ui/form.ts';
import { readForm } from '../ui/read-form.ts';
import type { Context } from './context.ts';
import { answerDialog, closingFor } from './dialog/index.ts';
import { explain } from './explain.ts';
import { nothing, notice, type Outcome, refusal } from './feature.ts';
import { withOwnFiles, withoutFiles } from './file-fields.ts';
import { personFinder } from './person-fields.ts';
import { type MatchedCommand, matchCommand, type Routes } from './routing.ts';

/** Finds the handler for what a person did, and asks it. Queries: one where a chat or a thread must be looked up. */
export class Router {
  constructor(private readonly routes: Routes) {}

  async route(ctx: Context): Promise<Outcome> {
    const { event } = ctx;
    switch (event.kind) {
      case 'command':
        return this.command(ctx, event.text);
      case 'message':
        return (await this.inThread(ctx, event.text)) ?? unread(ctx);
      case 'action': {
        const action = this.routes.actions.get(event.action);
        return action ? action(ctx, event.value) : refusal(ctx.t('engine.outdated'));
      }
      case 'shortcut': {
        const shortcut = this.routes.shortcuts.get(event.shortcut);
        return shortcut ? shortcut(ctx, event) : refusal(ctx.t('engine.outdated'));
      }
      case 'submit':
        return this.submit(ctx, event.form, event.context, event.values);
      case 'change': {
        const form = await this.routes.forms.get(event.form)?.build(ctx, event.context);
        return form ? { answer: { kind: 'form', form: withValues(form, event.values) } } : nothing;
      }
    }
  }

  private async command(ctx: Context, text: string): Promise<Outcome> {
    const matched = matchCommand(this.routes, text);
    // A chat that cannot open forms may be in the middle of answering one. A plain command interrupts it; whatever
    // else is written is the answer, unless it stands in the thread of something else.
    if (ctx.event.personal && !ctx.event.can.openForm && !(matched && isPlain(matched))) {
      const below = await this.inThread(ctx, text);
      if (below !== undefined) return below;
      const answered = await answerDialog(ctx, text, this.routes, (form, values) =>
        this.accept(ctx, form, values),
      );
      if (answered !== undefined) return answered;
    }
    if (matched !== undefined) return matched.command.run(ctx, matched.rest);
    const said = await this.inThread(ctx, text);
    if (said !== undefined) return said;
    for (const feature of this.routes.features) {
      if (ctx.files.length === 0) break;
      const received = await feature.receiveFiles?.(ctx, text.trim());
      if (received !== undefined) return received;
    }
    for (const feature of this.routes.features) {
      const understood = text.trim() === '' ? undefined : await feature.understand?.(ctx, text.trim());
      if (understood !== undefined) return understood;
    }
    const help = matchCommand(this.routes, 'help');
    return text.trim() === '' && help ? help.command.run(ctx, '') : notice(ctx.t('engine.notUnderstood'));
  }

  private async inThread(ctx: Context, text: string): Promise<Outcome | undefined> {
    const { platform, messageKey } = ctx.event;
    if (messageKey === undefined || (text.trim() === '' && ctx.files.length === 0)) return undefined;
    const card = await findMainCard(ctx.database, platform, messageKey);
    const thread = card && this.routes.threads.get(card.subject.split(':')[0] ?? '');
    return thread?.(ctx, { subject: card!.subject, text: text.trim(), mainCardId: card!.id });
  }

  private async submit(ctx: Context, id: string, context: string, typed: Values): Promise<Outcome> {
    const form = await this.routes.forms.get(id)?.build(ctx, context);
    if (form === undefined) return refusal(ctx.t('engine.outdated'));
    const outcome = await this.accept(ctx, form, typed);
    // The form may have been opened from a dialog that asked for the same.
    return outcome.writes
      ? { ...outcome, writes: [...outcome.writes, ...(await closingFor(ctx, form))] }
      : outcome;
  }

  /** Checks a filled form: back to the person with what is wrong at each field, or on to its feature. */
  async accept(ctx: Context, form: Form, typed: Values): Promise<Outcome> {
    const asked = ctx.event.kind === 'submit' ? withoutFiles(ctx, form) : form;
    const given = await withOwnFiles(ctx, form, typed);
    const read = readForm(asked, given, await personFinder(ctx, form, typed));
    if ('problems' in read) {
      const errors = Object.fromEntries(
        Object.entries(read.problems).map(([field, problem]) => [field, explain(ctx, problem)]),
      );
      const more = read.unasked.length > 0 ? { intro: ctx.t('form.more') } : {};
      return { answer: { kind: 'form', form: { ...withValues(form, typed), ...more, errors } } };
    }
    const outcome = await this.routes.forms.get(form.id)!.submit(ctx, form.context, read.values);
    // A form that comes back keeps what was typed; one about something else, such as the next question, is another.
    const next = outcome.answer?.kind === 'form' ? outcome.answer.form : undefined;
    if (next?.id === form.id && next.context === form.context)
      return { ...outcome, answer: { kind: 'form', form: withValues(next, typed) } };
    return outcome;
  }
}

/** Is it nothing but a command, `help` or `show 42`? `cancel` alone, or `new chairs`, can well be an answer. */
function isPlain({ command, rest }: MatchedCommand): boolean {
  return command.takes === undefined || (command.takes === 'number' && rest !== '');
}

/** Nobody of ours reads what was said there. Where people do not see it either, it would be lost without a word. */
const unread = (ctx: Context): Outcome =>
  ctx.capabilities.echoesMessages ? nothing : refusal(ctx.t('engine.notRead'));
