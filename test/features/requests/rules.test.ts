import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import {
  decide,
  type Intent,
  maySee,
  type RequestState,
  rolesOf,
  type Stage,
} from '../../../src/features/requests/rules.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { exampleDirectory, type Name } from '../../helpers/example.ts';
import { requestWith, stepsAt } from './example-request.ts';

// One character a cell. Columns, from the left:
//   open      with no approval, its 1st step open, its 2nd step open, all Approved, Rejected, Withdrawn
//   assigned  the same six
//   over      done, done after approval, closed, rejected, cancelled
// + is allowed; a letter says why not:
const reasons = {
  m: 'notMember',
  q: 'notRequester',
  a: 'notAssignee',
  n: 'notTaken',
  f: 'takeFirst',
  t: 'taken',
  y: 'alreadyYours',
  p: 'notApproved',
  d: 'notDone',
  o: 'over',
} as const;

const open = ['-', '1', '2', 'A', 'R', 'W'] as const;
const columns: [Stage, (typeof open)[number]][] = [
  ...open.map((approval): [Stage, typeof approval] => ['open', approval]),
  ...open.map((approval): [Stage, typeof approval] => ['assigned', approval]),
  ['done', '-'],
  ['done', 'A'],
  ['closed', 'A'],
  ['rejected', 'R'],
  ['cancelled', 'W'],
];

/** Who somebody is to the request. `asked` filed it and is named as its approver; `server` filed it and took it. */
const parts = [
  'stranger',
  'requester',
  'manager',
  'finance',
  'asked',
  'member',
  'lead',
  'assignee',
  'server',
  'admin',
  'left',
] as const;
type Part = (typeof parts)[number];

const table: Record<Intent['verb'] | 'see', string> = {
  see: `
    stranger   ...... ...... .....
    requester  ++++++ ++++++ +++++
    manager    .+++++ .+++++ .++++
    finance    .+++++ .+++++ .++++
    asked      ++++++ ++++++ +++++
    member     ++++++ ++++++ +++++
    lead       ++++++ ++++++ +++++
    assignee   ++++++ ++++++ +++++
    server     ++++++ ++++++ +++++
    admin      ++++++ ++++++ +++++
    left       ...... ...... .....
  `,
  take: `
    stranger   mmmmmm mmmmmm mmmmm
    requester  mmmmmm mmmmmm mmmmm
    manager    mmmmmm mmmmmm mmmmm
    finance    mmmmmm mmmmmm mmmmm
    asked      mmmmmm mmmmmm mmmmm
    member     ++++++ tttttt ooooo
    lead       ++++++ tttttt ooooo
    assignee   ++++++ yyyyyy ooooo
    server     ++++++ yyyyyy ooooo
    admin      mmmmmm mmmmmm mmmmm
    left       mmmmmm mmmmmm mmmmm
  `,
  takeOver: `
    stranger   mmmmmm mmmmmm mmmmm
    requester  mmmmmm mmmmmm mmmmm
    manager    mmmmmm mmmmmm mmmmm
    finance    mmmmmm mmmmmm mmmmm
    asked      mmmmmm mmmmmm mmmmm
    member     ++++++ ++++++ ooooo
    lead       ++++++ ++++++ ooooo
    assignee   ++++++ yyyyyy ooooo
    server     ++++++ yyyyyy ooooo
    admin      mmmmmm mmmmmm mmmmm
    left       mmmmmm mmmmmm mmmmm
  `,
  release: `
    stranger   mmmmmm aaaaaa ooooo
    requester  mmmmmm aaaaaa ooooo
    manager    mmmmmm aaaaaa ooooo
    finance    mmmmmm aaaaaa ooooo
    asked      mmmmmm aaaaaa ooooo
    member     nnnnnn aaaaaa ooooo
    lead       nnnnnn aaaaaa ooooo
    assignee   nnnnnn ++++++ ooooo
    server     nnnnnn ++++++ ooooo
    admin      mmmmmm aaaaaa ooooo
    left       mmmmmm aaaaaa ooooo
  `,
  finish: `
    stranger   mmmmmm aaaaaa ooooo
    requester  mmmmmm aaaaaa ooooo
    manager    mmmmmm aaaaaa ooooo
    finance    mmmmmm aaaaaa ooooo
    asked      mmmmmm aaaaaa ooooo
    member     ffffff aaaaaa ooooo
    lead       ffffff +pp+pp ooooo
    assignee   ffffff +pp+pp ooooo
    server     ffffff +pp+pp ooooo
    admin      mmmmmm aaaaaa ooooo
    left       mmmmmm aaaaaa ooooo
  `,
  confirm: `
    stranger   qqqqqq qqqqqq qqqqq
    requester  dddddd dddddd ++ddd
    manager    qqqqqq qqqqqq qqqqq
    finance    qqqqqq qqqqqq qqqqq
    asked      dddddd dddddd ++ddd
    member     qqqqqq qqqqqq qqqqq
    lead       qqqqqq qqqqqq qqqqq
    assignee   qqqqqq qqqqqq qqqqq
    server     dddddd dddddd ++ddd
    admin      qqqqqq qqqqqq qqqqq
    left       qqqqqq qqqqqq qqqqq
  `,
  reopen: `
    stranger   qqqqqq qqqqqq qqqqq
    requester  dddddd dddddd +++dd
    manager    qqqqqq qqqqqq qqqqq
    finance    qqqqqq qqqqqq qqqqq
    asked      dddddd dddddd +++dd
    member     qqqqqq qqqqqq qqqqq
    lead       qqqqqq qqqqqq qqqqq
    assignee   qqqqqq qqqqqq qqqqq
    server     dddddd dddddd +++dd
    admin      qqqqqq qqqqqq qqqqq
    left       qqqqqq qqqqqq qqqqq
  `,
  withdraw: `
    stranger   qqqqqq qqqqqq qqqqq
    requester  ++++++ ++++++ ooooo
    manager    qqqqqq qqqqqq qqqqq
    finance    qqqqqq qqqqqq qqqqq
    asked      ++++++ ++++++ ooooo
    member     qqqqqq qqqqqq qqqqq
    lead       qqqqqq qqqqqq qqqqq
    assignee   qqqqqq qqqqqq qqqqq
    server     ++++++ ++++++ ooooo
    admin      qqqqqq qqqqqq qqqqq
    left       qqqqqq qqqqqq qqqqq
  `,
  cancel: `
    stranger   mmmmmm mmmmmm mmmmm
    requester  mmmmmm mmmmmm mmmmm
    manager    mmmmmm mmmmmm mmmmm
    finance    mmmmmm mmmmmm mmmmm
    asked      mmmmmm mmmmmm mmmmm
    member     ++++++ ++++++ ooooo
    lead       ++++++ ++++++ ooooo
    assignee   ++++++ ++++++ ooooo
    server     ++++++ ++++++ ooooo
    admin      mmmmmm mmmmmm mmmmm
    left       mmmmmm mmmmmm mmmmm
  `,
};

