import type { Step } from '../../../src/features/approvals/index.ts';
import type { RequestState } from '../../../src/features/requests/rules.ts';

/** A request of the example office; what is not given is empty. */
export function requestWith(more: Partial<RequestState>): RequestState {
  return {
    id: 'req_1',
    subject: 'request:req_1',
    number: 1,
    version: 1,
    category: 'repair',
    teamId: 'repairs',
    requesterId: 'nobody',
    assigneeId: null,
    stage: 'open',
    fields: { what: 'the door' },
    note: null,
    rating: null,
    ratingComment: null,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    doneAt: null,
    steps: [],
    ...more,
  };
}

const states: Record<string, [Step['state'], Step['state']]> = {
  '1': ['open', 'waiting'],
  '2': ['approved', 'open'],
  A: ['approved', 'approved'],
  R: ['rejected', 'withdrawn'],
  W: ['withdrawn', 'withdrawn'],
};

/** A chain of two steps with these approvers: its 1st or 2nd step open, Approved, Rejected, Withdrawn; `-`: none. */
export function stepsAt(approval: string, approvers: [string[], string[]]): Step[] {
  return (states[approval] ?? []).map((state, index): Step => {
    const decided = state === 'approved' || state === 'rejected';
    return {
      id: `step${index + 1}`,
      position: index + 1,
      by: { kind: 'manager' },
      approverIds: approvers[index]!,
      state,
      decidedById: decided ? approvers[index]![0]! : null,
      decidedAt: decided ? new Date(0) : null,
      reason: state === 'rejected' ? 'too dear' : null,
    };
  });
}
