import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../src/directory/schedules.ts';
import type { World } from '../../../src/engine/context.ts';
import type { RequestState, Stage } from '../../../src/features/requests/request.ts';
import { clockAfter } from '../../../src/features/requests/targets/clock.ts';
import { clockSpans } from '../../../src/features/requests/targets/clock-spans.ts';
import {
  clockStateIn,
  minutesLeft,
  momentsOf,
  toldAt,
} from '../../../src/features/requests/targets/targets.ts';
import type { HistoryEntry } from '../../../src/history/history.ts';
import { workingMinutesBetween } from '../../../src/time/working-time.ts';
import { requestWith } from './example-request.ts';

const urgent = { source: '', evaluate: ({ urgency }: Record<string, unknown>) => urgency === 'high' };
const untimed = { source: '', evaluate: ({ urgency }: Record<string, unknown>) => urgency === 'none' };
const usual = [
  { to: 'assignee', after: { minutes: 30 } },
  { to: 'lead', after: { minutes: 120 } },
  { to: 'manager', after: { workingDays: 1 } },
] as const;
const week = ['mon', 'tue', 'wed', 'thu', 'fri'];
const world = {
  office: {
    organisation: {
      timezone: 'Asia/Shanghai',
      calendar: 'CN',
      workingHours: { days: week, from: '09:00', to: '18:00' },
    },
    calendars: {},
    teams: { repairs: {}, night: { workingHours: { days: week, from: '18:00', to: '24:00' } } },
    catalogue: {
      repair: {
        targets: [
          { when: urgent, respond: { minutes: 30 }, resolve: { minutes: 240 }, escalate: usual },
          { when: untimed, escalate: [] },
          {
            respond: { minutes: 60 },
            resolve: { workingDays: 1 },
            escalate: [{ to: 'lead', after: { minutes: 60 } }],
          },
        ],
      },
    },
  },
  directory: { find: () => undefined },
} as unknown as World;
const { office } = world;

/** September 2026 in Shanghai: the 18th is a Friday, the 20th a Sunday that is worked. */
const at = (time: string) => new Date(`2026-09-${time}:00+08:00`);
const shown = (date: Date | null) =>
  date && new Date(date.getTime() + 8 * 3600_000).toISOString().slice(8, 16);

type Step = [time: string, change: Partial<RequestState>];

/** A request filed on Friday at nine, after these changes, with the timers that are set by the last of them. */
function lived(steps: Step[], filed: Partial<RequestState> = {}) {
  let request = requestWith({ stage: 'new', ...filed });
  let change = clockAfter(world, undefined, request, at('18T09:00'));
  request = { ...request, ...change.columns };
  for (const [time, changed] of steps) {
    const next = { ...request, ...changed };
    change = clockAfter(world, request, next, at(time));
    request = { ...next, ...change.columns };
  }
  return { request, change };
}

const taken = { stage: 'assigned', assigneeId: 'a', respondedAt: at('18T09:30') } as const;
const waiting = { stage: 'waiting' } as const;
const on = { stage: 'assigned' } as const;

