import { describe, expect, it } from 'vitest';
import type { Office } from '../../src/config/office-types.ts';
import { calendarsOf, scheduleOf } from '../../src/directory/schedules.ts';

const office = {
  organisation: { timezone: 'Asia/Shanghai', calendar: 'CN' },
  calendars: { site: { id: 'site', base: 'DE', holidays: ['2026-11-23'], workdays: [] } },
  teams: {
    plain: {},
    night: { calendar: 'site', workingHours: { days: ['sat'], from: '00:00', to: '06:00' } },
  },
} as unknown as Office;

describe('when a team works', () => {
  it.each([
    ['the organisation', undefined, '09:00', 'holiday', undefined],
    ['a team like it', 'plain', '09:00', 'holiday', undefined],
    ['a team of its own', 'night', '00:00', undefined, 'holiday'],
    ['a team that is gone', 'gone', '09:00', 'holiday', undefined],
  ])('%s', (_, teamId, from, nationalDay, ownDay) => {
    const schedule = scheduleOf(office, teamId);
    expect(schedule).toMatchObject({ timezone: 'Asia/Shanghai', from });
    expect(schedule.calendar.kindOf('2026-10-01')).toBe(nationalDay);
    expect(schedule.calendar.kindOf('2026-11-23')).toBe(ownDay);
  });

  it('is known once for each calendar', () => {
    expect([...calendarsOf(office).keys()]).toEqual(['CN', 'site']);
    expect(calendarsOf(office)).toBe(calendarsOf(office));
  });

  it('is from Monday to Friday where nothing is said', () => {
    const silent = { organisation: { timezone: 'UTC' }, calendars: {}, teams: {} } as unknown as Office;
    expect(scheduleOf(silent)).toMatchObject({
      from: '09:00',
      to: '18:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    });
  });
});
