import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { decide, mayDecide, type Step, standing } from '../../../src/features/approvals/rules.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { exampleDirectory, type Name } from '../../helpers/example.ts';
import { stepsAt } from '../requests/example-request.ts';

// One character a cell: a click on the button of the first step, then of the second, while the chain is at its
// 1st step, its 2nd, all Approved, Rejected at the first, Withdrawn. + is allowed; a letter says why not:
const reasons = {
  g: 'gone',
  s: 'own',
  y: 'notYours',
  w: 'withdrawn',
  n: 'notYet',
  a: 'approved',
  r: 'rejected',
} as const;
const chains = ['1', '2', 'A', 'R', 'W'] as const;
const columns = ['step1', 'step2'].flatMap((stepId) => chains.map((chain) => [stepId, chain] as const));

/** `asked` filed the request and is named as an approver of both steps; the chain asks `left` too, who has left. */
const parts = [
  'stranger',
  'requester',
  'manager',
  'finance',
  'asked',
  'member',
  'lead',
  'assignee',
  'admin',
  'left',
] as const;
type Part = (typeof parts)[number];

const table: Record<'approve' | 'reject' | 'ask', string> = {
  approve: `
    stranger   yyyyy yyyyy
    requester  sssss sssss
    manager    +aarw yyyyy
    finance    yyyyy n+aww
    asked      sssss sssss
    member     yyyyy yyyyy
    lead       yyyyy yyyyy
    assignee   yyyyy yyyyy
    admin      yyyyy yyyyy
    left       yyyyy yyyyy
  `,
  reject: `
    stranger   yyyyy yyyyy
    requester  sssss sssss
    manager    +aarw yyyyy
    finance    yyyyy n+aww
    asked      sssss sssss
    member     yyyyy yyyyy
    lead       yyyyy yyyyy
    assignee   yyyyy yyyyy
    admin      yyyyy yyyyy
    left       yyyyy yyyyy
  `,
  ask: `
    stranger   ..... .....
    requester  ..... .....
    manager    +.... +....
    finance    .+... .+...
    asked      ..... .....
    member     ..... .....
    lead       ..... .....
    assignee   ..... .....
    admin      ..... .....
    left       ..... .....
  `,
};

const format = (cells: string) => [cells.slice(0, 5), cells.slice(5)].join(' ');

describe('who may decide which step, when', () => {
  let database: Database;
  let directory: Directory;
  let idOf: (name: Name) => string;
  beforeAll(async () => {
    database = await createTestDatabase();
    ({ directory, idOf } = await exampleDirectory(database));
  });
  afterAll(() => database.close());

  function answer(verb: string, part: Part, [stepId, chain]: (typeof columns)[number]): string {
    const actorId = idOf(part === 'asked' ? 'requester' : part);
    const own = part === 'asked' ? [actorId] : [];
    const steps = stepsAt(chain, [
      [idOf('manager'), ...own, idOf('left')],
      [idOf('finance'), ...own],
    ]);
    // Asking is for those who are asked now, whichever button was clicked.
    if (verb === 'ask') return mayDecide(steps, idOf('requester'), directory.person(actorId)) ? '+' : '.';
    const actorActive = directory.person(actorId).active;
    const intent = { stepId, verb: verb as 'approve', actorId, actorActive, reason: 'x', at: new Date(0) };
    const decided = decide(steps, idOf('requester'), intent, (id) => directory.person(id).name);
    if (!('refused' in decided)) return '+';
    const reason = decided.refused.replace('approvals.refused.', '');
    return Object.entries(reasons).find(([, each]) => each === reason)?.[0] ?? reason;
  }

  it.each(Object.keys(table))('%s', (verb) => {
    const lines = table[verb as keyof typeof table].trim().split('\n');
    const rows = new Map(lines.map((line) => line.trim().split(/\s+(.*)/) as [string, string]));
    const actual = new Map(
      parts.map((part) => [part, format(columns.map((column) => answer(verb, part, column)).join(''))]),
    );
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(actual));
  });

  it('is gone where the step is of another chain', () => {
    const steps = stepsAt('1', [[idOf('manager')], [idOf('finance')]]);
    const intent = { stepId: 'step9', verb: 'approve' as const, actorId: idOf('manager'), actorActive: true };
    expect(decide(steps, idOf('requester'), { ...intent, at: new Date(0) }, String)).toEqual({
      refused: 'approvals.refused.gone',
    });
  });

  it.each(['', '  \n'])('rejects only with a reason, not %j', (reason) => {
    const steps = stepsAt('1', [[idOf('manager')], [idOf('finance')]]);
    const intent = { stepId: 'step1', verb: 'reject' as const, actorId: idOf('manager'), actorActive: true };
    expect(decide(steps, idOf('requester'), { ...intent, reason, at: new Date(0) }, String)).toEqual({
      refused: 'approvals.refused.reason',
    });
  });

  it('opens the next step after an approval, and withdraws it after a rejection', () => {
    const steps = stepsAt('1', [[idOf('manager')], [idOf('finance')]]);
    const states = (verb: 'approve' | 'reject') => {
      const intent = { stepId: 'step1', verb, actorId: idOf('manager'), actorActive: true, reason: ' dear ' };
      const decided = decide(steps, idOf('requester'), { ...intent, at: new Date(5) }, String);
      return 'refused' in decided ? [] : decided.steps.map(({ state }: Step) => state);
    };
    expect(states('approve')).toEqual(['approved', 'open']);
    expect(states('reject')).toEqual(['rejected', 'withdrawn']);
  });

  it.each([
    ['-', 'none'],
    ['1', 'open'],
    ['2', 'open'],
    ['A', 'approved'],
    ['R', 'rejected'],
    ['W', 'withdrawn'],
  ])('a chain at %s stands %s', (chain, stands) => {
    expect(standing(stepsAt(chain, [['a'], ['b']]))).toBe(stands);
  });
});
