import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { PlayedCore } from '../helpers/web/played-core.ts';
import { startWebServer } from '../helpers/web/server.ts';
import { promptly, Window } from './window.ts';

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let office: TestOffice;
let anna: Window;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  office = await startOffice();
  anna = await Window.open(browser, office, 'anna.meyer');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await office.stop();
});

const requests = () => office.app.database.prisma.request.count();

async function openRepair(window: Window): Promise<void> {
  await window.ask('the printer on 3F is broken');
  await window.dialog.waitFor();
  await window.fill({ location: '3F' });
}

test('two clicks on Send are one request', async () => {
  await openRepair(anna);
  await anna.dialog.locator('button[type="submit"]').dblclick();
  await anna.sees('#1 Repair');
  await anna.dialog.waitFor({ state: 'detached' });
  expect(await requests()).toBe(1);
});

test('Enter pressed twice asks once', async () => {
  await anna.page.locator('#ask').fill('the printer on 3F is broken');
  await Promise.all([anna.page.locator('#ask').press('Enter'), anna.page.locator('#ask').press('Enter')]);
  await anna.dialog.waitFor();
  expect(await anna.dialog.count()).toBe(1);
});

test('Enter pressed twice in a field is one request', async () => {
  await openRepair(anna);
  const location = anna.dialog.locator('[name="location"]');
  await Promise.all([location.press('Enter'), location.press('Enter').catch(() => {})]);
  await anna.sees('#1 Repair');
  expect(await requests()).toBe(1);
});

test('in two tabs: both follow, the second click is told', async () => {
  await openRepair(anna);
  await anna.send();
  const [one, two] = await Promise.all([
    Window.open(browser, office, 'zhao.lei'),
    Window.open(browser, office, 'zhao.lei'),
  ]);
  for (const tab of [one, two]) await tab.goTo('后勤部');
  await Promise.all([one.press(one.card('#1'), '我来处理'), two.press(two.card('#1'), '我来处理')]);
  for (const tab of [one, two]) await tab.sees('#1 报修', '已指派');
  await expect
    .poll(async () => [await one.toast.textContent(), await two.toast.textContent()].sort().join(' '))
    .toMatch(/现在由您负责.*已经由您负责了/);
});

test('the network fails while sending: kept, then sent once', { timeout: 40_000 }, async () => {
  await openRepair(anna);
  // The request reaches the server and is filed; its answer never comes back.
  let lost = 0;
  await anna.page.route('**/do', async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await anna.dialog.locator('button[type="submit"]').click();
  await anna.dialog.locator('.form-problem', { hasText: 'did not get through' }).waitFor();
  expect(lost).toBeGreaterThan(1);
  await expect.poll(() => anna.dialog.locator('[name="location"]').inputValue()).toBe('3F');
  await anna.page.unroute('**/do');
  await anna.dialog.locator('button[type="submit"]').click();
  await anna.dialog.waitFor({ state: 'detached' });
  await anna.sees('#1 Repair');
  expect(await requests()).toBe(1);
});

test('control: under a new id it is filed twice', async () => {
  await openRepair(anna);
  let sent = 0;
  await anna.page.route('**/do', async (route) => {
    sent += 1;
    const body = JSON.parse(route.request().postData() ?? '{}') as object;
    const requestId = String(sent).padStart(32, '0');
    await route.fetch({ postData: JSON.stringify({ ...body, requestId }) });
    await route.abort('connectionreset');
  });
  await anna.dialog.locator('button[type="submit"]').click();
  await anna.dialog.locator('.form-problem', { hasText: 'did not get through' }).waitFor();
  expect(await requests()).toBe(sent);
  expect(sent).toBeGreaterThan(1);
});

test('the session ended in the demo: it goes on', async () => {
  await openRepair(anna);
  await anna.page.context().clearCookies();
  await anna.send();
  await anna.sees('#1 Repair');
  expect(await requests()).toBe(1);
});

test('the session ended elsewhere: kept until signed in', async () => {
  const core = new PlayedCore('en');
  const server = await startWebServer(core.sink, { demo: false });
  core.adapter = server.adapter;
  const me = 'per_anna.meyer';
  for (const secret of ['first', 'second']) server.links.open.set(secret, me);
  const { page } = await openPage(browser, `${server.url}/sign-in?key=first`);
  await page.getByRole('button').click();
  await page.locator('#ask').fill('the printer on 3F is broken');
  await page.locator('#ask').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name="location"]').fill('3F');
  await page.context().clearCookies();
  await dialog.locator('button[type="submit"]').click();
  await dialog.getByText('You have been signed out').waitFor();
  await expect.poll(() => dialog.locator('[name="location"]').inputValue()).toBe('3F');

  const again = await page.context().newPage();
  await again.goto(`${server.url}/sign-in?key=second`);
  await again.getByRole('button').click();
  await again.locator('#ask').waitFor();
  await dialog.locator('button[type="submit"]').click();
  await dialog.waitFor({ state: 'detached' });
  expect(core.received.filter(({ kind }) => kind === 'submit')).toHaveLength(1);
  await page.context().close();
  await server.stop();
});

test('very long words stay within the card', async () => {
  await openRepair(anna);
  const long = `${'very '.repeat(200)}${'W'.repeat(600)}`;
  await anna.fill({ description: long });
  await anna.send();
  await anna.sees('#1 Repair');
  const overflow = () => anna.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBe(0);
  const wide = await anna.card('#1').evaluate((card) => card.scrollWidth - card.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await anna.picture('51-long');
});

test('too long a text is said at its field', async () => {
  await openRepair(anna);
  await anna.fill({ location: 'x'.repeat(300) });
  await anna.dialog.locator('button[type="submit"]').click();
  await anna.dialog.getByText('At most 200 characters').waitFor({ timeout: promptly });
  await expect.poll(() => anna.dialog.locator('[name="location"]').inputValue()).toHaveLength(300);
  expect(await requests()).toBe(0);
});

test('emoji and pasted markup stay as they are', async () => {
  await openRepair(anna);
  const typed = '🖨️👩‍🔧 <b onclick="x">bold</b> <script>alert(1)</script> **no** {{x}}\n\tTab';
  await anna.fill({ description: typed });
  await anna.send();
  const card = await anna.sees('#1 Repair');
  await card
    .getByText('👩‍🔧 <b onclick="x">bold</b> <script>alert(1)</script> **no** {{x}}')
    .first()
    .waitFor();
  expect(await card.locator('b, script').count()).toBe(0);
  expect(anna.problems).toEqual([]);
  await anna.picture('52-emoji');
});
