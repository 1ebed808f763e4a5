import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import type { Intent, Verb } from '../../../src/features/requests/intents.ts';
import type { RequestState, Stage } from '../../../src/features/requests/request.ts';
import { maySee, maySeeNotes, rolesOf } from '../../../src/features/requests/roles.ts';
import { decide } from '../../../src/features/requests/rules.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { exampleDirectory, type Name } from '../../helpers/example.ts';
import { requestWith, stepsAt } from './example-request.ts';

// One character a cell. Columns, from the left:
//   nobody's  new; awaiting approval, its 1st step open; open, all approved; open and offered to finance;
//             assigned to somebody who has left
//   somebody's  awaiting approval, its 2nd step open; assigned; assigned, all approved; in progress; waiting for the
//             requester; sent back to the requester by an approver; on hold
//   over      done, closed, rejected, cancelled
// + is allowed; a dot means that there is no such request for them; a letter says why not:
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
  z: 'paused',
  s: 'started',
  r: 'notPaused',
  x: 'notOffered',
  u: 'notOfferedYou',
  k: 'notYours',
  c: 'correctFirst',
  g: 'notGivenBack',
  w: 'watching',
  v: 'notWatching',
  O: 'offered',
} as const;

interface Column {
  stage: Stage;
  approval?: string;
  assignee?: Name;
  offered?: boolean;
}
const columns: Column[][] = [
  [
    { stage: 'new' },
    { stage: 'awaitingApproval', approval: '1' },
    { stage: 'open', approval: 'A' },
    { stage: 'open', offered: true },
    { stage: 'assigned', assignee: 'left' },
  ],
  [
    { stage: 'awaitingApproval', approval: '2', assignee: 'assignee' },
    { stage: 'assigned', assignee: 'assignee' },
    { stage: 'assigned', approval: 'A', assignee: 'assignee' },
    { stage: 'inProgress', assignee: 'assignee' },
    { stage: 'waiting', assignee: 'assignee' },
    { stage: 'waiting', approval: 'B', assignee: 'assignee' },
    { stage: 'onHold', assignee: 'assignee' },
  ],
  [
    { stage: 'done', assignee: 'assignee' },
    { stage: 'closed', approval: 'A', assignee: 'assignee' },
    { stage: 'rejected', approval: 'R' },
    { stage: 'cancelled', approval: 'W' },
  ],
];

/** Who somebody is to the request. `server` filed it and has it where it is somebody's. `finance` approves, too. */
const parts = [
  'stranger',
  'requester',
  'manager',
  'finance',
  'watcher',
  'joiner',
  'member',
  'lead',
  'assignee',
  'server',
  'admin',
  'left',
] as const;
type Part = (typeof parts)[number];

