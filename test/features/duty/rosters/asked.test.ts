import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../../src/config/office.ts';
import { readAsked } from '../../../../src/features/duty/rosters/asked.ts';
import { asksWho } from '../../../../src/features/duty/rosters/who.ts';
import { night, officeText, reception } from './duty-office.ts';

// Monday, 10:00 in Shanghai.
const at = new Date('2026-11-23T02:00:00Z');
const office = parseOffice(await officeText(reception(), night), 'office.yaml');
const rosters = Object.values(office.rosters);
const directory = {
  team: (id: string) => ({ id, name: office.teams[id]!.name, memberIds: [], channels: {} }),
};
const ask = (said: string, past = false) =>
  readAsked(said, { rosters, directory, at, timezone: 'Asia/Shanghai', past });
const shanghai = (wall: string) => new Date(`${wall}+08:00`);

describe('who is on duty', () => {
  it.each([
    ['', 'all', '2026-11-23T10:00', false],
    ['right now?', 'all', '2026-11-23T10:00', false],
    ['for reception', 'reception', '2026-11-23T10:00', false],
    ['at the reception tomorrow', 'reception', '2026-11-24T00:00', true],
    ['tomorrow at 3pm for the night watch', 'night', '2026-11-24T15:00', false],
    ['tomorrow night', 'all', '2026-11-24T22:00', false],
    ['tonight', 'all', '2026-11-23T22:00', false],
    ['on Saturday', 'all', '2026-11-28T00:00', true],
    ['on saturday evening reception', 'reception', '2026-11-28T19:00', false],
    ['2026-12-24 18:30', 'all', '2026-12-24T18:30', false],
    ['next week', 'all', '2026-11-30T00:00', true],
    ['Facilities', 'all', '2026-11-23T10:00', false],
    ['现在', 'all', '2026-11-23T10:00', false],
    ['前台 现在', 'reception', '2026-11-23T10:00', false],
    ['前台 10月1日', 'reception', '2027-10-01T00:00', true],
    ['今天', 'all', '2026-11-23T00:00', true],
    ['今晚', 'all', '2026-11-23T22:00', false],
    ['明晚夜班', 'night', '2026-11-24T22:00', false],
    ['周六', 'all', '2026-11-28T00:00', true],
    ['周六晚上前台', 'reception', '2026-11-28T22:00', false],
    ['明天下午3点前台的', 'reception', '2026-11-24T15:00', false],
    ['这周', 'all', '2026-11-23T00:00', true],
  ] as const)('%s', (said, of, from, span) => {
    const asked = ask(said);
    if ('words' in asked) throw new Error(`not understood: ${asked.words}`);
    expect(asked.rosters.map(({ id }) => id)).toEqual(of === 'all' ? ['reception', 'night'] : [of]);
    expect(asked.from).toEqual(shanghai(from));
    expect(asked.until !== undefined).toBe(span);
  });

  it('of the past where the question is', () => {
    expect(ask('10月1日', true)).toMatchObject({ from: shanghai('2026-10-01T00:00') });
    expect(ask('last friday')).toMatchObject({ from: shanghai('2026-11-20T00:00') });
    expect(ask('on friday', true)).toMatchObject({ from: shanghai('2026-11-20T00:00') });
    expect(ask('yesterday', true)).toMatchObject({ from: shanghai('2026-11-22T00:00') });
  });

  it.each(['blue cheese', '门口那个', 'reception when pigs fly'])('%s: says so', (said) => {
    expect(ask(said)).toHaveProperty('words');
  });

  it.each([
    ['今天谁值班', true],
    ['周六前台是谁值班？', true],
    ["Tomorrow, who's on duty?", true],
    ['昨天谁值的班', true],
    ['谁能来修一下空调', false],
    ['the duty free shop is closed', false],
  ])('%s: is it asked? %s', (sentence, asked) => {
    expect(asksWho(sentence)).toBe(asked);
  });
});
