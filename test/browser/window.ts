import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { commit } from '../../src/db/commit.ts';
import { linkUrl, newLink } from '../../src/features/web-access/index.ts';
import { desktop, openPage, picture } from '../helpers/browser.ts';
import type { TestOffice } from '../helpers/office.ts';

/** Every copy of a request has to follow within this time, in milliseconds. */
export const promptly = 2_000;

/** One person's window on the web page: what they see there, and what they do. */
export class Window {
  private constructor(
    readonly page: Page,
    /** Whatever the browser complained about. */
    readonly problems: string[],
  ) {}

  /** Opens somebody's page, by the part of their e-mail before the @: `li.wei`. */
  static async open(
    browser: Browser,
    office: TestOffice,
    who: string,
    options: BrowserContextOptions = desktop,
  ) {
    const { page, problems } = await openPage(browser, `${office.app.url}/as/${who}/`, options);
    const window = new Window(page, problems);
    await page.locator('#ask').waitFor();
    return window;
  }

  /** Opens the page of somebody who signs in with a one-time link, outside the demo. @param now the office's present. */
  static async signIn(
    browser: Browser,
    { app, as }: TestOffice,
    who: string,
    now: Date,
    options: BrowserContextOptions = desktop,
  ) {
    const { secret, write } = newLink(as(who).id, now);
    await commit(app.database, [write]);
    const { page, problems } = await openPage(browser, linkUrl(app.url, secret), options);
    await page.locator('button[type="submit"]').click();
    await page.locator('#ask').waitFor();
    return new Window(page, problems);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get toast(): Locator {
    return this.page.locator('.toast');
  }

  /** The cards of the open conversation, the oldest first. */
  get cards(): Locator {
    return this.page.locator('.messages > li > .message');
  }

  /** The newest card of the open conversation on which all of this stands. */
  card(...words: string[]): Locator {
    return words.reduce((cards, hasText) => cards.filter({ hasText }), this.cards).last();
  }

  /** The answer that only this person sees. */
  get answer(): Locator {
    return this.page.locator('.message.private');
  }

  async ask(words: string): Promise<void> {
    await this.page.locator('#ask').fill(words);
    await this.page.locator('#ask').press('Enter');
  }

  /** Opens a conversation by its name at the side. */
  async goTo(name: string): Promise<void> {
    await this.page.locator('.conversations button', { hasText: name }).click();
  }

  /** Fills fields of the open dialog by their labels' ids; a choice by its value. */
  async fill(values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const field = this.dialog.locator(`[name="${name}"]`);
      if ((await field.first().getAttribute('type')) === 'radio')
        await this.dialog.locator(`.pill:has([name="${name}"][value="${value}"])`).click();
      else await field.fill(value);
    }
  }

  /** Presses the dialog's main button, and waits until it is gone. */
  async send(): Promise<void> {
    await this.dialog.locator('button[type="submit"]').click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async press(card: Locator, label: string): Promise<void> {
    await card.getByRole('button', { name: label, exact: true }).first().click();
  }

  /** Waits until all of this stands on a card, and no longer than is promised. */
  async sees(...words: string[]): Promise<Locator> {
    const card = this.card(...words);
    await card.waitFor({ timeout: promptly });
    return card;
  }

  /** Waits for a short sentence to this person. */
  async isTold(words: string): Promise<void> {
    await this.toast.filter({ hasText: words }).waitFor({ timeout: promptly });
  }

  /** Says something in a card's thread. */
  async reply(card: Locator, words: string): Promise<void> {
    const box = card.locator('.reply-box textarea');
    if (!(await box.isVisible())) await card.locator('.fold').click();
    await box.fill(words);
    await box.press('Enter');
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  picture(name: string): Promise<void> {
    return picture(this.page, `five-steps-${name}`);
  }
}
