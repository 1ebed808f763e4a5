import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOffice, readOffice } from '../../src/config/office.ts';
import { hasCode, QuartermasterError } from '../../src/core/errors.ts';
import { projectRoot } from '../../src/core/paths.ts';

const path = join(projectRoot, 'office.example.yaml');
const example = readFileSync(path, 'utf8');

function mistakesOf(text: string): string[] {
  try {
    parseOffice(text, 'office.yaml');
  } catch (error) {
    if (!hasCode(error, 'config')) throw error;
    return error.message.split('\n').slice(1);
  }
  return [];
}

/** The example with one place changed; the place must exist. */
function changed(from: string, to: string): string {
  expect(example).toContain(from);
  return example.replace(from, to);
}

/** `line:column` of a text, counted from 1. */
function placeOf(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

describe('the example office', () => {
  it('is read as it is meant', async () => {
    const office = await readOffice(path);
    expect(office.organisation).toMatchObject({
      name: { en: 'Harbour Works', 'zh-CN': '海港实业' },
      timezone: 'Asia/Shanghai',
      workingHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
      admins: ['lin.yue@harbour.example'],
    });
    expect(office.people).toHaveLength(7);
    expect(office.teams.facilities).toMatchObject({ id: 'facilities', channels: { slack: '#facilities' } });
    expect(office.catalogue.repair?.target).toEqual({ respond: { minutes: 30 }, resolve: { minutes: 480 } });
    expect(office.catalogue.repair?.approval).toEqual([]);
    const { approval, target } = office.catalogue.purchase!;
    expect(target).toEqual({ respond: { minutes: 240 }, resolve: { workingDays: 5 } });
    expect(approval.map((rule) => rule.by)).toEqual([{ kind: 'manager' }, { kind: 'team', team: 'finance' }]);
    expect(approval[1]?.when?.evaluate({ amount: 5000 })).toBe(true);
    expect(approval[1]?.when?.evaluate({ amount: 4999.99 })).toBe(false);
  });

  it('is frozen all the way down, and a foreign id finds nothing', () => {
    const office = parseOffice(example, 'office.yaml');
    expect(Object.isFrozen(office.people[0])).toBe(true);
    expect(Object.isFrozen(office.catalogue.repair?.fields[0]?.label)).toBe(true);
    expect(office.catalogue.constructor).toBeUndefined();
  });

  it('reads short forms, people by any case of their e-mail, and a person as approver', () => {
    const text = changed('by: manager', 'by: { person: Omar.Haddad@Harbour.Example }')
      .replace('[low, normal, high]', '[low, { value: normal, label: { en: Normal, zh-CN: 普通 } }]')
      .replace('name: { en: Repair, zh-CN: 报修 }', 'name: Repair');
    const { repair, purchase } = parseOffice(text, 'office.yaml').catalogue;
    expect(repair?.name).toEqual({ en: 'Repair', 'zh-CN': 'Repair' });
    expect(repair?.fields[2]).toMatchObject({
      options: [
        { value: 'low', label: { en: 'low', 'zh-CN': 'low' } },
        { value: 'normal', label: { en: 'Normal', 'zh-CN': '普通' } },
      ],
    });
    expect(purchase?.approval[0]?.by).toEqual({ kind: 'person', email: 'omar.haddad@harbour.example' });
  });
});

/** What is replaced in the example, by what, where the mistake is pointed at, and what is said of it. */
const mistakes: [string, string, string, string, string][] = [
  [
    'an unknown key',
    'timezone: Asia/S',
    'timezon: Asia/S',
    'timezon:',
    'organisation.timezon is not a known key; did you mean "timezone"?',
  ],
  ['a wrong type', 'name: 李伟', 'name: 7', '7,', 'people[0].name must be a text: write it in quotes, "7"'],
  [
    'a key without a value',
    'respond: 4h',
    'respond: ~',
    '~,',
    'catalogue.purchase.target.respond has no value',
  ],
  [
    'a missing language',
    '{ en: Where, zh-CN: 地点 }',
    '{ en: Where }',
    '{ en: Where }',
    'catalogue.repair.fields[0].label.zh-CN is missing',
  ],
  [
    'a time zone',
    'Europe/Berlin',
    'Europe/Berlim',
    'Europe/Berlim',
    'people[1].timezone "Europe/Berlim" is not a time zone such as Asia/Shanghai; did you mean "Europe/Berlin"?',
  ],
  ['a locale', 'locale: en,', 'locale: de,', 'de,', 'people[1].locale "de" is not one of en, zh-CN'],
  ['a currency', 'CNY', 'RMB', 'RMB', 'organisation.currency is not a currency such as CNY (ISO 4217)'],
  [
    'a country',
    'calendar: CN ',
    'calendar: XX ',
    'XX ',
    'organisation.calendar is not a country such as CN (ISO 3166)',
  ],
  [
    'working hours backwards',
    'to: "18:00"',
    'to: "08:00"',
    '"08:00"',
    'organisation.workingHours.to must be later than "from"',
  ],
  [
    'a manager who is nobody',
    'manager: zhang.min@',
    'manager: zang.min@',
    'zang.min@',
    'people[0].manager nobody in people has the e-mail zang.min@harbour.example; did you mean "zhang.min@harbour.example"?',
  ],
  [
    'an administrator who is nobody',
    'admins: [lin.yue@',
    'admins: [nobody@',
    'nobody@',
    'organisation.admins[0] nobody in people has the e-mail nobody@harbour.example',
  ],
  [
    'a lead who is nobody',
    'lead: zhao.lei@harbour.example',
    'lead: boss@x.y',
    'boss@',
    'teams.facilities.lead nobody in people has the e-mail boss@x.y',
  ],
  [
    'a member who is nobody',
    'members: [omar.haddad@harbour.example',
    'members: [boss@x.y',
    'boss@',
    'teams.finance.members[0] nobody in people has the e-mail boss@x.y',
  ],
  [
    'a team of nobody',
    'members: [omar.haddad@harbour.example]',
    'members: []',
    '[]',
    'teams.finance.members must not be empty',
  ],
  [
    'an e-mail twice',
    'email: zhao.lei@harbour',
    'email: Li.Wei@harbour',
    'Li.Wei',
    'people[3].email li.wei@harbour.example is there twice',
  ],
  [
    'no e-mail',
    'email: sun.fang@harbour.example',
    'email: sun.fang',
    'sun.fang,',
    'people[4].email is not an e-mail',
  ],
  [
    'their own manager',
    'name: 赵磊,',
    'name: 赵磊, manager: zhao.lei@harbour.example,',
    'zhao.lei@harbour.example, locale',
    'people[3].manager zhao.lei@harbour.example cannot be their own manager',
  ],
  [
    'a circle of managers',
    'name: 张敏,',
    'name: 张敏, manager: li.wei@harbour.example,',
    'zhang.min@',
    'people[0].manager goes round in a circle: li.wei@harbour.example → zhang.min@harbour.example → li.wei@harbour.example',
  ],
  [
    'an unknown team',
    'team: facilities',
    'team: facilites',
    'facilites',
    'catalogue.repair.team there is no team "facilites"; did you mean "facilities"?',
  ],
  [
    'a field twice',
    'id: quantity',
    'id: item',
    'item, type: number',
    'catalogue.purchase.fields[1].id there are two fields "item"',
  ],
  [
    'a field id that no condition could name',
    'id: reason',
    'id: the-reason',
    'the-reason',
    'catalogue.purchase.fields[3].id must begin with a lower-case letter and go on with letters, digits and _',
  ],
  [
    'a field id that means something else',
    'id: reason',
    'id: department',
    'department, type',
    'catalogue.purchase.fields[3].id "department" has a meaning of its own in conditions; choose another id',
  ],
  [
    'a type',
    'type: text',
    'type: txt',
    'txt',
    'catalogue.repair.fields[0].type "txt" is not one of text, paragraph, number, money, choice; did you mean "text"?',
  ],
  [
    'an alias twice',
    '[buy, 购买]',
    '[buy, Buy]',
    'Buy]',
    'catalogue.purchase.aliases[1] "Buy" is there twice',
  ],
  [
    'an alias of two categories',
    '[buy, 购买]',
    '[buy, 报修]',
    '报修]',
    'catalogue.purchase.aliases[1] "报修" already means repair',
  ],
  [
    'a choice without options',
    ', options: [low, normal, high], default: normal',
    '',
    '{ id: urgency',
    'catalogue.repair.fields[2].options is missing',
  ],
  [
    'a choice of nothing',
    '[low, normal, high], default: normal',
    '[]',
    '[] }',
    'catalogue.repair.fields[2].options must not be empty',
  ],
  [
    'an option twice',
    '[low, normal, high]',
    '[low, normal, low]',
    'low],',
    'catalogue.repair.fields[2].options[2] "low" is there twice',
  ],
  [
    'a default that is no option',
    'default: normal',
    'default: medium',
    'medium',
    'catalogue.repair.fields[2].default "medium" is not one of the options',
  ],
  [
    'a minimum of a text',
    'zh-CN: 地点 }',
    'zh-CN: 地点 }, min: 3',
    'min: 3',
    'catalogue.repair.fields[0].min belongs to fields of type number and money',
  ],
  [
    'a minimum over the maximum',
    'min: 1,',
    'min: 2, max: 1,',
    '1, required',
    'catalogue.purchase.fields[1].max is less than "min"',
  ],
  [
    'a default under the minimum',
    'min: 1,',
    'min: 1, default: 0,',
    '0, required',
    'catalogue.purchase.fields[1].default is less than "min"',
  ],
  [
    'an approver that is none',
    'by: manager',
    'by: boss',
    'boss',
    'catalogue.purchase.approval[0].by must be manager, { team: … } or { person: … }',
  ],
  [
    'an approving team that is none',
    '{ team: finance }',
    '{ team: money }',
    'money }, when',
    'catalogue.purchase.approval[1].by.team there is no team "money"',
  ],
  [
    'an approving person who is nobody',
    'by: manager',
    'by: { person: x@y }',
    'x@y',
    'catalogue.purchase.approval[0].by.person nobody in people has the e-mail x@y',
  ],
  [
    'two approvers in one',
    '{ team: finance }',
    '{ team: finance, person: omar.haddad@harbour.example }',
    '{ team: finance, p',
    'catalogue.purchase.approval[1].by must name a team or a person',
  ],
  [
    'a condition cut short',
    '"amount >= 5000"',
    '"amount >="',
    '" }\n    target: { respond: 4h',
    'catalogue.purchase.approval[1].when Unexpected token: the end',
  ],
  [
    'a condition on an unknown field',
    '"amount >= 5000"',
    '"1 > 0 && amout >= 5000"',
    'amout',
    'catalogue.purchase.approval[1].when there is no field "amout"; did you mean "amount"?',
  ],
  [
    'a condition on a field of another category',
    '"amount >= 5000"',
    `'urgency == "high"'`,
    'urgency ==',
    'catalogue.purchase.approval[1].when there is no field "urgency"',
  ],
  [
    'a condition that compares a number with a text',
    '"amount >= 5000"',
    `'amount >= "x"'`,
    'amount >=',
    'catalogue.purchase.approval[1].when these do not fit together: number >= text',
  ],
  [
    'a duration',
    'resolve: 5d',
    'resolve: 5 days',
    '5 days',
    'catalogue.purchase.target.resolve is not a duration such as 30m, 8h or 5d',
  ],
  [
    'an id',
    '  finance:',
    '  Finance Dept:',
    'Finance Dept',
    'teams.Finance Dept must begin with a lower-case letter and go on with lower-case letters, digits, - and _',
  ],
  ['a key twice', 'currency: CNY', 'currency: CNY\n  locale: en', 'locale: en\n', 'Map keys must be unique'],
];

describe('a mistake in the office file', () => {
  it.each(mistakes)('%s is told with its place', (_name, from, to, at, said) => {
    const text = changed(from, to);
    expect(mistakesOf(text)).toContain(`  office.yaml:${placeOf(text, at)} ${said}`);
  });

  it('does not hide another, and each is told once, from top to bottom', () => {
    const text = changed('CNY', 'RMB')
      .replace('name: 李伟', 'name: 7')
      .replace('team: facilities', 'team: nowhere')
      .replace('amount >= 5000', 'amount >= ')
      .replace('resolve: 5d', 'resolve: 5');
    expect(mistakesOf(text).map((line) => line.replace(/^\S* *office.yaml:\d+:\d+ (\S+) .*/, '$1'))).toEqual([
      'organisation.currency',
      'people[0].name',
      'catalogue.repair.team',
      'catalogue.purchase.approval[1].when',
      'catalogue.purchase.target.resolve',
    ]);
  });

  it.each([
    ['nothing', '', '1:1 the file has no value'],
    ['a list', '- 1', '1:1 the file must be a group of keys'],
    ['no YAML', 'people: [', '1:10 '],
    ['an alias of nothing', 'people: *nobody', '1:1 Unresolved alias'],
    ['a circle of aliases', '&a { organisation: *a }', 'organisation.organisation is not a known key'],
    ['an unknown tag', 'people: !who []', '1:9 Unresolved tag: !who'],
    ['two documents', '--- {}\n--- {}', 'there must be one document'],
  ])('is %s', (_name, text, said) => {
    expect(mistakesOf(text).join('\n')).toContain(said);
  });

  it('is a file that is not there', async () => {
    await expect(readOffice('/nowhere/office.yaml')).rejects.toThrow(
      new QuartermasterError(
        'config',
        'The office file /nowhere/office.yaml cannot be read: there is no such file',
      ),
    );
  });

  it('never shows as anything but a list of mistakes, whichever character is corrupted', () => {
    const characters = [...example];
    fc.assert(
      fc.property(
        fc.nat(characters.length - 1),
        fc.oneof(
          fc.constant(''),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          fc.constantFrom(...'\n\t"\'{}[]:,#&*!|>%@`~-? 0'),
        ),
        (position, replacement) => {
          const text = characters.with(position, replacement).join('');
          try {
            parseOffice(text, 'office.yaml');
          } catch (error) {
            expect(hasCode(error, 'config')).toBe(true);
            expect((error as Error).message.split('\n').slice(1)).not.toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
