import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { fullOffice } from './full-office.ts';
import { itTells, type Mistake } from './office-mistakes.ts';

const { gear, spare, bulk } = parseOffice(fullOffice, 'office.yaml').catalogue;

describe('approvals and targets', () => {
  it('are read as rules whose steps stand in groups', () => {
    const [first, second] = gear!.approval;
    expect(first?.when?.evaluate({ cost: 1000, kinds: ['saw'], place: 'a3', day: '2026-11-30' })).toBe(true);
    expect(first?.when?.evaluate({ cost: 1000, kinds: ['drill'], place: 'a3', day: '2026-11-30' })).toBe(
      false,
    );
    expect(first?.when?.evaluate({ cost: 1000, kinds: ['saw'], place: 'a3', day: '2026-12-01' })).toBe(false);
    expect(first?.groups.map((group) => group.map(({ by, need }) => [by.kind, need]))).toEqual([
      [['manager', 'any']],
      [
        ['role', 2],
        ['team', 'all'],
      ],
      [['place', 'any']],
    ]);
    expect(first?.groups.map(([step]) => step?.silence)).toEqual([
      { remind: { minutes: 240 }, after: { workingDays: 3 }, outcome: 'escalate' },
      { remind: { workingDays: 1 }, outcome: 'wait' },
      { remind: { workingDays: 1 }, after: { workingDays: 5 }, outcome: 'lapse' },
    ]);
    expect(second?.when).toBeUndefined();
    expect(second?.groups.flat().map(({ by }) => by)).toEqual([
      { kind: 'department' },
      { kind: 'department', department: 'it' },
      { kind: 'person', email: 'cat@x.y' },
      { kind: 'manager', levels: 1 },
    ]);
  });

  it('are short where there is little to say', () => {
    expect(spare?.approval).toMatchObject([{ groups: [[{ by: { kind: 'manager', levels: 1 } }]] }]);
    expect(spare?.targets).toEqual([{ resolve: { workingDays: 2 }, escalate: [] }]);
    expect([bulk?.approval, bulk?.targets]).toEqual([[], []]);
    expect(gear?.targets.map(({ escalate }) => escalate.map(({ to }) => to))).toEqual([
      ['assignee', 'lead'],
      ['assignee', 'lead', 'manager'],
    ]);
  });

  const mistakes: Mistake[] = [
    [
      'a step among rules',
      '      - steps: [{ by: department }',
      '      - { by: manager }\n      - steps: [{ by: department }',
      '{ by: manager }\n',
      'catalogue.gear.approval[1] stands among rules: write it in the "steps" of one',
    ],
    [
      'a rule after one that always holds',
      '      - steps: [{ by: department }',
      '      - steps: [{ by: manager }]\n      - steps: [{ by: department }',
      'steps: [{ by: department }',
      'catalogue.gear.approval[2] never counts: [1] before it has no "when" and always holds',
    ],
    [
      'a condition of a rule',
      '"saw" in kinds',
      '"saw" == kinds',
      '"saw" == kinds',
      'catalogue.gear.approval[0].when these do not fit together: text == list<text>',
    ],
    [
      'a condition of a step side by side',
      `'department == "it"'`,
      `'dep == "it"'`,
      'dep == ',
      'catalogue.gear.approval[0].steps[1].together[1].when there is no field "dep"',
    ],
    [
      'one step side by side',
      `              - { by: { team: crew }, need: all, when: 'department == "it"' }\n`,
      '',
      '- { by: { role: cfo }, need: 2 }',
      'catalogue.gear.approval[0].steps[1].together must have at least 2 entries',
    ],
    [
      'more than can be asked',
      'need: 2',
      'need: 3',
      '3 }',
      'catalogue.gear.approval[0].steps[1].together[0].need needs 3 where only 2 can be asked',
    ],
    [
      'half a person',
      'need: 2',
      'need: 1.5',
      '1.5 }',
      'catalogue.gear.approval[0].steps[1].together[0].need must be a whole number',
    ],
    [
      'a number in words',
      'need: all',
      'need: most',
      'most',
      'catalogue.gear.approval[0].steps[1].together[1].need "most" is not one of any, all',
    ],
    [
      'a role that is none',
      '{ role: cfo }, need: 2',
      '{ role: ceo }, need: 2',
      'ceo',
      'catalogue.gear.approval[0].steps[1].together[0].by.role there is no role "ceo"; did you mean "cfo"?',
    ],
    [
      'a department without a head',
      '{ by: { department: it } }',
      '{ by: { department: sales } }',
      'sales } }',
      'catalogue.gear.approval[1].steps[1].by.department sales has no head: name one in departments',
    ],
    [
      'a department that is none',
      '{ by: { department: it } }',
      '{ by: { department: law } }',
      'law }',
      'catalogue.gear.approval[1].steps[1].by.department nobody is in a department "law"',
    ],
    [
      'somebody answering for no place',
      'approval: [{ by: manager }] }',
      'approval: [{ by: place }] }',
      'place }] }',
      'catalogue.spare.approval[0].by needs a field of type place in the category',
    ],
    [
      'managers of no level',
      '{ manager: 2 }',
      '{ manager: 0 }',
      '0 }, remind',
      'catalogue.gear.approval[0].steps[0].by.manager is less than 1',
    ],
    [
      'silence without an end',
      ', then: escalate }',
      ' }',
      '3d }',
      'catalogue.gear.approval[0].steps[0].after does nothing without "then: escalate" or "then: lapse"',
    ],
    [
      'an end without a time',
      'after: 3d, then',
      'then',
      'escalate }',
      'catalogue.gear.approval[0].steps[0].then needs "after", e.g. after: 3d',
    ],
    [
      'silence that approves',
      'then: escalate',
      'then: approve',
      'approve }',
      'catalogue.gear.approval[0].steps[0].then "approve" is not one of wait, escalate, lapse',
    ],
    [
      'both kinds of targets',
      '    targets:',
      '    target: { resolve: 1d }\n    targets:',
      '{ resolve: 1d }',
      'catalogue.gear.target must be in the list of "targets" too',
    ],
    [
      'a target that never counts',
      '      - { respond: 4h }',
      '      - { respond: 4h }\n      - { respond: 5h }',
      '{ respond: 5h }',
      'catalogue.gear.targets[2] never counts: [1] before it has no "when" and always holds',
    ],
    [
      'a condition of a target',
      `'urgency == "high"'`,
      `'urgency > 1'`,
      'urgency > 1',
      'catalogue.gear.targets[0].when these do not fit together: text > number',
    ],
    [
      'a condition of the only target',
      'target: { resolve: 2d',
      "target: { when: 'true', resolve: 2d",
      "when: 'true'",
      'catalogue.spare.target.when belongs to "targets", a list of which the first that holds counts',
    ],
    [
      'a delay',
      'after: 0m',
      'after: soon',
      'soon',
      'catalogue.gear.targets[0].escalate[0].after is not a duration such as 0m, 8h or 5d',
    ],
    [
      'somebody to tell',
      'to: lead }',
      'to: boss }',
      'boss }',
      'catalogue.gear.targets[0].escalate[1].to "boss" is not one of assignee, lead, manager',
    ],
  ];
  itTells(mistakes, fullOffice);
});
