import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { stageWords } from '../../../src/features/requests/search/search-criteria.ts';
import { longestSearch, parseSearch } from '../../../src/features/requests/search/search-parse.ts';
import { vocabularyOf } from '../../../src/features/requests/search/search-vocabulary.ts';
import { soughtWords, wordsOf } from '../../../src/features/requests/search/search-words.ts';

const office = parseOffice(
  `organisation: { name: Harbour, timezone: Asia/Shanghai, locale: en, currency: CNY, admins: [a@h.example] }
people:
  - { email: a@h.example, name: Anna Meyer }
  - { email: li.wei@h.example, name: 李伟 }
  - { email: li.na@h.example, name: 李娜 }
  - { email: nobody@h.example, name: Omar Haddad }
teams:
  it: { name: { en: IT, zh-CN: 信息部 }, members: [a@h.example], channels: {} }
  facilities: { name: { en: Facilities, zh-CN: 后勤部 }, members: [li.wei@h.example], channels: {} }
places:
  hq: { name: { en: Head office, zh-CN: 总部 }, places: { f3: { name: { en: 3F, zh-CN: 三楼 }, places: { r301: { name: { en: Room 301, zh-CN: 301室 } } } }, f5: { name: { en: 5F, zh-CN: 五楼 } } } }
catalogue:
  repair: { name: { en: Repair, zh-CN: 报修 }, aliases: [broken, 坏了], team: facilities, fields: [{ id: what, type: text, label: What }] }
  purchase: { name: { en: Purchase, zh-CN: 采购 }, team: facilities, fields: [{ id: what, type: text, label: What }] }
`,
  'office.yaml',
);
const everyone = office.people.map((person) => ({ ...person, id: person.email.split('@')[0]! }));
const directory = { everyone: () => everyone } as unknown as Directory;
const vocabulary = vocabularyOf(office);
const parse = (typed: string) => parseSearch(typed, { vocabulary, directory, personId: 'me' });

const unfinished = [...stageWords.unfinished];
const on3F = ['f3', 'r301'];

