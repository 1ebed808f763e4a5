import type { Context } from '../../engine/context.ts';
import { nothing, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { type Absences, absencesAt, nobodyAway } from '../delegations/index.ts';
import type { Approved, ChainDeed, FoundSubject } from './approvable.ts';
import { ask } from './asking.ts';
import { sealer } from './decision-chain.ts';
import { reseat } from './moves.ts';
import { settleNudges } from './nudges.ts';
import { type DecideIntent, decide } from './rules.ts';
import type { Presence } from './stand-ins.ts';
import { principalsOf, type Refusal, type Step, standing, type Verb } from './step.ts';

/** Tells somebody why not. */
export const refuse = (ctx: Context, { refused, args }: Refusal): Outcome => refusal(ctx.t(refused, args));

/**
 * The chain with those who may decide it at this moment, and who is here. Costs one query, and none where nobody's
 * absence can matter: for a principal on the last step.
 */
export async function presenceFor(
  ctx: Context,
  { steps, requesterId, filedById }: Approved,
  stepId: string,
  known?: Absences,
): Promise<{ steps: Step[]; presence: Presence }> {
  const step = steps.find(({ id }) => id === stepId);
  const plain =
    step && principalsOf(step).includes(ctx.person.id) && !steps.some(({ state }) => state === 'waiting');
  const absences = plain ? nobodyAway : (known ?? (await absencesAt(ctx.database, ctx.now)));
  const presence = { directory: ctx.directory, absences };
  // A substitute may have been set, or have come to an end, since this step was asked.
  const seated = plain ? undefined : reseat(steps, { requesterId, filedById }, presence);
  return { steps: seated?.steps ?? steps, presence };
}

const deedOf = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

/**
 * Decides one step for whoever did this event, or tells them why not. One query at most, besides what was loaded,
 * and two more for the last decision of a chain.
 * @param found as it is now: what is decided is decided on its version.
 * @param together where several are decided in one commit: what was decided before this, and who is away.
 */
export async function decideStep(
  ctx: Context,
  { approvable, subject }: FoundSubject,
  stepId: string,
  wanted: { verb: Verb; reason?: string | undefined },
  together: { earlier?: Outcome; absences?: Absences } = {},
): Promise<Outcome> {
  const { person, now, event } = ctx;
  const { steps, presence } = await presenceFor(ctx, subject, stepId, together.absences);
  const intent: DecideIntent = {
    ...wanted,
    stepId,
    actor: { id: person.id, active: person.active, at: now },
  };
  const seal = sealer(steps, {
    subject: subject.subject,
    version: subject.version,
    content: approvable.content(subject),
    platform: event.platform,
  });
  const decision = decide(steps, subject, intent, presence, seal);
  if ('refused' in decision) return refuse(ctx, decision);
  const agreed =
    standing(decision.steps) === 'approved'
      ? await approvable.agreed?.(ctx, subject, decision.steps, together.earlier ?? {})
      : undefined;
  if (agreed && 'refused' in agreed) return refuse(ctx, agreed);
  const more = agreed?.steps ?? [];
  const { given } = decision;
  const kind: ChainDeed = given.forPersonId ? `${deedOf[given.verb]}For` : deedOf[given.verb];
  const changed = await approvable.changed(ctx, subject, {
    kind,
    actorId: person.id,
    at: now,
    data: {
      stepId,
      hash: given.hash,
      ...(given.forPersonId ? { personId: given.forPersonId } : {}),
      ...(given.reason ? { text: given.reason } : {}),
    },
    steps: [...decision.steps, ...more],
  });
  const asked = ask(ctx, subject, [...decision.opened, ...more], subject.version + 1);
  // Those that are decided together are settled together: one digest may show several of them.
  const settled = together.earlier
    ? nothing
    : await settleNudges(ctx, [{ subject: subject.subject, steps: decision.steps, stepId }]);
  return {
    ...[changed, asked, agreed?.outcome ?? nothing, settled].reduce(merge),
    answer: { kind: 'notice', text: ctx.t(`approvals.done.${wanted.verb}`, { number: subject.number }) },
  };
}
