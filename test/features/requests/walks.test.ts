import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { newStep, type Step, standing } from '../../../src/features/approvals/index.ts';
import type { Intent } from '../../../src/features/requests/intents.ts';
import type { RequestState } from '../../../src/features/requests/request.ts';
import { responsibleFor, rolesOf } from '../../../src/features/requests/roles.ts';
import { decide } from '../../../src/features/requests/rules.ts';
import { isGivenBack } from '../../../src/features/requests/rules-requester.ts';
import { afterDecision, goesOn, isOver } from '../../../src/features/requests/stages.ts';
import { isThanks } from '../../../src/features/requests/thanks.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { everybody, exampleDirectory, type Name } from '../../helpers/example.ts';
import { requestWith } from './example-request.ts';

const start = Date.parse('2026-11-23T02:00:00Z');
const filled = { fields: { what: 'x' }, placeId: null, urgency: null, about: 'x', words: [] };
/** Those who have the most to do with it. */
const likely = ['lead', 'lead', 'lead', 'lead', 'lead', 'requester', 'requester'] as const;
const text = { en: 'look', 'zh-CN': '看看' };

describe('a request on any walk through its life', () => {
  let database: Database;
  let all: Directory;
  let idOf: (name: Name) => string;
  const seen = new Set<string>();
  beforeAll(async () => {
    database = await createTestDatabase();
    ({ directory: all, idOf } = await exampleDirectory(database));
  });
  afterAll(() => database.close());

  /** The office after these people have left it. */
  const without = (gone: readonly string[]): Directory =>
    Object.assign(Object.create(all) as Directory, {
      find: (id: string) => (gone.includes(id) ? { ...all.person(id), active: false } : all.find(id)),
    });

  const chain = (state: Step['state']): Step[] => [
    newStep({
      id: 's1',
      position: 1,
      by: { kind: 'manager', levels: 1 },
      approverIds: [idOf('manager')],
      state,
    }),
  ];

  const apply = (request: RequestState, intent: Intent, id: string, at: number, directory: Directory) => {
    const actor = { id, roles: rolesOf(request, id, directory), at: new Date(at) };
    const decided = decide(request, intent, actor, directory);
    return 'refused' in decided ? undefined : { ...request, ...decided };
  };

  const decideStep = (
    request: RequestState,
    state: 'approved' | 'rejected' | 'returned' | 'lapsed',
    at: number,
  ) => {
    if (standing(request.steps) !== 'open') return request;
    const steps = request.steps.map((step) => (step.state === 'open' ? { ...step, state } : step));
    return { ...request, ...afterDecision(request, steps, new Date(at)) };
  };

  /** Everything that can be wanted of it. */
  const intents = (): fc.Arbitrary<Intent> => {
    const reason = fc.constantFrom('because', ' ', ' ');
    const person = fc.constantFrom(...everybody).map((name) => idOf(name));
    const team = fc.constantFrom('repairs', 'finance', 'nobody');
    const steps = fc.constantFrom(undefined, chain('open'), chain('approved'), []);
    return fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom<Intent>(
          { verb: 'take' },
          { verb: 'takeOver' },
          { verb: 'release' },
          { verb: 'begin' },
          { verb: 'resume' },
          { verb: 'accept' },
          { verb: 'watch' },
          { verb: 'comment', words: 'it still drips' },
          { verb: 'comment', words: 'thanks!' },
          { verb: 'askRequester', question: 'which?' },
          { verb: 'finish', note: 'done', actualCost: 3 },
          { verb: 'confirm', ratings: { speed: null, quality: null, manner: 3 }, comment: null },
          { verb: 'check', ticked: [0] },
          { verb: 'check', ticked: [] },
        ),
      },
      fc.constant<Intent>({ verb: 'withdraw' }),
      fc.record({
        verb: fc.constantFrom('decline', 'reopen', 'reopen', 'cancel'),
        reason,
      }) as fc.Arbitrary<Intent>,
      fc.record({ verb: fc.constant('assign' as const), personId: person }),
      fc.record({ verb: fc.constant('handOver' as const), teamId: team, reason }),
      fc.integer({ min: -1, max: 9 }).map((days) => ({
        verb: 'hold' as const,
        reason: 'parts',
        until: new Date(start + days * 86_400_000),
      })),
      steps.map((one) => ({ verb: 'edit' as const, ...filled, steps: one })),
      steps.map((one) => ({ verb: 'correct' as const, ...filled, steps: one ?? [] })),
    );
  };

  const turns = () =>
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ intent: intents(), by: fc.constantFrom(...likely, ...everybody) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          decided: fc.constantFrom('approved', 'rejected', 'returned', 'lapsed' as const),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ leaves: fc.constantFrom<Name>('assignee', 'member', 'requester') }),
      },
      { weight: 1, arbitrary: fc.constant({ holdOver: true }) },
    ) as fc.Arbitrary<
      | { intent: Intent; by: Name }
      | { decided: 'approved' | 'rejected' | 'returned' | 'lapsed' }
      | { leaves: Name }
      | { holdOver: true }
    >;

  function check(request: RequestState, directory: Directory): void {
    const responsible = responsibleFor(request, { directory });
    if (responsible.kind === 'person') expect(directory.find(responsible.personId)?.active).toBe(true);
    else
      expect(directory.team(responsible.teamId).memberIds.some((id) => directory.find(id)?.active)).toBe(
        true,
      );
    const { stage, stageBefore, assigneeId, steps } = request;
    if (assigneeId === null) expect(['assigned', 'inProgress']).not.toContain(stage);
    if (stageBefore) expect(['waiting', 'onHold', 'awaitingApproval']).toContain(stage);
    if (stageBefore) expect(['new', 'open', 'assigned', 'inProgress']).toContain(stageBefore);
    expect(request.holdUntil !== null).toBe(stage === 'onHold');
    expect(request.holdReason !== null).toBe(stage === 'onHold');
    expect(standing(steps) === 'open').toBe(stage === 'awaitingApproval');
    expect(request.closedAt !== null).toBe(['closed', 'rejected', 'cancelled'].includes(stage));
    if (stage === 'done') expect(request.doneAt).not.toBeNull();
    if (isOver(stage)) expect([stageBefore, request.handover]).toEqual([null, null]);
  }

  /** Somebody who means well brings it to its end: by the rules, and without anybody who has left. */
  function bringToEnd(from: RequestState, at: number, directory: Directory): RequestState {
    let request = from;
    const lead = request.teamId === 'repairs' ? 'lead' : 'finance';
    const does = (by: Name, intent: Intent) => {
      request = apply(request, intent, idOf(by), at, directory) ?? request;
    };
    if (isGivenBack(request)) does('requester', { verb: 'correct', ...filled, steps: chain('open') });
    // Nobody is left to correct it: the team ends it.
    if (isGivenBack(request)) does(lead, { verb: 'cancel', reason: 'nobody corrects it' });
    request = decideStep(request, 'approved', at);
    does(lead, { verb: 'takeOver' });
    does(lead, { verb: 'resume' });
    does(lead, { verb: 'check', ticked: [0] });
    does(lead, { verb: 'finish', note: 'done', actualCost: null });
    expect(isOver(request.stage)).toBe(true);
    seen.add(request.stage);
    does('requester', { verb: 'confirm', ratings: { speed: 1, quality: null, manner: null }, comment: null });
    seen.add(request.stage);
    return request;
  }

  it('has one responsible at every instant, keeps its parts together, and can always be brought to an end', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(turns(), { maxLength: 50, size: 'max' }), (approved, walk) => {
        const gone: string[] = [];
        let directory = all;
        let request = requestWith({
          requesterId: idOf('requester'),
          filedById: idOf('requester'),
          stage: approved ? 'awaitingApproval' : 'new',
          steps: approved ? chain('open') : [],
          checklist: [{ text, doneById: null, doneAt: null }],
        });
        for (const [step, turn] of walk.entries()) {
          const at = start + step * 3600_000;
          if ('leaves' in turn) {
            gone.push(idOf(turn.leaves));
            directory = without(gone);
          } else if ('decided' in turn) request = decideStep(request, turn.decided, at);
          else if ('holdOver' in turn)
            request = request.stage === 'onHold' ? { ...request, ...goesOn(request) } : request;
          else request = apply(request, turn.intent, idOf(turn.by), at, directory) ?? request;
          seen.add(request.stage);
          check(request, directory);
        }
        const end = bringToEnd(request, start + 100 * 3600_000, directory);
        check(end, directory);
      }),
      { numRuns: 400 },
    );
    // The walks have been everywhere.
    expect([...seen].sort()).toEqual(
      [
        ...[
          'assigned',
          'awaitingApproval',
          'cancelled',
          'closed',
          'done',
          'inProgress',
          'new',
          'onHold',
          'open',
        ],
        ...['rejected', 'waiting'],
      ].sort(),
    );
  });

  it('waits for the requester’s answer, and for nothing that is none', () => {
    const waiting = requestWith({
      stage: 'waiting',
      stageBefore: 'inProgress',
      requesterId: idOf('requester'),
      assigneeId: idOf('assignee'),
    });
    const stageAfter = (by: Name, words: string, request = waiting) =>
      apply(request, { verb: 'comment', words }, idOf(by), start, all)?.stage;
    expect(stageAfter('requester', 'the one on the left')).toBe('inProgress');
    expect(stageAfter('requester', '谢谢！')).toBe('waiting');
    expect(stageAfter('member', 'the one on the left')).toBe('waiting');
    expect(stageAfter('requester', 'it drips again', { ...waiting, stage: 'done', stageBefore: null })).toBe(
      'done',
    );
    expect(
      stageAfter('requester', 'it drips again', { ...waiting, stage: 'closed', stageBefore: null }),
    ).toBe('closed');
    expect(
      stageAfter('member', 'on it', { ...waiting, stage: 'new', stageBefore: null, assigneeId: null }),
    ).toBe('open');
  });

  it.each([
    'thanks',
    'Thank you very much!',
    'ok, thx 🙏',
    'Great, thanks all',
    '谢谢',
    '好的，谢谢您！',
    '辛苦了～',
    '多谢师傅',
    '收到，感谢',
  ])('understands “%s” as thanks', (words) => expect(isThanks(words)).toBe(true));
  it.each([
    'thanks, but it still leaks',
    'no thanks to you',
    '谢谢，不过还在漏',
    '辛苦再来一趟',
    'ok',
    '好的',
    '',
    'the party is at 3',
  ])('and “%s” as more than that', (words) => expect(isThanks(words)).toBe(false));
});
