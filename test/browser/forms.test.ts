import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Locale } from '../../src/core/locale.ts';
import type { Ack, Inbound } from '../../src/platform/inbound.ts';
import type { Field, Form } from '../../src/ui/form.ts';
import { axeViolations, desktop, launchBrowser, openPage, phone, picture } from '../helpers/browser.ts';
import { startWebServer } from '../helpers/web/server.ts';

vi.setConfig({ testTimeout: 60_000 });

const words = {
  en: {
    title: 'Business trip',
    submit: 'Send request',
    labels: [
      'Where to',
      'By',
      'What you need',
      'First day',
      'Leaving at',
      'Meeting',
      'With',
      'Room',
      'Tickets',
      'Urgency',
      'Why so urgent',
      'Who agreed',
      'Cost',
    ],
    ways: ['Train', 'Plane'],
    needs: ['Hotel', 'Visa', 'Taxi'],
    urgencies: ['Low', 'High'],
    hint: 'The first one, if there are several.',
    wrong: 'Not before Nov 22, please.',
  },
  'zh-CN': {
    title: '出差',
    submit: '提交申请',
    labels: [
      '目的地',
      '交通方式',
      '需要预订',
      '出发日期',
      '出发时间',
      '会议时间',
      '同行人',
      '会议室',
      '票据',
      '紧急程度',
      '紧急原因',
      '谁同意的',
      '费用',
    ],
    ways: ['火车', '飞机'],
    needs: ['酒店', '签证', '接送车'],
    urgencies: ['一般', '紧急'],
    hint: '有多场会议时，填第一场。',
    wrong: '不能早于11月22日。',
  },
};

function formIn(locale: Locale): Form {
  const say = words[locale];
  const label = (at: number) => ({ label: say.labels[at] ?? '', required: false });
  const options = (labels: string[]) => labels.map((each, at) => ({ value: `v${at}`, label: each }));
  const urgent = { showWhen: { field: 'urgency', in: ['v1'] } };
  const fields: Field[] = [
    { id: 'where', ...label(0), required: true, kind: 'text' },
    { id: 'way', ...label(1), kind: 'choice', options: options(say.ways) },
    { id: 'needs', ...label(2), kind: 'choices', options: options(say.needs) },
    { id: 'day', ...label(3), kind: 'date', min: '2026-11-22', value: '2026-12-04' },
    { id: 'time', ...label(4), kind: 'time' },
    { id: 'meeting', ...label(5), hint: say.hint, kind: 'datetime', timezone: 'Asia/Shanghai' },
    {
      id: 'person',
      ...label(6),
      kind: 'person',
      options: [
        { value: 'per_li', label: '李伟' },
        { value: 'per_anna', label: 'Anna Meyer' },
      ],
    },
    {
      id: 'room',
      ...label(7),
      kind: 'place',
      options: Array.from({ length: 40 }, (_, at) => ({ value: `r${at}`, label: `HQ › A › ${at}F` })),
    },
    { id: 'tickets', ...label(8), kind: 'file' },
    { id: 'urgency', ...label(9), kind: 'choice', options: options(say.urgencies), value: 'v0' },
    { id: 'why', ...label(10), required: true, kind: 'text', ...urgent },
    { id: 'agreed', ...label(11), kind: 'person', ...urgent },
    { id: 'cost', ...label(12), kind: 'money', currency: 'CNY' },
  ];
  return { id: 'test.trip', context: 'c', title: say.title, submit: say.submit, fields };
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const people = { en: 'anna.meyer', 'zh-CN': 'li.wei' } as const;

describe.each(['en', 'zh-CN'] as const)('a form with every kind of field, in %s', (locale) => {
  const say = words[locale];
  const at = (page: Page, name: string) => page.locator(`[name="${name}"]`);

  test('follows what is chosen, corrects, keeps, and sends what was meant', async () => {
    const received: Inbound[] = [];
    const form = formIn(locale);
    let ack: (event: Inbound) => Ack = () => ({ kind: 'form', form });
    const server = await startWebServer(async (event) => {
      received.push(event);
      return ack(event);
    });
    const { page, problems } = await openPage(browser, `${server.url}/as/${people[locale]}/`, desktop);
    const dialog = page.getByRole('dialog');
    await page.locator('#ask').fill('trip');
    await page.locator('#ask').press('Enter');
    await dialog.waitFor();
    await picture(page, `form-${locale}-1-opened`);
    expect(await at(page, 'why').isVisible()).toBe(false);

    await at(page, 'where').fill('Berlin');
    await dialog.locator('.pill', { hasText: say.ways[1] }).click();
    for (const need of [say.needs[0], say.needs[2]]) await dialog.locator('.pill', { hasText: need }).click();
    await at(page, 'day').fill('2026-11-21');
    await at(page, 'time').fill('09:05');
    await at(page, 'meeting').fill('2026-12-05T14:00');
    await at(page, 'person').fill('李伟');
    await at(page, 'room').fill('HQ › A › 31F');
    await dialog.locator('.pill', { hasText: say.urgencies[1] }).last().click();
    await at(page, 'why').fill('because');
    await at(page, 'agreed').fill('Omar');
    await picture(page, `form-${locale}-2-filled`);
    expect(await axeViolations(page)).toEqual([]);

    ack = () => ({ kind: 'form', form: { ...form, errors: { day: say.wrong } } });
    await dialog.locator('button[type="submit"]').click();
    await dialog.getByText(say.wrong).waitFor();
    await picture(page, `form-${locale}-3-corrected`);
    expect(await axeViolations(page)).toEqual([]);
    const values = {
      where: 'Berlin',
      way: 'v1',
      needs: 'v0\nv2',
      day: '2026-11-21',
      time: '09:05',
      meeting: '2026-12-05T14:00',
      person: 'per_li',
      room: 'r31',
      tickets: '',
      urgency: 'v1',
      why: 'because',
      agreed: 'Omar',
      cost: '',
    };
    expect(received.at(-1)).toMatchObject({ kind: 'submit', values });

    // What is not asked any more is not sent either; what else was entered stands there still.
    await dialog.locator('.pill', { hasText: say.urgencies[0] }).last().click();
    expect(await at(page, 'agreed').isVisible()).toBe(false);
    await at(page, 'day').fill('2026-12-04');
    ack = () => ({ kind: 'ok' });
    await dialog.locator('button[type="submit"]').click();
    await dialog.waitFor({ state: 'detached' });
    const { why: _, agreed: __, ...asked } = values;
    const sent = received.at(-1);
    expect(sent?.kind === 'submit' && sent.values).toEqual({ ...asked, urgency: 'v0', day: '2026-12-04' });
    expect(problems).toEqual([]);
    await page.context().close();
    await server.stop();
  });

  test('on a phone', async () => {
    const form = { ...formIn(locale), fields: formIn(locale).fields.slice(2) };
    const server = await startWebServer(async () => ({ kind: 'form', form }));
    const { page } = await openPage(browser, `${server.url}/as/${people[locale]}/`, phone);
    await page.locator('#ask').fill('trip');
    await page.locator('#ask').press('Enter');
    await page.getByRole('dialog').waitFor();
    await picture(page, `form-${locale}-4-phone`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
    await server.stop();
  });
});
