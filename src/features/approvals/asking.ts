import type { WorkingTime } from '../../core/working-hours.ts';
import type { Say } from '../../delivery/outbox.ts';
import { scheduleOf } from '../../directory/schedules.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { NewTimer } from '../../jobs/timers.ts';
import { workingDue } from '../../time/working-time.ts';
import type { Approved } from './approvable.ts';
import type { Step } from './step.ts';

type Asked = Pick<Approved, 'subject' | 'teamId'>;

/** Asks for decisions on steps that have just opened: below the subject, and each approver in person. */
export function ask(world: World, subject: Asked, opened: readonly Step[], version: number): Outcome {
  return {
    say: opened.flatMap((step) => [
      {
        ...cardOf(subject, step, version),
        // Below the subject itself what it says need not be said again.
        args: { stepId: step.id, brief: 'yes' },
        to: { kind: 'team' as const, teamId: subject.teamId },
        below: subject.subject,
      },
      ...askPeople(subject, step, whomToAsk(step), version),
    ]),
    timers: opened.flatMap((step) => silenceTimers(world, subject.subject, step)),
  };
}

/** Asks these people, each in person. */
export function askPeople(subject: Asked, step: Step, personIds: readonly string[], version: number): Say[] {
  return personIds.map((personId) => ({
    ...cardOf(subject, step, version),
    to: { kind: 'person', personId },
    // In whose place this person is asked.
    args: { stepId: step.id, ...(step.standIns[personId] ? { instead: step.standIns[personId].for } : {}) },
  }));
}

/** Brings a step that waits back to mind, with what it is about. */
export function remindPeople(subject: Asked, step: Step, version: number): Say[] {
  return askPeople(subject, step, stillSilent(step), version).map((say) => ({
    ...say,
    args: { ...say.args, again: 'yes' },
  }));
}

/** Those who are asked and have not decided. */
export function stillSilent(step: Step): string[] {
  const decided = new Set(step.decisions.map(({ personId }) => personId));
  return whomToAsk(step).filter((id) => !decided.has(id));
}

/** Everyone but those who are away and whose place somebody takes: they are left in peace. */
export function whomToAsk({ approverIds, standIns }: Step): string[] {
  const covered = new Set(
    Object.values(standIns).flatMap((standIn) => (standIn.because === 'escalated' ? [] : [standIn.for])),
  );
  return approverIds.filter((id) => !covered.has(id));
}

const cardOf = ({ subject }: Asked, step: Step, version: number) =>
  ({ view: 'approvals.card', subject, live: 'copy', version, args: { stepId: step.id } }) as const;

/** When this step's silence is noticed. A step that was opened again has timers of its own. */
function silenceTimers(world: World, subject: string, step: Step): NewTimer[] {
  const { silence, openedAt } = step;
  if (silence === null || openedAt === null) return [];
  const timers = [silenceTimer(world, subject, step, 'approvals.remind', openedAt, silence.remind)];
  if (silence.after !== undefined && silence.outcome !== 'wait')
    timers.push(silenceTimer(world, subject, step, 'approvals.silence', openedAt, silence.after));
  return timers;
}

/** In the organisation's working time: who is asked may belong to no team. */
export function silenceTimer(
  { office }: World,
  subject: string,
  step: Step,
  kind: 'approvals.remind' | 'approvals.silence',
  from: Date,
  after: WorkingTime,
): NewTimer {
  const args = { stepId: step.id, openedAt: step.openedAt?.toISOString() ?? '' };
  return { kind, subject, args, ...workingDue(from, after, scheduleOf(office)) };
}