describe('the clocks of a request', () => {
  it.each<
    [string, Step[], Partial<RequestState>, string | null, number | null, string | null, number | null]
  >([
    // what, changes, filed as, answer by, minutes left, done by, minutes left
    ['run from the filing', [], {}, '18T10:00', null, '18T18:00', null],
    ['wait for the approval', [], { stage: 'awaitingApproval' }, null, 60, null, 540],
    [
      'begin after it',
      [['18T17:30', { stage: 'new' }]],
      { stage: 'awaitingApproval' },
      '20T09:30',
      null,
      '20T17:30',
      null,
    ],
    [
      'are shorter where it is urgent',
      [],
      { fields: { urgency: 'high' } },
      '18T09:30',
      null,
      '18T13:00',
      null,
    ],
    ['are not there without a target', [], { fields: { urgency: 'none' } }, null, null, null, null],
    ['end with the answer', [['18T09:30', taken]], {}, null, 30, '18T18:00', null],
    [
      'stand still',
      [
        ['18T09:30', taken],
        ['18T12:00', waiting],
      ],
      {},
      null,
      30,
      null,
      360,
    ],
    [
      'go on where they stood',
      [
        ['18T09:30', taken],
        ['18T12:00', waiting],
        ['20T09:00', on],
      ],
      {},
      null,
      30,
      '20T15:00',
      null,
    ],
    [
      'stand still all the same in another pause',
      [
        ['18T12:00', waiting],
        ['18T13:00', { stage: 'onHold' }],
      ],
      {},
      null,
      -120,
      null,
      360,
    ],
    ['are late, and know how late', [['18T12:00', waiting]], {}, null, -120, null, 360],
    [
      'are late by as much after a pause',
      [
        ['18T12:00', waiting],
        ['20T12:00', on],
      ],
      {},
      '20T10:00',
      null,
      '20T18:00',
      null,
    ],
    [
      'end with the work',
      [
        ['18T09:30', taken],
        ['18T12:00', { stage: 'done' }],
      ],
      {},
      null,
      30,
      null,
      360,
    ],
    [
      'go on when it is opened again',
      [
        ['18T09:30', taken],
        ['18T12:00', { stage: 'done' }],
        ['21T09:00', on],
      ],
      {},
      null,
      30,
      '21T15:00',
      null,
    ],
    [
      'keep what was used where it becomes urgent',
      [['18T09:30', { fields: { urgency: 'high' } }]],
      {},
      '18T09:30',
      null,
      '18T13:00',
      null,
    ],
    [
      'keep it where it becomes urgent in a pause',
      [
        ['18T10:00', waiting],
        ['18T11:00', { fields: { urgency: 'high' } }],
      ],
      {},
      null,
      -30,
      null,
      180,
    ],
    [
      'are not moved once the time is up',
      [
        ['20T09:00', { resolveMissedAt: at('18T18:00') }],
        ['20T10:00', { fields: { urgency: 'high' } }],
      ],
      {},
      '18T09:30',
      null,
      '18T18:00',
      null,
    ],
    [
      'end where the target does',
      [['18T10:00', { fields: { urgency: 'none' } }]],
      {},
      null,
      null,
      null,
      null,
    ],
    [
      'begin with a target',
      [['18T15:00', { fields: {} }]],
      { fields: { urgency: 'none' } },
      '18T16:00',
      null,
      '20T15:00',
      null,
    ],
    [
      'go by the hours of the next team',
      [['18T15:00', { teamId: 'night' }]],
      {},
      '17T19:00',
      null,
      '18T21:00',
      null,
    ],
    [
      'are not touched by anything else',
      [['18T09:15', { note: 'x', watcherIds: ['b'] }]],
      {},
      '18T10:00',
      null,
      '18T18:00',
      null,
    ],
  ])('%s', (_, steps, filed, respondBy, respondLeft, resolveBy, resolveLeft) => {
    const { request } = lived(steps, filed);
    expect([shown(request.respondBy), request.respondLeftMinutes]).toEqual([respondBy, respondLeft]);
    expect([shown(request.resolveBy), request.resolveLeftMinutes]).toEqual([resolveBy, resolveLeft]);
  });

  it('say since when they stand still, for each reason anew', () => {
    const paused = (steps: Step[]) => shown(lived(steps).request.pausedAt);
    expect(paused([['18T12:00', waiting]])).toBe('18T12:00');
    expect(
      paused([
        ['18T12:00', waiting],
        ['18T13:00', { note: 'x' }],
      ]),
    ).toBe('18T12:00');
    expect(
      paused([
        ['18T12:00', waiting],
        ['18T13:00', { stage: 'onHold' }],
      ]),
    ).toBe('18T13:00');
    expect(
      paused([
        ['18T12:00', waiting],
        ['18T13:00', on],
      ]),
    ).toBeNull();
    expect(
      paused([
        ['18T12:00', waiting],
        ['18T13:00', { stage: 'cancelled' }],
      ]),
    ).toBeNull();
  });

  it('set their timers with each start, and let them lapse with each stop', () => {
    const said = ({ change }: ReturnType<typeof lived>) => ({
      lapsed: change.writes.map((write) => 'timerKind' in write && write.timerKind),
      set: change.timers.map(
        ({ kind, args, localTime }) => `${kind.slice(9)} ${args!.what} ${localTime.slice(8)}`,
      ),
    });
    expect(said(lived([]))).toEqual({
      lapsed: [],
      set: [
        'respondTarget warning 18T09:48',
        'respondTarget missed 18T10:00',
        'respondTarget level 18T11:00',
        'resolveTarget warning 18T16:12',
        'resolveTarget missed 18T18:00',
        'resolveTarget level 20T10:00',
      ],
    });
    expect(said(lived([['18T09:30', taken]]))).toEqual({ lapsed: ['requests.respondTarget'], set: [] });
    expect(
      said(
        lived([
          ['18T09:30', taken],
          ['18T12:00', waiting],
        ]),
      ),
    ).toEqual({
      lapsed: ['requests.resolveTarget'],
      set: [],
    });
    const late = { resolveMissedAt: at('18T18:00') };
    const resumed = lived([
      ['18T09:30', taken],
      ['20T09:30', { ...waiting, ...late }],
      ['21T09:00', on],
    ]);
    // Half an hour late before the pause: what was told is not told again.
    expect(said(resumed)).toEqual({
      lapsed: ['requests.resolveTarget'],
      set: ['resolveTarget level 21T09:30'],
    });
    expect(said(lived([['18T09:15', { note: 'x' }]]))).toEqual({ lapsed: [], set: [] });
    // A time that is up only now is told at once, with its levels.
    const urgentNow = lived([['18T14:00', { ...taken, fields: { urgency: 'high' } }]]);
    expect(said(urgentNow).set).toEqual([
      'resolveTarget missed 18T13:00',
      'resolveTarget level 18T13:30',
      'resolveTarget level 18T15:00',
      'resolveTarget level 20T13:00',
    ]);
  });

  it('lose nothing and gain nothing, whatever happens', () => {
    const stages: Stage[] = [
      'new',
      'open',
      'assigned',
      'inProgress',
      'waiting',
      'onHold',
      'awaitingApproval',
      'done',
    ];
    const moves = fc.array(fc.tuple(fc.constantFrom(...stages), fc.integer({ min: 1, max: 4000 })), {
      maxLength: 12,
    });
    const schedule = scheduleOf(office, 'repairs');
    fc.assert(
      fc.property(moves, (list) => {
        let request = requestWith({ stage: 'new' });
        let now = at('18T09:00');
        request = { ...request, ...clockAfter(world, undefined, request, now).columns };
        let worked = 0;
        let pauses = 0;
        for (const [stage, minutes] of list) {
          const next = new Date(now.getTime() + minutes * 60_000);
          if (clockStateIn(request.stage) === 'running') worked += workingMinutesBetween(now, next, schedule);
          const changed = clockAfter(world, request, { ...request, stage }, next);
          request = { ...request, stage, ...changed.columns };
          now = next;
          pauses += 1;
          const running = clockStateIn(stage) === 'running';
          expect(request.resolveBy === null).toBe(!running);
          expect(request.resolveLeftMinutes === null).toBe(running);
          if (!running) expect(changed.timers).toEqual([]);
          const drift = minutesLeft('resolve', request, now, schedule)! - (540 - worked);
          expect(drift).toBeGreaterThanOrEqual(0);
          expect(drift).toBeLessThanOrEqual(pauses);
        }
      }),
    );
  });
});

