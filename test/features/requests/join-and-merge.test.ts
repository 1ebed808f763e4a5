import { describe, expect, it } from 'vitest';
import { mergeInto } from '../../../src/features/requests/alike/merge.ts';
import { join, leave } from '../../../src/features/requests/alike/rules-join.ts';
import { maySplit } from '../../../src/features/requests/alike/split.ts';
import type { RequestState, Stage } from '../../../src/features/requests/request.ts';
import type { Roles } from '../../../src/features/requests/roles.ts';
import { requestWith, stepsAt } from './example-request.ts';

const nobody: Roles = {
  requester: false,
  filer: false,
  member: false,
  lead: false,
  assignee: false,
  approver: false,
  admin: false,
  watcher: false,
  joiner: false,
  offered: false,
};
const at = new Date('2026-11-22T00:00:00Z');
const over: Stage[] = ['done', 'closed', 'rejected', 'cancelled'];
const open: Stage[] = ['new', 'awaitingApproval', 'open', 'assigned', 'inProgress', 'waiting', 'onHold'];
const steps = (approval: string) => stepsAt(approval, [['a'], ['b']]);
const reason = (decided: object | undefined) =>
  decided && 'refused' in decided ? String(decided.refused).replace('requests.refused.', '') : 'yes';

describe('joining', () => {
  it.each<[string, Partial<Roles>, Partial<RequestState>, string]>([
    ['anybody else', {}, {}, 'yes'],
    ['one of the team', { member: true }, {}, 'yes'],
    ['the one who filed it for another', { filer: true }, {}, 'yes'],
    ['the requester', { requester: true }, {}, 'joinOwn'],
    ['who has joined', { joiner: true }, {}, 'joined'],
    ...over.map((stage): [string, object, object, string] => [stage, {}, { stage }, 'notJoinable']),
    ...open.map((stage): [string, object, object, string] => [stage, {}, { stage }, 'yes']),
    // What has to be approved, or was, is for one person alone.
    ...['1', '2', 'A'].map((at): [string, object, object, string] => [
      at,
      {},
      { steps: steps(at) },
      'notJoinable',
    ]),
  ])('%s', (_, roles, more, answer) => {
    expect(reason(join(requestWith(more), 'me', { ...nobody, ...roles }))).toBe(answer);
  });

  it('adds one, and leaving takes that one away', () => {
    const request = requestWith({ joinerIds: ['x'] });
    const joined = join(request, 'me', nobody);
    expect(joined).toEqual({ joinerIds: ['x', 'me'] });
    const left = leave(requestWith(joined as object), 'me', { ...nobody, joiner: true });
    expect(left).toEqual({ joinerIds: ['x'] });
    expect(reason(leave(request, 'me', nobody))).toBe('notJoined');
  });
});

describe('merging', () => {
  const member: Roles = { ...nobody, member: true };
  const into = (more: Partial<RequestState> = {}) =>
    requestWith({ id: 'req_2', requesterId: 'anna', ...more });
  const from = (more: Partial<RequestState> = {}) => requestWith({ id: 'req_1', requesterId: 'li', ...more });
  const part = { id: 'p', number: 9, version: 1, category: 'repair', teamId: 'repairs', assigneeId: null };

  it.each<[string, Partial<RequestState>, Partial<RequestState>, [Partial<Roles>, Partial<Roles>], string]>([
    ['two of one team', {}, {}, [{ member: true }, { member: true }], 'yes'],
    ['its lead', {}, {}, [{ lead: true }, { lead: true }], 'yes'],
    ['its requester', {}, {}, [{ requester: true }, { member: true }], 'notMember'],
    ['no member of the other', {}, {}, [{ member: true }, { watcher: true }], 'notMember'],
    ['an admin of no team', {}, {}, [{ admin: true }, { admin: true }], 'notMember'],
    ['one of another team', {}, { teamId: 'finance' }, [{ member: true }, { member: true }], 'mergeTeam'],
    ['itself', {}, { id: 'req_1' }, [{ member: true }, { member: true }], 'mergeSelf'],
    ...over.flatMap((stage): [string, object, object, [object, object], string][] => [
      [`one ${stage}`, { stage }, {}, [{ member: true }, { member: true }], 'over'],
      [`the other ${stage}`, {}, { stage }, [{ member: true }, { member: true }], 'over'],
    ]),
    ['undecided', { steps: steps('1') }, {}, [{ member: true }, { member: true }], 'yes'],
    ['half approved', { steps: steps('2') }, {}, [{ member: true }, { member: true }], 'mergeApproved'],
    ['approved', { steps: steps('A') }, {}, [{ member: true }, { member: true }], 'mergeApproved'],
    ['into an approved one', {}, { steps: steps('A') }, [{ member: true }, { member: true }], 'yes'],
    ['a part', { parentId: 'req_2' }, {}, [{ member: true }, { member: true }], 'mergeParts'],
    ['the whole', {}, { parentId: 'req_1' }, [{ member: true }, { member: true }], 'mergeParts'],
    [
      'open parts',
      { subRequests: [{ ...part, stage: 'open' }] },
      {},
      [{ member: true }, { member: true }],
      'mergeParts',
    ],
    [
      'parts that are over',
      { subRequests: [{ ...part, stage: 'closed' }] },
      {},
      [{ member: true }, { member: true }],
      'yes',
    ],
  ])('%s', (_, one, other, [oneRoles, otherRoles], answer) => {
    const merged = mergeInto(
      { request: from(one), roles: { ...nobody, ...oneRoles } },
      { request: into(other), roles: { ...nobody, ...otherRoles } },
      at,
    );
    expect(reason(merged)).toBe(answer);
  });

  it('takes everybody along, and leaves nothing to decide', () => {
    const one = from({ joinerIds: ['x', 'anna'], watcherIds: ['w'], steps: steps('1') });
    const other = into({ joinerIds: ['x', 'y'], watcherIds: ['v'] });
    const merged = mergeInto({ request: one, roles: member }, { request: other, roles: member }, at);
    expect(merged).toMatchObject({
      one: { stage: 'closed', mergedIntoId: 'req_2', closedAt: at, handover: null },
      other: { joinerIds: ['x', 'y', 'li'], watcherIds: ['v', 'w'] },
    });
    expect('one' in merged && merged.one.steps?.map(({ state }) => state)).toEqual([
      'withdrawn',
      'withdrawn',
    ]);
  });
});

describe('splitting', () => {
  it.each<[string, Partial<Roles>, Partial<RequestState>, string]>([
    ['a member', { member: true }, {}, 'yes'],
    ['the assignee', { assignee: true }, {}, 'yes'],
    ['the requester', { requester: true }, {}, 'notMember'],
    ['an admin of no team', { admin: true }, {}, 'notMember'],
    ['with an approval', { member: true }, { steps: steps('1') }, 'splitApproval'],
    ['approved', { member: true }, { steps: steps('A') }, 'splitApproval'],
    ...over.map((stage): [string, object, object, string] => [stage, { member: true }, { stage }, 'over']),
  ])('%s', (_, roles, more, answer) => {
    expect(reason(maySplit(requestWith(more), { ...nobody, ...roles }) ?? {})).toBe(answer);
  });
});