const table: Record<Verb | 'see' | 'seeNotes', string> = {
  see: `
    stranger   ..... ....... ....
    requester  +++++ +++++++ ++++
    manager    .++.. +.+..+. .+++
    finance    .+++. +.+..+. .+++
    watcher    +++++ +++++++ ++++
    joiner     +++++ +++++++ ++++
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     +++++ +++++++ ++++
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
  seeNotes: `
    stranger   ..... ....... ....
    requester  ..... ....... ....
    manager    ..... ....... ....
    finance    ..... ....... ....
    watcher    ..... ....... ....
    joiner     ..... ....... ....
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     ..... ....... ....
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
  take: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ ttttttt oooo
    lead       +++++ ttttttt oooo
    assignee   +++++ yyyyyyy oooo
    server     +++++ yyyyyyy oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  takeOver: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ +++++++ oooo
    lead       +++++ +++++++ oooo
    assignee   +++++ yyyyyyy oooo
    server     +++++ yyyyyyy oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  assign: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ +++++++ oooo
    lead       +++++ +++++++ oooo
    assignee   +++++ +++++++ oooo
    server     +++++ +++++++ oooo
    admin      +++++ +++++++ oooo
    left       ..... ....... ....
  `,
  release: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     nnnnn aaaaaaa oooo
    lead       nnnnn aaaaaaa oooo
    assignee   nnnnn +++++++ oooo
    server     nnnnn +++++++ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  begin: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     fffff aaaaaaa oooo
    lead       fffff p++szpz oooo
    assignee   fffff p++szpz oooo
    server     fffff p++szpz oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  askRequester: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     fffff aaaaaaa oooo
    lead       fffff p++++p+ oooo
    assignee   fffff p++++p+ oooo
    server     fffff p++++p+ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  hold: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     fffff aaaaaaa oooo
    lead       fffff p++++p+ oooo
    assignee   fffff p++++p+ oooo
    server     fffff p++++p+ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  resume: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     fffff aaaaaaa oooo
    lead       fffff prrr+p+ oooo
    assignee   fffff prrr+p+ oooo
    server     fffff prrr+p+ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  handOver: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++O+ aaaaaaa oooo
    lead       +++O+ +++++++ oooo
    assignee   +++O+ +++++++ oooo
    server     +++O+ +++++++ oooo
    admin      +++O+ +++++++ oooo
    left       ..... ....... ....
  `,
  accept: `
    stranger   ..... ....... ....
    requester  xxxux xxxxxxx xxxx
    manager    .xx.. x.x..x. .xxx
    finance    .xx+. x.x..x. .xxx
    watcher    xxxux xxxxxxx xxxx
    joiner     xxxux xxxxxxx xxxx
    member     xxxux xxxxxxx xxxx
    lead       xxxux xxxxxxx xxxx
    assignee   xxxux xxxxxxx xxxx
    server     xxxux xxxxxxx xxxx
    admin      xxxux xxxxxxx xxxx
    left       ..... ....... ....
  `,
  decline: `
    stranger   ..... ....... ....
    requester  xxxux xxxxxxx xxxx
    manager    .xx.. x.x..x. .xxx
    finance    .xx+. x.x..x. .xxx
    watcher    xxxux xxxxxxx xxxx
    joiner     xxxux xxxxxxx xxxx
    member     xxxux xxxxxxx xxxx
    lead       xxxux xxxxxxx xxxx
    assignee   xxxux xxxxxxx xxxx
    server     xxxux xxxxxxx xxxx
    admin      xxxux xxxxxxx xxxx
    left       ..... ....... ....
  `,
  check: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ +++++++ oooo
    lead       +++++ +++++++ oooo
    assignee   +++++ +++++++ oooo
    server     +++++ +++++++ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  finish: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     fffff aaaaaaa oooo
    lead       fffff p++++p+ oooo
    assignee   fffff p++++p+ oooo
    server     fffff p++++p+ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  confirm: `
    stranger   ..... ....... ....
    requester  ddddd ddddddd +ddd
    manager    .qq.. q.q..q. .qqq
    finance    .qqq. q.q..q. .qqq
    watcher    qqqqq qqqqqqq qqqq
    joiner     qqqqq qqqqqqq qqqq
    member     qqqqq qqqqqqq qqqq
    lead       qqqqq qqqqqqq qqqq
    assignee   qqqqq qqqqqqq qqqq
    server     ddddd ddddddd +ddd
    admin      qqqqq qqqqqqq qqqq
    left       ..... ....... ....
  `,
  reopen: `
    stranger   ..... ....... ....
    requester  ddddd ddddddd ++dd
    manager    .qq.. q.q..q. .qqq
    finance    .qqq. q.q..q. .qqq
    watcher    qqqqq qqqqqqq qqqq
    joiner     qqqqq qqqqqqq qqqq
    member     qqqqq qqqqqqq qqqq
    lead       qqqqq qqqqqqq qqqq
    assignee   qqqqq qqqqqqq qqqq
    server     ddddd ddddddd ++dd
    admin      qqqqq qqqqqqq qqqq
    left       ..... ....... ....
  `,
  withdraw: `
    stranger   ..... ....... ....
    requester  +++++ +++++++ oooo
    manager    .qq.. q.q..q. .qqq
    finance    .qqq. q.q..q. .qqq
    watcher    qqqqq qqqqqqq qqqq
    joiner     qqqqq qqqqqqq qqqq
    member     qqqqq qqqqqqq qqqq
    lead       qqqqq qqqqqqq qqqq
    assignee   qqqqq qqqqqqq qqqq
    server     +++++ +++++++ oooo
    admin      qqqqq qqqqqqq qqqq
    left       ..... ....... ....
  `,
  cancel: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ +++++++ oooo
    lead       +++++ +++++++ oooo
    assignee   +++++ +++++++ oooo
    server     +++++ +++++++ oooo
    admin      mmmmm mmmmmmm mmmm
    left       ..... ....... ....
  `,
  edit: `
    stranger   ..... ....... ....
    requester  +++++ +++++c+ oooo
    manager    .kk.. k.k..k. .kkk
    finance    .kkk. k.k..k. .kkk
    watcher    kkkkk kkkkkkk kkkk
    joiner     kkkkk kkkkkkk kkkk
    member     kkkkk kkkkkkk kkkk
    lead       +++++ +++++c+ oooo
    assignee   kkkkk +++++c+ ookk
    server     +++++ +++++c+ oooo
    admin      kkkkk kkkkkkk kkkk
    left       ..... ....... ....
  `,
  correct: `
    stranger   ..... ....... ....
    requester  ggggg ggggg+g oooo
    manager    .qq.. q.q..q. .qqq
    finance    .qqq. q.q..q. .qqq
    watcher    qqqqq qqqqqqq qqqq
    joiner     qqqqq qqqqqqq qqqq
    member     qqqqq qqqqqqq qqqq
    lead       qqqqq qqqqqqq qqqq
    assignee   qqqqq qqqqqqq qqqq
    server     ggggg ggggg+g oooo
    admin      qqqqq qqqqqqq qqqq
    left       ..... ....... ....
  `,
  watch: `
    stranger   ..... ....... ....
    requester  wwwww wwwwwww wwww
    manager    .++.. +.+..+. .+++
    finance    .+++. +.+..+. .+++
    watcher    wwwww wwwwwww wwww
    joiner     wwwww wwwwwww wwww
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     wwwww wwwwwww wwww
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
  unwatch: `
    stranger   ..... ....... ....
    requester  vvvvv vvvvvvv vvvv
    manager    .vv.. v.v..v. .vvv
    finance    .vvv. v.v..v. .vvv
    watcher    +++++ +++++++ ++++
    joiner     vvvvv vvvvvvv vvvv
    member     vvvvv vvvvvvv vvvv
    lead       vvvvv vvvvvvv vvvv
    assignee   vvvvv vvvvvvv vvvv
    server     vvvvv vvvvvvv vvvv
    admin      vvvvv vvvvvvv vvvv
    left       ..... ....... ....
  `,
  addWatcher: `
    stranger   ..... ....... ....
    requester  +++++ +++++++ ++++
    manager    .kk.. k.k..k. .kkk
    finance    .kkk. k.k..k. .kkk
    watcher    kkkkk kkkkkkk kkkk
    joiner     kkkkk kkkkkkk kkkk
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     +++++ +++++++ ++++
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
  comment: `
    stranger   ..... ....... ....
    requester  +++++ +++++++ ++++
    manager    .++.. +.+..+. .+++
    finance    .+++. +.+..+. .+++
    watcher    +++++ +++++++ ++++
    joiner     +++++ +++++++ ++++
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     +++++ +++++++ ++++
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
  note: `
    stranger   ..... ....... ....
    requester  mmmmm mmmmmmm mmmm
    manager    .mm.. m.m..m. .mmm
    finance    .mmm. m.m..m. .mmm
    watcher    mmmmm mmmmmmm mmmm
    joiner     mmmmm mmmmmmm mmmm
    member     +++++ +++++++ ++++
    lead       +++++ +++++++ ++++
    assignee   +++++ +++++++ ++++
    server     mmmmm mmmmmmm mmmm
    admin      +++++ +++++++ ++++
    left       ..... ....... ....
  `,
};

