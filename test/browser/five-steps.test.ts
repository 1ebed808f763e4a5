import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, launchBrowser, phone } from '../helpers/browser.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { promptly, Window } from './window.ts';

let browser: Browser;
let office: TestOffice;
let li: Window;
let anna: Window;
let zhao: Window;

beforeAll(async () => {
  [browser, office] = await Promise.all([launchBrowser(), startOffice()]);
  const open = (who: string) => Window.open(browser, office, who);
  [li, anna, zhao] = await Promise.all([open('li.wei'), open('anna.meyer'), open('zhao.lei')]);
});
afterAll(async () => {
  await browser.close();
  await office.stop();
});

describe('five steps, in windows side by side', { timeout: 60_000 }, () => {
  test('1 a sentence, corrected at a field', async () => {
    await li.picture('01-first-look');
    await zhao.goTo('后勤部');
    await zhao.picture('02-empty-channel');
    await li.ask('报修 三楼空调漏水');
    await li.dialog.waitFor();
    await expect.poll(() => li.dialog.locator('textarea').inputValue()).toBe('三楼空调漏水');
    await li.dialog.locator('button[type="submit"]').click();
    await li.dialog.getByText('这一项必填').waitFor();
    expect(await axeViolations(li.page)).toEqual([]);
    await li.picture('03-corrected');
    await li.fill({ location: '三楼东侧', urgency: 'high' });
    await li.send();
    await li.isTold('#1');
    await li.sees('#1 报修');
    await zhao.sees('#1 报修');
    await li.picture('04-filed');
    await zhao.picture('05-seen-by-team');
  });

  test('1 a button, in the other language', async () => {
    await anna.page.getByRole('button', { name: 'File a request' }).first().click();
    await anna.answer.waitFor();
    await anna.picture('06-chooser');
    await anna.press(anna.answer, '🛒 Purchase');
    await anna.dialog.waitFor();
    await anna.fill({ item: 'Laptops', quantity: '3', amount: '6,000', reason: 'New colleagues' });
    await anna.picture('07-purchase');
    await anna.send();
    await anna.sees('#2 Purchase');
    await zhao.sees('#2 采购');
    await anna.picture('08-purchase-filed');
    await zhao.picture('09-both-in-channel');
  });

  test('2 taken, and talked about', async () => {
    await zhao.press(zhao.card('#1 报修'), '我来处理');
    await zhao.isTold('#1 现在由您负责');
    await li.sees('#1 报修', '负责赵磊');
    await anna.goTo('For you');
    await li.picture('10-taken');
    await zhao.reply(zhao.card('#1 报修'), '二十分钟后到，请先把电脑挪开。');
    await li.sees('二十分钟后到');
    await li.press(li.card('二十分钟后到'), '回复');
    await li.fill({ words: '好的，已经挪开了。' });
    await li.send();
    await zhao.card('#1 报修').locator('.reply', { hasText: '已经挪开' }).waitFor({ timeout: promptly });
    await zhao.picture('11-talked');
    expect(await axeViolations(zhao.page)).toEqual([]);
  });

  test('2 taken by somebody else: told in private', async () => {
    const sun = await Window.open(browser, office, 'sun.fang');
    await sun.goTo('后勤部');
    await sun.press(sun.card('#1 报修'), '办结');
    await sun.isTold('赵磊');
    await sun.picture('12-not-hers');
    await sun.close();
  });

  test('3 the manager approves from her card', async () => {
    const zhang = await Window.open(browser, office, 'zhang.min');
    await zhang.sees('Anna Meyer 申请审批');
    await zhang.picture('13-asked-to-approve');
    expect(await axeViolations(zhang.page)).toEqual([]);
    await zhao.press(zhao.card('#2 采购'), '我来处理');
    const fold = zhao.card('#2 采购').locator('.fold');
    await fold.click();
    await zhao.press(zhao.card('#2 采购').locator('.reply'), '同意');
    await zhao.isTold('张敏');
    await zhao.picture('14-not-his-decision');
    await zhang.press(zhang.card('申请审批'), '同意');
    await zhang.isTold('#2');
    await zhang.sees('张敏 已同意');
    await zhang.picture('15-approved');
    await anna.sees('approved by 张敏');
    await anna.picture('16-half-approved');
    const omar = await Window.open(browser, office, 'omar.haddad');
    await omar.sees('Anna Meyer asks for your approval');
    await omar.press(omar.card('asks for your approval'), 'Ask');
    await omar.fill({ text: 'Could we rent them?' });
    await omar.picture('17-question');
    await omar.send();
    await anna.sees('Could we rent them?');
    await anna.press(anna.card('Could we rent them?'), 'Answer');
    await anna.fill({ words: 'No, they stay.' });
    await anna.send();
    await omar.sees('No, they stay.');
    await omar.picture('18-answered');
    await omar.press(omar.card('asks for your approval'), 'Approve');
    await anna.sees('approved by Omar Haddad');
    await zhao.sees('#2 采购', 'Omar Haddad');
    await anna.picture('19-approved');
    await zhao.picture('20-approved-channel');
  });

  test('4 done, rated, and not so fast', async () => {
    await zhao.press(zhao.card('#1 报修'), '办结');
    await zhao.fill({ note: '换了排水管，试机半小时不再漏水。' });
    await zhao.picture('21-finish');
    await zhao.send();
    await li.sees('换了排水管');
    await li.picture('22-done');
    await li.press(li.card('确认并评价'), '没有解决');
    await li.fill({ reason: '还在滴水' });
    await li.send();
    await zhao.sees('#1 报修', '已指派');
    await zhao.goTo('我的消息');
    await zhao.picture('23-opened-again');
    await zhao.goTo('后勤部');
    await zhao.press(zhao.card('#1 报修'), '办结');
    await zhao.fill({ note: '接头也换了。' });
    await zhao.send();
    await li.sees('接头也换了');
    await li.press(li.card('确认并评价'), '确认并评价');
    await li.fill({ quality: '5', words: '很快！' });
    await li.picture('24-rating');
    await li.send();
    await li.sees('★★★★★');
    await zhao.sees('#1 报修', '★★★★★');
    await li.picture('25-closed');
    await zhao.picture('26-closed-channel');
    expect(await axeViolations(li.page)).toEqual([]);
  });

  test('5 found again', async () => {
    await li.page.getByRole('button', { name: '我的申请' }).click();
    await li.answer.filter({ hasText: '#1 报修' }).waitFor();
    await li.picture('27-my');
    await li.ask('记录 1');
    await li.answer.filter({ hasText: '李伟 提交' }).waitFor();
    await li.picture('28-history');
    expect(await axeViolations(li.page)).toEqual([]);
    await li.ask('帮助');
    await li.picture('29-help');
    expect(await axeViolations(li.page)).toEqual([]);
    await zhao.ask('待办');
    await zhao.answer.filter({ hasText: '#2 采购' }).waitFor();
    await zhao.picture('30-queue');
    await zhao.ask('查看 2');
    await zhao.sees('#2 采购');
    await expect.poll(() => zhao.page.locator('main > h2').textContent()).toBe('我的消息');
    await zhao.picture('31-show');
    await zhao.goTo('后勤部');
    await zhao.page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
    await anna.ask('repair the lamp at my desk');
    await anna.fill({ location: 'Desk 12' });
    await anna.send();
    await zhao.page.getByRole('button', { name: '有新消息' }).click();
    await expect.poll(() => zhao.card('#3 报修').evaluate(isInSight)).toBe(true);
    await anna.ask('show 1');
    await anna.isTold('no such request');
    await zhao.page.emulateMedia({ colorScheme: 'dark' });
    await zhao.picture('32-dark');
    expect([li, anna, zhao].flatMap(({ problems }) => problems)).toEqual([]);
  });
});

