import type { World } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Timer } from '../../jobs/timers.ts';
import { absencesAt } from '../delegations/index.ts';
import type { FoundSubject } from './approvable.ts';
import { askPeople, silenceTimer, whomToAsk } from './asking.ts';
import { remindEveryMs } from './moves.ts';
import { nudge } from './nudges.ts';
import { lapse, replace } from './rules.ts';
import { escalate, type Presence, seat } from './stand-ins.ts';
import type { Step } from './step.ts';
import type { Subjects } from './subjects.ts';

interface Silent extends FoundSubject {
  step: Step;
  presence: Presence;
  at: Date;
  /** When the timer was due. */
  dueAt: Date;
}

/** What becomes of a step that nobody decides. Nothing here approves anything. */
export function silenceHandlers(subjects: Subjects): NonNullable<Feature['timers']> {
  /** The step that a timer is about, as long as it still waits as it did when the timer was set. Two queries. */
  const silent =
    (act: (world: World, found: Silent) => Promise<Outcome>) =>
    async (world: World, timer: Timer): Promise<Outcome> => {
      const found = (await subjects.load(world, [timer.subject])).get(timer.subject);
      const step = found?.subject.steps.find(({ id }) => id === timer.args.stepId);
      if (!found || step?.state !== 'open' || step.openedAt?.toISOString() !== timer.args.openedAt)
        return nothing;
      const at = world.clock.now();
      const presence = { directory: world.directory, absences: await absencesAt(world.database, at) };
      return act(world, { ...found, step, presence, at, dueAt: timer.dueAt });
    };
  return { 'approvals.remind': silent(remindAgain), 'approvals.silence': silent(afterSilence) };
}

async function remindAgain(
  world: World,
  { approvable, subject, step, presence, at, dueAt }: Silent,
): Promise<Outcome> {
  const timers = step.silence
    ? [silenceTimer(world, subject.subject, step, 'approvals.remind', at, step.silence.remind)]
    : [];
  // The requester was quicker.
  if (step.remindedAt && at.getTime() < step.remindedAt.getTime() + remindEveryMs) return { timers };
  const reminded: Step = { ...seat(step, subject, presence), remindedAt: at };
  const changed = await approvable.changed(world, subject, {
    kind: 'reminded',
    actorId: null,
    at,
    data: { stepId: step.id },
    steps: replace(subject.steps, [reminded]),
  });
  return merge(changed, merge(nudge(world, subject, reminded, dueAt), { timers }));
}

async function afterSilence(
  world: World,
  { approvable, subject, step, presence, at }: Silent,
): Promise<Outcome> {
  const base = { actorId: null, at, data: { stepId: step.id } };
  switch (step.silence?.outcome) {
    case 'lapse':
      return approvable.changed(world, subject, {
        ...base,
        kind: 'lapsed',
        steps: lapse(subject.steps, step.id),
      });
    case 'escalate': {
      const escalated = escalate(step, subject, presence);
      const asked = whomToAsk(escalated).filter((id) => !whomToAsk(step).includes(id));
      const changed = await approvable.changed(world, subject, {
        ...base,
        kind: 'escalated',
        steps: replace(subject.steps, [escalated]),
      });
      return merge(changed, { say: askPeople(subject, escalated, asked, subject.version + 1) });
    }
    default:
      return nothing;
  }
}