const at = new Date('2026-11-23T02:00:00Z');

/** What everybody asks for in the table: with all that it needs. */
const intentsOf = (idOf: (name: Name) => string): { [V in Verb]: Intent & { verb: V } } => {
  const filled = {
    fields: { what: 'the window' },
    placeId: null,
    urgency: null,
    about: 'the window',
    words: [],
  };
  return {
    take: { verb: 'take' },
    takeOver: { verb: 'takeOver' },
    assign: { verb: 'assign', personId: idOf('member') },
    release: { verb: 'release' },
    begin: { verb: 'begin' },
    askRequester: { verb: 'askRequester', question: 'which one?' },
    hold: { verb: 'hold', reason: 'no parts', until: new Date('2026-11-24T02:00:00Z') },
    resume: { verb: 'resume' },
    handOver: { verb: 'handOver', teamId: 'finance', reason: 'yours' },
    accept: { verb: 'accept' },
    decline: { verb: 'decline', reason: 'not ours' },
    check: { verb: 'check', ticked: [0] },
    finish: { verb: 'finish', note: 'done', actualCost: null },
    confirm: { verb: 'confirm', ratings: { speed: null, quality: 5, manner: null }, comment: null },
    reopen: { verb: 'reopen', reason: 'no' },
    withdraw: { verb: 'withdraw' },
    cancel: { verb: 'cancel', reason: 'no' },
    edit: { verb: 'edit', ...filled },
    correct: { verb: 'correct', ...filled, steps: stepsAt('1', [[idOf('manager')], [idOf('finance')]]) },
    watch: { verb: 'watch' },
    unwatch: { verb: 'unwatch' },
    addWatcher: { verb: 'addWatcher', personId: idOf('stranger') },
    comment: { verb: 'comment', words: 'hello' },
    note: { verb: 'note', words: 'hello' },
  };
};

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
  function cell(part: Part, { stage, approval = '-', assignee, offered }: Column) {
    const stands: Record<string, Name> = { watcher: 'stranger', joiner: 'stranger', server: 'assignee' };
    const id = idOf(stands[part] ?? (part as Name));
    const requester: Name = part === 'server' ? 'assignee' : part === 'left' ? 'left' : 'requester';
    const paused = stage === 'waiting' || stage === 'onHold';
    const request: RequestState = requestWith({
      stage,
      stageBefore: paused ? 'assigned' : null,
      steps: stepsAt(approval, [[idOf('manager'), idOf('left')], [idOf('finance')]]),
      requesterId: idOf(requester),
      filedById: idOf(requester),
      assigneeId: assignee ? idOf(part === 'left' ? 'left' : assignee) : null,
      handover: offered
        ? { teamId: 'finance', reason: 'yours', byId: idOf('lead'), at: at.toISOString() }
        : null,
      watcherIds: part === 'watcher' ? [id] : [],
      joinerIds: part === 'joiner' ? [id] : [],
    });
    return { request, id };
  }

  function answer(row: Verb | 'see' | 'seeNotes', part: Part, column: Column): string {
    const { request, id } = cell(part, column);
    const roles = rolesOf(request, id, directory);
    // To those who may not see it, there is no such request.
    if (!maySee(roles)) return '.';
    if (row === 'see') return '+';
    if (row === 'seeNotes') return maySeeNotes(roles) ? '+' : '.';
    // A checklist would stand in the way of finishing.
    const about =
      row === 'check'
        ? { checklist: [{ text: { en: 'x', 'zh-CN': 'x' }, doneById: null, doneAt: null }] }
        : {};
    const decided = decide({ ...request, ...about }, intentsOf(idOf)[row], { id, roles, at }, directory);
    if (!('refused' in decided)) return '+';
    const reason = decided.refused.replace('requests.refused.', '');
    return Object.entries(reasons).find(([, each]) => each === reason)?.[0] ?? `<${reason}>`;
  }

  it.each(Object.keys(table) as (keyof typeof table)[])('%s', (row) => {
    const actual = parts.map((part) => [
      part,
      columns.map((group) => group.map((column) => answer(row, part, column)).join('')).join(' '),
    ]);
    expect(Object.fromEntries(rowsOf(table[row]))).toEqual(Object.fromEntries(actual));
  });
});
