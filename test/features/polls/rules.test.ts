import { describe, expect, it } from 'vitest';
import { emptyDraft, faultOfDraft, questionOf } from '../../../src/features/polls/asking/draft-rules.ts';
import { count, nextShown, withheld } from '../../../src/features/polls/counting.ts';
import type { Choices, PollQuestion } from '../../../src/features/polls/poll.ts';
import { afterClick, faultIn, type PollVerb, whyNot } from '../../../src/features/polls/rules.ts';

const lines = ['a', 'b', 'c'];
const question = (kind: PollQuestion['kind'], most?: number) =>
  questionOf('q1', { kind, text: '', lines, ...(most && { most }) });
const open = {
  state: 'open',
  voters: 3,
  closesAtVotes: null,
  canChange: true,
  canAddOptions: false,
} as const;
const voted: Choices = { q1: ['o1'] };

describe('who may do what', () => {
  const roles = {
    owner: { owner: true, invited: true, admin: false },
    voter: { owner: false, invited: true, admin: false },
    admin: { owner: false, invited: false, admin: true },
  };
  it.each<[PollVerb, keyof typeof roles, object, Choices | undefined, string | undefined]>([
    ['vote', 'voter', {}, undefined, undefined],
    ['vote', 'admin', {}, undefined, undefined],
    ['vote', 'voter', { state: 'closed' }, undefined, 'closed'],
    ['vote', 'voter', { closesAtVotes: 3 }, undefined, 'full'],
    ['vote', 'voter', { closesAtVotes: 3 }, voted, undefined],
    ['vote', 'voter', { canChange: false }, voted, 'fixed'],
    ['vote', 'voter', { canChange: false }, undefined, undefined],
    ['takeBack', 'voter', {}, undefined, 'nothing'],
    ['takeBack', 'voter', {}, voted, undefined],
    ['takeBack', 'voter', { canChange: false }, voted, 'fixed'],
    ['addOption', 'voter', {}, undefined, 'noOptions'],
    ['addOption', 'owner', {}, undefined, undefined],
    ['addOption', 'voter', { canAddOptions: true }, undefined, undefined],
    ['close', 'voter', {}, undefined, 'notYours'],
    ['close', 'owner', {}, undefined, undefined],
    ['close', 'admin', {}, undefined, undefined],
    ['close', 'owner', { state: 'counted' }, undefined, 'closed'],
    ['edit', 'admin', {}, undefined, 'notYours'],
    ['delete', 'admin', { state: 'counted' }, undefined, undefined],
    ['useOutcome', 'owner', {}, undefined, 'notClosed'],
    ['useOutcome', 'owner', { state: 'counted' }, undefined, undefined],
  ])('%s, %s, %o', (verb, who, fields, before, why) => {
    expect(whyNot({ ...open, ...fields }, verb, roles[who], before)).toBe(why);
  });
});

it.each<[PollQuestion['kind'], string, readonly string[], readonly string[] | undefined]>([
  ['single', 'o2', ['o1'], ['o2']],
  ['single', 'o1', ['o1'], ['o1']],
  ['multiple', 'o2', ['o1'], ['o1', 'o2']],
  ['multiple', 'o1', ['o1', 'o2'], ['o2']],
  ['multiple', 'o1', ['o1'], undefined],
  ['yesNo', 'yes', ['no'], ['yes']],
])('a click, %s: %s on %j', (kind, option, before, after) => {
  expect(afterClick(question(kind), option, { q1: before })).toEqual(after && { q1: after });
});

it.each<[PollQuestion['kind'], number | undefined, Choices, string | undefined]>([
  ['single', undefined, { q1: ['o1'] }, undefined],
  ['single', undefined, { q1: ['o1', 'o2'] }, 'tooMany'],
  ['multiple', 2, { q1: ['o1', 'o2', 'o3'] }, 'tooMany'],
  ['multiple', undefined, { q1: ['o1', 'o2', 'o3'] }, undefined],
  ['ranked', undefined, { q1: ['o2', 'o2'] }, 'tooMany'],
  ['single', undefined, { q1: ['o9'] }, 'unknown'],
  ['single', undefined, { q9: ['o1'] }, 'unknown'],
  ['single', undefined, {}, 'empty'],
])('choices that came from outside, %s %s: %j', (kind, most, choices, fault) => {
  expect(faultIn([question(kind, most)], choices)).toBe(fault);
});

