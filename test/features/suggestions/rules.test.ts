import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import { nextDigest } from '../../../src/features/suggestions/digest/monthly.ts';
import type { Roles } from '../../../src/features/suggestions/people.ts';
import {
  type Actor,
  confirmSilently,
  decide,
  type Intent,
  merge,
  type Refusal,
  type Verb,
  whyNot,
} from '../../../src/features/suggestions/rules.ts';
import { type Stage, type Suggestion, stages } from '../../../src/features/suggestions/suggestion.ts';
import { example } from '../../config/office-mistakes.ts';

const at = new Date('2026-11-23T02:00:00Z');
const today = '2026-11-23';

const suggestion = (changed: Partial<Suggestion> = {}): Suggestion => ({
  ...{ id: 'sug_1', number: 1, version: 1, title: 'Plants', text: 'More plants', words: [] },
  ...{ category: 'general', authorId: 'ada', authorSeal: null, supporterIds: [], ownerId: null },
  ...{ stage: 'received', promisedFor: null, postponed: 0, reason: null, mergedIntoId: null },
  ...{ requestIds: [], flags: [], hidden: false, origin: null, createdAt: at, movedAt: at },
  ...changed,
});

const nobody: Roles = { answers: false, curator: false, moderator: false, author: false };
const actor = (roles: Partial<Roles> = {}, id = 'ben'): Actor => ({
  ...{ id, roles: { ...nobody, ...roles }, today, at },
});
const owner = actor({ answers: true }, 'owner');

const intents: Record<Exclude<Verb, 'merge'>, Intent> = {
  review: { verb: 'review' },
  plan: { verb: 'plan', promisedFor: '2026-12-01' },
  postpone: { verb: 'postpone', promisedFor: '2026-12-24', words: 'Parts are late' },
  start: { verb: 'start' },
  finish: { verb: 'finish' },
  decline: { verb: 'decline', words: 'No room' },
  confirm: { verb: 'confirm' },
  reopen: { verb: 'reopen', words: 'Still dark' },
  assign: { verb: 'assign', ownerId: 'cy' },
  link: { verb: 'link', requestIds: ['req_1'] },
  support: { verb: 'support' },
  unsupport: { verb: 'unsupport' },
  flag: { verb: 'flag', words: 'Names somebody' },
  dismiss: { verb: 'dismiss' },
  hide: { verb: 'hide', words: 'Names somebody' },
  unhide: { verb: 'unhide' },
};

