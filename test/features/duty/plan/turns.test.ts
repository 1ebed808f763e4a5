import { describe, expect, it } from 'vitest';
import type { RosterLayer } from '../../../../src/config/office-types.ts';
import { pointsOf } from '../../../../src/features/duty/plan/index.ts';
import { china, layerOf, plain, plan, rosterOf, said } from './rosters.ts';

/** The shifts of one layer, as wall times of the roster's zone, with how long each is. */
function shiftsOf(layer: Partial<RosterLayer>, from: string, until: string, timezone = 'Asia/Shanghai') {
  const roster = rosterOf({ timezone, layers: [layerOf(layer)] });
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return plan(roster, from, until, { schedule: china }).map(({ slot, startsAt, endsAt }) => {
    const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
    return `${slot} ${format.format(startsAt)} ${hours}h`;
  });
}

describe('the turns of a layer', () => {
  it.each<[what: string, layer: Partial<RosterLayer>, from: string, until: string, shifts: string[]]>([
    [
      'of hours',
      { turn: { hours: 8 }, at: '06:00' },
      '2026-03-02T06:00+08:00',
      '2026-03-03T06:00+08:00',
      [
        'main/2026-03-02T06:00 2026-03-02 06:00 8h',
        'main/2026-03-02T14:00 2026-03-02 14:00 8h',
        'main/2026-03-02T22:00 2026-03-02 22:00 8h',
      ],
    ],
    [
      'of weeks, at their nights: a piece for each, which belongs to the day it begins on',
      { on: ['fri', 'sun'], hours: { from: '22:00', to: '06:00' }, at: '22:00' },
      '2026-03-02T22:00+08:00',
      '2026-03-09T22:00+08:00',
      ['main/2026-03-02 2026-03-06 22:00 8h', 'main/2026-03-02 2026-03-08 22:00 8h'],
    ],
    [
      'of weeks, in working hours',
      { on: ['workdays', 'makeup'], hours: { from: '09:00', to: '18:00' } },
      '2026-02-14T00:00+08:00',
      '2026-02-26T00:00+08:00',
      // The Saturday before Spring Festival is worked, and the holidays end on Monday the 23rd.
      [
        'main/2026-02-09 2026-02-14 09:00 9h',
        'main/2026-02-23 2026-02-24 09:00 9h',
        'main/2026-02-23 2026-02-25 09:00 9h',
      ],
    ],
    [
      'of workdays, with the free days after them',
      { turn: { workdays: 3 } },
      '2026-09-18T09:00+08:00',
      '2026-09-29T09:00+08:00',
      // Sunday the 20th is a make-up workday; Friday the 25th to Sunday the 27th are Mid-Autumn.
      [
        'main/2026-09-16 2026-09-18 09:00 48h',
        'main/2026-09-20 2026-09-20 09:00 72h',
        'main/2026-09-23 2026-09-23 09:00 144h',
      ],
    ],
    ['before the roster begins', {}, '2025-12-01T09:00+08:00', '2026-01-05T09:00+08:00', []],
  ])('%s', (_what, layer, from, until, shifts) => {
    expect(shiftsOf(layer, from, until)).toEqual(shifts);
  });

  it('mean wall times: a change of the clocks makes a turn longer or shorter, or leaves none', () => {
    const day = { turn: { days: 1 } };
    expect(shiftsOf(day, '2026-03-28T09:00+01:00', '2026-03-30T09:00+02:00', 'Europe/Berlin')).toEqual([
      'main/2026-03-28 2026-03-28 09:00 23h',
      'main/2026-03-29 2026-03-29 09:00 24h',
    ]);
    expect(shiftsOf(day, '2026-10-31T09:00-04:00', '2026-11-01T09:00-05:00', 'America/New_York')).toEqual([
      'main/2026-10-31 2026-10-31 09:00 25h',
    ]);
    const week = shiftsOf({}, '2026-10-19T09:00+02:00', '2026-11-02T09:00+01:00', 'Europe/Berlin');
    expect(week).toEqual(['main/2026-10-19 2026-10-19 09:00 169h', 'main/2026-10-26 2026-10-26 09:00 168h']);
    const hour = { turn: { hours: 1 }, at: '00:00' };
    expect(shiftsOf(hour, '2026-03-29T01:00+01:00', '2026-03-29T04:00+02:00', 'Europe/Berlin')).toEqual([
      'main/2026-03-29T01:00 2026-03-29 01:00 1h',
      'main/2026-03-29T03:00 2026-03-29 03:00 1h',
    ]);
    expect(shiftsOf(hour, '2026-11-01T01:00-04:00', '2026-11-01T02:00-05:00', 'America/New_York')).toEqual([
      'main/2026-11-01T01:00 2026-11-01 01:00 2h',
    ]);
  });

  it('give National Day and its make-up days to their own rotations, whose later layers count', () => {
    const roster = rosterOf({
      layers: [
        layerOf(),
        layerOf({ id: 'off', turn: { days: 1 }, on: ['holidays'], members: ['d', 'e'] }),
        layerOf({ id: 'makeup', turn: { days: 1 }, on: ['makeup'], members: ['f'] }),
      ],
    });
    const shifts = plan(roster, '2026-09-18T09:00+08:00', '2026-10-12T09:00+08:00', { schedule: china });
    const on = (date: string) => {
      const noon = new Date(`${date}T12:00+08:00`);
      return shifts.find(({ startsAt, endsAt }) => startsAt <= noon && noon < endsAt)?.personId;
    };
    expect(['2026-09-19', '2026-09-20', '2026-09-21', '2026-10-10', '2026-10-11'].map(on)).toEqual([
      'A',
      'F',
      'B',
      'F',
      'A',
    ]);
    // Turns of one day take turns, whatever lies between two holidays: Mid-Autumn is from the 25th to the 27th.
    const holidays = ['25', '26', '27']
      .map((day) => `2026-09-${day}`)
      .concat([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`));
    expect(holidays.map(on).join('')).toMatch(/^(DE){5}$|^(ED){5}$/);
  });
});

describe('who is on duty', () => {
  const away = (personId: string, from: string, until: string) => ({
    personId,
    fromAt: new Date(from),
    untilAt: new Date(until),
  });

  it('in order: the turn after who was away is still whose it is, and rest counts where another has it', () => {
    const leave = [away('B', '2026-01-13T00:00Z', '2026-01-14T00:00Z')];
    // C stands in for B, and B for C, who would have had no rest.
    expect(plan(rosterOf(), '2026-01-05T01:00Z', '2026-02-02T01:00Z', { leave }).map(said)).toEqual([
      '2026-01-05T01:00 2026-01-12T01:00 A',
      '2026-01-12T01:00 2026-01-19T01:00 C for B',
      '2026-01-19T01:00 2026-01-26T01:00 B for C',
      '2026-01-26T01:00 2026-02-02T01:00 A',
    ]);
    const [, stoodIn] = plan(rosterOf(), '2026-01-05T01:00Z', '2026-01-13T01:00Z', { leave });
    expect(stoodIn).toMatchObject({
      because: 'leave',
      slot: 'main/2026-01-12',
      layerId: 'main',
      points: 236,
    });
  });

  it('in order: whoever there is, where nobody has rest; and nobody, where all are away', () => {
    const alone = rosterOf({ layers: [layerOf({ members: ['a'], turn: { days: 1 } })] });
    const leave = [away('A', '2026-01-06T01:00Z', '2026-01-07T01:00Z')];
    expect(plan(alone, '2026-01-05T01:00Z', '2026-01-08T01:00Z', { leave }).map(said)).toEqual([
      '2026-01-05T01:00 2026-01-06T01:00 A',
      '2026-01-06T01:00 2026-01-07T01:00 nobody for A',
      '2026-01-07T01:00 2026-01-08T01:00 A',
    ]);
  });

  it('in order: nobody is primary and backup at once', () => {
    const both = rosterOf({ layers: [layerOf(), layerOf({ id: 'second', role: 'backup' })] });
    const shifts = plan(both, '2026-01-05T01:00Z', '2026-03-02T01:00Z');
    expect(
      shifts
        .filter(({ role }) => role === 'primary')
        .map(({ personId }) => personId)
        .join(''),
    ).toBe('ABCABCAB');
    for (const one of shifts)
      expect(
        shifts.filter(({ startsAt, personId }) => +startsAt === +one.startsAt && personId === one.personId),
      ).toEqual([one]);
  });

  it('in order: somebody who has left is passed over, and nobody else’s turn moves', () => {
    const members = new Map([
      ['a', 'A'],
      ['c', 'C'],
    ]);
    const shifts = plan(rosterOf({ restMinutes: 0 }), '2026-01-05T01:00Z', '2026-02-02T01:00Z', { members });
    expect(shifts.map(({ personId }) => personId)).toEqual(['A', 'C', 'C', 'A']);
  });

  it('fair: whoever has carried least, wishes as far as others can and the balance allows', () => {
    const fair = rosterOf({ restMinutes: 0, layers: [layerOf({ pick: 'fair', turn: { days: 1 } })] });
    const wish = (personId: string, wanted: 'rather' | 'ratherNot', from: string) => ({
      ...{ id: personId, rosterId: 'desk', wish: wanted },
      ...away(personId, `${from}T02:00Z`, `${from}T03:00Z`),
    });
    const wishes = [
      wish('A', 'ratherNot', '2026-01-05'),
      wish('C', 'rather', '2026-01-06'),
      wish('B', 'rather', '2026-01-08'),
    ];
    const people = (more: object) =>
      plan(fair, '2026-01-05T01:00Z', '2026-01-10T01:00Z', more)
        .map(({ personId }) => personId)
        .join('');
    expect(people({})).toBe('ABCAB');
    expect(people({ wishes })).toBe('BCABA');
    const only = ['A', 'B', 'C'].map((personId) => wish(personId, 'ratherNot', '2026-01-05'));
    expect(people({ wishes: only })).toBe('ABCAB');
    const [before] = plan(fair, '2026-01-03T01:00Z', '2026-01-06T01:00Z');
    expect(
      people({
        before: [
          {
            ...before!,
            slot: 'main/2026-01-01',
            startsAt: new Date('2026-01-01'),
            endsAt: new Date('2026-01-02'),
            points: 70,
          },
        ],
      }),
    ).toBe('BCBCB');
  });

  it('fair: one who needs rest does not only ever get the light turns', () => {
    const layers = [layerOf({ pick: 'fair', turn: { hours: 12 }, at: '09:00' })];
    const shifts = plan(
      rosterOf({
        layers,
        nights: { from: '21:00', to: '09:00' },
        weights: { weekday: 1, night: 3, weekend: 1, holiday: 1 },
      }),
      '2026-01-05T01:00Z',
      '2026-04-06T01:00Z',
    );
    const carried = (person: string) =>
      shifts.filter(({ personId }) => personId === person).reduce((sum, { points }) => sum + points, 0);
    const all = ['A', 'B', 'C'].map(carried);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(72);
  });

  it('leaves alone what is fixed', () => {
    const [swapped] = plan(rosterOf(), '2026-01-12T01:00Z', '2026-01-13T01:00Z');
    const fixed = [
      {
        ...swapped!,
        personId: 'A',
        because: 'swap' as const,
        startsAt: new Date('2026-01-14T01:00Z'),
        endsAt: new Date('2026-01-15T01:00Z'),
      },
    ];
    expect(plan(rosterOf(), '2026-01-12T01:00Z', '2026-01-19T01:00Z', { fixed }).map(said)).toEqual([
      '2026-01-12T01:00 2026-01-14T01:00 B',
      '2026-01-15T01:00 2026-01-19T01:00 B',
    ]);
  });
});

it('an hour weighs what its day does, or its night, whichever is more', () => {
  const roster = rosterOf();
  const points = (from: string, until: string, schedule: Parameters<typeof pointsOf>[1] = china) =>
    pointsOf(roster, schedule, new Date(`${from}+08:00`), new Date(`${until}+08:00`));
  expect(points('2026-03-02T08:00', '2026-03-02T12:30')).toBe(4.5);
  expect(points('2026-03-02T21:00', '2026-03-03T07:00')).toBe(1 + 8 * 1.5 + 1);
  expect(points('2026-03-06T21:00', '2026-03-07T01:00')).toBe(1 + 2 * 1.5 + 2);
  expect(points('2026-09-30T21:00', '2026-10-01T01:00')).toBe(1 + 2 * 1.5 + 3);
  // A make-up Saturday is a weekday, where the calendar knows it.
  expect(points('2026-10-10T09:00', '2026-10-10T10:00')).toBe(1);
  expect(points('2026-10-10T09:00', '2026-10-10T10:00', plain)).toBe(2);
});
