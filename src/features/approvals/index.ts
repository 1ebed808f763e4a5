import type { Feature, View } from '../../engine/feature.ts';
import { refusal } from '../../engine/feature.ts';
import type { Approvable, FoundSubject } from './approvable.ts';
import { createBulkApproval } from './bulk.ts';
import { remindCommand } from './commands.ts';
import { confirmation, readConfirmed } from './confirmation.ts';
import { contextBlocks, type DecisionContext } from './context.ts';
import { createDigest } from './digest.ts';
import { approvalForms } from './forms.ts';
import { whenOver } from './nudges.ts';
import { reseatingHandlers } from './reseating.ts';
import { silenceHandlers } from './silence.ts';
import { Subjects } from './subjects.ts';
import { Verbs } from './verbs.ts';
import { approvalCard, type ShownStep } from './views.ts';

export type { Agreement, Approvable, ChainChange } from './approvable.ts';
export { ask } from './asking.ts';
export { verifyAudit } from './audit.ts';
export { offerTypedDecision } from './confirmation.ts';
export type { AlikeCosts, DecisionContext } from './context.ts';
export { chainBlock } from './labels.ts';
export { approvalOccurrences, nudgesOver } from './nudges.ts';
export { planApproval, planExtraSteps, replanApproval } from './planning.ts';
export { reassignLeft } from './reseating.ts';
export { withdraw } from './rules.ts';
export { simulateApproval } from './simulate.ts';
export {
  isAskedOverBudget,
  newStep,
  openSteps,
  type Refusal,
  type Step,
  standing,
} from './step.ts';
export { type StoredStep, stepsOf, stepWrites, toStep } from './store.ts';
export { remindButton } from './views.ts';

/** Approvals of whatever can be approved. Values of buttons and forms are `<subject> <step id>`. */
export function createApprovals(approvables: readonly Approvable[]): Feature {
  const subjects = new Subjects(approvables);
  const verbs = new Verbs(subjects);
  const forms = approvalForms(subjects, verbs);
  const digest = createDigest(subjects);
  const bulk = createBulkApproval(subjects);

  const card: View<FoundSubject & { context: DecisionContext | undefined }> = {
    async load(world, ids) {
      const found = await subjects.load(world, ids);
      const contexts = await subjects.contexts(world, [...found.values()]);
      return new Map(
        [...found].map(([id, one]) => [
          id,
          { version: one.subject.version, state: { ...one, context: contexts.get(id) } },
        ]),
      );
    },
    draw: ({ state: { approvable, subject, context }, args, reader, world }) =>
      approvalCard(
        approvable,
        subject,
        args as ShownStep,
        reader,
        world,
        context && contextBlocks(context, reader, world),
      ),
  };

  return {
    name: 'approvals',
    commands: [...digest.commands, remindCommand(approvables, verbs)],
    actions: {
      ...forms.actions,
      ...digest.actions,
      'approvals.bulk': bulk.open,
      'approvals.approve': (ctx, value) => verbs.perform(ctx, value, { verb: 'approve' }),
      'approvals.nudge': (ctx, value) => verbs.remind(ctx, value),
      'approvals.confirm': async (ctx, value) => {
        const typed = readConfirmed(value);
        if (typed?.by !== ctx.person.id) return refusal(ctx.t('approvals.refused.notYourWords'));
        return verbs.perform(ctx, typed.value, typed.wish);
      },
    },
    forms: { ...forms.handlers, 'approvals.bulk': bulk.form },
    timers: {
      ...silenceHandlers(subjects),
      ...reseatingHandlers(subjects),
      'approvals.over': whenOver(subjects),
    },
    views: { 'approvals.card': card as View, 'approvals.confirm': confirmation },
  };
}