describe('other hands', { timeout: 60_000 }, () => {
  test('a request filed with the keyboard alone', async () => {
    const { page, ...omar } = await Window.open(browser, office, 'omar.haddad');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
    for (let tabs = 0; tabs < 40 && (await focused()) !== 'ask'; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('repair');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Room 2.04');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The blinds are stuck');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.messages .message', { hasText: 'The blinds are stuck' }).waitFor();
    await expect.poll(() => page.locator('.messages .message').last().textContent()).toContain('high');
    expect(await focused()).toBe('ask');
    expect(omar.problems).toEqual([]);
    await page.context().close();
  });

  test('on a phone: filed, taken, rated', async () => {
    const me = await Window.open(browser, office, 'lin.yue', phone);
    const sun = await Window.open(browser, office, 'sun.fang', phone);
    await me.picture('40-phone');
    await me.ask('报修 会议室投影仪不亮');
    await me.fill({ location: '五楼会议室' });
    await me.picture('41-phone-form');
    await me.send();
    await me.sees('会议室投影仪不亮');
    await me.picture('42-phone-filed');
    expect(await axeViolations(me.page)).toEqual([]);
    await sun.goTo('后勤部');
    await sun.press(await sun.sees('会议室投影仪不亮'), '我来处理');
    await sun.picture('43-phone-taken');
    await sun.press(sun.card('会议室投影仪不亮'), '办结');
    await sun.fill({ note: '换了灯泡' });
    await sun.send();
    await me.press(await me.sees('换了灯泡'), '确认并评价');
    await me.picture('44-phone-rating');
    await me.fill({ quality: '4' });
    await me.send();
    await me.sees('★★★★☆');
    await sun.sees('会议室投影仪不亮', '★★★★☆');
    await sun.picture('45-phone-closed');
    expect(await axeViolations(sun.page)).toEqual([]);
    expect(await me.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await Promise.all([me.close(), sun.close()]);
  });
});

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
