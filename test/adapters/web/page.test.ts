import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, desktop, launchBrowser, openPage, phone, picture } from '../../helpers/browser.ts';
import { PlayedCore } from '../../helpers/web/played-core.ts';
import { startWebServer, type WebServer } from '../../helpers/web/server.ts';

let browser: Browser;
let server: WebServer;
let core: PlayedCore;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
});

async function start(language: 'en' | 'zh-CN'): Promise<void> {
  core = new PlayedCore(language);
  server = await startWebServer(core.sink);
  core.adapter = server.adapter;
}

const openAs = (handle: string, options = desktop) =>
  openPage(browser, `${server.url}/as/${handle}/`, options);
const ask = async (page: Page, words: string) => {
  await page.locator('#ask').fill(words);
  await page.locator('#ask').press('Enter');
};

// Each device and each language once.
const walks = [
  { language: 'zh-CN', me: 'li.wei', words: '三楼打印机坏了', options: desktop, device: 'desktop' },
  { language: 'en', me: 'anna.meyer', words: 'the printer on 3F is broken', options: phone, device: 'phone' },
] as const;

describe.each(walks)('$device, $language', ({ language, me, words, options, device }) => {
  test('a sentence becomes a form, then a card that changes in every window', {
    timeout: 60_000,
  }, async () => {
    await start(language);
    const name = `${device}-${language}`;
    const { page, problems } = await openAs(me, options);
    await page.locator('.composer').waitFor();
    await picture(page, `${name}-1-empty`);

    await ask(page, words);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await expect.poll(() => dialog.locator('textarea').inputValue()).toBe(words);
    await dialog.locator('[name="cost"]').fill('about ten');
    await dialog.locator('button[type="submit"]').click();
    const location = dialog.locator('[name="location"]');
    await expect.poll(() => location.getAttribute('aria-invalid')).toBe('true');
    const errorId = (await location.getAttribute('aria-describedby')) ?? '';
    await expect.poll(() => dialog.locator(`#${errorId}`).textContent()).toMatch(/needed|必填/);
    expect(await location.evaluate((field) => field === document.activeElement)).toBe(true);
    await expect.poll(() => dialog.locator('[name="cost"]').inputValue()).toBe('about ten');
    await expect.poll(() => dialog.locator('textarea').inputValue()).toBe(words);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `${name}-2-form`);
    await location.fill('3F');
    await dialog.locator('[name="cost"]').fill('');

    const { page: helper, problems: helperProblems } = await openAs('zhao.lei', options);
    await helper.locator('.conversations button').nth(1).waitFor();
    await dialog.locator('button[type="submit"]').click();
    await page.locator('.message').waitFor();
    expect(await dialog.count()).toBe(0);
    await expect.poll(() => page.locator('.toast').textContent()).toContain('#42');

    await helper.locator('.conversations .dot:visible').waitFor();
    await helper.locator('.conversations button').nth(1).click();
    await helper.locator('.conversations .dot').nth(1).waitFor({ state: 'hidden' });
    await helper.locator('.message .style-positive').click();
    await expect.poll(() => page.locator('.message .card').textContent()).toContain('赵磊');

    await page.locator('.fold').click();
    await page.locator('.reply-box textarea').fill(words);
    await page.locator('.reply-box textarea').press('Enter');
    await page.locator('.reply').waitFor();
    await expect.poll(() => helper.locator('.fold').textContent()).toMatch(/^1 /);
    await page.locator('.chip').first().click();
    await page.locator('.private').waitFor();

    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `${name}-3-card`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, `${name}-4-dark`);
    await helper.locator('.fold').click();
    expect(await axeViolations(helper)).toEqual([]);
    await picture(helper, `${name}-5-channel`);
    expect([...problems, ...helperProblems]).toEqual([]);
  });
});

test('the way in: who to be, chosen with the keyboard', async () => {
  await start('zh-CN');
  const { page, problems } = await openPage(browser, server.url, { ...desktop, locale: 'zh-CN' });
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, 'choose');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.top .who strong', { hasText: '李伟' }).first().waitFor();
  expect(problems).toEqual([]);
});

test('a one-time link, outside the demo: signed in with one button, and out again', async () => {
  core = new PlayedCore('en');
  server = await startWebServer(core.sink, { demo: false });
  server.links.open.set('s3cret', 'per_anna.meyer');
  const { page, problems } = await openPage(browser, `${server.url}/sign-in?key=s3cret`);
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, 'sign-in');
  await page.getByRole('button').click();
  await page.locator('#ask').waitFor();
  expect(await page.locator('.guide').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, 'signed-in');
  await page.locator('.me button').click();
  await page.locator('.steps').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, 'signed-out');
  expect(problems).toEqual([]);
});

test('what does not get through is kept, and goes once when tried again', { timeout: 30_000 }, async () => {
  await start('en');
  const { page } = await openAs('anna.meyer');
  await page.locator('#ask').waitFor();
  core.failNext = new Error('down');
  await ask(page, 'the printer is broken');
  await page.locator('.toast.problem').waitFor();
  await expect.poll(() => page.locator('#ask').inputValue()).toBe('the printer is broken');
  await page.locator('#ask').press('Enter');
  await page.getByRole('dialog').waitFor();
  const [first, second] = core.received.map(({ id }) => id);
  expect(second).toBe(first);

  await page.locator('[name="location"]').fill('3F');
  let questions = 0;
  page.on('dialog', (question) => {
    questions += 1;
    return questions === 1 ? question.dismiss() : question.accept();
  });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('[name="location"]').inputValue()).toBe('3F');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('a changed card keeps the focus on the same button', async () => {
  await start('en');
  await core.post(['person:per_anna.meyer'], 'a lamp');
  const { page } = await openAs('anna.meyer');
  await page.locator('.style-destructive').focus();
  await core.show('Waiting', 'neutral');
  await expect.poll(() => page.locator('.card').textContent()).toContain('Waiting');
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('Cancel request');
});

test('a lost line is said, and what was missed comes when it is back', { timeout: 30_000 }, async () => {
  await start('en');
  const { page } = await openAs('anna.meyer');
  await page.locator('#ask').waitFor();
  await page.context().setOffline(true);
  await server.adapter.stop();
  await page.locator('.line:visible').waitFor();
  await core.post(['person:per_anna.meyer'], 'missed and caught up with');
  await page.context().setOffline(false);
  await server.adapter.start(core.sink);
  await page.locator('.message', { hasText: 'caught up' }).waitFor();
  await page.locator('.line').waitFor({ state: 'hidden' });
});

test('what people type is never markup', async () => {
  await start('en');
  const nasty =
    '<img src=x onerror="document.title=1"><b>bold</b> [x](javascript:alert(1)) {{DATE(2020-01-01T00:00:00Z)}}';
  await core.post(['person:per_anna.meyer'], nasty);
  const { page, problems } = await openAs('anna.meyer');
  await page.locator('.message').waitFor();
  await expect.poll(() => page.locator('.card').textContent()).toContain(nasty);
  expect(await page.locator('.card img, .card b, .card a').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('the checks themselves can fail: what is inaccessible is found, and inline script is stopped', async () => {
  await start('en');
  const { page, problems } = await openAs('anna.meyer');
  await page.locator('#ask').waitFor();
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.append(document.createElement('img'));
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline"';
    main?.append(script);
  });
  expect((await axeViolations(page)).join()).toContain('image-alt');
  await expect.poll(() => problems.join()).toContain('Content Security Policy');
  expect(await page.title()).not.toBe('inline');
});
