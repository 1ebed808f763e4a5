import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { Ack, Inbound } from '../../src/platform/inbound.ts';
import type { Field, Values } from '../../src/ui/form.ts';
import { startOffice, type TestOffice, textOf } from '../helpers/office.ts';
import { chatOf } from './chat.ts';

const yaml = `
organisation: { name: Kinds, timezone: Asia/Shanghai, locale: zh-CN, currency: CNY, admins: [li@x.example] }
people:
  - { email: li@x.example, name: 李伟, locale: zh-CN }
  - { email: li2@x.example, name: 李伟, locale: zh-CN }
  - { email: anna@x.example, name: Anna Meyer, locale: en, timezone: Europe/Berlin }
  - { email: omar@x.example, name: Omar Haddad, locale: en }
places:
  hq:
    name: { en: HQ, zh-CN: 总部 }
    places:
      a: { name: { en: Building A, zh-CN: A 座 }, places: { a-3f: { name: 3F } } }
      b: { name: { en: Building B, zh-CN: B 座 }, places: { b-3f: { name: 3F }, b-4f: { name: 4F } } }
teams:
  team: { name: { en: Team, zh-CN: 团队 }, members: [omar@x.example], channels: { web: team } }
catalogue:
  trip:
    name: { en: Trip, zh-CN: 出差 }
    team: team
    fields:
      - { id: needs, type: choices, label: { en: Needs, zh-CN: 预订 }, required: true, options: [{ value: hotel, label: { en: Hotel, zh-CN: 酒店 } }, { value: visa, label: { en: Visa, zh-CN: 签证 } }] }
      - { id: day, type: date, label: { en: Day, zh-CN: 日期 }, required: true, min: today, max: today+60d }
      - { id: at, type: time, label: { en: At, zh-CN: 时间 } }
      - { id: meeting, type: datetime, label: { en: Meeting, zh-CN: 会议 }, min: today }
      - { id: who, type: person, label: { en: Who, zh-CN: 同行人 } }
      - { id: where, type: place, label: { en: Where, zh-CN: 地点 }, required: true }
      - { id: code, type: text, label: { en: Code, zh-CN: 编号 }, pattern: 'T-\\d+', patternHint: { en: 'Like T-12, please.', zh-CN: 请写成 T-12 这样。 } }
      - { id: photos, type: file, label: { en: Photos, zh-CN: 照片 } }
      - { id: urgency, type: choice, label: { en: Urgency, zh-CN: 紧急程度 }, options: [low, high], default: low }
      - { id: why, type: text, label: { en: Why, zh-CN: 原因 }, required: true, showWhen: { urgency: high } }
  errand:
    name: { en: Errand, zh-CN: 跑腿 }
    team: team
    fields:
      - { id: day, type: date, label: { en: Day, zh-CN: 日期 }, default: today+1d }
      - { id: who, type: person, label: { en: Who, zh-CN: 谁 }, default: me }
      - { id: what, type: text, label: { en: What, zh-CN: 什么 }, required: true }
`;

