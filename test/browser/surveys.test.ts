import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../end-to-end/reading.ts';
import { type Stage, startStage } from '../end-to-end/stage.ts';
import { axeViolations, launchBrowser } from '../helpers/browser.ts';
import { freePort } from '../helpers/free-port.ts';
import { Window } from './window.ts';

let browser: Browser;
let stage: Stage;
let omar: Window;
let lin: Window;
let li: Window;
let sun: Window;

// A Monday morning in Shanghai, ten minutes before the hour of the survey; from there on time goes by as it does.
const offset = Date.parse('2026-11-23T01:50:00Z') - Date.now();
let later = 0;
const clock = { now: () => new Date(Date.now() + offset + later) };
/** It is this instant now: what is due is done. */
async function itIs(instant: string): Promise<void> {
  later += Date.parse(instant) - clock.now().getTime();
  await due();
}
const due = async () => {
  await stage.office.app.engine.handleDueTimers();
  await stage.office.app.sender.drain();
};

beforeAll(async () => {
  const PORT = String(await freePort());
  const settings = { PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` };
  [browser, stage] = await Promise.all([launchBrowser(), startStage({ clock, settings })]);
  const open = (who: string) => Window.signIn(browser, stage.office, who, clock.now());
  [omar, lin, li, sun] = (await Promise.all(['omar.haddad', 'lin.yue', 'li.wei', 'sun.fang'].map(open))) as [
    Window,
    Window,
    Window,
    Window,
  ];
});
afterAll(async () => {
  await browser.close();
  await stage.stop();
});

const questions = [
  '# The kitchen | 厨房',
  '5* How clean is the kitchen? | 厨房干净吗？',
  'nps Would you recommend it to a colleague? | 您会向同事推荐它吗？',
  'many What should change? | 希望改变什么？ : Tea / Coffee / Fruit',
  '# In your own words | 您的话',
  'text What else? | 还有什么建议？',
].join('\n');

/** What each of them answers: stars, how likely, what should change, and in their own words. */
const answers = {
  omar: ['5', '10', ['2'], 'More mugs'],
  lin: ['4', '9', ['1', '2'], '再加一台冰箱'],
  li: ['4', '8', ['3'], '"Ready, steady", he said'],
  sun: ['2', '3', ['1'], '=SUM(1;2)'],
  anna: ['5', '9', ['2'], 'Quieter dishwasher'],
  zhao: ['3', '6', ['2', '3'], '换一批毛巾'],
} as const;

async function answerAtOnce(
  who: Window,
  [stars, likely, change, words]: (typeof answers)[keyof typeof answers],
): Promise<void> {
  const { dialog } = who;
  const next = () => dialog.locator('button[type="submit"]').click();
  await dialog.locator('.pill:has([value="section"])').click();
  await next();
  await dialog.locator(`.pill:has([name="q:q1"][value="${stars}"])`).click();
  await dialog.locator(`.pill:has([name="q:q2"][value="${likely}"])`).click();
  for (const one of change) await dialog.locator(`.pill:has([name="q:q3"][value="${one}"])`).click();
  await next();
  await dialog.locator('[name="q:q4"]').fill(words);
  await next();
  await dialog.getByText(words).waitFor();
  await who.send();
}

/** The same for Lin, without a mouse. */
async function answerByKeyboard({ page, dialog }: Window): Promise<void> {
  const focused = (selector: string) =>
    page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const times = (count: number, key: string) => Array<string>(count).fill(key);
  const submit = async () => {
    for (let tabs = 0; tabs < 10 && !(await focused('[type="submit"]')); tabs += 1) await press('Tab');
    await press('Enter');
  };
  expect(await focused('[name="way"]')).toBe(true);
  await press('ArrowRight', 'Enter');
  await dialog.locator('[name="q:q1"]').first().waitFor();
  await expect.poll(() => focused('[name="q:q1"]')).toBe(true);
  await press('Space', ...times(3, 'ArrowRight'), 'Tab', 'Space', ...times(9, 'ArrowRight'));
  await press('Tab', 'Space', 'Tab', 'Space', 'Enter');
  await dialog.locator('[name="q:q4"]').waitFor();
  await expect.poll(() => focused('[name="q:q4"]')).toBe(true);
  await page.keyboard.type(answers.lin[3]);
  await submit();
  await dialog.getByText(answers.lin[3]).waitFor();
  await submit();
  await dialog.waitFor({ state: 'detached' });
  // Back at the card, whose button is another by now.
  await expect.poll(() => focused('article.message, article.message *')).toBe(true);
}

/** The size in which a picture is drawn, once it is. */
const drawn = (picture: Locator) =>
  expect
    .poll(() =>
      picture.evaluate(
        ({ complete, naturalWidth, naturalHeight }: HTMLImageElement) =>
          complete && naturalWidth > 200 && naturalHeight > 100,
      ),
    )
    .toBe(true);

describe('a survey, on two faces', { timeout: 60_000 }, () => {
  test('is built, understood, and opened', async () => {
    await omar.ask('survey new');
    await omar.dialog.waitFor();
    await omar.fill({ name: 'How is the kitchen? | 厨房怎么样？', questions: '5* ' });
    await omar.dialog.locator('button[type="submit"]').click();
    await omar.dialog.getByText('Line 1').waitFor();
    await omar.fill({ questions });
    expect(await axeViolations(omar.page)).toEqual([]);
    await omar.picture('survey-form');
    await omar.send();
    await omar.answer.filter({ hasText: 'Draft' }).waitFor();
    await omar.picture('survey-draft');
    await omar.press(omar.answer, 'Activate');
    await omar.press(omar.answer.filter({ hasText: 'Ready' }), 'Ask now…');
    await omar.answer.filter({ hasText: 'would go to 7 people' }).waitFor();
    await omar.picture('survey-ask');
    await omar.press(omar.answer, 'Ask them');
    await omar.isTold('7 people are being asked');
    await itIs('2026-11-23T02:00:30Z');
    await li.sees('厨房怎么样？', '开始填写');
  });

  test('is answered by four on the page', async () => {
    for (const [window, name] of [
      [lin, 'lin'],
      [li, 'li'],
      [sun, 'sun'],
    ] as const) {
      await window.press(window.card('厨房怎么样？'), '开始填写');
      await window.dialog.getByText('保留什么、不保留什么').waitFor();
      if (window === lin) expect(await axeViolations(lin.page)).toEqual([]);
      await (window === lin ? answerByKeyboard(window) : answerAtOnce(window, answers[name]));
      await window.isTold('答案已封存');
      await window.sees('厨房怎么样？', '您的回答已收到');
    }
    // One question at a time, put off, and gone on with where it was.
    await omar.press(omar.card('How is the kitchen?'), 'Answer');
    const { dialog } = omar;
    const next = () => dialog.locator('button[type="submit"]').click();
    await dialog.getByText('What is kept, and what is not').waitFor();
    await omar.picture('survey-kept');
    await next();
    await dialog.getByText('How clean is the kitchen?').waitFor();
    await omar.picture('survey-question');
    await dialog.locator('.pill', { hasText: '★★★★★' }).click();
    await next();
    await dialog.locator('.pill', { hasText: '10' }).click();
    await dialog.getByRole('button', { name: 'Save for later' }).click();
    await omar.isTold('It is kept, sealed');
    await omar.press(omar.card('How is the kitchen?'), 'Answer');
    await dialog.getByText('You were here').waitFor();
    expect(await dialog.locator('[name="q:q2"]:checked').inputValue()).toBe('10');
    await next();
    await dialog.locator('.pill', { hasText: 'Coffee' }).click();
    await next();
    await dialog.getByText('What you write may say who you are').waitFor();
    await dialog.locator('[name="q:q4"]').fill(answers.omar[3]);
    await next();
    await dialog.getByText('★★★★★').waitFor();
    await omar.picture('survey-review');
    await omar.send();
    await omar.sees('How is the kitchen?', 'Thank you!');
  });

  test('and by two on Slack', async () => {
    await onSlack('zhao', '开始填写');
    // Nine in the morning where Anna is.
    await itIs('2026-11-23T09:00:30Z');
    await onSlack('anna', 'Answer');
    await omar.ask('surveys');
    await omar.press(omar.answer.filter({ hasText: 'How is the kitchen?' }), 'Open');
    await omar.press(omar.answer, 'How many have answered');
    await omar.answer.filter({ hasText: '6 (86%)' }).waitFor();
    await omar.picture('survey-round');
  });

  test('is closed, counted, and told to all who were asked', async () => {
    await omar.press(omar.answer, 'Close early…');
    await omar.press(omar.answer, 'Close now');
    await omar.isTold('closed');
    // Counted once nobody can answer any more, in a commit of its own.
    await due();
    await due();
    const summary = await li.sees('结果出来了', '7 人中有 6 人回答', '3.8/5 分');
    await li.picture('survey-summary');
    await drawn(summary.locator('img'));
    await omar.sees('What came out', '6 of 7 answered');
    const { slack, onSlack, readSlack } = stage;
    await sees(() => readSlack(slack.world.personal(onSlack.zhao)), '7 人中有 6 人回答', '3.8/5 分');
  });

  test('the report has charts that are drawn, and a table to take away', async () => {
    await omar.ask('survey results');
    await omar.press(omar.answer, 'See the results');
    const charts = omar.answer.locator('img');
    await omar.answer.filter({ hasText: '± says how far' }).waitFor();
    expect(await charts.count()).toBe(3);
    for (const chart of await charts.all()) await drawn(chart);
    expect(await charts.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt))).toEqual([
      expect.stringContaining('5 stars: 2 (33%)\n4 stars: 2 (33%)\n3 stars: 1 (17%)'),
      expect.stringContaining('10: 1 (17%)\n9: 2 (33%)'),
      expect.stringContaining('Coffee: 4 (67%)'),
    ]);
    // In no order, and nothing that was written is lost or becomes markup.
    for (const [, , , words] of Object.values(answers)) await omar.answer.getByText(words).waitFor();
    expect(await axeViolations(omar.page)).toEqual([]);
    await omar.picture('survey-report');
    const [download] = await Promise.all([
      omar.page.waitForEvent('download'),
      omar.answer.getByText('CSV table (.csv)').click(),
    ]);
    expect(download.suggestedFilename()).toBe('How is the kitchen · Nov 2026.csv');
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain('"How clean is the kitchen?",,"Everyone","4 stars",2,33,');
    expect(csv).toContain('"What should change?",,"Everyone","Coffee",4,67,');
  });
});

describe('a poll and a suggestion', { timeout: 60_000 }, () => {
  let zhao: Window;

  test('a poll typed in a line: the bars move on the other’s page, and on Slack', async () => {
    zhao = await Window.signIn(browser, stage.office, 'zhao.lei', clock.now());
    for (const one of [sun, zhao]) await one.goTo('后勤部');
    await sun.ask('投票 “周五吃什么？” 面条 | 饺子 | 都行 实名');
    await sun.dialog.locator('.pill', { hasText: '后勤部' }).click();
    await sun.picture('poll-typed');
    await sun.send();
    await sun.picture('poll-posted');
    const hers = await sun.sees('周五吃什么？', '饺子');
    const his = await zhao.sees('周五吃什么？', '饺子');
    const vote = (card: Locator, nth: number) =>
      card.getByRole('button', { name: '投票', exact: true }).nth(nth).click();
    await vote(hers, 0);
    await zhao.sees('周五吃什么？', '100% · 1 票');
    await vote(his, 1);
    await sun.sees('周五吃什么？', '50% · 1 票', '已有 2 人投票');
    const onSlack = () => stage.readSlack(stage.slackChannel);
    await sees(onSlack, '周五吃什么？', '50% · 1 票');
    expect(await axeViolations(sun.page)).toEqual([]);
    await sun.picture('poll');
    await sun.ask('结束投票 1');
    await due();
    await due();
    const result = await zhao.sees('投票 #1 的结果', '并列第一');
    await drawn(result.locator('img'));
    expect(await result.locator('img').getAttribute('alt')).toContain('1 票');
    await zhao.picture('poll-result');
  });

  test('a suggestion without a name: supported, done, confirmed', async () => {
    await li.ask('建议 茶水间添一台冰箱');
    await li.dialog.waitFor();
    await li.fill({ text: '夏天饭菜放不住。', category: 'building', who: 'anonymous' });
    expect(await axeViolations(li.page)).toEqual([]);
    await li.picture('suggestion-form');
    await li.send();
    await li.picture('suggestion-filed');
    await sun.press(await sun.sees('茶水间添一台冰箱', '已收到'), '附议');
    await sun.picture('suggestion-supported');
    await zhao.goTo('我的消息');
    await zhao.press(zhao.card('茶水间添一台冰箱'), '已完成');
    await zhao.picture('suggestion-finish');
    await zhao.fill({ words: '冰箱已到' });
    await zhao.send();
    await li.sees('茶水间添一台冰箱', '冰箱已到');
    await li.picture('suggestion-done');
    await li.press(li.card('冰箱已到'), '确认已完成');
    await sun.sees('茶水间添一台冰箱', '已完成并确认');
    await sun.picture('suggestion-confirmed');
    for (const other of [sun, zhao]) expect(await other.page.textContent('body')).not.toContain('李伟');
    expect([omar, lin, li, sun, zhao].flatMap(({ problems }) => problems)).toEqual([]);
  });
});

/** Answers at the invitation in somebody's direct message, all of a section on one page. */
async function onSlack(who: 'anna' | 'zhao', label: string): Promise<void> {
  const { slack, onSlack, readSlack } = stage;
  const [id, [stars, likely, change, words]] = [onSlack[who], answers[who]];
  const { people, world } = slack;
  await stage.office.app.sender.drain();
  const personal = () => readSlack(world.personal(id)).filter(({ buttons }) => buttons.includes(label));
  await people.click(id, await sees(personal, ''), label);
  await world.until(() => world.viewOf(id));
  const pages: Record<string, string>[] = [
    { way: 'section' },
    { 'q:q1': stars, 'q:q2': likely, 'q:q3': change.join('\n') },
    { 'q:q4': words },
    {},
  ];
  for (const page of pages) await people.submit(id, page);
  await sees(() => readSlack(world.personal(id)), who === 'anna' ? 'Thank you!' : '您的回答已收到');
}
