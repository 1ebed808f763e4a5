import { describe, expect, it } from 'vitest';
import { addSigner, remind, remindEveryMs, transfer } from '../../../src/features/approvals/moves.ts';
import { decide, replan, whyNot, withdraw } from '../../../src/features/approvals/rules.ts';
import {
  newStep,
  type Refusal,
  type Step,
  standing,
  type Verb,
} from '../../../src/features/approvals/step.ts';
import { stepsAt } from '../requests/example-request.ts';
import { People, sealFor } from './people.ts';

// One character a cell: a click on a button of the first step, then of the second, while the chain is at its 1st
// step, its 2nd, all Approved, Rejected at the first, Withdrawn, sent Back, Lapsed. + is allowed; a letter says why not:
const reasons = {
  g: 'gone',
  s: 'own',
  f: 'filed',
  y: 'notYours',
  w: 'withdrawn',
  n: 'notYet',
  a: 'approved',
  r: 'rejected',
  b: 'returned',
  l: 'lapsed',
  u: 'superseded',
} as const;
const chains = ['1', '2', 'A', 'R', 'W', 'B', 'L'] as const;
const columns = ['step1', 'step2'].flatMap((stepId) => chains.map((chain) => [stepId, chain] as const));

/**
 * The requester and the filer are named as approvers of both steps all the same; so is `left`, who has left.
 * `standIn` decides for the manager, `requesters` is the requester's own substitute.
 */
const table = `
  stranger   yyyyyyy yyyyyyy
  requester  sssssss sssssss
  filer      fffffff fffffff
  manager    +aarwbl yyyyyyy
  standIn    +aarwbl yyyyyyy
  finance    yyyyyyy n+awwuw
  member     yyyyyyy yyyyyyy
  lead       yyyyyyy yyyyyyy
  assignee   yyyyyyy yyyyyyy
  admin      yyyyyyy yyyyyyy
  requesters yyyyyyy yyyyyyy
  left       yyyyyyy yyyyyyy
`;
const rows = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+(.*)/) as [string, string]),
);
const people = new People([...rows.keys(), 'other'], {}, ['admin']);
people.left.add('left');
const parties = { requesterId: 'requester', filedById: 'filer' };
const at = new Date(5);

/** Everything that somebody may want of a step; all of it is for those who may decide it. */
const verbs: Record<string, (steps: Step[], stepId: string, id: string) => object | undefined> = {
  ...Object.fromEntries(
    (['approve', 'reject', 'return'] as Verb[]).map((verb) => [
      verb,
      (steps: Step[], stepId: string, id: string) =>
        decide(
          steps,
          parties,
          { stepId, verb, reason: 'x', actor: actorOf(id) },
          people.presence,
          sealFor(steps),
        ),
    ]),
  ),
  ask: (steps, stepId, id) => whyNot(steps, stepId, actorOf(id), parties, String),
  transfer: (steps, stepId, id) =>
    transfer(steps, { stepId, actor: actorOf(id), personId: 'other', reason: 'x' }, parties, people.presence),
  add: (steps, stepId, id) => {
    const move = { stepId, actor: actorOf(id), personId: 'other', reason: 'x' };
    return addSigner(steps, { ...move, where: 'before', newStepId: 'new' }, parties, people.presence);
  },
};

const actorOf = (id: string) => ({ id, active: !people.left.has(id), at });

describe('who may do what to which step, when', () => {
  const chainAt = (chain: string) => {
    const named = ['requester', 'filer', 'left'];
    const [first, ...others] = stepsAt(chain, [
      ['manager', 'standIn', ...named],
      ['finance', ...named],
    ]);
    return [
      { ...first!, standIns: { standIn: { for: 'manager', because: 'substitute' as const } } },
      ...others,
    ];
  };

  it.each(Object.keys(verbs))('%s', (verb) => {
    const cell = (part: string, [stepId, chain]: (typeof columns)[number]) => {
      const outcome = verbs[verb]!(chainAt(chain), stepId, part);
      if (outcome === undefined || !('refused' in outcome)) return '+';
      const reason = (outcome as Refusal).refused.replace('approvals.refused.', '');
      return Object.entries(reasons).find(([, each]) => each === reason)?.[0] ?? reason;
    };
    const actual = [...rows.keys()].map((part) => {
      const cells = columns.map((column) => cell(part, column)).join('');
      return [part, `${cells.slice(0, chains.length)} ${cells.slice(chains.length)}`];
    });
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(rows));
  });

  it.each([
    ['-', 'none'],
    ['1', 'open'],
    ['2', 'open'],
    ['A', 'approved'],
    ['R', 'rejected'],
    ['W', 'withdrawn'],
    ['B', 'returned'],
    ['L', 'lapsed'],
  ])('a chain at %s stands %s', (chain, stands) => {
    expect(standing(stepsAt(chain, [['a'], ['b']]))).toBe(stands);
  });
});

