import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as jsqr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrFiles } from '../../scripts/qr-sheet.ts';
import { parseOffice } from '../../src/config/office.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { commit } from '../../src/db/commit.ts';
import { linkUrl, newLink } from '../../src/features/web-access/index.ts';
import { desktop, launchBrowser, openPage, phone, picture } from '../helpers/browser.ts';
import { freePort } from '../helpers/free-port.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';

const example = join(projectRoot, 'office.example.yaml');

describe('the QR code of a place', () => {
  let browser: Browser;
  let demo: TestOffice;
  let real: TestOffice;
  beforeAll(async () => {
    browser = await launchBrowser();
    demo = await startOffice();
    const PORT = String(await freePort());
    const settings = { OFFICE_CONFIG: example, PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    real = await startOffice({ settings, databaseUrl: demo.databaseUrl });
  });
  afterAll(async () => {
    await browser.close();
    await real.stop();
    await demo.stop();
  });

  const office = async () => parseOffice(await readFile(example, 'utf8'), example);

  it('is printed with the place’s names, and says the link', async () => {
    const [sheet] = qrFiles(await office(), 'https://office.example.com', {
      output: 'places.svg',
      category: 'repair',
    });
    const { page } = await openPage(browser, 'about:blank', {
      ...desktop,
      viewport: { width: 900, height: 1270 },
    });
    await page.setContent(`<body style="margin:0">${sheet!.svg}</body>`);
    await picture(page, 'qr-sheet');
    for (const name of ['301 会议室', 'Meeting room 301', 'Harbour House › 3F › Pantry'])
      expect(await page.getByText(name).count()).toBeGreaterThan(0);
    const places = Object.keys((await office()).places);
    const codes = page.locator('svg path');
    expect(await codes.count()).toBe(places.length);
    const read = await readCodes(page);
    expect(read).toEqual(places.map((id) => `https://office.example.com/file?place=${id}&category=repair`));
  });

  it('needs a place and a category that there are', async () => {
    const from = await office();
    expect(() => qrFiles(from, 'https://x.y', { output: 'p.svg', place: ['pantri'] })).toThrow(
      'did you mean "pantry"',
    );
    expect(() => qrFiles(from, 'https://x.y', { output: 'p.svg', category: 'repairs' })).toThrow(
      'did you mean "repair"',
    );
    expect(() => qrFiles(from, 'https://x.y', { output: 'p.pdf' })).toThrow('SVG');
    const many = {
      ...from,
      places: Object.fromEntries(
        Array.from({ length: 25 }, (_, n) => [
          `r${n}`,
          { id: `r${n}`, name: { en: `R${n}`, 'zh-CN': `R${n}` } },
        ]),
      ),
    };
    expect(qrFiles(many, 'https://x.y', { output: 'p.svg' }).map(({ file }) => file)).toEqual([
      'p.svg',
      'p-2.svg',
      'p-3.svg',
    ]);
  });

  it('opens the chooser in the demo, once somebody has said who they are', async () => {
    const { page, problems } = await openPage(browser, `${demo.app.url}/file?place=room301`, phone);
    await page.getByRole('link', { name: /Anna/ }).click();
    const card = page.locator('.message.private');
    await expect.poll(() => card.textContent()).toContain('Harbour House › 3F › Meeting room 301');
    await picture(page, 'place-chooser');
    await card.getByRole('button', { name: 'Building services' }).click();
    await page.getByRole('dialog').waitFor();
    await picture(page, 'place-form');
    expect(await page.getByRole('dialog').locator('[name="place"]').inputValue()).toContain('301');
    // Once: a page that is loaded again is the usual one.
    await page.reload();
    await page.locator('#ask').waitFor();
    expect(await card.count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('survives the sign-in by a one-time link', async () => {
    const { page } = await openPage(browser, `${real.app.url}/file?place=pantry&category=repair`, phone);
    await expect.poll(() => page.locator('body').textContent()).toMatch(/file for this place|为该地点提交/);
    await picture(page, 'place-signed-out');
    const { secret, write } = newLink(real.as('li.wei').id, new Date());
    await commit(real.app.database, [write]);
    await page.goto(linkUrl(real.app.url, secret));
    await page.locator('button[type="submit"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.locator('[name="location"]').inputValue()).toBe('海港大厦 › 三楼 › 茶水间');
  });

  it('leads nowhere else, whatever stands in it', async () => {
    for (const query of [
      'place=https://evil.example',
      'place=//evil.example',
      'place=a&place=b',
      'place=a%0d%0aX:y',
      'category=repair',
      '',
    ]) {
      const response = await fetch(`${demo.app.url}/file?${query}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location'), response.headers.get('set-cookie')]).toEqual(
        [303, './', null],
      );
    }
    const response = await fetch(`${demo.app.url}/file?place=pantry&next=https://evil.example`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe('./');
    expect(response.headers.get('set-cookie')).toMatch(
      /^quartermaster-place=pantry; .*HttpOnly; SameSite=Lax/,
    );
  });
});

/** What a QR reader that we did not write reads in a picture of the page, code by code. */
async function readCodes(page: Page): Promise<(string | undefined)[]> {
  const codes = await page.locator('svg path').all();
  const areas = await Promise.all(codes.map((code) => code.boundingBox()));
  const png = (await page.screenshot()).toString('base64');
  await page.addScriptTag({ path: join(projectRoot, 'node_modules/jsqr/dist/jsQR.js') });
  return page.evaluate(
    async ({ png, areas }) => {
      const { jsQR } = globalThis as unknown as { jsQR: typeof jsqr.default.default };
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      return areas.map((area) => {
        const [width, height] = [Math.ceil(area!.width) + 20, Math.ceil(area!.height) + 20];
        const context = new OffscreenCanvas(width, height).getContext('2d')!;
        context.drawImage(image, 10 - area!.x, 10 - area!.y);
        return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data;
      });
    },
    { png, areas },
  );
}
