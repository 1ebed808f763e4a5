import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { readOfficeFile } from '../../../src/config/office.ts';
import { projectRoot } from '../../../src/core/paths.ts';
import { Directory } from '../../../src/directory/directory.ts';
import { surveyExports } from '../../../src/features/surveys/index.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { answeredRound, type Given } from './result-rounds.ts';

const six = ['li.wei', 'anna.meyer', 'zhang.min', 'sun.fang', 'omar.haddad', 'lin.yue'];
const everyone = [...six, 'zhao.lei'];

let office: TestOffice;
let keyring: Keyring;
// A Monday, 11:00 in Shanghai and 04:00 in Berlin.
let now = new Date('2026-11-23T03:00:00Z');

const idOf = (name: string) => office.as(name).id;
/** The time comes, and a second look is taken, as another process would. */
const at = async (instant: string) => {
  now = new Date(instant);
  await office.app.engine.handleDueTimers();
  await office.app.engine.handleDueTimers();
};
const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack)}`);
  return ack.card;
};
const buttons = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);
const reads = async (who: string, words: string) =>
  (await office.shown(who)).map(({ card }) => card).filter((card) => textOf(card).includes(words));
/** All pages of a report, one after the other. */
async function pages(who: string, roundId: string): Promise<Card[]> {
  const all = [cardOf(await office.as(who).click('surveys.results', `${roundId} 0`))];
  for (;;) {
    const next = buttons(all.at(-1)!).find(
      ({ value, action }) => action === 'surveys.results' && value === `${roundId} ${all.length}`,
    );
    if (next === undefined) return all;
    all.push(cardOf(await office.as(who).click(next.action, next.value)));
  }
}
const report = async (who: string, roundId: string) => (await pages(who, roundId)).map(textOf).join('\n');

const answersOf = (name: string, cleaning: number): Given => ({
  personId: idOf(name),
  answers: {
    cleaning: String(cleaning),
    repairs: '4',
    again: '9',
    first: 'food',
    order: ['cars', 'food', 'desks'],
    manner: { kind: '5', fast: '4' },
    words: `Words of ${name}`,
  },
});
const count = async (number: number, given: readonly Given[]) => {
  const { database } = office.app;
  const round = await answeredRound({ database, keyring, now }, number, everyone.map(idOf), given);
  await at(now.toISOString());
  return round.id;
};
const followUps = () => office.app.database.prisma.surveyFollowUp.findMany({ orderBy: { id: 'asc' } });

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quartermaster-keys-'));
  keyring = new Keyring(folder);
  office = await startOffice({ clock: { now: () => now }, settings: { KEYS_DIR: folder } });
});
afterAll(() => office.stop());

describe('the first round', () => {
  let first: string;

  it('is told to its owner at once, and to all who were asked at a good hour of theirs', async () => {
    const stars = [2, 3, 3, 2, 4];
    const given = six.slice(0, 5).map((name, nth) => answersOf(name, stars[nth]!));
    first = await count(1, [...given, { ...answersOf('lin.yue', 1), named: 'Come and look at 3F' }]);
    const [owner] = await reads('zhao.lei', '7 人中有 6 人回答（86%）');
    expect(textOf(owner!)).toContain('保洁: 2.5/5 分（±');
    expect(textOf(owner!)).toContain('有 2 项需要您跟进');
    const [told] = await reads('li.wei', '7 人中有 6 人回答');
    expect(textOf(told!)).not.toContain('需要您跟进');
    // It is four in the morning in Berlin.
    expect(await reads('anna.meyer', 'What came out: Logistics')).toHaveLength(0);
    await at('2026-11-23T09:00:00Z');
    const [hers] = await reads('anna.meyer', 'What came out: Logistics (Nov 2026)');
    expect(textOf(hers!)).toContain('6 of 7 answered (86%)');
    expect(textOf(hers!)).toContain('Cleaning: 2.5 of 5 (± ');
    expect(hers!.blocks.some(({ kind }) => kind === 'chart')).toBe(true);
    for (const who of everyone) expect(await reads(who, '86')).toHaveLength(1);
  });

  it('is read question by question: figures by all who were asked, texts by its owner', async () => {
    const hers = await report('anna.meyer', first);
    expect(hers).toContain('1. How clean is it?');
    expect(hers).toContain('2 stars: 2 (33%)');
    // All give 9: 100, and 100 · √(1/12) · 2.571 / √6 · √(1/6) for one of seven who is missing.
    expect(hers).toContain('Score (−100 to +100): +100 (± 12)');
    expect(hers).toContain('Cars: 2.0\nFood: 1.0\nDesks: 0.0');
    expect(hers).toContain('Kind: 5.0 of 5');
    expect(hers).toContain('6 texts, in no order');
    expect(hers).not.toContain('Words of');
    const his = await report('zhao.lei', first);
    for (const name of six) expect(his).toContain(`“Words of ${name}”`);
    expect(his).toContain('1. 打扫得干净吗？');
    expect(his).not.toMatch(/Score|Answers|Fewer/);
  });

  it('is found by a command, by those who may read it', async () => {
    expect(textOf(cardOf(await office.as('anna.meyer').command('survey results')))).toContain(
      'Logistics · Nov 2026',
    );
    expect(textOf(cardOf(await office.as('li.wei').command('问卷结果 后勤')))).toContain('7 人中有 6 人回答');
    expect(textOf(cardOf(await office.as('anna.meyer').command('survey results 1')))).toContain(
      '6 of 7 answered',
    );
    expect(await office.as('anna.meyer').command('survey results nowhere')).toMatchObject({ refused: true });
    expect(await office.as('anna.meyer').click('surveys.results', 'rnd_other_1 0')).toMatchObject({
      refused: true,
    });
    expect(await office.as('anna.meyer').click('surveys.results', `${first} -7`)).toMatchObject({
      kind: 'card',
    });
  });

  it('is taken away as a table by its owner and administrators alone', async () => {
    const { database } = office.app;
    const demo = (await readOfficeFile(join(projectRoot, 'office.example.yaml'))).office;
    const directory = await Directory.load(database, demo);
    const world = { database, directory, office: demo, clock: { now: () => now }, publicUrl: '' };
    expect(await surveyExports.table(world, idOf('li.wei'), first)).toBeUndefined();
    expect(await surveyExports.table(world, idOf('zhao.lei'), 'rnd_other_1')).toBeUndefined();
    const table = (await surveyExports.table(world, idOf('lin.yue'), first))!;
    const [rows, texts] = table.sheets;
    for (const sheet of table.sheets)
      for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
    expect(rows.rows[0]).toEqual([
      '打扫得干净吗？',
      null,
      '全体',
      null,
      6,
      null,
      2.5,
      expect.any(Number),
      null,
    ]);
    expect(rows.rows).toContainEqual(['打扫得干净吗？', null, '全体', '2 星', 2, 33, null, null, null]);
    expect(texts!.rows).toHaveLength(6);
  });

  it('opens what is below its limit, and what somebody asked for', async () => {
    const [topic, person] = (await followUps()).sort((a) => (a.kind === 'topic' ? -1 : 1));
    expect(topic).toMatchObject({ kind: 'topic', questionId: 'cleaning', score: 2.5, personId: null });
    expect(person).toMatchObject({
      kind: 'person',
      questionId: 'cleaning',
      score: 1,
      personId: idOf('lin.yue'),
    });
    for (const one of [topic!, person!])
      expect(one).toMatchObject({ ownerId: idOf('zhao.lei'), dueOn: '2026-11-30', state: 'open' });
    const [card] = await reads('zhao.lei', 'Come and look at 3F');
    expect(textOf(card!)).toContain('林悦');
    const [notice] = await reads('lin.yue', '现由赵磊跟进');
    expect(textOf(notice!)).toContain('2026年11月30日');
    // To everyone else it is one person, without a name.
    const hers = await report('anna.meyer', first);
    expect(hers).toContain('1 person asked to be contacted; none of that is finished yet.');
    expect(hers).not.toMatch(/林悦|Come and look/);
  });
});

describe('a follow-up', () => {
  it('is told on its day, and again until it is done', async () => {
    await at('2026-11-30T00:59:00Z');
    const told = () => reads('zhao.lei', '“保洁”得');
    const before = (await told()).length;
    await at('2026-11-30T01:00:10Z');
    expect((await told()).length).toBe(before + 1);
    await at('2026-12-07T01:00:10Z');
    expect((await told()).length).toBe(before + 2);
  });

  it('is done, put off or passed on by whoever has it alone', async () => {
    const topic = (await followUps()).find(({ kind }) => kind === 'topic')!;
    const person = (await followUps()).find(({ kind }) => kind === 'person')!;
    for (const [who, id] of [
      ['li.wei', topic.id],
      ['lin.yue', person.id],
      ['li.wei', 'fup_gone'],
    ] as const) {
      expect(await office.as(who).click('surveys.followUpDone', id)).toMatchObject({ refused: true });
      expect(await office.as(who).submit('surveys.followUpDone', id, { outcome: 'x' })).toMatchObject({
        refused: true,
      });
    }
    const his = office.as('zhao.lei');
    expect(await his.click('surveys.followUpLater', topic.id)).toMatchObject({ kind: 'form' });
    expect(
      await his.submit('surveys.followUpLater', topic.id, { dueOn: '2026-12-01', reason: 'x' }),
    ).toMatchObject({ kind: 'form', form: { errors: { dueOn: expect.any(String) } } });
    await his.submit('surveys.followUpLater', topic.id, { dueOn: '2026-12-16', reason: '等新合同' });
    const list = cardOf(await his.command('跟进事项'));
    expect(textOf(list)).toContain('2026年12月16日');
    await at('2026-12-14T01:00:10Z');
    const cards = (await reads('zhao.lei', '延期原因：等新合同')).length;
    await at('2026-12-16T01:00:10Z');
    expect((await reads('zhao.lei', '“保洁”得')).length).toBeGreaterThan(cards);
    expect(await his.submit('surveys.followUpPass', topic.id, { person: idOf('zhao.lei') })).toMatchObject({
      kind: 'form',
    });
    await his.submit('surveys.followUpPass', topic.id, { person: idOf('omar.haddad') });
    const [passed] = await reads('omar.haddad', 'That is below its limit');
    const done = buttons(passed!).find(({ action }) => action === 'surveys.followUpDone')!;
    await office.as('omar.haddad').submit(done.action, done.value, { outcome: 'A new cleaning company' });
    expect(await reads('omar.haddad', 'What became of it: A new cleaning company')).toHaveLength(1);
    expect(await his.submit('surveys.followUpDone', topic.id, { outcome: 'x' })).toMatchObject({
      refused: true,
    });
    await his.submit('surveys.followUpDone', person.id, { outcome: '换了清洁时间' });
    expect(await reads('lin.yue', '换了清洁时间')).toHaveLength(1);
    now = new Date('2026-12-17T03:00:00Z');
  });
});

describe('the rounds after it', () => {
  it('say what became of it, and compare where the same people answered', async () => {
    const second = await count(
      2,
      six.map((name) => answersOf(name, 4)),
    );
    const hers = await report('anna.meyer', second);
    expect(hers).toContain('What became of what was followed up before');
    expect(hers).toContain('Cleaning Done: A new cleaning company');
    expect(hers).toContain('1 person asked to be contacted; 1 finished.');
    expect(hers).not.toMatch(/林悦|换了清洁时间/);
    expect(hers).toContain('4.0 of 5 (± 0.1) · +1.5 since Nov 2026');
    expect(hers).toContain('Cleaning: Nov 2026 2.5 of 5 → Dec 2026 4.0 of 5');
    await at('2026-12-17T09:00:00Z');
    const [told] = await reads('anna.meyer', 'What came out: Logistics (Dec 2026)');
    expect(textOf(told!)).toContain('Cleaning Done: A new cleaning company');
  });

  it('show groups to whom the survey belongs to, and how many are left out', async () => {
    const { prisma } = office.app.database;
    const id = 'rnd_lookedAfter_2';
    const { results, rules } = await prisma.surveyRound.findUniqueOrThrow({ where: { id } });
    const questions = (results as { questions: object[] }).questions;
    const groups = [{ group: 'sales', asked: 6, answered: 5, questions }];
    await prisma.surveyRound.update({
      where: { id },
      data: {
        rules: { ...(rules as object), groupBy: 'department' },
        results: { ...(results as object), groups, groupsWithheld: 1 },
      },
    });
    const his = await report('zhao.lei', id);
    expect(his).toContain('按部门');
    expect(his).toContain('销售部: 6 人中 5 人回答（83%）');
    expect(his).toContain('有 1 个群体未显示');
    expect(his).toMatch(/保洁\n全体: 4\.0\/5 分.*\n销售部: 4\.0\/5 分/);
    expect(await report('anna.meyer', id)).not.toMatch(/Sales|department|left out/);
  });

  it('do not compare where one person makes the difference, and say so', async () => {
    now = new Date('2027-01-04T03:00:00Z');
    const third = await count(
      3,
      six.slice(1).map((name) => answersOf(name, 4)),
    );
    const hers = await report('anna.meyer', third);
    expect(hers).toContain('There is no comparison with earlier rounds');
    expect(hers).not.toMatch(/since|→/);
  });

  it('show nothing where fewer than five answered, and say why', async () => {
    now = new Date('2027-02-01T03:00:00Z');
    const fourth = await count(
      4,
      six.slice(0, 4).map((name) => answersOf(name, 1)),
    );
    const hers = await report('anna.meyer', fourth);
    expect(hers).toContain('4 of 7 answered (57%)');
    expect(hers).toContain('Fewer than 5 people answered');
    expect(hers).not.toMatch(/How clean|Score|Words of/);
    expect((await followUps()).filter(({ roundId }) => roundId === fourth)).toEqual([]);
    const [told] = await reads('li.wei', '7 人中有 4 人回答');
    expect(textOf(told!)).toContain('回答的不到 5 人');
  });
});
