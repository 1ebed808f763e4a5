import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTyped } from '../../../src/features/surveys/making/typed-questions.ts';
import en from '../../../src/i18n/locales/en.json' with { type: 'json' };
import zhCN from '../../../src/i18n/locales/zh-CN.json' with { type: 'json' };
import { said, startSurveyDesk } from './survey-desk.ts';

const file = `
organisation: { name: Yard, timezone: Asia/Shanghai, locale: en, currency: CNY, calendar: CN, admins: [ann@x.example] }
people:
${['ann', 'bob', 'cem', 'dee'].map((name) => `  - { email: ${name}@x.example, name: ${name}, department: core }`).join('\n')}
teams:
  gate: { name: Gate, lead: bob@x.example, members: [bob@x.example, cem@x.example], channels: { web: gate } }
catalogue:
  thing: { name: Thing, team: gate, fields: [{ id: what, type: text, label: What }] }
surveys:
  yard: { name: Yard, owner: cem@x.example, questions: [{ id: mood, type: stars, text: Well? }] }
`;
const typed = {
  name: 'Kitchen | 厨房',
  use: 'none',
  questions: '5*! How clean is it? | 干净吗？\n> text Why? | 为什么？',
  departments: 'core',
  people: 'cem, dee@x.example',
  share: '100',
  rhythm: 'once',
  on: '',
  at: '09:30',
  openDays: '5',
  groupBy: 'team',
  followUp: 'no',
};

describe('a survey that is made in a form', () => {
  let desk: Awaited<ReturnType<typeof startSurveyDesk>>;
  const click = async (name: string, action: string, value: string) =>
    said(await desk.click(name, action, value));
  const command = async (name: string, text: string) => said(await desk.command(name, text));
  const submit = async (name: string, context: string, more: object = {}) =>
    said(await desk.submit(name, 'surveys.make', context, { ...typed, ...more }));
  const made = () => desk.database.prisma.survey.findFirstOrThrow({ where: { id: { startsWith: 'srv_' } } });

  beforeAll(async () => {
    desk = await startSurveyDesk(file, '2026-11-23T01:00:00Z');
  });
  afterAll(() => desk.stop());

  it('is for administrators and those who lead a team', async () => {
    for (const name of ['ann', 'bob']) expect(await command(name, 'survey new')).toContain('New survey');
    expect(await command('dee', 'survey new')).toBe('no: Only administrators and team leads make surveys.');
    expect(await command('dee', '新建问卷')).toMatch(/^no: /);
    expect(await submit('dee', '')).toMatch(/^no: /);
    // Whoever has none to look after sees what they are asked.
    expect(await command('dee', 'surveys')).toContain('No survey is waiting for you.');
    expect(await command('cem', '问卷')).toContain('Yard Ready: people are asked when you say so');
  });

  it.each([
    [
      'questions',
      { questions: '5* Fine?\nHow clean?' },
      'Line 2, “How clean?”: begin it with a kind of question',
    ],
    ['questions', { questions: '' }, 'Choose a ready-made set, or write at least one question.'],
    ['people', { people: 'zoe' }, 'I know nobody called “zoe”'],
    ['openDays', { rhythm: 'month', workday: '1', openDays: '26' }, 'At most 25 days'],
    ['workday', { rhythm: 'month', workday: '16' }, 'A month has 15 working days'],
  ])('comes back with what was typed where %s make no sense', async (field, more, why) => {
    const ack = await desk.submit('bob', 'surveys.make', '', { ...typed, ...more });
    expect(ack.kind === 'form' && ack.form.errors?.[field]).toContain(why);
    const kept =
      ack.kind === 'form' ? Object.fromEntries(ack.form.fields.map(({ id, value }) => [id, value])) : {};
    expect(kept).toMatchObject({ name: typed.name, departments: 'core', ...more });
    expect(await desk.database.prisma.survey.count()).toBe(0);
  });

  it('says what was understood, is changed while it is a draft, and asks nobody before it is activated', async () => {
    expect(await submit('bob', '')).toBe(
      [
        'Kitchen',
        'Draft: nobody is asked before you activate it.',
        'Asked: core, cem, dee',
        'When: When you say so, at 09:30 of each person’s own time',
        'Open for: 5 days',
        'Results by group: Team',
        'Looked after by: bob',
        '1. How clean is it? (1 to 5 stars; has to be answered)',
        '2. Why? (in their own words; only where 1 was answered with 1, 2, 3)',
        '[Activate]',
        '[Change]',
        '[Delete draft]',
      ].join('\n'),
    );
    const { id } = await made();
    expect(await click('bob', 'surveys.open', id)).toMatch(/^no: /);
    expect(await click('cem', 'surveys.activate', id)).toMatch(/^no: /);
    const again = await desk.click('bob', 'surveys.edit', id);
    const fields = again.kind === 'form' ? again.form.fields : [];
    expect(Object.fromEntries(fields.map(({ id: field, value }) => [field, value]))).toMatchObject({
      ...typed,
      people: 'cem@x.example, dee@x.example',
    });
    expect(await submit('bob', id, { use: 'enps', share: '50', rhythm: 'quarter', workday: '2' })).toContain(
      '5. Why? (in their own words; only where 4 was answered with 1, 2, 3)',
    );
    expect(await click('bob', 'surveys.activate', id)).toContain('Asked next from Mon, Jan 4, 09:30 on');
    expect(await click('bob', 'surveys.activate', id)).toMatch(/^no: /);
    expect(await click('bob', 'surveys.edit', id)).toMatch(/^no: /);
    expect(await made()).toMatchObject({ state: 'active', version: 3, rounds: 0 });
  });

  it('is asked in its time, by hand, and not once it has ended', async () => {
    const { id } = await made();
    const open = await click('bob', 'surveys.open', id);
    expect(open).toContain('would go to 2 people');
    expect(await click('bob', 'surveys.end', id)).toContain('is not asked any more');
    expect(await click('bob', 'surveys.openNow', id)).toMatch(/^no: /);
    expect(await click('cem', 'surveys.end', 'yard')).toContain('is in the office file');
    await desk.at('2027-01-04T01:30:00Z');
    expect(await desk.database.prisma.surveyInvitation.count()).toBe(0);
    expect(await command('ann', 'surveys')).not.toContain('Kitchen');
  });

  it('shows examples in its hint that are understood', () => {
    for (const { 'surveys.field.questions.hint': hint } of [en, zhCN]) {
      // They stand a line each between what is said before and behind them.
      const read = readTyped(hint.split('\n').slice(1, -1).join('\n'));
      const types = 'sections' in read ? read.sections[0]!.questions.map(({ type }) => type) : read.mistake;
      expect(types).toEqual([
        ...['stars', 'scale', 'nps', 'text', 'single', 'multiple', 'ranking', 'matrix'],
      ]);
    }
  });
});
