import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../../src/config/office.ts';
import { restTo } from '../../../../src/features/duty/notices/confirming.ts';
import { noticesFor } from '../../../../src/features/duty/notices/expected.ts';
import { nextMorning, shiftsOn } from '../../../../src/features/duty/notices/today.ts';
import {
  beginsTurn,
  confirms,
  handsOver,
  outgoing,
  whyNotConfirm,
} from '../../../../src/features/duty/notices/turn.ts';
import type { Shift } from '../../../../src/features/duty/shift.ts';
import { guardOffice } from './guard-office.ts';

const roster = parseOffice(guardOffice, 'office.yaml').rosters.gate!;
const on = (wall: string) => new Date(`2026-11-${wall}+08:00`);
const shift = (from: string, until: string, more: Partial<Shift> = {}): Shift => ({
  ...{ id: `shf_${from}`, version: 1, rosterId: 'gate', role: 'primary', layerId: 'l', slot: 'l/1' },
  ...{ startsAt: on(from), endsAt: on(until), personId: 'ann', plannedPersonId: 'ann', because: 'rotation' },
  ...{ points: 1, confirmedAt: null, confirmedById: null, createdAt: on('20T00:00') },
  ...more,
});
const monday = shift('23T09:00', '23T18:00');

describe('a turn begins', () => {
  it.each([
    ['with the first shift of all', undefined, true],
    ['not with the next day of the same week', shift('22T09:00', '22T18:00'), false],
    ['after somebody else in the same week', shift('22T09:00', '22T18:00', { personId: 'bob' }), true],
    ['after nobody', shift('22T09:00', '22T18:00', { personId: null }), true],
    ['with another slot', shift('22T09:00', '22T18:00', { slot: 'l/0' }), true],
  ] as const)('%s', (_, before, expected) => {
    expect(beginsTurn({ shift: monday, before })).toBe(expected);
  });
});

describe('the duty ends', () => {
  it.each([
    ['of whoever was before', shift('22T09:00', '23T09:00', { personId: 'bob' }), 'bob'],
    [
      'of whoever was on the last day before a long holiday',
      shift('10T09:00', '10T18:00', { personId: 'bob' }),
      'bob',
    ],
    ['of nobody, where it is the same person', shift('22T09:00', '23T09:00', { slot: 'l/0' }), undefined],
    ['of nobody, after a gap', shift('22T09:00', '23T09:00', { personId: null }), undefined],
    ['of nobody, after so long', shift('01T09:00', '01T18:00', { personId: 'bob' }), undefined],
    ['of nobody, at the very first', undefined, undefined],
  ] as const)('%s', (_, before, expected) => {
    expect(outgoing({ shift: monday, before })).toBe(expected);
  });
});

describe('what falls due', () => {
  const kinds = (shifts: Shift[], lead?: string, notices = roster.notices) =>
    noticesFor({ ...roster, notices }, shifts, lead).map(({ kind, to, localTime }) => [kind, to, localTime]);

  it('is a day ahead and at the start', () => {
    expect(kinds([monday])).toEqual([
      ['duty.ahead', { personId: 'ann' }, '2026-11-22T09:00'],
      ['duty.start', { personId: 'ann' }, '2026-11-23T09:00'],
    ]);
  });
  it('is told to the lead where nobody could be found; without one, to the team', () => {
    const gap = { ...monday, personId: null };
    expect(kinds([gap], 'dora')).toEqual([['duty.gap', { personId: 'dora' }, '2026-11-22T09:00']]);
    expect(kinds([gap])).toEqual([['duty.gap', { teamId: 'guards' }, '2026-11-22T09:00']]);
  });
  it('leaves out what is past', () => {
    expect(kinds([{ ...monday, createdAt: on('22T12:00') }]).map(([kind]) => kind)).toEqual(['duty.start']);
    expect(kinds([{ ...monday, createdAt: monday.startsAt }])).toEqual([]);
  });
  it('is told once where nothing is told ahead', () => {
    expect(kinds([monday], 'dora', { aheadMinutes: 0 }).map(([kind]) => kind)).toEqual(['duty.start']);
  });
});