describe('a decision', () => {
  const deciding = (steps: Step[], verb: Verb, id: string, reason = 'x', stepId = 'step1') =>
    decide(steps, parties, { stepId, verb, reason, actor: actorOf(id) }, people.presence, sealFor(steps));
  const states = (outcome: ReturnType<typeof deciding>) =>
    'refused' in outcome ? [outcome.refused] : outcome.steps.map(({ state }) => state);
  const two = () => stepsAt('1', [['manager'], ['finance']]);
  const step = (id: string, position: number, approverIds: string[], need = 1) =>
    newStep({
      id,
      position,
      by: { kind: 'admins' },
      approverIds,
      need,
      state: position === 1 ? 'open' : 'waiting',
    });

  it('opens what comes next, or ends the chain', () => {
    expect(states(deciding(two(), 'approve', 'manager'))).toEqual(['approved', 'open']);
    expect(states(deciding(two(), 'reject', 'manager'))).toEqual(['rejected', 'withdrawn']);
    expect(states(deciding(two(), 'return', 'manager'))).toEqual(['returned', 'superseded']);
  });

  it.each(['', '  \n'])('needs a reason to say no, not %j', (reason) => {
    expect(states(deciding(two(), 'reject', 'manager', reason))).toEqual(['approvals.refused.reason.reject']);
    expect(states(deciding(two(), 'return', 'manager', reason))).toEqual(['approvals.refused.reason.return']);
  });

  it('is gone where the step is of another chain', () => {
    expect(states(deciding(two(), 'approve', 'manager', 'x', 'step9'))).toEqual(['approvals.refused.gone']);
  });

  it('opens the next group when all side by side have approved, in any order', () => {
    const chain = [step('step1', 1, ['manager']), step('step2', 1, ['finance']), step('step3', 2, ['lead'])];
    const once = deciding(chain, 'approve', 'finance', '', 'step2');
    expect(states(once)).toEqual(['open', 'approved', 'waiting']);
    const both = deciding('steps' in once ? once.steps : [], 'approve', 'manager');
    expect(states(both)).toEqual(['approved', 'approved', 'open']);
    expect('opened' in both && both.opened.map(({ id }) => id)).toEqual(['step3']);
  });

  it('takes two people for two of three, and no one of them twice, in whoever’s place', () => {
    const chain = [
      {
        ...step('step1', 1, ['manager', 'finance', 'lead', 'member'], 2),
        standIns: { member: { for: 'lead', because: 'substitute' as const } },
      },
    ];
    const first = deciding(chain, 'approve', 'member');
    expect(states(first)).toEqual(['open']);
    const after = 'steps' in first ? first.steps : [];
    expect(states(deciding(after, 'approve', 'member'))).toEqual(['approvals.refused.already']);
    // The substitute has spoken for the principal: together they are one.
    expect(states(deciding(after, 'approve', 'lead'))).toEqual(['approvals.refused.placeTaken']);
    expect(states(deciding(after, 'reject', 'lead'))).toEqual(['approvals.refused.placeTaken']);
    const second = deciding(after, 'approve', 'finance');
    expect(states(second)).toEqual(['approved']);
    expect('given' in second && second.given).toMatchObject({
      personId: 'finance',
      forPersonId: null,
      sequence: 2,
    });
    expect('given' in first && first.given).toMatchObject({
      personId: 'member',
      forPersonId: 'lead',
      sequence: 1,
    });
    expect(states(deciding(after, 'reject', 'finance'))).toEqual(['rejected']);
  });
});