describe('what a clock brings', () => {
  const schedule = scheduleOf(office, 'repairs');
  it.each([
    ['a fifth of a long time', { minutes: 300 }, '18T17:00'],
    ['ten minutes of a short one', { minutes: 30 }, '18T17:50'],
    ['none of one that is shorter', { minutes: 10 }, undefined],
    ['a fifth of days', { workingDays: 5 }, '18T09:00'],
  ])('a warning before the end: %s', (_, resolve, expected) => {
    const [first] = momentsOf('resolve', { resolve, escalate: [] }, at('18T18:00'), schedule);
    expect(first?.what === 'warning' ? shown(first.at) : undefined).toBe(expected);
  });

  it('levels after it, in working time', () => {
    const moments = momentsOf(
      'resolve',
      { resolve: { minutes: 60 }, escalate: [{ to: 'assignee', after: { minutes: 0 } }, ...usual] },
      at('18T18:00'),
      schedule,
    );
    expect(moments.map(({ what, at }) => `${what} ${shown(at)}`)).toEqual([
      'warning 18T17:48',
      'missed 18T18:00',
      'level 20T09:30',
      'level 20T11:00',
      'level 20T18:00',
    ]);
  });

  const people: Record<string, { id: string; active: boolean }> = Object.fromEntries(
    ['worker', 'lead', 'boss', 'admin'].map((id) => [id, { id, active: true }]),
  );
  people.gone = { id: 'gone', active: false };
  it.each([
    ['assignee', 'worker', 'lead', 'boss', ['worker']],
    ['assignee', null, 'lead', 'boss', ['lead']],
    ['assignee', 'gone', undefined, undefined, ['admin']],
    ['lead', 'worker', 'lead', 'boss', ['lead']],
    ['lead', 'worker', 'gone', 'boss', ['boss']],
    ['lead', 'worker', undefined, undefined, ['admin']],
    ['manager', 'worker', 'lead', 'boss', ['boss']],
    ['manager', 'worker', 'lead', undefined, ['admin']],
    ['manager', 'worker', undefined, 'boss', ['admin']],
  ] as const)('to the %s: of %s, %s and %s it tells %j', (to, assigneeId, leadId, boss, expected) => {
    const directory = {
      allTeams: () => [{ id: 'repairs', leadId }],
      find: (id: string) => people[id],
      managerOf: () => boss && people[boss],
      // Listed twice, told once.
      admins: () => [people.admin, people.admin],
    };
    expect(toldAt(to, { assigneeId, teamId: 'repairs' }, directory as never)).toEqual(expected);
  });
});