describe('counting', () => {
  it('votes, winners, even ones, and votes for what is gone', () => {
    const ballots: Choices[] = [{ q1: ['o1'] }, { q1: ['o2'] }, { q1: ['gone'] }, {}];
    expect(count([question('single')], ballots)).toEqual({
      voters: 4,
      questions: [{ id: 'q1', answered: 2, votes: { o1: 1, o2: 1, o3: 0 }, winners: ['o1', 'o2'] }],
    });
  });
  it('a ranking by points, a scale by its mean', () => {
    const ranked = count([question('ranked')], [{ q1: ['o2', 'o1', 'o3'] }, { q1: ['o2'] }]);
    expect(ranked.questions[0]).toMatchObject({ votes: { o1: 2, o2: 6, o3: 1 }, winners: ['o2'] });
    expect(count([question('scale')], [{ q1: ['s1'] }, { q1: ['s4'] }]).questions[0]!.mean).toBe(2.5);
  });
  it('of an anonymous poll nothing of what fewer than five have answered', () => {
    const of = (many: number) =>
      withheld(
        count(
          [question('single')],
          Array.from({ length: many }, () => voted),
        ),
      );
    expect(of(4).questions[0]).toMatchObject({ votes: {}, winners: [] });
    expect(of(5).questions[0]).toMatchObject({ votes: { o1: 5 }, winners: ['o1'] });
  });
});

describe('what is shown of an anonymous poll that is open', () => {
  const ballots = (many: number, option = 'o1') =>
    new Map(Array.from({ length: many }, (_, at) => [`v${at}`, { q1: [option] }] as const));
  const same = (voters: readonly string[]) => voters;
  it('nothing before the tenth vote, and then five fewer than there are', () => {
    expect(nextShown(new Map(), ballots(9), same)).toBeUndefined();
    expect(nextShown(new Map(), ballots(10), same)!.choices.size).toBe(5);
    expect(nextShown(new Map(), ballots(17), same)!.choices.size).toBe(12);
  });
  it('five ballots at least move at once, and five are held back', () => {
    const first = nextShown(new Map(), ballots(10), same)!.choices;
    expect(nextShown(first, ballots(14), same)).toBeUndefined();
    expect(nextShown(first, ballots(15), same)!.choices.size).toBe(10);
  });
  it('who votes again and again moves nothing', () => {
    const shown = ballots(20);
    const now = new Map(shown).set('v0', { q1: ['o2'] });
    expect(nextShown(shown, now, same)).toBeUndefined();
  });
});

describe('before it is posted', () => {
  const places = { now: new Date('2026-11-23T02:00Z'), mayAskEveryone: false, hasChannel: () => true };
  const audience = { teamIds: ['t'], personIds: [], everyone: false };
  const good = { ...emptyDraft, title: 'Lunch?', questions: [question('single')], audience };
  const second = questionOf('q2', { kind: 'yesNo', text: 'Really?', lines: [] });
  it.each<[string, object, object | undefined]>([
    ['as it is', {}, undefined],
    ['nothing asked', { title: ' ' }, { field: 'question', why: 'noText' }],
    [
      'one option',
      { questions: [questionOf('q1', { kind: 'single', text: '', lines: ['a'] })] },
      { field: 'options', why: 'tooFewOptions' },
    ],
    [
      'a long option',
      { questions: [questionOf('q1', { kind: 'single', text: '', lines: ['a', 'b'.repeat(76)] })] },
      { field: 'options', why: 'longOption' },
    ],
    [
      'more choices than options',
      { questions: [question('multiple', 4)] },
      { field: 'most', why: 'mostOptions' },
    ],
    ['closed already', { closesAt: places.now }, { field: 'closesAt', why: 'past' }],
    [
      'anonymous, closing with four votes',
      { closesAtVotes: 4 },
      { field: 'closesAtVotes', why: 'tooFewVotes' },
    ],
    ['named, closing with one vote', { secrecy: 'named', closesAtVotes: 1 }, undefined],
    ['nowhere', { audience: { ...audience, teamIds: [] } }, { field: 'places', why: 'nowhere' }],
    ['to everybody', { audience: { ...audience, everyone: true } }, { field: 'places', why: 'notEveryone' }],
    ['anonymous and live, one question', { results: 'live' }, undefined],
    [
      'anonymous and live, two',
      { results: 'live', questions: [question('single'), second] },
      { field: 'results', why: 'atTheEnd' },
    ],
  ])('%s', (_, fields, fault) => {
    expect(faultOfDraft({ ...good, ...fields }, places)).toEqual(fault);
  });
});
