import { type Step, standing } from '../approvals/index.ts';
import type { Change } from './intents.ts';
import type { RequestState, Stage } from './request.ts';

/** Nothing more is to be done, unless somebody opens it again. */
export const isOver = (stage: Stage): boolean =>
  stage === 'done' || stage === 'closed' || stage === 'rejected' || stage === 'cancelled';

/** Every stage in which something is still to be done. */
export const unfinishedStages = [
  'new',
  'awaitingApproval',
  'open',
  'assigned',
  'inProgress',
  'waiting',
  'onHold',
] as const satisfies Stage[];

/** Has everybody agreed who was to be asked? */
export const isApproved = ({ steps }: Pick<RequestState, 'steps'>): boolean =>
  ['none', 'approved'].includes(standing(steps));

const clear = { stageBefore: null, holdReason: null, holdUntil: null } as const;

/** The work stands still; what it was at is kept. */
export function paused(request: RequestState, stage: 'waiting' | 'onHold' | 'awaitingApproval'): Change {
  return { ...clear, stage, stageBefore: request.stageBefore ?? request.stage };
}

/** The work goes on where it stood still. */
export function goesOn({ stageBefore, assigneeId }: RequestState): Change {
  return { ...clear, stage: stageBefore ?? (assigneeId === null ? 'open' : 'assigned') };
}

/** Somebody, or nobody in particular, has it now; a pause lasts all the same. */
export function withAssignee({ stage, stageBefore }: RequestState, assigneeId: string | null): Change {
  const working = assigneeId === null ? 'open' : 'assigned';
  return stage === 'awaitingApproval' || stageBefore !== null
    ? { assigneeId, stageBefore: working }
    : { assigneeId, stage: working };
}

/** It is over, and with it every pause and every offer. */
export function ended(stage: 'done' | 'closed' | 'rejected' | 'cancelled', at: Date): Change {
  return { ...clear, stage, handover: null, ...(stage === 'done' ? { doneAt: at } : { closedAt: at }) };
}

/**
 * What approvals mean for the request itself: agreed, it goes on; rejected, or left to lapse, it ends; given back for
 * correction, it waits for the requester.
 */
export function afterDecision(request: RequestState, steps: Step[], at: Date): Change {
  const stands: string = standing(steps);
  if (stands === 'rejected') return { ...ended('rejected', at), steps };
  if (stands === 'lapsed') return { ...ended('cancelled', at), steps };
  if (request.stage !== 'awaitingApproval') return { steps };
  if (stands === 'approved' || stands === 'none') return { ...goesOn(request), steps };
  if (stands !== 'returned') return { steps };
  const { stage: working } = goesOn(request);
  return { stage: 'waiting', stageBefore: working ?? null, steps };
}
