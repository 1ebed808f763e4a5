import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { isWithin, pathOf, placesAround, responsibleFor } from '../../src/config/places.ts';
import { fullOffice } from './full-office.ts';
import { itTells, type Mistake, mistakesOf } from './office-mistakes.ts';

const office = parseOffice(fullOffice, 'office.yaml');

describe('departments, roles, calendars, places and budgets', () => {
  it('are read as they are meant', () => {
    expect(office.organisation).toMatchObject({
      bulkApproval: true,
      calendar: 'plant',
      workingHours: { from: '09:00', to: '24:00' },
    });
    expect(office.departments).toEqual({
      it: { id: 'it', name: { en: 'IT', 'zh-CN': '信息部' }, head: 'bob@x.y' },
      sales: { id: 'sales', name: { en: 'sales', 'zh-CN': 'sales' } },
    });
    expect(office.roles.cfo).toEqual(['cat@x.y', 'bob@x.y']);
    expect(office.calendars.plant).toMatchObject({ id: 'plant', base: 'CN', workdays: ['2026-12-26'] });
    expect(Object.keys(office.places)).toEqual(['hq', 'a', 'a3', 'depot']);
    expect(office.teams.crew).toMatchObject({ places: { 'ann@x.y': ['hq'] }, replies: [{ id: 'seen' }] });
    expect(office.budgets).toMatchObject([
      {
        department: 'it',
        category: 'gear',
        amount: 20000,
        overBudget: { by: { kind: 'role', role: 'cfo' } },
      },
      { department: 'it', period: 'year', amount: 90000.5 },
    ]);
  });

  it('know places by the way to them, and who answers for them', () => {
    const { places } = office;
    expect(pathOf(places, 'a3', 'zh-CN')).toBe('总部 › Building A › 3F');
    expect(pathOf(places, 'gone', 'en')).toBe('gone');
    expect(placesAround(places, 'a3')).toEqual(['a3', 'a', 'hq']);
    expect([
      isWithin(places, 'a3', 'hq'),
      isWithin(places, 'hq', 'a3'),
      isWithin(places, 'hq', 'hq'),
    ]).toEqual([true, false, true]);
    expect(['a3', 'a', 'hq', 'depot'].map((id) => responsibleFor(places, id))).toEqual([
      'cat@x.y',
      'ann@x.y',
      'ann@x.y',
      undefined,
    ]);
  });

  it('end where an alias makes a place that is in itself', () => {
    const endless = fullOffice.replace(
      'places:\n  hq:',
      'places: &all\n  loop: { name: L, places: *all }\n  hq:',
    );
    expect(mistakesOf(endless).join('\n')).toContain('levels deep');
  });

  const mistakes: Mistake[] = [
    [
      'a department without its name',
      'it: { name: { en: IT, zh-CN: 信息部 }, head: bob@x.y }',
      'it: { head: bob@x.y }',
      '{ head: bob@x.y }',
      'departments.it.name is missing',
    ],
    [
      'a head who is nobody',
      'head: bob@x.y',
      'head: rob@x.y',
      'rob@x.y',
      'departments.it.head nobody in people has the e-mail rob@x.y; did you mean "bob@x.y"?',
    ],
    ['a role of nobody', '[Cat@X.Y, bob@x.y]', '[]', '[] }', 'roles.cfo must not be empty'],
    [
      'a role of nobody we know',
      '[Cat@X.Y, bob@x.y]',
      '[zoe@z.z]',
      'zoe@z.z',
      'roles.cfo[0] nobody in people has the e-mail zoe@z.z',
    ],
    [
      'a calendar that is none',
      'calendar: plant',
      'calendar: plan',
      'plan\n',
      'organisation.calendar is neither a country such as CN (ISO 3166) nor one of calendars; did you mean "plant"?',
    ],
    [
      'a calendar on no country',
      'base: CN',
      'base: plant',
      'plant, holidays',
      'calendars.plant.base is not a country such as CN (ISO 3166)',
    ],
    [
      'a day that is none',
      '2026-12-24',
      '2026-02-30',
      '2026-02-30',
      'calendars.plant.holidays[0] is not a date such as 2026-10-01',
    ],
    [
      'a day of two kinds',
      '2026-12-26',
      '2026-12-24',
      '2026-12-24], validThrough',
      'calendars.plant.workdays[0] 2026-12-24 is a holiday as well',
    ],
    [
      'hours to a time that is none',
      'to: "24:00"',
      'to: "24:30"',
      '"24:30"',
      'organisation.workingHours.to is not a time of day such as "18:00"',
    ],
    [
      'hours from a time that is none',
      'from: "09:00"',
      'from: "24:00"',
      '"24:00"',
      'organisation.workingHours.from is not a time of day such as "09:00"',
    ],
    [
      'a place twice',
      'depot: { name',
      'a3: { name',
      'a3: { name: Depot',
      'places.a3 there is another place "a3"',
    ],
    [
      'a place without a name',
      'a3: { name: 3F, ',
      'a3: { ',
      '{ responsible: cat',
      'places.hq.places.a.places.a3.name is missing',
    ],
    [
      'somebody responsible who is nobody',
      'responsible: cat@x.y',
      'responsible: zoe@z.z',
      'zoe@z.z',
      'places.hq.places.a.places.a3.responsible nobody in people has the e-mail zoe@z.z',
    ],
    [
      'an unknown key of a place',
      'depot: { name: Depot }',
      'depot: { name: Depot, rooms: {} }',
      'rooms',
      'places.depot.rooms is not a known key',
    ],
    [
      'a place that nobody knows',
      '[depot]',
      '[dept]',
      'dept]',
      'teams.crew.places.cat@x.y[0] there is no place "dept"; did you mean "depot"?',
    ],
    [
      'the places of somebody else',
      'cat@x.y: [depot]',
      'bob@x.y: [depot]',
      'bob@x.y: [depot]',
      'teams.crew.places.bob@x.y bob@x.y is no member of crew',
    ],
    [
      'a reply without a text',
      ', text: { en: Thank you., zh-CN: 收到。 }',
      '',
      '{ id: seen',
      'teams.crew.replies[0].text is missing',
    ],
    [
      'a reply twice',
      'replies: [',
      'replies: [{ id: seen, title: T, text: T }, ',
      'seen, title: Seen',
      'teams.crew.replies[1].id there are two replies "seen"',
    ],
    [
      'a budget of no department',
      'department: it, period',
      'department: law, period',
      'law,',
      'budgets[1].department nobody is in a department "law"',
    ],
    [
      'a budget for no category',
      'category: gear',
      'category: gears',
      'gears',
      'budgets[0].category there is no category "gears"; did you mean "gear"?',
    ],
    [
      'a budget for what costs nothing',
      'category: gear',
      'category: turn',
      'turn, period',
      'budgets[0].category turn has no field of type money',
    ],
    [
      'a budget twice',
      'category: gear, ',
      '',
      '{ department: it, period: year',
      'budgets[1] there is another budget for the same department and category',
    ],
    [
      'a budget of nothing',
      'amount: 20000',
      'amount: 0',
      '0, overBudget',
      'budgets[0].amount must be more than 0',
    ],
    [
      'a period',
      'period: quarter',
      'period: week',
      'week',
      'budgets[0].period "week" is not one of month, quarter, year',
    ],
    [
      'a condition on what is over budget',
      'need: 1 }',
      "when: 'true' }",
      "when: 'true' }",
      'budgets[0].overBudget.when belongs to steps of a category',
    ],
    [
      'a group that is none',
      'group: office',
      'group: ofice',
      'ofice',
      'catalogue.gear.group there is no group "ofice"; did you mean "office"?',
    ],
    [
      'a name that is too long for a sign',
      'icon: 🧰',
      'icon: the sign of a toolbox',
      'the sign',
      'catalogue.gear.icon is more than 16 long',
    ],
  ];
  itTells(mistakes, fullOffice);
});
