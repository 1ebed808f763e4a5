import { describe, expect, it } from 'vitest';
import { mayTake } from '../../../src/features/polls/exporting/exporter.ts';
import {
  mostSteps,
  outcomeIn,
  winnersOf,
  withStep,
} from '../../../src/features/polls/next-steps/outcome-rules.ts';
import type { NextStep, Poll, PollQuestion } from '../../../src/features/polls/poll.ts';
import {
  invitedTo,
  mostReminders,
  remindAt,
  whyNotRemind,
} from '../../../src/features/polls/reminding/reminding-rules.ts';
import { draftOf } from '../../../src/features/polls/templates/draft-of.ts';

const hours = (n: number) => n * 3600_000;
const now = new Date('2026-11-23T02:00:00Z');
const since = (ms: number) => new Date(now.getTime() + ms);

describe('reminding', () => {
  it.each([
    [72, 48],
    [48, 24],
    [47, 45],
    [4, 2],
  ])('a poll that is open for %i hours reminds after %i', (open, at) =>
    expect(remindAt(now, since(hours(open)))).toEqual(since(hours(at))),
  );
  it('a short one 20 minutes before; a very short one, or without an end, not at all', () => {
    expect(remindAt(now, since(hours(1)))).toEqual(since(40 * 60_000));
    expect(remindAt(now, since(hours(1) - 1))).toBeUndefined();
    expect(remindAt(now, null)).toBeUndefined();
  });

  it('is for those who were asked and are here, each once', () => {
    const directory = {
      everyone: () => ['a', 'b'].map((id) => ({ id })),
      team: (id: string) => ({ memberIds: id === 't' ? ['b', 'gone'] : [] }),
      find: (id: string) => ({ active: id !== 'gone' }),
    } as never;
    const none = { teamIds: [], personIds: [], everyone: false };
    expect(invitedTo({ ...none, teamIds: ['t'], personIds: ['b', 'c'] }, directory)).toEqual(['b', 'c']);
    expect(invitedTo({ ...none, everyone: true, teamIds: ['t'] }, directory)).toEqual(['a', 'b']);
    expect(invitedTo(none, directory)).toEqual([]);
  });

  it('owners may do it so often, and not too soon after anybody', () => {
    const entry = (ago: number, actorId: string | null = 'o', kind = 'pollReminded') => ({
      kind,
      actorId,
      at: since(-hours(ago)),
    });
    expect(whyNotRemind([entry(1, 'o', 'pollEdited')], now)).toBeUndefined();
    expect(whyNotRemind([entry(3)], now)).toBe('tooSoon');
    expect(whyNotRemind([entry(3, null)], now)).toBe('tooSoon');
    expect(whyNotRemind([entry(4)], now)).toBeUndefined();
    const often = Array.from({ length: mostReminders }, (_, at) => entry(10 + 5 * at));
    expect(whyNotRemind(often, now)).toBe('tooOften');
    expect(
      whyNotRemind(
        often.map((one) => ({ ...one, actorId: null })),
        now,
      ),
    ).toBeUndefined();
  });
});

describe('what is made of an outcome', () => {
  const options = [
    { id: 'a', text: 'A', addedById: 'p' },
    { id: 'b', text: 'B' },
  ];
  const questions: PollQuestion[] = [
    { id: 'q', kind: 'single', text: 'One?', options },
    { id: 'r', kind: 'single', text: 'Two?', options },
  ];
  const result = (...winners: string[][]) => ({
    voters: 1,
    questions: questions.map(({ id }, at) => ({ id, answered: 1, votes: {}, winners: winners[at] ?? [] })),
  });
  const named = (poll: Pick<Poll, 'questions' | 'result'>) =>
    winnersOf(poll).map(({ question, option }) => question.id + option.id);

  it('of each question whatever leads; of none before it was counted', () => {
    expect(named({ questions, result: null })).toEqual([]);
    expect(named({ questions, result: result(['a'], []) })).toEqual(['qa']);
    expect(named({ questions, result: result(['a', 'b'], ['b']) })).toEqual(['qa', 'qb', 'rb']);
  });
  it('a button names one of this poll, or none', () => {
    expect(outcomeIn({ questions }, 'q', 'b')?.option.text).toBe('B');
    expect(outcomeIn({ questions }, 'q', 'x')).toBeUndefined();
    expect(outcomeIn({ questions }, 'x', 'a')).toBeUndefined();
  });
  it('is listed once', () => {
    const step: NextStep = { kind: 'request', id: 'req_1', number: 1, byId: 'p' };
    const once = withStep([], step);
    expect(withStep(once, step)).toEqual([step]);
    expect(withStep(once, { ...step, kind: 'reminder' })).toHaveLength(2);
    expect(mostSteps).toBeGreaterThan(2);
  });

  it('a duplicate begins with what was asked, and with nothing of its own', () => {
    const audience = { teamIds: ['t'], personIds: [], everyone: false };
    const draft = draftOf({
      ...{
        title: 'T',
        questions,
        secrecy: 'named',
        results: 'live',
        canChange: true,
        canAddOptions: true,
        closesAtVotes: 5,
        audience,
      },
      ...{ closesAt: now, coOwnerIds: ['p'], recurs: null },
    });
    expect(draft).toMatchObject({
      title: 'T',
      closesAt: null,
      closesAtVotes: 5,
      coOwnerIds: [],
      recurs: null,
      audience,
    });
    expect(JSON.stringify(draft)).not.toContain('addedById');
    expect(draft.questions[0]!.options.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('taking results away', () => {
  const owner = { owner: true, invited: false };
  const asked = { owner: false, invited: true };
  const nobody = { owner: false, invited: false };
  const states = ['open', 'closed', 'counted', 'deleted'] as const;
  it.each([
    // secrecy, results, whom, have they voted; in which states
    ['named', 'live', asked, false, ['open', 'closed', 'counted']],
    ['named', 'live', nobody, true, []],
    ['named', 'afterVote', asked, false, ['counted']],
    ['named', 'afterVote', asked, true, ['open', 'counted']],
    ['named', 'afterClose', asked, true, ['counted']],
    ['named', 'afterClose', owner, false, ['open', 'closed', 'counted']],
    ['toOwners', 'afterClose', owner, false, ['open', 'closed', 'counted']],
    ['anonymous', 'afterClose', owner, true, ['counted']],
    ['anonymous', 'afterVote', owner, true, ['counted']],
    ['anonymous', 'live', asked, false, ['open', 'closed', 'counted']],
  ] as const)('%s, %s', (secrecy, results, roles, hasVoted, allowed) => {
    expect(states.filter((state) => mayTake({ state, secrecy, results }, roles, hasVoted))).toEqual(allowed);
  });
});
