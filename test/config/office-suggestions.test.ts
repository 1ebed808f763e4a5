import { describe, expect, it } from 'vitest';
import { compareOffices } from '../../src/config/compare-offices.ts';
import { parseOffice } from '../../src/config/office.ts';
import { changed, example, itTells } from './office-mistakes.ts';

const without = example.replace(/^suggestions:[\s\S]*?(?=^rosters:)/m, '');

describe('suggestions', () => {
  it('are read, with everything that they say', () => {
    const { suggestions } = parseOffice(example, 'office.yaml');
    expect(suggestions).toEqual({
      categories: {
        building: {
          ...{ id: 'building', team: 'facilities', curator: 'zhao.lei@harbour.example' },
          name: { en: 'Office and building', 'zh-CN': '办公环境' },
        },
        working: {
          ...{ id: 'working', curator: 'lin.yue@harbour.example' },
          name: { en: 'How we work', 'zh-CN': '工作方式' },
        },
      },
      ...{ moderators: ['lin.yue@harbour.example'], digest: 'monthly', confirmDays: 7, overdueDays: 7 },
    });
  });

  it('need no word in the file: the first administrator looks after them', () => {
    const { suggestions } = parseOffice(without, 'office.yaml');
    expect(suggestions).toMatchObject({
      categories: { general: { id: 'general', curator: 'lin.yue@harbour.example' } },
      ...{ moderators: ['lin.yue@harbour.example'], digest: 'monthly' },
    });
  });

  it('that another office changes are told one by one', () => {
    const before = parseOffice(example, 'office.yaml');
    const after = changed('curator: lin.yue@harbour.example', 'curator: sun.fang@harbour.example');
    expect(compareOffices(before, parseOffice(after, 'office.yaml'))).toEqual([
      {
        part: 'Suggestions',
        lines: ['~ working (How we work): curator lin.yue@harbour.example → sun.fang@harbour.example'],
      },
    ]);
    expect(
      compareOffices(before, parseOffice(changed('digest: monthly', 'digest: none'), 'office.yaml')),
    ).toEqual([{ part: 'Suggestions', lines: ['~ their rules: digest monthly → none'] }]);
  });

  itTells([
    [
      'a curator whom nobody knows',
      'curator: zhao.lei@harbour.example, team',
      'curator: zhao.lai@harbour.example, team',
      'zhao.lai@harbour.example, team: facilities }',
      'suggestions.categories.building.curator nobody in people has the e-mail zhao.lai@harbour.example; did you mean "zhao.lei@harbour.example"?',
    ],
    [
      'a digest that does not come',
      'digest: monthly',
      'digest: weekly',
      'weekly',
      'suggestions.digest "weekly" is not one of monthly, none',
    ],
    [
      'two categories of one name',
      '{ en: How we work, zh-CN: 工作方式 }',
      '{ en: office and Building, zh-CN: 工作方式 }',
      '{ en: office and Building',
      'suggestions.categories.working.name is called the same as "building"',
    ],
    [
      'a number of days that is none',
      'confirmDays: 7',
      'confirmDays: 0',
      '0                  # so long',
      'suggestions.confirmDays is less than 1',
    ],
  ]);
});