const intents: Record<Intent['verb'], Intent> = {
  take: { verb: 'take' },
  takeOver: { verb: 'takeOver' },
  release: { verb: 'release' },
  finish: { verb: 'finish', note: 'done' },
  confirm: { verb: 'confirm', ratings: { speed: null, quality: 5, manner: null }, comment: null },
  reopen: { verb: 'reopen', reason: 'no' },
  withdraw: { verb: 'withdraw' },
  cancel: { verb: 'cancel', reason: 'no' },
};

/** A row as the table is written: open, assigned, over. */
const format = (cells: string) => [cells.slice(0, 6), cells.slice(6, 12), cells.slice(12)].join(' ');

/** What a row says, by part. */
function rowsOf(text: string): Map<string, string> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [part, ...cells] = line.trim().split(/\s+/);
      return [part!, cells.join(' ')];
    }),
  );
}

describe('who may do what with a request, when', () => {
  let database: Database;
  let directory: Directory;
  let idOf: (name: Name) => string;
  beforeAll(async () => {
    database = await createTestDatabase();
    ({ directory, idOf } = await exampleDirectory(database));
  });
  afterAll(() => database.close());

  /** The request of one column as it concerns one part, and who that is. */
  function cell(part: Part, [stage, approval]: (typeof columns)[number]) {
    const name: Name = part === 'asked' ? 'requester' : part === 'server' ? 'assignee' : part;
    const requester: Name = part === 'server' ? 'assignee' : part === 'left' ? 'left' : 'requester';
    const steps = stepsAt(approval, [
      [idOf('manager'), ...(part === 'asked' ? [idOf('requester')] : []), idOf('left')],
      [idOf('finance')],
    ]);
    const assignee: Name = part === 'left' ? 'left' : 'assignee';
    const request: RequestState = requestWith({
      stage,
      steps,
      requesterId: idOf(requester),
      assigneeId: stage === 'open' || stage === 'cancelled' ? null : idOf(assignee),
    });
    return { request, actorId: idOf(name) };
  }

  const answers: Record<string, (part: Part, column: (typeof columns)[number]) => string> = {
    see(part, column) {
      const { request, actorId } = cell(part, column);
      return maySee(rolesOf(request, actorId, directory)) ? '+' : '.';
    },
  };
  for (const [verb, intent] of Object.entries(intents))
    answers[verb] = (part, column) => {
      const { request, actorId } = cell(part, column);
      const actor = { id: actorId, roles: rolesOf(request, actorId, directory), at: new Date(0) };
      const decided = decide(request, intent, actor, (id) => directory.person(id).name);
      if (!('refused' in decided)) return '+';
      const reason = decided.refused.replace('requests.refused.', '');
      return Object.entries(reasons).find(([, each]) => each === reason)?.[0] ?? reason;
    };

  it.each(Object.keys(table))('%s', (verb) => {
    const rows = rowsOf(table[verb as Intent['verb']]);
    const actual = new Map(
      parts.map((part) => [part, format(columns.map((column) => answers[verb]!(part, column)).join(''))]),
    );
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(actual));
  });
});
