import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '../../../src/core/working-hours.ts';
import {
  nextReminder,
  type PlanInput,
  planInvitations,
} from '../../../src/features/surveys/inviting/plan.ts';
import { instantOf, openingOf, roundDayFrom } from '../../../src/features/surveys/rounds/rhythm.ts';
import { countryCalendar } from '../../../src/time/calendar.ts';
import { dayOf } from '../../../src/time/day-start.ts';
import { isWorkingDay } from '../../../src/time/working-time.ts';

const workdays = { days: weekdays.slice(0, 5), calendar: countryCalendar('CN') };
const zones = ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Auckland', 'Europe/Berlin'];
const none = new Map<string, string[]>();
const usual = {
  people: zones.map((timezone) => ({ id: timezone, timezone })),
  asked: none,
  fatigue: { most: 2, days: 30 },
  at: '10:00',
  openDays: 7,
  workdays,
};
const planned = (input: Partial<PlanInput> & { from: Date }) => {
  const { invitations, leftOut, closesAt } = planInvitations({ ...usual, ...input });
  return {
    days: Object.fromEntries(invitations.map(({ personId, invitedOn }) => [personId, invitedOn])),
    times: Object.fromEntries(invitations.map(({ personId, nextAt }) => [personId, nextAt.toISOString()])),
    leftOut,
    closesAt: closesAt.toISOString(),
  };
};

describe('the day of a rhythm', () => {
  it.each([
    // Saturday 10 October 2026 is worked for the holidays of the first week, and so is Sunday 20 September.
    ['month', 1, '2026-10-01', '2026-10-08'],
    ['month', 3, '2026-10-01', '2026-10-10'],
    ['month', 4, '2026-10-01', '2026-10-12'],
    ['month', 3, '2026-10-11', '2026-11-04'],
    ['quarter', 1, '2026-10-01', '2026-10-08'],
    ['quarter', 1, '2026-10-08', '2026-10-08'],
    ['quarter', 1, '2026-10-09', '2027-01-01'],
    ['quarter', 16, '2026-10-01', '2026-10-28'],
    ['month', 15, '2026-09-01', '2026-09-20'],
  ] as const)('every %s on working day %i, from %s: %s', (every, workday, from, day) => {
    // Where no decree is known yet, a day is as its weekday is.
    expect(roundDayFrom({ every, workday }, from, workdays)).toBe(day);
  });

  it('once is the first one that is worked, and none once it is past', () => {
    const on = (day: string, from: string) => roundDayFrom({ every: 'once', on: day }, from, workdays);
    expect(on('2026-10-01', '2026-09-01')).toBe('2026-10-08');
    expect(on('2026-10-01', '2026-10-08')).toBe('2026-10-08');
    expect(on('2026-10-01', '2026-10-09')).toBeUndefined();
    expect(roundDayFrom({ every: 'once' }, '2026-09-01', workdays)).toBeUndefined();
  });
});

