import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { formatDateTime } from '../../time/format.ts';
import { ask, remindPeople } from './asking.ts';
import { decideStep, presenceFor, refuse } from './deciding.ts';
import { addSigner, remind, transfer } from './moves.ts';
import { whyNot } from './rules.ts';
import type { Refusal, Verb } from './step.ts';
import type { Subjects } from './subjects.ts';

/** What an approver may want besides deciding; each is about another person. */
export const moreVerbs = ['transfer', 'before', 'after', 'copy'] as const;
export type MoreVerb = (typeof moreVerbs)[number];

export type Wish =
  | { verb: Verb; reason?: string }
  | { verb: 'ask'; reason: string }
  | { verb: MoreVerb; personId: string; reason: string };

const deedOf = { transfer: 'transferred', before: 'signerBefore', after: 'signerAfter' } as const;

/** What people want of approvals, done or refused. `value`: `<subject> <step id>`. */
export class Verbs {
  constructor(private readonly subjects: Subjects) {}

  async perform(ctx: Context, value: string, wish: Wish): Promise<Outcome> {
    const found = await this.subjects.find(ctx, value);
    if (found === undefined) return refusal(ctx.t('approvals.refused.gone'));
    switch (wish.verb) {
      case 'approve':
      case 'reject':
      case 'return':
        return decideStep(ctx, found, found.stepId, wish);
      case 'transfer':
      case 'before':
      case 'after':
        return this.move(ctx, found, wish.verb, wish);
      default: {
        const why = await this.whyNotNow(ctx, found);
        if (why) return refuse(ctx, why);
        const { approvable, subject } = found;
        if (wish.verb === 'ask')
          return {
            ...approvable.asked(ctx, subject, wish.reason),
            answer: { kind: 'notice', text: ctx.t('approvals.done.ask') },
          };
        const person = ctx.directory.find(wish.personId);
        if (!person?.active) return refusal(ctx.t('approvals.refused.unknownPerson'));
        return {
          ...approvable.copied(ctx, subject, person.id),
          answer: { kind: 'notice', text: ctx.t('approvals.done.copy', { name: person.name }) },
        };
      }
    }
  }

  /** Why this person may not do anything about this step now. */
  async whyNot(ctx: Context, value: string): Promise<Refusal | undefined> {
    const found = await this.subjects.find(ctx, value);
    return found ? this.whyNotNow(ctx, found) : { refused: 'approvals.refused.gone' };
  }

  /** The requester brings it back to the approvers' minds; the filer may do it for them. */
  async remind(ctx: Context, subjectId: string): Promise<Outcome> {
    const found = (await this.subjects.load(ctx, [subjectId])).get(subjectId);
    if (!found?.approvable.visibleTo(found.subject, ctx)) return refusal(ctx.t('approvals.refused.gone'));
    const { approvable, subject } = found;
    if (ctx.person.id !== subject.requesterId && ctx.person.id !== subject.filedById)
      return refusal(ctx.t('approvals.refused.remind'));
    const { now } = ctx;
    const reminded = remind(subject.steps, now);
    if ('refused' in reminded) return refuse(ctx, reminded);
    if ('again' in reminded)
      return refusal(ctx.t('approvals.refused.tooSoon', { at: formatDateTime(reminded.again, ctx) }));
    const { steps } = reminded;
    const changed = await approvable.changed(ctx, subject, {
      kind: 'reminded',
      actorId: ctx.person.id,
      at: now,
      data: {},
      steps,
    });
    return {
      ...merge(changed, {
        say: reminded.reminded.flatMap((step) => remindPeople(subject, step, subject.version + 1)),
      }),
      answer: { kind: 'notice', text: ctx.t('approvals.done.remind', { number: subject.number }) },
    };
  }

  private async whyNotNow(ctx: Context, { subject, stepId }: Found): Promise<Refusal | undefined> {
    const { steps } = await presenceFor(ctx, subject, stepId);
    return whyNot(steps, stepId, ctx.person, subject, (id) => ctx.directory.nameOf(id));
  }

  private async move(
    ctx: Context,
    { approvable, subject, stepId }: Found,
    verb: 'transfer' | 'before' | 'after',
    { personId, reason }: { personId: string; reason: string },
  ): Promise<Outcome> {
    const { steps, presence } = await presenceFor(ctx, subject, stepId);
    const move = { stepId, actor: { ...ctx.person, at: ctx.now }, personId, reason };
    const moved =
      verb === 'transfer'
        ? transfer(steps, move, subject, presence)
        : addSigner(steps, { ...move, where: verb, newStepId: newId('stp') }, subject, presence);
    if ('refused' in moved) return refuse(ctx, moved);
    const changed = await approvable.changed(ctx, subject, {
      kind: deedOf[verb],
      actorId: ctx.person.id,
      at: ctx.now,
      data: { stepId, personId, text: reason.trim() },
      steps: moved.steps,
    });
    const name = ctx.directory.nameOf(personId);
    return {
      ...merge(changed, ask(ctx, subject, moved.opened, subject.version + 1)),
      answer: { kind: 'notice', text: ctx.t(`approvals.done.${verb}`, { name, number: subject.number }) },
    };
  }
}

type Found = NonNullable<Awaited<ReturnType<Subjects['find']>>>;