describe('who may say that somebody is there', () => {
  const now = on('23T10:00');
  const asked = { ...roster, notices: { aheadMinutes: 0 } };
  it.each([
    ['whoever is on duty', monday, { id: 'ann', mayAnswer: false }, undefined],
    ['the backup and the lead', monday, { id: 'dora', mayAnswer: true }, undefined],
    ['nobody else', monday, { id: 'bob', mayAnswer: false }, 'notYours'],
    ['nobody, before it begins', shift('23T11:00', '23T18:00'), { id: 'ann', mayAnswer: false }, 'notYet'],
    ['nobody, after it is over', shift('22T09:00', '23T10:00'), { id: 'ann', mayAnswer: false }, 'over'],
    ['nobody, twice', { ...monday, confirmedAt: now }, { id: 'ann', mayAnswer: false }, 'confirmed'],
    ['nobody, of nobody', { ...monday, personId: null }, { id: 'dora', mayAnswer: true }, 'gone'],
    ['nobody, of a shift that is no more', undefined, { id: 'ann', mayAnswer: true }, 'gone'],
  ] as const)('%s', (_, of, actor, expected) => {
    expect(whyNotConfirm(of, actor, now)).toBe(expected);
  });
  it('nobody has to, as a backup or where it is not asked; nor hands over', () => {
    expect(confirms(roster, { role: 'primary' })).toBe(true);
    expect(confirms(roster, { role: 'backup' })).toBe(false);
    expect(confirms(asked, { role: 'primary' })).toBe(false);
    expect(handsOver(roster, { role: 'primary' })).toBe(true);
    expect(handsOver(roster, { role: 'backup' })).toBe(false);
    expect(handsOver({ ...roster, handover: false }, { role: 'primary' })).toBe(false);
  });
});

it('whoever steps in has the rest, confirmed; what is past stays whose it was', () => {
  const hours = (from: Date, until: Date) => (until.getTime() - from.getTime()) / 3600_000;
  const [past, rest] = restTo({ ...monday, points: 9 }, 'cat', on('23T10:00'), hours);
  expect(past).toMatchObject({
    personId: 'ann',
    startsAt: on('23T09:00'),
    endsAt: on('23T10:00'),
    points: 1,
  });
  expect(past!.confirmedAt).toBeNull();
  expect(rest).toMatchObject({
    personId: 'cat',
    startsAt: on('23T10:00'),
    endsAt: on('23T18:00'),
    points: 8,
  });
  expect(rest).toMatchObject({ because: 'override', plannedPersonId: 'ann', confirmedById: 'cat' });
});

describe('each morning', () => {
  const localTime = (now: Date, notices = roster.notices, timezone = roster.timezone) =>
    nextMorning({ ...roster, notices, timezone }, now).flatMap((write) =>
      'rows' in write ? write.rows.map((row) => row.localTime) : [],
    );
  it('is today as long as it is not past, else tomorrow, and none where it is not wanted', () => {
    expect(localTime(on('23T08:29'))).toEqual(['2026-11-23T08:30']);
    expect(localTime(on('23T08:30'))).toEqual(['2026-11-24T08:30']);
    expect(localTime(on('23T08:29'), { aheadMinutes: 0 })).toEqual([]);
  });
  it('moves over the gap when the clocks go forward', () => {
    const notices = { aheadMinutes: 0, channelAt: '02:30' };
    const rows = nextMorning(
      { ...roster, notices, timezone: 'Europe/Berlin' },
      new Date('2026-03-28T12:00Z'),
    );
    expect(rows).toMatchObject([{ rows: [{ dueAt: new Date('2026-03-29T01:30Z') }] }]);
  });
  it('names those who are on duty at some time of that day, the first role first', () => {
    const all = [
      shift('22T09:00', '23T09:00'),
      shift('23T09:00', '24T09:00', { personId: 'bob' }),
      shift('20T09:00', '27T09:00', { role: 'backup', personId: 'cat' }),
      shift('22T00:00', '23T00:00', { role: 'primary', personId: 'past' }),
      shift('24T00:00', '25T00:00', { role: 'primary', personId: 'later' }),
    ];
    const names = shiftsOn('2026-11-23', 'Asia/Shanghai', [...all].reverse()).map(({ personId }) => personId);
    expect(names).toEqual(['ann', 'bob', 'cat']);
  });
});