describe('who is asked when', () => {
  it('is at the same hour of each one’s own day, from where it comes first on', () => {
    const from = openingOf('2026-11-23', '10:00', zones);
    expect(from.toISOString()).toBe('2026-11-22T21:00:00.000Z');
    expect(planned({ from, fromDay: '2026-11-23' })).toEqual({
      days: Object.fromEntries(zones.map((zone) => [zone, '2026-11-23'])),
      times: {
        'Asia/Shanghai': '2026-11-23T02:00:00.000Z',
        'America/Los_Angeles': '2026-11-23T18:00:00.000Z',
        'Pacific/Auckland': '2026-11-22T21:00:00.000Z',
        'Europe/Berlin': '2026-11-23T09:00:00.000Z',
      },
      leftOut: 0,
      // Seven days, to the end of the last one in the west.
      closesAt: '2026-11-30T08:00:00.000Z',
    });
  });

  it('is the next such hour on a day that is worked, where somebody opens it', () => {
    // Saturday 19 September, noon in Shanghai; Sunday is worked there for the holidays.
    expect(planned({ from: new Date('2026-09-19T04:00:00Z') }).days).toEqual({
      'Asia/Shanghai': '2026-09-20',
      'America/Los_Angeles': '2026-09-20',
      'Pacific/Auckland': '2026-09-20',
      'Europe/Berlin': '2026-09-20',
    });
    // The first days of October are free.
    expect(planned({ from: new Date('2026-09-30T04:00:00Z') }).days).toMatchObject({
      'Asia/Shanghai': '2026-10-08',
      'Europe/Berlin': '2026-09-30',
    });
  });

  it('is the next working day for whom another survey asks that day, and never for whom the cap holds', () => {
    const asked = new Map([
      ['Asia/Shanghai', ['2026-11-23']],
      ['Europe/Berlin', ['2026-11-23', '2026-11-24']],
      ['America/Los_Angeles', ['2026-10-25', '2026-11-02']],
      ['Pacific/Auckland', ['2026-10-24', '2026-11-02']],
    ]);
    const from = openingOf('2026-11-23', '10:00', zones);
    const plan = planned({ from, fromDay: '2026-11-23', asked });
    expect(plan.days).toEqual({ 'Asia/Shanghai': '2026-11-24', 'Pacific/Auckland': '2026-11-23' });
    expect(plan.leftOut).toBe(2);
  });

  it('keeps the cap over any days in a row, one a day, on days that are worked, whatever was asked before', () => {
    const person = fc.record({
      zone: fc.constantFrom(...zones),
      asked: fc.uniqueArray(fc.integer({ min: -40, max: 12 }), { maxLength: 6 }),
    });
    const start = Date.parse('2026-09-21T00:00:00Z');
    const isoOf = (days: number) => new Date(start + days * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 0, max: 72 }),
        (people, most, days, openDays, hours) => {
          const from = new Date(start + hours * 3600_000);
          const asked = new Map(people.map((each, index) => [`p${index}`, each.asked.map(isoOf)]));
          const plan = planInvitations({
            ...usual,
            people: people.map(({ zone }, index) => ({ id: `p${index}`, timezone: zone })),
            asked,
            fatigue: { most, days },
            openDays,
            from,
          });
          expect(plan.invitations.length + plan.leftOut).toBe(people.length);
          for (const { personId, invitedOn, nextAt } of plan.invitations) {
            const { zone } = people[Number(personId.slice(1))]!;
            expect(nextAt).toEqual(instantOf(invitedOn, '10:00', zone));
            expect(dayOf(nextAt, zone)).toBe(invitedOn);
            expect(nextAt >= from && nextAt < plan.closesAt).toBe(true);
            expect(isWorkingDay(invitedOn, workdays)).toBe(true);
            const before = asked.get(personId)!;
            expect(before).not.toContain(invitedOn);
            // No stretch of so many days that it is in has more than the cap.
            const all = [...before, invitedOn].map((day) => Date.parse(day) / 86_400_000);
            const mine = Date.parse(invitedOn) / 86_400_000;
            for (let first = mine - days + 1; first <= mine; first++)
              expect(all.filter((day) => day >= first && day < first + days).length).toBeLessThanOrEqual(
                most,
              );
          }
        },
      ),
    );
  });
});

describe('reminders', () => {
  const remindedAfter = (invitedOn: string, now: string, closesAt = '2027-01-01T00:00:00Z') =>
    nextReminder(invitedOn, {
      at: '10:00',
      timezone: 'Asia/Shanghai',
      now: new Date(now),
      closesAt: new Date(closesAt),
      workdays,
    })?.toISOString() ?? null;

  it('come on day three and on day five, on days that are worked, while it is open', () => {
    expect(remindedAfter('2026-11-23', '2026-11-23T02:00:00Z')).toBe('2026-11-25T02:00:00.000Z');
    expect(remindedAfter('2026-11-23', '2026-11-25T02:00:00Z')).toBe('2026-11-27T02:00:00.000Z');
    expect(remindedAfter('2026-11-23', '2026-11-27T02:00:00Z')).toBeNull();
    // Friday: both would be on Monday, so that there is one, and one on Tuesday is none.
    expect(remindedAfter('2026-11-20', '2026-11-20T02:00:00Z')).toBe('2026-11-23T02:00:00.000Z');
    expect(remindedAfter('2026-11-20', '2026-11-23T02:00:00Z')).toBe('2026-11-24T02:00:00.000Z');
    expect(remindedAfter('2026-11-23', '2026-11-23T02:00:00Z', '2026-11-25T00:00:00Z')).toBeNull();
  });
});
