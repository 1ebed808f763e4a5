import type { Context, World } from '../../engine/context.ts';
import { absencesAt } from '../delegations/index.ts';
import type { Approvable, FoundSubject } from './approvable.ts';
import type { DecisionContext } from './context.ts';
import { reseat } from './moves.ts';
import { openSteps, seatOf } from './step.ts';

/** Finds whatever can be approved, by its subject. */
export class Subjects {
  constructor(private readonly approvables: readonly Approvable[]) {}

  /** As it is now. One query for each kind among them. */
  async load(world: World, subjects: readonly string[]): Promise<Map<string, FoundSubject>> {
    const found = new Map<string, FoundSubject>();
    for (const approvable of this.approvables) {
      const own = subjects.filter((subject) => subject.startsWith(`${approvable.kind}:`));
      if (own.length === 0) continue;
      for (const [id, subject] of await approvable.load(world, own)) found.set(id, { approvable, subject });
    }
    return found;
  }

  /**
   * What those who decide about these should know: at most three queries for each kind of subject, and none where
   * nobody is asked any more.
   */
  async contexts(world: World, found: readonly FoundSubject[]): Promise<Map<string, DecisionContext>> {
    const contexts = new Map<string, DecisionContext>();
    for (const approvable of this.approvables) {
      const asked = found.filter(
        (one) => one.approvable === approvable && openSteps(one.subject.steps).length > 0,
      );
      const subjects = asked.map(({ subject }) => subject);
      const own = subjects.length > 0 ? await approvable.context?.(world, subjects) : undefined;
      for (const [id, context] of own ?? []) contexts.set(id, context);
    }
    return contexts;
  }

  /**
   * What a button or form is about, for somebody who may know of it. `value`: `<subject> <step id>`. One query, and
   * one more for a stranger, who may be the substitute of somebody since a moment ago.
   */
  async find(ctx: Context, value: string): Promise<(FoundSubject & { stepId: string }) | undefined> {
    const [id = '', stepId = ''] = value.split(' ');
    const found = (await this.load(ctx, [id])).get(id);
    if (found === undefined) return undefined;
    const known = found.approvable.visibleTo(found.subject, ctx) || (await isSubstituteNow(ctx, found));
    return known ? { ...found, stepId } : undefined;
  }
}

async function isSubstituteNow(ctx: Context, { subject }: FoundSubject): Promise<boolean> {
  const presence = { directory: ctx.directory, absences: await absencesAt(ctx.database, ctx.now) };
  const seated = reseat(subject.steps, subject, presence);
  return openSteps(seated?.steps ?? []).some((step) => seatOf(step, ctx.person.id) !== undefined);
}