describe('the life of a suggestion', () => {
  const moves: [from: Stage, verb: keyof typeof intents, by: Partial<Roles>, to: Stage | Refusal][] = [
    ['received', 'review', { answers: true }, 'underReview'],
    ['received', 'plan', { curator: true }, 'planned'],
    ['underReview', 'plan', { answers: true }, 'planned'],
    ['underReview', 'review', { answers: true }, 'notNow'],
    ['planned', 'start', { answers: true }, 'doing'],
    ['planned', 'plan', { answers: true }, 'notNow'],
    ['doing', 'finish', { answers: true }, 'done'],
    ['received', 'decline', { answers: true }, 'declined'],
    ['declined', 'review', { answers: true }, 'underReview'],
    ['done', 'confirm', { author: true }, 'confirmed'],
    ['done', 'reopen', { author: true }, 'underReview'],
    ['doing', 'confirm', { author: true }, 'notNow'],
    ['confirmed', 'reopen', { author: true }, 'notNow'],
    ['done', 'confirm', { answers: true, curator: true, moderator: true }, 'notAuthor'],
    ['done', 'reopen', { answers: true }, 'notAuthor'],
    ['received', 'plan', { author: true }, 'notYours'],
    ['received', 'decline', { moderator: true }, 'notYours'],
    ['received', 'hide', { answers: true, author: true }, 'notModerator'],
    ['merged', 'hide', { moderator: true }, 'notNow'],
    ['merged', 'support', {}, 'notNow'],
    ['declined', 'support', {}, 'notNow'],
    ['done', 'assign', { answers: true }, 'notNow'],
  ];
  it.each(moves)('%s, %s by %o: %s', (stage, verb, by, to) => {
    const decided = decide(suggestion({ stage }), intents[verb], actor(by));
    expect('refused' in decided ? decided.refused : decided.changed.stage).toBe(to);
  });

  it('asks for a reason wherever somebody has to live with it', () => {
    for (const [stage, verb, by] of [
      ['received', 'decline', owner],
      ['done', 'reopen', actor({ author: true })],
      ['received', 'hide', actor({ moderator: true })],
      ['received', 'flag', actor()],
    ] as const)
      expect(decide(suggestion({ stage }), { verb, words: '  \n' }, by), verb).toEqual({
        refused: 'noWords',
      });
    const promised = suggestion({ stage: 'planned', promisedFor: '2026-12-01' });
    const silent: Intent = { verb: 'postpone', promisedFor: '2026-12-24', words: '' };
    expect(decide(promised, silent, owner)).toEqual({ refused: 'noWords' });
  });

  it('takes no promise for a day that is past, nor puts one off to the same day', () => {
    expect(decide(suggestion(), { verb: 'plan', promisedFor: '2026-11-22' }, owner)).toEqual({
      refused: 'past',
    });
    expect(decide(suggestion(), { verb: 'plan', promisedFor: today }, owner)).toMatchObject({
      changed: { stage: 'planned', promisedFor: today },
    });
    const promised = suggestion({ stage: 'planned', promisedFor: '2026-12-24' });
    expect(decide(promised, intents.postpone, owner)).toEqual({ refused: 'same' });
    expect(decide({ ...promised, promisedFor: '2026-12-01' }, intents.postpone, owner)).toEqual({
      changed: { promisedFor: '2026-12-24', postponed: 1 },
    });
    expect(decide(suggestion({ stage: 'doing' }), intents.postpone, owner)).toEqual({ refused: 'notNow' });
  });

  it('is supported once by each, and not by an author by name; reported once by each', () => {
    const supported = suggestion({ supporterIds: ['ben'], flags: [{ byId: 'ben', reason: 'x' }] });
    expect(decide(supported, intents.support, actor())).toEqual({ refused: 'supported' });
    expect(decide(supported, intents.unsupport, actor())).toEqual({ changed: { supporterIds: [] } });
    expect(decide(suggestion(), intents.unsupport, actor())).toEqual({ refused: 'notSupporting' });
    expect(decide(suggestion(), intents.support, actor({}, 'ada'))).toEqual({ refused: 'own' });
    expect(decide(supported, intents.flag, actor())).toEqual({ refused: 'flagged' });
    // Whether an anonymous author could be refused would say who that is.
    const anonymous = suggestion({ authorId: null, authorSeal: 'x' });
    expect(decide(anonymous, intents.support, actor({ author: true }, 'ada'))).toEqual({
      changed: { supporterIds: ['ada'] },
    });
  });

  it('of a hidden one, only what moderators do goes on', () => {
    const hidden = suggestion({ hidden: true });
    for (const verb of ['support', 'flag', 'plan'] as const)
      expect(decide(hidden, intents[verb], actor({ answers: true, author: true })), verb).toEqual({
        refused: 'hidden',
      });
    expect(decide(hidden, intents.unhide, actor({ moderator: true }))).toEqual({
      changed: { hidden: false },
    });
  });

  it('counts as confirmed only while it is done', () => {
    for (const stage of stages)
      expect(confirmSilently(suggestion({ stage }), at)?.stage).toBe(
        stage === 'done' ? 'confirmed' : undefined,
      );
  });

  it('in a meeting, whoever holds it decides of all', () => {
    expect(whyNot(suggestion(), 'plan', actor({ moderator: true }))).toBe('notYours');
    expect(whyNot(suggestion(), 'plan', { ...actor({ moderator: true }), meeting: true })).toBeUndefined();
    expect(whyNot(suggestion({ stage: 'done' }), 'confirm', { ...actor(), meeting: true })).toBe('notAuthor');
  });

  it('merging takes along who supports it and an author by name, and never one into itself', () => {
    const one = suggestion({ supporterIds: ['ben', 'cy'], requestIds: ['req_1'] });
    const other = suggestion({ id: 'sug_2', authorId: 'cy', supporterIds: ['dan'], requestIds: ['req_2'] });
    const moderator = actor({ moderator: true });
    expect(merge(one, other, moderator)).toMatchObject({
      gone: { stage: 'merged', mergedIntoId: 'sug_2' },
      kept: { supporterIds: ['dan', 'ben', 'ada'], requestIds: ['req_2', 'req_1'] },
    });
    expect(merge(one, one, moderator)).toEqual({ refused: 'same' });
    expect(merge(one, { ...other, stage: 'declined' }, moderator)).toEqual({ refused: 'notNow' });
    expect(merge(one, other, actor())).toEqual({ refused: 'notYours' });
  });
});

