import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOffice, readOffice } from '../../src/config/office.ts';
import { hasCode, QuartermasterError } from '../../src/core/errors.ts';
import { fullOffice } from './full-office.ts';
import { changed, example, examplePath, mistakesOf } from './office-mistakes.ts';

describe('the example office', () => {
  it('is read as it is meant', async () => {
    const office = await readOffice(examplePath);
    expect(office.organisation).toMatchObject({
      name: { en: 'Harbour Works', 'zh-CN': '海港实业' },
      timezone: 'Asia/Shanghai',
      workingHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
      admins: ['lin.yue@harbour.example'],
    });
    expect(office.people).toHaveLength(7);
    expect(office.teams.facilities).toMatchObject({ id: 'facilities', channels: { slack: '#facilities' } });
    expect(office.catalogue.repair?.targets).toMatchObject([
      { respond: { minutes: 30 }, resolve: { minutes: 480 } },
    ]);
    expect(office.catalogue.repair?.approval.flatMap(({ groups }) => groups)).toEqual([]);
    const { approval, targets } = office.catalogue.purchase!;
    expect(targets[0]).toMatchObject({ respond: { minutes: 240 }, resolve: { workingDays: 5 } });
    const steps = approval[0]!.groups.flat();
    expect(steps.map((step) => step.by)).toEqual([
      { kind: 'manager', levels: 1 },
      { kind: 'team', team: 'finance' },
    ]);
    expect(steps[1]?.when?.evaluate({ amount: 5000 })).toBe(true);
    expect(steps[1]?.when?.evaluate({ amount: 4999.99 })).toBe(false);
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
    expect(purchase?.approval[0]?.groups[0]?.[0]?.by).toEqual({
      kind: 'person',
      email: 'omar.haddad@harbour.example',
    });
  });
});

describe('a mistake in the office file', () => {
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
    const characters = [...fullOffice];
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
      { numRuns: 200 },
    );
  }, 60_000);
});
