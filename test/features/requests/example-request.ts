import { newStep, type Step } from '../../../src/features/approvals/index.ts';
import { newRequest, type RequestState } from '../../../src/features/requests/request.ts';

/** A request of the example office; what is not given is empty. */
export function requestWith(more: Partial<RequestState>): RequestState {
  return newRequest({
    id: 'req_1',
    subject: 'request:req_1',
    number: 1,
    category: 'repair',
    teamId: 'repairs',
    requesterId: 'nobody',
    stage: 'open',
    fields: { what: 'the door' },
    createdAt: new Date(0),
    ...more,
  });
}

const states: Record<string, [Step['state'], Step['state']]> = {
  '1': ['open', 'waiting'],
  '2': ['approved', 'open'],
  A: ['approved', 'approved'],
  R: ['rejected', 'withdrawn'],
  W: ['withdrawn', 'withdrawn'],
  B: ['returned', 'superseded'],
  L: ['lapsed', 'withdrawn'],
};

/**
 * A chain of two steps with these approvers: its 1st or 2nd step open, Approved, Rejected, Withdrawn, sent Back,
 * Lapsed; `-`: none.
 */
export function stepsAt(approval: string, approvers: [string[], string[]]): Step[] {
  return (states[approval] ?? []).map((state, index): Step => {
    const decided = ['approved', 'rejected', 'returned'].includes(state);
    return newStep({
      id: `step${index + 1}`,
      position: index + 1,
      by: { kind: 'manager', levels: 1 },
      approverIds: approvers[index]!,
      state,
      openedAt: state === 'waiting' ? null : new Date(0),
      decidedById: decided ? approvers[index]![0]! : null,
      decidedAt: decided ? new Date(0) : null,
      reason: state === 'rejected' ? 'too dear' : null,
    });
  });
}
