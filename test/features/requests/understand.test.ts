import { beforeAll, describe, expect, it } from 'vitest';
import { type Office, parseOffice, readOffice } from '../../../src/config/office.ts';
import { projectRoot } from '../../../src/core/paths.ts';
import { describingField, understand } from '../../../src/features/requests/filing/understand.ts';

describe('what a sentence asks for, in the demo office', () => {
  let office: Office;
  beforeAll(async () => {
    office = await readOffice(`${projectRoot}/office.example.yaml`);
  });

  // The sentence, the kind, and the description where it is not the whole sentence.
  it.each<[string, string | undefined, string?]>([
    // The word that names the kind, at the head, in the middle, at the end.
    ['报修 三楼空调漏水', 'repair', '三楼空调漏水'],
    ['报修三楼空调漏水', 'repair', '三楼空调漏水'],
    ['报修：三楼空调漏水', 'repair', '三楼空调漏水'],
    ['报修，三楼空调漏水，很急！', 'repair', '三楼空调漏水，很急！'],
    ['请帮我报修三楼空调', 'repair'],
    ['三楼空调漏水，需要报修', 'repair'],
    ['三楼打印机坏了', 'repair'],
    ['坏了的椅子在大厅', 'repair', '的椅子在大厅'],
    ['会议室投影仪要维修', 'repair'],
    ['采购 一台投影仪', 'purchase', '一台投影仪'],
    ['想购买三把椅子', 'purchase'],
    ['repair the door', 'repair', 'the door'],
    ['Repair: the door', 'repair', 'the door'],
    ['REPAIR – THE DOOR', 'repair', 'THE DOOR'],
    ['repair', 'repair', ''],
    ['报修', 'repair', ''],
    ['the printer on 3F is broken', 'repair'],
    ['The printer is BROKEN!', 'repair'],
    ['is it broken?', 'repair'],
    ['please fix the window', 'repair'],
    ['Fix the window', 'repair', 'the window'],
    ['my printer is broken', 'repair'],
    ['buy 3 chairs', 'purchase', '3 chairs'],
    ['we should buy chairs', 'purchase'],
    ['purchase, 3 chairs', 'purchase', '3 chairs'],
    // Full-width letters and signs, and what follows them untouched.
    ['ｒｅｐａｉｒ　the door', 'repair', 'the door'],
    ['Ｒｅｐａｉｒ：the door（left）', 'repair', 'the door（left）'],
    ['打印机ｂｒｏｋｅｎ', undefined],
    ['打印机 ｂｒｏｋｅｎ', 'repair'],
    // Two kinds: what stands first is meant.
    ['buy a new printer, the old one is broken', 'purchase', 'a new printer, the old one is broken'],
    ['the printer is broken, please buy a new one', 'repair'],
    ['采购一台打印机，旧的坏了', 'purchase', '一台打印机，旧的坏了'],
    ['打印机坏了，要不要采购新的', 'repair'],
    // A word inside another is not that word.
    ['a light fixture is loose', undefined],
    ['a prefix', undefined],
    ['buyer wanted', undefined],
    ['repairs', undefined],
    ['unbroken', undefined],
    ['fix-it', 'repair', 'it'],
    ['“broken”', 'repair'],
    ['broken.', 'repair', '.'],
    ['3F printer broken/jammed', 'repair'],
    // No kind at all.
    ['what time is it', undefined],
    ['你好', undefined],
    ['42', undefined],
    ['', undefined],
    ['   ', undefined],
    ['🙂', undefined],
    ['.*+?^$ {}()|[]\\', undefined],
    // Several lines.
    ['报修\n三楼空调漏水\n很急', 'repair', '三楼空调漏水\n很急'],
  ])('%j: %s', (sentence, kind, rest = sentence) => {
    const understood = understand(Object.values(office.catalogue), sentence);
    expect(understood?.category.id).toBe(kind);
    if (kind) expect(understood?.rest).toBe(rest);
  });

  it('puts what was said into the field that describes', () => {
    expect(describingField(office.catalogue.repair!)).toBe('description');
    expect(describingField(office.catalogue.purchase!)).toBe('item');
  });
});

describe('what a sentence asks for, elsewhere', () => {
  const office = parseOffice(
    `organisation: { name: X, timezone: UTC, locale: en, currency: EUR, admins: [a@x.example] }
people: [{ email: a@x.example, name: A }]
teams: { t: { name: T, members: [a@x.example], channels: {} } }
catalogue:
  room: { name: { en: Meeting room, zh-CN: 会议室 }, aliases: [room, "c++"], team: t, fields: [{ id: n, type: number, label: N }] }
  booking: { name: { en: Room booking, zh-CN: 会议室预订 }, aliases: [Café], team: t, fields: [{ id: note, type: paragraph, label: N }] }
`,
    'x.yaml',
  );

  it.each([
    ['room booking for two', 'booking', 'for two'],
    ['room for two', 'room', 'for two'],
    ['会议室预订 明天', 'booking', '明天'],
    ['会议室 明天', 'room', '明天'],
    ['c++ course', 'room', 'course'],
    ['cafe\u0301 for ten', 'booking', 'for ten'],
  ])('%j: of two words in one place the longer', (sentence, kind, rest) => {
    expect(understand(Object.values(office.catalogue), sentence)).toMatchObject({
      category: { id: kind },
      rest,
    });
  });

  it('has no field for words where there is none', () => {
    expect(describingField(office.catalogue.room!)).toBeUndefined();
    expect(describingField(office.catalogue.booking!)).toBe('note');
  });
});