describe('the spans of a clock', () => {
  const schedule = scheduleOf(office, 'repairs');
  const entry = (time: string, actorId: string | null, data: HistoryEntry['data']) =>
    ({ at: at(time), actorId, data }) as HistoryEntry;
  const spans = (...entries: HistoryEntry[]) =>
    clockSpans(entries, at('21T10:00'), schedule).map(
      ({ stage, from, until, causedById, reason, workingMinutes }) =>
        [stage, shown(from), shown(until), causedById, reason, workingMinutes].join(' '),
    );

  it.each([
    ['nothing known', [entry('18T09:00', 'li', {})], []],
    ['running', [entry('18T17:00', 'li', { nextStage: 'new' })], ['new 18T17:00  li  660']],
    [
      'on from stage to stage',
      [
        entry('18T17:00', 'li', { nextStage: 'new' }),
        entry('18T17:10', 'zhao', { nextStage: 'assigned' }),
        entry('18T17:20', 'zhao', { text: 'a word' }),
        entry('18T17:30', 'zhao', { nextStage: 'inProgress' }),
      ],
      ['new 18T17:00  li  660'],
    ],
    [
      'paused for one reason after another',
      [
        entry('18T09:00', 'li', { nextStage: 'awaitingApproval' }),
        entry('18T10:00', 'omar', { nextStage: 'new' }),
        entry('18T11:00', 'zhao', { nextStage: 'waiting', text: 'which floor?' }),
        entry('20T09:00', 'zhao', { nextStage: 'onHold', text: 'parts' }),
        entry('20T18:00', null, { nextStage: 'assigned' }),
        entry('21T09:30', 'zhao', { nextStage: 'done' }),
      ],
      [
        'awaitingApproval 18T09:00 18T10:00 li  60',
        'new 18T10:00 18T11:00 omar  60',
        'waiting 18T11:00 20T09:00 zhao which floor? 420',
        'onHold 20T09:00 20T18:00 zhao parts 540',
        'assigned 20T18:00 21T09:30   30',
      ],
    ],
    [
      'opened again',
      [
        entry('18T09:00', 'li', { nextStage: 'new' }),
        entry('18T10:00', 'zhao', { nextStage: 'done' }),
        entry('18T17:00', 'li', { nextStage: 'open' }),
        entry('18T18:00', 'li', { nextStage: 'cancelled' }),
      ],
      ['new 18T09:00 18T10:00 li  60', 'open 18T17:00 18T18:00 li  60'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(spans(...entries)).toEqual(expected);
  });
});
