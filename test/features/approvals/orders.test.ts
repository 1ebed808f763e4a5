import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide as decideStep,
  mayDecide,
  openStep,
  type Step,
  standing,
} from '../../../src/features/approvals/rules.ts';
import {
  afterDecision,
  decide,
  type Intent,
  type RequestState,
  type Roles,
} from '../../../src/features/requests/rules.ts';
import { requestWith } from '../requests/example-request.ts';

// Eight people: the first files, the next three are the team, the last four can be asked for approval, and so can
// the requester, whom an office file may well name.
const people = ['requester', 'member', 'helper', 'lead', 'ada', 'ben', 'cai', 'dan'] as const;
const team = new Set<string>(['member', 'helper', 'lead']);

const chains = fc.array(
  fc.uniqueArray(fc.constantFrom('requester', 'ada', 'ben', 'cai', 'dan'), { minLength: 1 }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

type Click =
  | { who: string; verb: 'approve' | 'reject'; step: number; reason: string }
  | { who: string; intent: Intent };

const intents: fc.Arbitrary<Intent> = fc.constantFrom<Intent>(
  { verb: 'take' },
  { verb: 'takeOver' },
  { verb: 'release' },
  { verb: 'finish', note: 'done' },
  { verb: 'confirm', ratings: { speed: null, quality: 5, manner: null }, comment: null },
  { verb: 'reopen', reason: 'no' },
  { verb: 'withdraw' },
  { verb: 'cancel', reason: 'no' },
);
const clicks: fc.Arbitrary<Click> = fc.oneof(
  fc.record({ who: fc.constantFrom(...people), intent: intents }),
  fc.record({
    who: fc.constantFrom(...people),
    verb: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const),
    step: fc.nat(3),
    reason: fc.constantFrom('', 'no'),
  }),
);

function newRequest(approvers: string[][]): RequestState {
  const steps = approvers.map(
    (approverIds, at): Step => ({
      id: `step${at}`,
      position: at + 1,
      by: { kind: 'manager' },
      approverIds,
      state: at === 0 ? 'open' : 'waiting',
      decidedById: null,
      decidedAt: null,
      reason: null,
    }),
  );
  return requestWith({ requesterId: 'requester', steps });
}

const rolesOf = (request: RequestState, who: string): Roles => ({
  requester: who === request.requesterId,
  member: team.has(who),
  lead: who === 'lead',
  assignee: who === request.assigneeId,
  approver: request.steps.some(({ approverIds }) => approverIds.includes(who)),
  admin: false,
});

/** One click on the pure rules; undefined where it was refused. */
function apply(request: RequestState, click: Click, decisions: string[]): RequestState | undefined {
  const at = new Date(0);
  if ('intent' in click) {
    const actor = { id: click.who, roles: rolesOf(request, click.who), at };
    const changed = decide(request, click.intent, actor, String);
    return 'refused' in changed ? undefined : { ...request, ...changed };
  }
  const stepId = `step${click.step}`;
  const intent = {
    stepId,
    verb: click.verb,
    actorId: click.who,
    actorActive: true,
    reason: click.reason,
    at,
  };
  const decision = decideStep(request.steps, request.requesterId, intent, String);
  if ('refused' in decision) return undefined;
  decisions.push(stepId);
  expect(click.who).not.toBe(request.requesterId);
  return { ...request, ...afterDecision(decision.steps) };
}

function checkSound(request: RequestState, decisions: string[]): void {
  expect(new Set(decisions).size).toBe(decisions.length);
  expect(request.steps.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1);
  const working = request.stage === 'open' || request.stage === 'assigned';
  if (!working) expect(openStep(request.steps)).toBeUndefined();
  if (request.stage === 'done' || request.stage === 'closed')
    expect(standing(request.steps)).toBe('approved');
  for (const { state, decidedById } of request.steps) {
    expect(decidedById !== null).toBe(state === 'approved' || state === 'rejected');
    expect(decidedById).not.toBe(request.requesterId);
  }
  // Somebody answers for it: a person once it is taken, and the team always.
  if (request.stage === 'assigned') expect(request.assigneeId).not.toBeNull();
  if (request.stage === 'open') expect(request.assigneeId).toBeNull();
  expect(request.teamId).not.toBe('');
}

/** Whatever has happened, there is a way to an end: by being done and confirmed, or by a decision on the way. */
function checkNotStuck(start: RequestState): void {
  let request = start;
  const decisions: string[] = [];
  const over = () => ['closed', 'rejected', 'cancelled'].includes(request.stage);
  for (let tries = 0; !over(); tries += 1) {
    expect(tries).toBeLessThan(10);
    const step = openStep(request.steps);
    const decider = step?.approverIds.find((id) =>
      mayDecide(request.steps, 'requester', { id, active: true }),
    );
    const finisher = request.assigneeId ?? '';
    const next: Click[] = [
      ...(step && decider
        ? [{ who: decider, verb: 'approve' as const, step: step.position - 1, reason: '' }]
        : []),
      { who: 'member', intent: { verb: 'take' } },
      { who: finisher, intent: { verb: 'finish', note: 'x' } },
      {
        who: 'requester',
        intent: { verb: 'confirm', ratings: { speed: null, quality: 5, manner: null }, comment: null },
      },
    ];
    const reached = next.map((click) => apply(request, click, decisions)).find(Boolean);
    expect(reached).toBeDefined();
    request = reached!;
  }
}

describe('any order of clicks by anybody', () => {
  it('keeps what the rules promise', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(chains, fc.array(clicks, { maxLength: 40 }), (approvers, order) => {
        // planChain never asks the requester alone.
        const asked = approvers.map((ids) => (ids.some((id) => id !== 'requester') ? ids : ['ada']));
        let request = newRequest(asked);
        const decisions: string[] = [];
        for (const click of order) {
          request = apply(request, click, decisions) ?? request;
          checkSound(request, decisions);
        }
        reached.set(request.stage, (reached.get(request.stage) ?? 0) + 1);
        checkNotStuck(request);
      }),
      { numRuns: 5000 },
    );
    // The control: the clicks do lead somewhere, to each end that there is.
    for (const stage of ['open', 'assigned', 'rejected', 'cancelled'])
      expect(reached.get(stage)).toBeGreaterThan(0);
  });

  it('would notice a request that is done too soon', () => {
    const request = { ...newRequest([['ada']]), stage: 'done' as const };
    expect(() => checkSound(request, [])).toThrow();
    expect(() => checkSound(newRequest([['ada']]), ['step0', 'step0'])).toThrow();
  });
});
