import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { fullOffice } from './full-office.ts';
import { changed, itTells, type Mistake, mistakesOf } from './office-mistakes.ts';

describe('fields', () => {
  it('are of every type, and show for a place what is asked for the building', () => {
    const fields = parseOffice(fullOffice, 'office.yaml').catalogue.gear!.fields;
    expect(fields.map(({ type }) => type).join(' ')).toBe(
      'choice choices place text paragraph text date time datetime person file number money',
    );
    expect(fields.find(({ id }) => id === 'note')?.showWhen).toEqual({ field: 'urgency', in: ['high'] });
    expect(fields.find(({ id }) => id === 'room')?.showWhen?.in).toEqual(['hq', 'a', 'a3']);
  });

  it('may be called place where they ask for one', () => {
    const text = changed('id: place, type: place', 'id: place, type: text', fullOffice);
    expect(mistakesOf(text).join('\n')).toContain('"place" has a meaning of its own in conditions');
  });

  const mistakes: Mistake[] = [
    [
      'a pattern that is none',
      '"[A-Z]{2}\\\\d+"',
      '"[A-Z"',
      '"[A-Z"',
      "catalogue.gear.fields[3].pattern is not a regular expression of RE2's: error parsing regexp: missing closing ]: `[A-Z`",
    ],
    [
      'a pattern that could hang',
      '"[A-Z]{2}\\\\d+"',
      '"(a)\\\\1"',
      '"(a)',
      "catalogue.gear.fields[3].pattern is not a regular expression of RE2's: error parsing regexp: invalid escape sequence: `\\1`",
    ],
    [
      'a default that does not match',
      'default: AB1',
      'default: ab1',
      'ab1',
      'catalogue.gear.fields[3].default does not match the pattern',
    ],
    [
      'a hint without a pattern',
      'pattern: "[A-Z]{2}\\\\d+", ',
      '',
      'Two letters',
      'catalogue.gear.fields[3].patternHint needs a "pattern"',
    ],
    [
      'a pattern of a number',
      'min: 1, max: 5',
      'pattern: x, max: 5',
      'pattern: x',
      'catalogue.gear.fields[11].pattern belongs to fields of type text and paragraph',
    ],
    [
      'a default of a file',
      'label: Photo }',
      'label: Photo, default: x }',
      'default: x }',
      'catalogue.gear.fields[10].default belongs to fields of another type',
    ],
    [
      'a default among several',
      'default: [saw]',
      'default: [saw, axe]',
      'axe]',
      'catalogue.gear.fields[1].default[1] "axe" is not one of the options',
    ],
    [
      'a default day',
      'default: today+7d',
      'default: tomorrow',
      'tomorrow',
      'catalogue.gear.fields[6].default is not a date such as 2026-10-01, today or today+7d',
    ],
    [
      'a default day that is too late',
      'default: today+7d',
      'default: today+31d',
      'today+31d',
      'catalogue.gear.fields[6].default is after "max"',
    ],
    [
      'days the wrong way round',
      'min: 2026-01-01',
      'min: 2027-01-01',
      '2026-12-31 }\n      - { id: who',
      'catalogue.gear.fields[8].max is before "min"',
    ],
    [
      'a default time',
      '"09:30"',
      '"9:30"',
      '"9:30"',
      'catalogue.gear.fields[7].default is not a time of day such as "09:00"',
    ],
    [
      'a default person',
      'default: me',
      'default: zoe@z.z',
      'zoe@z.z',
      'catalogue.gear.fields[9].default nobody in people has the e-mail zoe@z.z',
    ],
    [
      'a default place',
      'default: a3',
      'default: a4',
      'a4, required',
      'catalogue.gear.fields[2].default there is no place "a4"; did you mean "a"?',
    ],
    [
      'a field that hangs on none',
      'showWhen: { urgency: high }',
      'showWhen: { urgent: high }',
      'urgent: high',
      'catalogue.gear.fields[4].showWhen.urgent there is no field "urgent" before this one',
    ],
    [
      'a field that hangs on a later one',
      'showWhen: { urgency: high }',
      'showWhen: { count: "1" }',
      'count: "1"',
      'catalogue.gear.fields[4].showWhen.count there is no field "count" before this one',
    ],
    [
      'a field that hangs on a text',
      'showWhen: { urgency: high }',
      'showWhen: { code: x }',
      'code: x',
      'catalogue.gear.fields[4].showWhen.code must be a field of type choice, choices or place',
    ],
    [
      'a field that never shows',
      'showWhen: { urgency: high }',
      'showWhen: { urgency: [high, huge] }',
      'huge',
      'catalogue.gear.fields[4].showWhen.urgency[1] "huge" is not one of the options of "urgency"',
    ],
    [
      'a field that shows nowhere',
      'place: [hq, a3]',
      'place: there',
      'there',
      'catalogue.gear.fields[5].showWhen.place "there" is not a place',
    ],
    [
      'two fields to hang on',
      'showWhen: { urgency: high }',
      'showWhen: { urgency: high, kinds: saw }',
      '{ urgency: high, kinds',
      'catalogue.gear.fields[4].showWhen must name one field, e.g. { urgency: high }',
    ],
    [
      'visible to nobody',
      '{ departments: [it, sales], teams: [crew], people: [cat@x.y] }',
      '{}',
      '{}',
      'catalogue.gear.visibleTo must name somebody; leave it out where everyone may',
    ],
    [
      'visible to a department that is none',
      '[it, sales]',
      '[it, sale]',
      'sale]',
      'catalogue.gear.visibleTo.departments[1] nobody is in a department "sale"; did you mean "sales"?',
    ],
    [
      'an assignment',
      'assign: leastLoaded',
      'assign: random',
      'random',
      'catalogue.bulk.assign "random" is not one of roundRobin, leastLoaded, byPlace',
    ],
    [
      'an assignment by a place that is not asked',
      'assign: leastLoaded',
      'assign: byPlace',
      'byPlace }',
      'catalogue.bulk.assign needs a field of type place in the category',
    ],
    [
      'an assignment by places of nobody',
      '    places: { Ann@x.y: [hq], cat@x.y: [depot] }\n',
      '',
      'byPlace',
      'catalogue.gear.assign needs "places" of team crew: who looks after which',
    ],
  ];
  itTells(mistakes, fullOffice);

  it('are not assigned to somebody outside of the team', () => {
    const text = changed('lead: bob@x.y', 'lead: cat@x.y', fullOffice).replace(
      '{ person: ann@x.y }',
      '{ person: bob@x.y }',
    );
    expect(mistakesOf(text).join('\n')).toContain(
      'catalogue.spare.assign.person bob@x.y is no member of crew',
    );
  });
});
