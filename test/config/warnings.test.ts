import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { rosterWarnings } from '../../src/config/roster-warnings.ts';
import { warningsOf } from '../../src/config/warnings.ts';
import { fullOffice } from './full-office.ts';
import { example } from './office-mistakes.ts';

describe('what an office file allows and likely does not mean', () => {
  it('is nothing in the example', () => {
    expect(warningsOf(parseOffice(example, 'office.yaml'))).toEqual([]);
  });

  it('is told for approvers who would be nobody, and for groups without a category', () => {
    const text = fullOffice.replace('groups: {', 'groups: { garage: { name: Garage },');
    expect(warningsOf(parseOffice(text, 'office.yaml'))).toEqual([
      'nobody is responsible for depot, and a step "by: place" would find nobody there.',
      'department sales has no head, and a step "by: department" would find nobody.',
      'a step "by: department" would find nobody for cat@x.y.',
      'no category is in group garage.',
    ]);
  });

  it('is told of rosters that leave days out, split a day, tell nobody, or get in each other’s way', () => {
    const text = fullOffice
      .replace('    channels: { web: crew }\n', '')
      .replace('on: [workdays, makeup], hours', 'at: "23:00", on: [workdays, weekends], hours')
      .replace('onDuty: gate, role: driver', 'onDuty: gate')
      .replace('members: [ann@x.y, cat@x.y]', 'members: [ann@x.y]')
      .replace(', cat@x.y: [depot]', '')
      .replace('dock: { ', 'dock: { slackGroup: gate-duty, slackTopic: true, ');
    expect(rosterWarnings(parseOffice(fullOffice, 'office.yaml'))).toEqual([]);
    expect(rosterWarnings(parseOffice(text, 'office.yaml'))).toEqual([
      'roster gate tells a channel each morning who is on duty, and team crew has none.',
      'roster gate has nobody as backup on "holidays" days.',
      'roster gate has nobody as backup on "makeup" days.',
      'the turns of layer nights in roster gate change at 23:00, in the middle of its hours 22:00–06:00.',
      'category rescue goes to whoever is on duty in gate, and cat@x.y are not in team crew.',
      'rosters gate and dock both keep the user group gate-duty.',
      'rosters gate and dock both write the topic of team crew.',
    ]);
  });
});
