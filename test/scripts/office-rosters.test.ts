import { describe, expect, it } from 'vitest';
import { rosterCalendarWarnings, simulateRoster } from '../../scripts/office-rosters.ts';
import { parseOffice } from '../../src/config/office.ts';
import { fullOffice } from '../config/full-office.ts';

const now = new Date('2026-11-25T10:00Z');
const office = parseOffice(
  fullOffice
    .replace('name: Cat', 'name: 蔡一')
    .replace('calendar: CN', 'calendar: plant')
    .replace('days: [sat]', 'days: [mon, tue, wed, thu, fri]')
    .replace('role: backup, members: [cat@x.y]', 'role: backup, members: [bob@x.y]')
    .replace('role: driver, members: [ann@x.y]', 'role: driver, members: [cat@x.y]')
    .replace('on: [workdays, makeup], hours', 'on: [mon, tue], hours'),
  'office.yaml',
);

describe('office roster simulate', () => {
  it('prints who is on duty week by week, what everybody carries, and how good that is', () => {
    const lines = simulateRoster(office, 'gate', { weeks: '3' }, now);
    expect(lines).toEqual([
      'Week from   primary  backup                        Driver',
      '----------  -------  ----------------------------  --------------',
      '2026-11-23  Ann      Mon 22:00 Bob, Tue 22:00 Bob  Sat 07:30 蔡一',
      '2026-11-30  蔡一     Mon 22:00 Bob, Tue 22:00 Bob  Sat 07:30 —',
      '2026-12-07  Ann      Mon 22:00 Bob, Tue 22:00 Bob  Sat 07:30 蔡一',
      '',
      '      points  shifts  h weekday ×1  h night ×2  h weekend ×2.5  h holiday ×4',
      '----  ------  ------  ------------  ----------  --------------  ------------',
      'Ann   540     2       180           60          96              0',
      '蔡一  497.5   9       95            40          129             0',
      'Bob   84      6       12            36          0               0',
      '',
      'Quality: 85 of 100',
      '  −11.5: nobody is on duty for 48 hours, first as driver at 2026-12-05 07:30',
      '  −3: 7 turns with less than 12 hours of rest before, first 蔡一 at 2026-11-28 19:30',
    ]);
  });

  it('prints one line for each shift, for a spreadsheet', () => {
    const lines = simulateRoster(office, 'dock', { weeks: '2', from: '2026-02-10', csv: true }, now);
    expect(lines).toEqual([
      'from,until,role,name,e-mail,points',
      '2026-02-09 09:00,2026-02-16 09:00,primary,蔡一,cat@x.y,255',
      '2026-02-16 09:00,2026-02-23 09:00,primary,蔡一,cat@x.y,504',
    ]);
  });

  it.each([
    ['x', { weeks: '1' }, 'there is no roster x: gate, dock'],
    ['gate', { weeks: '0' }, '--weeks is a number from 1 to 520, not 0'],
    ['gate', { weeks: '1', from: '2026-02-30' }, '--from is a date such as 2027-01-01, not 2026-02-30'],
  ])('says what it does not know: %s %o', (id, options, said) => {
    expect(() => simulateRoster(office, id, options, now)).toThrow(said);
  });

  it('is told from when on holidays are not known', () => {
    expect(rosterCalendarWarnings(office, now)).toEqual([
      'the holidays after 2026-12-31 are not known, and roster gate takes them for ordinary days.',
      'the holidays after 2026-12-31 are not known, and roster dock takes them for ordinary days.',
    ]);
    expect(rosterCalendarWarnings(office, new Date('2025-12-01T00:00Z'))).toEqual([]);
  });
});