describe('what a search looks for', () => {
  it.each<[string, object]>([
    ['aircon 3F open', { words: ['aircon'], placeIds: on3F, stages: unfinished }],
    ['三楼 空调 未完成', { words: ['空调'], placeIds: on3F, stages: unfinished }],
    ['三楼空调未完成', { words: ['空调'], placeIds: on3F, stages: unfinished }],
    ['３Ｆ空调', { words: ['空调'], placeIds: on3F }],
    ['Printers on 5f, done', { words: ['printer'], placeIds: ['f5'], stages: ['done', 'closed'] }],
    ['head office', { placeIds: ['hq', 'f3', 'r301', 'f5'] }],
    ['301室 投影仪', { words: ['投影', '影仪'], placeIds: ['r301'] }],
    ['room 301 projector', { words: ['projector'], placeIds: ['r301'] }],
    ['place:r301', { placeIds: ['r301'] }],
    ['地点：三楼 灯', { words: ['灯'], placeIds: on3F }],
    ['repair', { categories: ['repair'] }],
    ['报修 空调', { words: ['空调'], categories: ['repair'] }],
    // An alias is a word like others, unless it is asked for as a category.
    ['broken lamp', { words: ['broken', 'lamp'] }],
    ['category:broken lamp', { words: ['lamp'], categories: ['repair'] }],
    ['repair purchase', { categories: ['repair', 'purchase'] }],
    ['team:it overdue', { teamIds: ['it'], overdue: true }],
    ['后勤部 逾期', { teamIds: ['facilities'], overdue: true }],
    ['unassigned facilities', { teamIds: ['facilities'], unassigned: true }],
    ['mine closed', { neededBy: 'me', stages: ['closed'] }],
    ['我的 已驳回', { neededBy: 'me', stages: ['rejected'] }],
    ['@Anna Meyer lamp', { words: ['lamp'], personIds: ['a'] }],
    ['@anna lamp', { words: ['lamp'], personIds: ['a'] }],
    ['@李伟的灯', { words: ['灯'], personIds: ['li.wei'] }],
    ['@li.na', { personIds: ['li.na'] }],
    ['@haddad', { personIds: ['nobody'] }],
    ['from:@anna assignee:李娜 door', { words: ['door'], requesterIds: ['a'], assigneeIds: ['li.na'] }],
    ['申请人：李伟 负责人：我', { requesterIds: ['li.wei'], assigneeIds: ['me'] }],
    ['from:me', { requesterIds: ['me'] }],
    ['@zorro lamp', { words: ['zorro', 'lamp'] }],
    ['team:moon lamp', { words: ['moon', 'lamp'] }],
    ['#42', { number: 42 }],
    ['number:42', { number: 42 }],
    ['lamp 42', { words: ['lamp', '42'] }],
    ['stage:onhold', { stages: ['onHold'] }],
    ['stage:awaitingApproval', { stages: ['awaitingApproval'] }],
    ['状态：待审批', { stages: ['awaitingApproval'] }],
    ['open the door', { words: ['door'], stages: unfinished }],
    ['"open" the door', { words: ['open', 'door'] }],
    ['“未完成”的工程', { words: ['未完', '完成', '工程'] }],
    ['漏水的空调', { words: ['漏水', '空调'] }],
    // A name within a word is no name.
    ['repairs', { words: ['repair'] }],
    ['openness', { words: ['openness'] }],
    ['item', { words: ['item'] }],
    ['itemise it', { words: ['itemise'], teamIds: ['it'] }],
    ['Ångström Café', { words: ['angstrom', 'cafe'] }],
    ['the', {}],
    ['', {}],
    ['   ,，。', {}],
  ])('%s', (typed, wanted) => expect(parse(typed).criteria).toEqual({ words: [], ...wanted }));

  it('says of each part how it was understood, in order', () => {
    expect(parse('aircon 3F open @zorro').understood).toEqual([
      { kind: 'text', text: 'aircon' },
      { kind: 'place', named: ['f3'], ids: on3F },
      { kind: 'stage', word: 'unfinished' },
      { kind: 'unknown', text: 'zorro' },
    ]);
  });

  it('reads anything at all, and no more of it than fits into a button', () => {
    const strange = [
      "'; DROP TABLE",
      '%',
      '_',
      '\\',
      '&',
      '|',
      '!',
      ':*',
      '<->',
      '"',
      '“',
      '@',
      '#',
      'from:',
      '李',
      '😀',
    ];
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...strange, 'open', '三楼', '@anna', '3F'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const { criteria, understood } = parse(parts.join(' '));
        for (const word of criteria.words) expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
        for (const one of understood) if ('text' in one) expect(one.text).not.toMatch(/\p{Surrogate}/u);
        expect(understood.length).toBeLessThanOrEqual(longestSearch);
      }),
    );
  });
});

describe('the words that a text is found by', () => {
  it.each<[string, string[]]>([
    ['The printer on 3F is broken', ['printer', '3f', 'broken']],
    ['空调漏水', ['空调', '调漏', '漏水', '空', '调', '漏', '水']],
    ['3楼 A4纸', ['3', '楼', 'a4', '纸']],
    ['Batteries, boxes, glasses, status', ['battery', 'box', 'glass', 'statu']],
    ['ＷＩＦＩ　Café naïve', ['wifi', 'cafe', 'naive']],
    ['灯', ['灯']],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));

  beforeAll(() => fc.configureGlobal({ numRuns: 300 }));
  const said = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('空调', '漏水', '三楼', 'printer', '3F', 'Café', '的', 'x'.repeat(90)),
    ),
    { maxLength: 30 },
  );

  it('each part of a text finds it', () => {
    fc.assert(
      fc.property(said, fc.nat(), (parts, at) => {
        const text = parts.join(' ');
        const words = new Set(wordsOf(text));
        for (const sought of soughtWords(parts[at % (parts.length || 1)] ?? ''))
          expect(words).toContain(sought);
      }),
    );
  });

  it('are few, short, all different, and hold no sign', () => {
    fc.assert(
      fc.property(said, (parts) => {
        const words = wordsOf(parts.join(' '));
        expect(words.length).toBeLessThanOrEqual(400);
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
      }),
    );
  });
});
