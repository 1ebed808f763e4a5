import type { Context } from '../../engine/context.ts';
import {
  type Feature,
  type FormHandler,
  nothing,
  type Outcome,
  refusal,
  type View,
} from '../../engine/feature.ts';
import type { Field } from '../../ui/form.ts';
import type { Approvable, Approved } from './approvable.ts';
import { confirmation, readConfirmed } from './confirmation.ts';
import { decide, mayDecide, type Verb } from './rules.ts';
import { approvalCard, type ShownStep } from './views.ts';

export type { Approvable } from './approvable.ts';
export { offerTypedDecision } from './confirmation.ts';
export { openStep, planChain, type Step, standing, withdraw } from './rules.ts';
export { chainBlock } from './views.ts';

/** What is said about a decision: where it was decided, and by a click or by word. */
interface Wanted {
  stepId: string;
  verb: Verb;
  reason?: string;
}

/** Approvals of whatever can be approved. Values of buttons and forms are `<subject> <step id>`. */
export function createApprovals(approvables: readonly Approvable[]): Feature {
  const approvableOf = (subject: string) => approvables.find(({ kind }) => subject.startsWith(`${kind}:`));

  async function find(ctx: Context, value: string) {
    const [subjectId = '', stepId = ''] = value.split(' ');
    const approvable = approvableOf(subjectId);
    const subject = (await approvable?.load(ctx, [subjectId]))?.get(subjectId);
    return approvable && subject && approvable.visibleTo(subject, ctx)
      ? { approvable, subject, stepId }
      : undefined;
  }

  async function decideOn(ctx: Context, value: string, wanted: Omit<Wanted, 'stepId'>): Promise<Outcome> {
    const found = await find(ctx, value);
    if (found === undefined) return refusal(ctx.t('approvals.refused.gone'));
    const { approvable, subject, stepId } = found;
    const { person, now, directory } = ctx;
    const intent = { ...wanted, stepId, actorId: person.id, actorActive: person.active, at: now };
    const decision = decide(subject.steps, subject.requesterId, intent, (id) => directory.nameOf(id));
    if ('refused' in decision) return refusal(ctx.t(decision.refused, decision.args));
    const outcome = approvable.decided(ctx, subject, decision);
    return {
      ...outcome,
      answer: { kind: 'notice', text: ctx.t(`approvals.done.${wanted.verb}`, { number: subject.number }) },
    };
  }

  /** A form for one text about one step. It opens only for those who may decide, and is checked again when sent. */
  const textForm = (
    verb: 'reject' | 'ask',
    submit: (ctx: Context, value: string, words: string) => Promise<Outcome>,
  ): FormHandler => ({
    async build(ctx, context) {
      const found = await find(ctx, context);
      if (found === undefined) return undefined;
      const field: Field = {
        id: 'text',
        kind: 'text',
        multiline: true,
        required: true,
        label: ctx.t(`approvals.${verb}.label`),
      };
      return {
        id: `approvals.${verb}`,
        context,
        title: ctx.t(`approvals.${verb}.title`, { number: found.subject.number }),
        submit: ctx.t(`approvals.${verb}`),
        fields: [field],
      };
    },
    submit: (ctx, context, values) => submit(ctx, context, String(values.text)),
  });

  const rejectForm = textForm('reject', (ctx, value, reason) =>
    decideOn(ctx, value, { verb: 'reject', reason }),
  );
  const askForm = textForm('ask', async (ctx, value, question) => {
    const found = await find(ctx, value);
    const may = found && mayDecide(found.subject.steps, found.subject.requesterId, ctx.person);
    if (!may) return refusal(ctx.t('approvals.refused.ask'));
    return {
      ...found.approvable.asked(ctx, found.subject, question),
      answer: { kind: 'notice', text: ctx.t('approvals.done.ask') },
    };
  });

  /** Opens the form for those who may decide; everybody else is told why not, before they type anything. */
  const open = (handler: FormHandler) => async (ctx: Context, value: string) => {
    const found = await find(ctx, value);
    if (found === undefined) return refusal(ctx.t('approvals.refused.gone'));
    const { steps, requesterId } = found.subject;
    const intent = {
      stepId: found.stepId,
      verb: 'approve' as const,
      actorId: ctx.person.id,
      actorActive: ctx.person.active,
    };
    const nameOf = (id: string) => ctx.directory.nameOf(id);
    const allowed = decide(steps, requesterId, { ...intent, at: ctx.now }, nameOf);
    if ('refused' in allowed) return refusal(ctx.t(allowed.refused, allowed.args));
    const form = await handler.build(ctx, value);
    return form ? ({ answer: { kind: 'form', form } } satisfies Outcome) : nothing;
  };

  const card: View<{ approvable: Approvable; subject: Approved }> = {
    async load(world, subjects) {
      const loaded = new Map<
        string,
        { version: number; state: { approvable: Approvable; subject: Approved } }
      >();
      for (const approvable of approvables) {
        const own = subjects.filter((subject) => approvableOf(subject) === approvable);
        for (const [id, subject] of await approvable.load(world, own))
          loaded.set(id, { version: subject.version, state: { approvable, subject } });
      }
      return loaded;
    },
    draw: ({ state, args, reader, world }) =>
      approvalCard(state.approvable, state.subject, args as ShownStep, reader, world),
  };

  return {
    name: 'approvals',
    actions: {
      'approvals.approve': (ctx, value) => decideOn(ctx, value, { verb: 'approve' }),
      'approvals.reject': open(rejectForm),
      'approvals.ask': open(askForm),
      'approvals.confirm': async (ctx, value) => {
        const typed = readConfirmed(value);
        if (typed?.by !== ctx.person.id) return refusal(ctx.t('approvals.refused.notYourWords'));
        return decideOn(ctx, typed.value, { verb: typed.verb, reason: typed.reason });
      },
    },
    forms: { 'approvals.reject': rejectForm, 'approvals.ask': askForm },
    views: {
      'approvals.card': card as View,
      'approvals.confirm': confirmation,
    },
  };
}