describe('every kind of field', () => {
  let office: TestOffice;
  let now: Date;
  const open: TestOffice[] = [];
  beforeEach(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(file, yaml);
    // A Tuesday, late in the evening in Shanghai: there it is the 24th, in Berlin too.
    now = new Date('2026-11-24T14:00:00Z');
    office = await startOffice({ settings: { OFFICE_CONFIG: file }, clock: { now: () => now } });
    open.push(office);
  });
  afterEach(async () => {
    await open.pop()?.stop();
  });
  afterAll(() => Promise.all(open.map((each) => each.stop())));

  const filed = async () =>
    (await office.app.database.prisma.request.findMany({ orderBy: { number: 'asc' } })).map(
      ({ fields }) => fields as Record<string, unknown>,
    );
  const id = (name: string) => office.as(name).id;
  const fieldsOf = (ack: Ack): Field[] => (ack.kind === 'form' ? ack.form.fields : []);
  const errorsOf = (ack: Ack) => (ack.kind === 'form' ? (ack.form.errors ?? {}) : ack);
  /** Leaves out what else is asked, until this is said. */
  const skipTo = async (chat: ReturnType<typeof chatOf>, words: string): Promise<string> => {
    for (let tries = 0; tries < 5; tries += 1) {
      const said = await chat.write('skip');
      if (said.includes(words)) return said;
    }
    throw new Error(`nobody said ${words}`);
  };
  const trip: Values = {
    needs: 'hotel',
    day: '2026-12-04',
    at: '',
    meeting: '',
    who: '',
    where: 'a-3f',
    code: '',
    photos: '',
    urgency: 'low',
  };
  const file = (who: string, values: Values) =>
    office.as(who).submit('requests.file', 'trip', { ...trip, ...values });

  it('in a chat, in Chinese: days as they are said, and what was understood', async () => {
    const li = chatOf(office, 'li');
    expect(await li.write('出差')).toContain('1. 酒店');
    expect(await li.write('酒店、2')).toContain('明白了：酒店、签证');
    expect(await li.write('很快')).toContain('请填写日期');
    expect(await li.write('去年今天')).toMatch(/请填写日期|不能早于/);
    expect(await li.write('下个月5号之前')).toContain('明白了：2026年12月5日周六');
    expect(await li.write('下午三点')).toContain('明白了：15:00');
    expect(await li.write('明天下午三点半')).toContain('明白了：2026年11月25日周三 15:30');
    expect(await li.write('李伟')).toContain('李伟 (li2@x.example)');
    expect(await li.write('li2@x.example')).toContain('明白了：李伟');
    expect(await li.write('3F')).toContain('总部 › A 座 › 3F');
    expect(await li.write('B 座 3F')).toContain('明白了：总部 › B 座 › 3F');
    expect(await li.write('12')).toContain('请写成 T-12 这样。');
    expect(await li.write('T-12')).toContain('照片');
    expect(await li.write('没有')).toContain('请直接在这里发送照片或文件');
    const overview = await skipTo(li, '[提交]');
    expect(overview).toContain('9. 紧急程度: 低');
    expect(overview).not.toContain('原因');
    // What hangs on another answer comes up with it, and goes with it.
    await li.write('9');
    expect(await li.write('high')).toContain('原因');
    expect(await li.write('客户催得紧')).toContain('10. 原因: 客户催得紧');
    await li.write('9');
    expect(await li.write('low')).not.toContain('客户催得紧');
    expect(await li.write('提交')).toContain('已提交');
    expect(await filed()).toMatchObject([
      {
        needs: ['hotel', 'visa'],
        day: '2026-12-05',
        at: '15:00',
        meeting: '2026-11-25T15:30[Asia/Shanghai]',
        who: id('li2'),
        where: 'b-3f',
        code: 'T-12',
        photos: null,
        urgency: 'low',
        why: null,
      },
    ]);
    const [card] = await office.shown('team');
    expect(textOf(card!.card)).toContain('会议: 2026年11月25日周三 15:30');
  });

  it('in a chat, in English: presets are not asked, and back passes over what is not asked', async () => {
    const anna = chatOf(office, 'anna');
    expect(await anna.write('errand')).toContain('What');
    await anna.write('Stamps');
    const overview = await skipTo(anna, 'Is this right?');
    expect(overview).toContain('1. Day: Wed, Nov 25, 2026');
    expect(overview).toContain('2. Who: Anna Meyer');
    await anna.write('1');
    expect(await anna.write('by next Friday')).toContain('Understood: Fri, Dec 4, 2026');
    await anna.write('2');
    expect(await anna.write('Omar')).toContain('Omar Haddad (omar@x.example)');
    expect(await anna.write('omar haddad')).toContain('Understood: Omar Haddad');
    await anna.write('yes');
    expect(await filed()).toMatchObject([{ day: '2026-12-04', who: id('omar'), what: 'Stamps' }]);
  });

  it('in a form: what is wrong is said at each, in the reader’s words', async () => {
    const wrong = {
      needs: 'tea',
      day: '2026-11-23',
      meeting: '2026-11-30',
      who: '李伟',
      where: '3F',
      code: 'x',
    };
    expect(errorsOf(await file('anna', wrong))).toEqual({
      needs: 'Please choose one of the options.',
      day: 'Not before Tue, Nov 24, 2026, please.',
      meeting: 'Please write a day and a time, like 2026-12-04 14:30.',
      who: 'Whom do you mean: 李伟 (li@x.example); 李伟 (li2@x.example)? Please write their e-mail.',
      where: 'Which one do you mean: HQ › Building A › 3F; HQ › Building B › 3F?',
      code: 'Like T-12, please.',
    });
    expect(errorsOf(await file('li', { day: '2027-02-01', who: '王五', where: '' }))).toEqual({
      day: '不能晚于2027年1月23日周六。',
      who: '没有找到这个人，请填写全名或邮箱。',
      where: '这一项必填。',
    });
    expect(await filed()).toEqual([]);
  });

  it('today is the day where the person is', async () => {
    // It is the 25th in Shanghai already, and still the 24th in Berlin.
    now = new Date('2026-11-24T17:00:00Z');
    expect(errorsOf(await file('li', { day: '2026-11-24' }))).toHaveProperty('day');
    expect(errorsOf(await file('anna', { day: '2026-11-24' }))).toMatchObject({ kind: 'notice' });
  });

  it('a time is kept with its zone, and everyone reads it by their own clock', async () => {
    await file('anna', { meeting: '2026-11-30T07:00' });
    const [fields] = await filed();
    expect(fields?.meeting).toBe('2026-11-30T07:00[Europe/Berlin]');
    const said = textOf((await office.shown('anna'))[0]!.card);
    expect(said).toContain('Mon, Nov 30, 2026, 07:00');
    expect(textOf((await office.shown('team'))[0]!.card)).toContain('2026年11月30日周一 14:00');
  });

  it('a field that hangs on another is asked once, in words, then required', async () => {
    const asked = await file('anna', { urgency: 'high' });
    expect(asked).toMatchObject({
      form: { intro: expect.stringContaining('Because of what you chose'), errors: {} },
    });
    expect(fieldsOf(asked).find((field) => field.id === 'day')?.value).toBe('2026-12-04');
    expect(errorsOf(await file('anna', { urgency: 'high', why: '' }))).toEqual({ why: 'This is needed.' });
    await file('anna', { urgency: 'high', why: 'a client' });
    expect(await filed()).toMatchObject([{ urgency: 'high', why: 'a client' }]);
  });

  it('a change in an open form is answered with the form as it then is, and nothing is written', async () => {
    const change = {
      kind: 'change',
      form: 'requests.file',
      context: 'trip',
      values: { needs: 'hotel\nvisa', urgency: 'high' },
      platform: 'web',
      id: newId('evt'),
      actor: { workspace: 'web', userId: id('anna') },
      address: { key: `person:${id('anna')}`, data: null },
      personal: true,
      can: { openForm: true, replyPrivately: true },
    } satisfies Inbound;
    const before = await office.app.database.prisma.inbox.count();
    const fields = fieldsOf(await office.app.engine.handle(change));
    expect(fields.filter(({ value }) => value).map(({ id, value }) => [id, value])).toEqual([
      ['needs', 'hotel\nvisa'],
      ['urgency', 'high'],
    ]);
    expect(await office.app.database.prisma.inbox.count()).toBe(before);
  });

  it('a form lists people by name, and those who share one by e-mail too', async () => {
    const form = fieldsOf(await office.as('anna').click('requests.file', 'errand'));
    const who = form.find((field) => field.id === 'who');
    expect(who).toMatchObject({ kind: 'person', value: id('anna') });
    expect(who?.kind === 'person' && who.options?.map(({ label }) => label)).toEqual([
      '李伟 (li@x.example)',
      '李伟 (li2@x.example)',
      'Anna Meyer',
      'Omar Haddad',
    ]);
    expect(form.find((field) => field.id === 'day')?.value).toBe('2026-11-25');
  });

  it('whoever was picked on the platform is found by their account, and a file of another’s is not', async () => {
    await file('anna', { who: `account:web:${id('omar')}`, photos: 'fil_of_somebody_else' });
    expect(await filed()).toMatchObject([{ who: id('omar'), photos: null }]);
    expect(errorsOf(await file('anna', { who: 'account:web:nobody' }))).toHaveProperty('who');
  });
});
