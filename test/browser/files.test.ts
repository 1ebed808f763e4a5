import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { axeViolations, launchBrowser } from '../helpers/browser.ts';
import { samples } from '../helpers/files.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { Window } from './window.ts';

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let office: TestOffice;
beforeAll(async () => {
  [browser, office] = await Promise.all([launchBrowser(), startOffice()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await office.stop();
});

const png = { name: '漏水.png', mimeType: 'image/png', buffer: samples.png };

test('photos are chosen, shown in place, and what was said becomes a request', async () => {
  const li = await Window.open(browser, office, 'li.wei');
  await li.ask('报修 三楼空调漏水');
  await li.dialog.waitFor();
  await li.fill({ location: '三楼' });
  await li.send();
  const card = await li.sees('#1', '三楼');
  await card.locator('.fold').click();

  // A file that is not taken says why; one that is can be taken away again.
  const chooser = card.locator('.reply-box input[type="file"]');
  await chooser.setInputFiles([{ name: 'setup.png', mimeType: 'image/png', buffer: samples.exe }, png, png]);
  await card.getByText('“setup.png”不是我们接受的文件').waitFor();
  const chosen = card.locator('.chosen-files li');
  await expect.poll(() => chosen.count()).toBe(2);
  await card.getByRole('button', { name: '移除 漏水.png' }).first().click();
  expect(await chosen.count()).toBe(1);
  expect(await axeViolations(li.page)).toEqual([]);
  await card.locator('.reply-box button[type="submit"]').click();

  // On the card the picture itself is there, fetched with the session.
  const picture = card.locator('> .card img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  expect(await chosen.count()).toBe(0);
  expect(await picture.getAttribute('alt')).toBe('漏水.png');

  await li.reply(card, '四楼的门锁也坏了');
  const said = card.locator('.reply', { hasText: '四楼的门锁也坏了' });
  await said.getByRole('button', { name: '转为申请' }).click();
  await li.dialog.waitFor();
  expect(await li.dialog.locator('[name="description"]').inputValue()).toBe('四楼的门锁也坏了');
  await li.fill({ location: '四楼' });
  await li.send();
  const second = await li.sees('#2', '四楼');
  expect(await second.textContent()).toContain('来自李伟的消息');
  expect(li.problems).toEqual([]);
  await li.close();
});
