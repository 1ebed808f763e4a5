import { describe, expect, it } from 'vitest';
import type { ReminderState } from '../../../src/features/reminders/reminder.ts';
import {
  decide,
  faultOf,
  mostActive,
  mostForOthersADay,
  type Roles,
  rolesOf,
  verbs,
} from '../../../src/features/reminders/rules.ts';

const nobody: Roles = { owner: false, reminded: false, member: false, admin: false };
const actors = {
  owner: { ...nobody, owner: true },
  reminded: { ...nobody, reminded: true },
  member: { ...nobody, member: true },
  admin: { ...nobody, admin: true },
  stranger: nobody,
};
const start = '2026-11-27T16:00';
const timezone = 'Asia/Shanghai';
const once = { start, timezone, rule: null, onFreeDay: 'keep' } as const;
const weekly = { ...once, rule: { every: 'week', interval: 1, weekdays: [] } } as const;

/** What becomes of it, verb by verb: a state, or `-` and why not. */
const row = (
  actor: keyof typeof actors,
  state: ReminderState,
  intent: typeof once | typeof weekly = weekly,
) =>
  verbs
    .map((verb) => {
      const decided = decide({ state, intent }, verb, actors[actor]);
      return `${verb}: ${'refused' in decided ? `-${decided.refused}` : decided.state}`;
    })
    .join(', ');

describe('what may be done with a reminder', () => {
  const own = {
    active: 'edit: active, pause: paused, resume: -notPaused, skip: active, delete: deleted',
    paused: 'edit: paused, pause: -paused, resume: active, skip: -paused, delete: deleted',
    ended: 'edit: active, pause: -over, resume: -over, skip: -over, delete: -over',
    deleted: 'edit: -over, pause: -over, resume: active, skip: -over, delete: -over',
    declined: 'edit: -over, pause: -over, resume: -over, skip: -over, delete: -over',
  } as const;
  const not = 'edit: -notYours, pause: -notYours, resume: -notYours, skip: -notYours, delete: -notYours';

  it.each(Object.entries(own))('of a rule that is %s', (name, expected) => {
    const state = name as ReminderState;
    const isOver = state !== 'active' && state !== 'paused';
    expect(row('owner', state)).toBe(`${expected}, decline: -own`);
    expect(row('member', state)).toBe(`${expected}, decline: -notYours`);
    expect(row('reminded', state)).toBe(`${not}, decline: ${isOver ? '-over' : 'declined'}`);
    expect(row('stranger', state)).toBe(`${not}, decline: -notYours`);
    const deleting = isOver ? '-over' : 'deleted';
    expect(row('admin', state)).toBe(
      `${not.replace('delete: -notYours', `delete: ${deleting}`)}, decline: -notYours`,
    );
  });

  it('what comes only once is not skipped', () => {
    expect(row('owner', 'active', once)).toContain('skip: -once');
  });

  it('a lead counts as a member of the team that is reminded, and nobody else does', () => {
    const directory = {
      isMember: (id: string, team: string) => id === 'ann' && team === 'office',
      isAdmin: (id: string) => id === 'adam',
      team: () => ({
        id: 'office',
        name: { en: '', 'zh-CN': '' },
        memberIds: ['ann'],
        leadId: 'lea',
        channels: {},
      }),
    };
    const to = { teamId: 'office' };
    const roles = (id: string) => rolesOf({ ownerId: 'otto', to }, id, directory);
    expect(['ann', 'lea', 'otto', 'adam', 'eve'].map(roles)).toEqual([
      actors.member,
      actors.member,
      actors.owner,
      actors.admin,
      nobody,
    ]);
    const ofOne = { ownerId: 'otto', to: { personId: 'ann' } };
    expect(rolesOf(ofOne, 'ann', directory)).toEqual(actors.reminded);
    expect(rolesOf(ofOne, 'adam', directory)).toEqual(actors.admin);
    // What somebody set for themselves is not an administrator's to read.
    const own = { ownerId: 'otto', to: { personId: 'otto' } };
    expect(rolesOf(own, 'adam', directory)).toEqual(nobody);
  });
});

describe('who may set one more', () => {
  const directory = {
    find: (id: string) => ({ id, active: id !== 'gone' }) as never,
    team: (id: string) => ({ channels: id === 'office' ? { web: 'office' } : {} }) as never,
  };
  const none = { active: 0, forOthers: 0 };
  const fault = (to: { personId: string } | { teamId: string }, counts: typeof none) =>
    faultOf({ to, ownerId: 'otto' }, counts, directory);

  it.each([
    [{ personId: 'otto' }, none, undefined],
    [{ personId: 'otto' }, { ...none, forOthers: mostForOthersADay }, undefined],
    [{ personId: 'otto' }, { ...none, active: mostActive }, 'tooMany'],
    [{ personId: 'ann' }, { ...none, forOthers: mostForOthersADay - 1 }, undefined],
    [{ personId: 'ann' }, { ...none, forOthers: mostForOthersADay }, 'tooManyForOthers'],
    [{ teamId: 'office' }, { ...none, forOthers: mostForOthersADay }, 'tooManyForOthers'],
    [{ teamId: 'office' }, none, undefined],
    [{ teamId: 'ghosts' }, none, 'noChannel'],
    [{ personId: 'gone' }, none, 'left'],
  ] as const)('%j with %j: %s', (to, counts, expected) => {
    expect(fault(to, counts)).toBe(expected);
  });
});
