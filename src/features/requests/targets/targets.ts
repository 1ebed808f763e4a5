import type { ConditionValue } from '../../../config/condition.ts';
import type { Category, Escalation, Target } from '../../../config/office-types.ts';
import type { WorkingTime } from '../../../core/working-hours.ts';
import type { Directory } from '../../../directory/directory.ts';
import { addWorkingTime, type WorkSchedule, workingMinutesBetween } from '../../../time/working-time.ts';
import type { RequestState, Stage } from '../request.ts';

/** A request has two clocks: until somebody of the team answers, and until it is done. */
export const clockNames = ['respond', 'resolve'] as const;
export type ClockName = (typeof clockNames)[number];

/** What the clocks do in a stage. While somebody else has to act, it is not the team's time. */
export type ClockState = 'running' | 'paused' | 'over';

export function clockStateIn(stage: Stage): ClockState {
  switch (stage) {
    case 'new':
    case 'open':
    case 'assigned':
    case 'inProgress':
      return 'running';
    case 'awaitingApproval':
    case 'waiting':
    case 'onHold':
      return 'paused';
    case 'done':
    case 'closed':
    case 'rejected':
    case 'cancelled':
      return 'over';
  }
}

/** Does this clock run now? The first one ends with the team's first answer. */
export function runs(name: ClockName, request: Pick<RequestState, 'stage' | 'respondedAt'>): boolean {
  return clockStateIn(request.stage) === 'running' && (name === 'resolve' || request.respondedAt === null);
}

/** The target that counts for a request: the first one of its category whose condition holds. */
export function targetOf(
  category: Category,
  request: Pick<RequestState, 'fields' | 'urgency' | 'requesterId'>,
  directory: Directory,
): Target | undefined {
  const department = directory.find(request.requesterId)?.department ?? '';
  const values = { ...request.fields, department } as Record<string, ConditionValue>;
  return category.targets.find(({ when }) => when === undefined || when.evaluate(values));
}

/** How long a whole target is, in working minutes. */
export function minutesIn(amount: WorkingTime, { from, to }: WorkSchedule): number {
  if ('minutes' in amount) return amount.minutes;
  const [start, end] = [from, to].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return amount.workingDays * (end! - start!);
}

/** The part of a target's time that is left when those who do it are warned, and at least so many minutes. */
const warnedAt = { part: 0.2, minutes: 10 };

/** What happens while a clock runs, and when. `level` counts the target's escalation from 0. */
export type Moment = { at: Date } & (
  | { what: 'warning' }
  | { what: 'missed' }
  | { what: 'level'; level: number }
);

/** Everything that a clock brings until somebody stops it, in order. @param by when its time is up. */
export function momentsOf(name: ClockName, target: Target, by: Date, schedule: WorkSchedule): Moment[] {
  const amount = target[name];
  if (amount === undefined) return [];
  const whole = minutesIn(amount, schedule);
  const left = Math.max(whole * warnedAt.part, warnedAt.minutes);
  const warning: Moment[] =
    left < whole ? [{ what: 'warning', at: addWorkingTime(by, { minutes: -left }, schedule) }] : [];
  const levels = target.escalate.flatMap(({ to, after }, level): Moment[] => {
    const at = addWorkingTime(by, after, schedule);
    // Those who do it are told at that instant anyway.
    return to === 'assignee' && 'minutes' in after && after.minutes === 0
      ? []
      : [{ what: 'level', level, at }];
  });
  return [...warning, { what: 'missed', at: by }, ...levels];
}

/** The working minutes that a clock has left at an instant; negative where it is late. Undefined: there is none. */
export function minutesLeft(
  name: ClockName,
  request: RequestState,
  at: Date,
  schedule: WorkSchedule,
): number | undefined {
  const by = request[`${name}By`];
  if (by !== null) return workingMinutesBetween(at, by, schedule);
  return request[`${name}LeftMinutes`] ?? undefined;
}

/**
 * Whom a level of escalation tells: the assignee, the team's lead, or the lead's manager. Where there is no such
 * person it goes one up, and at last to the administrators. Nobody is named twice.
 */
export function toldAt(
  to: Escalation['to'],
  request: Pick<RequestState, 'assigneeId' | 'teamId'>,
  directory: Directory,
): string[] {
  const leadId = directory.allTeams().find(({ id }) => id === request.teamId)?.leadId;
  const ladder = [request.assigneeId, leadId, leadId && directory.managerOf(leadId)?.id];
  const from = { assignee: 0, lead: 1, manager: 2 }[to];
  const found = ladder.slice(from).find((id) => id && directory.find(id)?.active);
  return found ? [found] : [...new Set(directory.admins().map(({ id }) => id))];
}
