import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { DueDelivery } from '../../src/delivery/lanes.ts';
import { Directory } from '../../src/directory/directory.ts';
import { draw } from '../../src/engine/draw.ts';
import en from '../../src/i18n/locales/en.json' with { type: 'json' };
import type { Ack } from '../../src/platform/inbound.ts';
import type { Card } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';
import { startOffice, type TestOffice } from '../helpers/office.ts';
import { answeringSamples } from './answering-samples.ts';
import { dutySamples } from './duty-samples.ts';
import { longOffice, longText } from './long-office.ts';
import { occurrenceSamples } from './occurrence-samples.ts';
import { checkCard, checkForm } from './platforms.ts';
import { pollExtraSamples } from './poll-extra-samples.ts';
import { pollSamples } from './poll-samples.ts';
import { requestSamples } from './request-samples.ts';
import { resultSamples } from './result-samples.ts';
import { rosterSamples } from './roster-samples.ts';
import { suggestionSamples } from './suggestion-samples.ts';
import { surveySamples } from './survey-samples.ts';

const long = longText(3000);

/** Those that differ. */
const each = <T>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];

describe('every view and form, with the longest texts', () => {
  let office: TestOffice;
  const cards: Card[] = [];
  const forms: Form[] = [];
  const deliveries: DueDelivery[] = [];

  const keep = (ack: Ack): Ack => {
    if (ack.kind === 'card') cards.push(ack.card);
    if (ack.kind === 'form') forms.push(ack.form);
    return ack;
  };

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quartermaster-'));
    const file = join(folder, 'office.yaml');
    const keysDir = join(folder, 'keys');
    await writeFile(file, longOffice());
    office = await startOffice({ settings: { OFFICE_CONFIG: file, KEYS_DIR: keysDir } });
    await requestSamples(office, keep, 'requester');
    await requestSamples(office, keep, 'reader');
    const duty = [...(await dutySamples(office, keep)), ...(await rosterSamples(office, keep))];
    await office.app.fetcher.wake();
    await office.app.sender.drain();
    const { database } = office.app;
    // The many small requests are there for the lists.
    const small = await database.prisma.request.findMany({ where: { category: 'other' } });
    const subject = { notIn: small.map(({ id }) => `request:${id}`) };
    const rows = await database.prisma.delivery.findMany({ where: { OR: [{ subject }, { subject: null }] } });
    const samples = rows.map((row) => ({
      view: row.view,
      subject: row.subject,
      args: row.args as object,
      live: row.live,
    }));
    samples.push(...duty);
    const one = rows.find(({ view }) => view === 'requests.notice')!;
    // What only time brings, and what a web page is not told.
    for (const key of Object.keys(en).filter((each) => each.startsWith('requests.notice.')))
      samples.push({
        view: 'requests.notice',
        subject: one.subject,
        live: false,
        args: {
          ...(one.args as object),
          key: key.slice('requests.notice.'.length),
          by: longText(200),
          words: long,
          due: '11月23日周一 09:30',
        },
      });
    const set = rows.find(({ view }) => view === 'reminders.notice')!;
    const swapped = rows.find(({ view }) => view === 'swaps.notice')!;
    for (const key of Object.keys(en).filter((each) => each.startsWith('swaps.notice.')))
      samples.push({
        view: 'swaps.notice',
        subject: swapped.subject,
        live: false,
        args: { key: key.slice('swaps.notice.'.length), by: office.as('mate').id, reason: longText(1000) },
      });
    for (const key of Object.keys(en).filter((each) => each.startsWith('reminders.notice.')))
      samples.push({
        view: 'reminders.notice',
        subject: set.subject,
        live: false,
        args: { ...(set.args as object), key: key.slice('reminders.notice.'.length) },
      });
    samples.push(...(await occurrenceSamples(office, keep)));
    samples.push(...(await pollSamples(office, keep)));
    samples.push(...(await pollExtraSamples(office, keep)));
    samples.push(...(await resultSamples(office, keep)));
    samples.push(...(await answeringSamples(office, keep, keysDir)));
    samples.push(...(await surveySamples(office, keep)));
    samples.push(...(await suggestionSamples(office, keep)));
    // Of duty's, which are many, there is one of each.
    for (const { id } of await database.prisma.occurrence.findMany({
      where: { NOT: [{ kind: { startsWith: 'duty.' } }, { kind: 'occurrences.digest' }] },
    }))
      samples.push({
        view: 'occurrences.card',
        subject: `occurrence:${id}`,
        live: true,
        args: { at: systemClock.now().toISOString() },
      });
    const url = `https://office.example/sign-in?key=${'k'.repeat(1900)}`;
    samples.push({ view: 'web-access.link', subject: null, live: false, args: { url } });
    for (const news of ['soon', 'past', 'unknown'])
      samples.push({
        view: 'calendar-watch.notice',
        subject: null,
        live: false,
        args: { calendar: 'c'.repeat(40), validThrough: '2026-12-31', news },
      });
    for (const [at, sample] of samples.entries())
      for (const who of ['requester', 'reader'])
        deliveries.push({
          ...sample,
          id: `${at}-${who}`,
          readerId: office.as(who).id,
          wanted: 1,
        } as DueDelivery);
  }, 180_000);
  afterAll(() => office.stop());

  it('none is left out', () => {
    const { views, forms: handlers } = office.app.engine.routes;
    expect([...new Set(deliveries.map(({ view }) => view))].sort()).toEqual([...views.keys()].sort());
    expect([...new Set(forms.map(({ id }) => id))].sort()).toEqual([...handlers.keys()].sort());
  });

  it('each card is drawn, and valid, on every platform', async () => {
    const parsed = parseOffice(longOffice(), 'office.yaml');
    const { database, engine } = office.app;
    const world = {
      database,
      office: parsed,
      directory: await Directory.load(database, parsed),
      clock: systemClock,
      publicUrl: 'https://office.example',
    };
    const drawn = await draw(world, engine.routes, deliveries);
    const found = deliveries.map(({ id, view }) => {
      const one = drawn.get(id)!;
      if ('error' in one) throw one.error;
      return { view, card: one.card };
    });
    const different = each(found);
    for (const { view, card } of different) expect(() => checkCard(card), view).not.toThrow();
    expect(different.length).toBeGreaterThan(60);
  }, 120_000);

  it('each private answer is valid on every platform', () => {
    for (const card of each(cards)) expect(() => checkCard(card), card.summary.slice(0, 40)).not.toThrow();
    expect(cards.length).toBeGreaterThan(10);
  }, 120_000);

  it('each form is valid on every platform', () => {
    for (const form of each(forms)) expect(() => checkForm(form), form.id).not.toThrow();
  }, 120_000);

  it('every message was delivered', async () => {
    const failed = await office.app.database.prisma.delivery.findMany({ where: { problem: { not: null } } });
    expect(failed.map(({ view, problem }) => `${view}: ${problem}`)).toEqual([]);
  });
});