describe('whatever anybody wants, in any order', () => {
  const people = ['ada', 'ben', 'cy', 'owner', 'mo'];
  const anyVerb = fc.constantFrom(...(Object.keys(intents) as (keyof typeof intents)[]));
  const anyStep = fc.record({
    verb: anyVerb,
    who: fc.constantFrom(...people),
    day: fc.integer({ min: 20, max: 30 }),
    words: fc.constantFrom('', 'because'),
  });

  it('a promise has a day, a no has a reason, nobody counts twice, and only its author confirms', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyStep, { maxLength: 60 }), (named, steps) => {
        let now = suggestion(named ? {} : { authorId: null, authorSeal: 'sealed' });
        for (const { verb, who, day, words } of steps) {
          const before = now;
          const roles = { answers: who === 'owner', moderator: who === 'mo', author: who === 'ada' };
          const base = intents[verb];
          const intent = {
            ...base,
            ...('words' in base && { words }),
            ...('promisedFor' in base && { promisedFor: `2026-11-${day}` }),
          } as Intent;
          const decided = decide(now, intent, actor(roles, who));
          if ('refused' in decided) continue;
          now = { ...now, ...decided.changed };
          expect(new Set(now.supporterIds).size).toBe(now.supporterIds.length);
          expect(new Set(now.flags.map(({ byId }) => byId)).size).toBe(now.flags.length);
          if (named) expect(now.supporterIds).not.toContain('ada');
          if (now.stage === 'planned') expect(now.promisedFor).not.toBeNull();
          if (now.promisedFor !== before.promisedFor && now.promisedFor)
            expect(now.promisedFor >= today).toBe(true);
          if (now.stage === 'declined') expect(now.reason).not.toBeNull();
          if (now.stage === 'confirmed' && before.stage !== 'confirmed')
            expect([before.stage, who]).toEqual(['done', 'ada']);
          if (before.stage === 'confirmed' || before.stage === 'merged') expect(now.stage).toBe(before.stage);
          // Nothing that anybody does touches who suggested it.
          expect([now.authorId, now.authorSeal]).toEqual([before.authorId, before.authorSeal]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the monthly digest', () => {
  const office = parseOffice(example, 'office.yaml');
  it.each([
    // The first of September 2026 is a Tuesday; the National Day's week is free; the first of November is a Sunday.
    ['2026-08-31T12:00:00Z', '2026-09-01T10:00'],
    ['2026-09-01T01:59:59Z', '2026-09-01T10:00'],
    ['2026-09-01T02:00:00Z', '2026-10-08T10:00'],
    ['2026-10-31T20:00:00Z', '2026-11-02T10:00'],
  ])('after %s comes at %s', (now, localTime) => {
    expect(nextDigest(office, new Date(now)).localTime).toBe(localTime);
  });
});