describe('moving a decision', () => {
  const move = (personId: string, reason = 'x') => ({
    stepId: 'step1',
    actor: actorOf('manager'),
    personId,
    reason,
  });
  const chain = () => stepsAt('1', [['manager'], ['finance']]);

  it.each([
    ['requester', 'party'],
    ['filer', 'party'],
    ['finance', 'askedAlready'],
    ['manager', 'askedAlready'],
    ['left', 'unknownPerson'],
    ['nobody', 'unknownPerson'],
  ])('goes not to %s: %s', (to, why) => {
    const refused = { refused: `approvals.refused.${why}` };
    expect(transfer(chain(), move(to), parties, people.presence)).toMatchObject(refused);
    const signer = { ...move(to), where: 'after' as const, newStepId: 'new' };
    expect(addSigner(chain(), signer, parties, people.presence)).toMatchObject(refused);
  });

  it('needs a reason', () => {
    const refused = { refused: 'approvals.refused.reason.move' };
    expect(transfer(chain(), move('other', ' '), parties, people.presence)).toMatchObject(refused);
  });

  it('hands over one’s own place, with all who stand in for it', () => {
    const [first, second] = chain();
    const asked = {
      ...first!,
      approverIds: ['manager', 'member'],
      standIns: { member: { for: 'manager', because: 'substitute' as const } },
    };
    const byMember = { ...move('other'), actor: actorOf('member') };
    const moved = transfer([asked, second!], byMember, parties, people.presence);
    expect('steps' in moved && moved.steps[0]).toMatchObject({
      approverIds: ['other'],
      standIns: {},
      state: 'open',
    });
  });

  it('adds a signer before or after', () => {
    const order = (steps: Step[]) =>
      steps.map(({ id, position, state }) => `${id} ${position} ${state}`).sort();
    const add = (where: 'before' | 'after') => {
      const moved = addSigner(
        chain(),
        { ...move('other'), where, newStepId: 'new' },
        parties,
        people.presence,
      );
      return 'steps' in moved ? order(moved.steps) : [];
    };
    expect(add('before')).toEqual(['new 1 open', 'step1 2 waiting', 'step2 3 waiting']);
    expect(add('after')).toEqual(['new 2 waiting', 'step1 1 open', 'step2 3 waiting']);
  });
});

describe('a change of what is to be approved', () => {
  const planned = (approver: string, round = 2) => [
    newStep({
      id: `new-${approver}`,
      round,
      position: 1,
      by: { kind: 'role', role: 'r' },
      approverIds: [approver],
      state: 'open',
    }),
  ];
  const again = (chain: string, changed: boolean, before: Step[], after: Step[]) => {
    const steps = stepsAt(chain, [['manager'], ['finance']]);
    const replanned = replan(steps, changed, before, after, () => 'nobody');
    return replanned?.steps.map(({ round, state }) => `${round} ${state}`);
  };

  it('begins a new round where something was decided, others are asked, or it was sent back', () => {
    const same = planned('manager');
    expect(again('1', true, same, same)).toBeUndefined();
    expect(again('2', false, same, same)).toBeUndefined();
    expect(again('2', true, same, same)).toEqual(['1 approved', '1 superseded', '2 open']);
    expect(again('A', true, same, same)).toEqual(['1 approved', '1 approved', '2 open']);
    expect(again('1', true, same, planned('lead'))).toEqual(['1 superseded', '1 superseded', '2 open']);
    expect(again('B', false, same, same)).toEqual(['1 returned', '1 superseded', '2 open']);
  });

  it('ends the asking where nobody has to be asked any more', () => {
    const steps = stepsAt('B', [['manager'], ['finance']]);
    const replanned = replan(steps, true, planned('manager'), [], () => 'nobody')!;
    expect(standing(replanned.steps)).toBe('none');
    expect(replanned.opened).toEqual([]);
  });
});

describe('reminding', () => {
  it('is possible once in four hours, and only while somebody is asked', () => {
    const now = new Date('2026-11-23T09:00:00Z');
    const first = remind(stepsAt('1', [['manager'], ['finance']]), now);
    const steps = 'steps' in first ? first.steps : [];
    expect(steps.map(({ remindedAt }) => remindedAt)).toEqual([now, null]);
    const again = new Date(now.getTime() + remindEveryMs);
    expect(remind(steps, new Date(again.getTime() - 1))).toEqual({ again });
    expect(remind(steps, again)).toHaveProperty('steps');
    expect(remind(withdraw(steps), again)).toEqual({ refused: 'approvals.refused.nothingOpen' });
  });
});
