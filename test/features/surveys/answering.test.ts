import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { openEnvelope } from '../../../src/features/surveys/envelopes/envelope.ts';
import type { Round } from '../../../src/features/surveys/rounds/round.ts';
import type { Ack } from '../../../src/platform/inbound.ts';
import { type Form, pressedId } from '../../../src/ui/form.ts';
import { fieldsToDraw } from '../../../src/ui/show-when.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';
import { oneOfEach } from './one-of-each.ts';
import { endRound, openRound } from './open-round.ts';

const names = ['li.wei', 'anna.meyer', 'zhang.min', 'sun.fang', 'omar.haddad', 'lin.yue'];
const now = new Date('2026-11-23T03:00:00Z');

let office: TestOffice;
let keyring: Keyring;
let keys: string;
let round: Round;
let number = 0;

const formOf = (ack: Ack): Form => {
  if (ack.kind !== 'form') throw new Error(`no form, but ${JSON.stringify(ack)}`);
  return ack.form;
};
const noticeOf = (ack: Ack): string => {
  if (ack.kind !== 'notice') throw new Error(`no notice, but ${JSON.stringify(ack)}`);
  return ack.text;
};
const spotOf = (form: Form) => form.context.split(' ')[1];
const values = (form: Form) => Object.fromEntries(form.fields.map(({ id, value }) => [id, value ?? '']));

/** Somebody in front of the survey, with the form that is open for them. */
async function begin(name: string, way = 'each') {
  const person = office.as(name);
  let form = formOf(await person.click('surveys.answer', round.id));
  const send = async (typed: Record<string, string>) => {
    const ack = await person.submit(form.id, form.context, typed);
    if (ack.kind === 'form') form = ack.form;
    return ack;
  };
  if (spotOf(form) === 'start') await send({ way });
  return {
    get form() {
      return form;
    },
    send,
    press: (button: string, typed = {}) => send({ ...typed, [pressedId]: button }),
    /** On to the review, leaving out what may be. */
    async toReview() {
      for (let pages = 0; spotOf(form) !== 'review' && pages < 20; pages += 1) await send(values(form));
      expect(spotOf(form)).toBe('review');
    },
  };
}

const inEnvelope = async (name: string) =>
  openEnvelope(office.app, (await keyring.find(round.id))!, round, office.as(name).id);
const envelopes = () => office.app.database.prisma.surveyEnvelope.findMany({ where: { roundId: round.id } });
const invitation = (name: string) =>
  office.app.database.prisma.surveyInvitation.findUniqueOrThrow({
    where: { id: `${round.id}/${office.as(name).id}` },
  });

beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'keys-'));
  keyring = new Keyring(keys);
  office = await startOffice({ clock: { now: () => now }, settings: { KEYS_DIR: keys } });
});
afterAll(() => office.stop());
beforeEach(async () => {
  number += 1;
  const people = names.map((name) => ({ id: office.as(name).id, group: 'sales' }));
  round = await openRound({ database: office.app.database, keyring, now }, number, oneOfEach, people);
});

describe('answering a survey', () => {
  it('says what is kept before anything is asked', async () => {
    const form = formOf(await office.as('omar.haddad').click('surveys.answer', round.id));
    expect(form.intro).toContain('without your name');
    expect(form.intro).toContain('fewer than five');
    expect(formOf(await office.as('li.wei').click('surveys.answer', round.id)).intro).toContain('不带姓名');
    expect(await envelopes()).toEqual([]);
  });

  it('goes question by question, back and forth, and shows only what is asked', async () => {
    const at = await begin('omar.haddad');
    expect(spotOf(at.form)).toBe('q:clean');
    expect(at.form.intro).toContain('1 of 7');
    expect((await at.send({})) as object).toMatchObject({
      form: { errors: { 'q:clean': expect.any(String) } },
    });
    await at.send({ 'q:clean': '4' });
    expect(spotOf(at.form)).toBe('q:food');
    await at.press('back', { 'q:food': '2' });
    expect(values(at.form)).toEqual({ 'q:clean': '4' });
    await at.send({ 'q:clean': '5' });
    expect(values(at.form)).toEqual({ 'q:food': '2' });
    await at.press('skip', { 'q:food': '2' });
    await at.press('skip');
    expect(at.form.fields.map(({ id }) => id)).toEqual(['q:often', 'q:why']);
    expect(at.form.fields[1]?.hint).toContain('who you are');
    await at.send({ 'q:often': 'daily', 'q:why': 'more light' });
    await at.press('back');
    await at.send({ 'q:often': 'never', 'q:why': 'more light' });
    expect(spotOf(at.form)).toBe('q:used');
    expect(await inEnvelope('omar.haddad')).toMatchObject({
      answers: { clean: '5', often: 'never' },
      sent: false,
      at: 'q:used',
    });
    expect((await invitation('omar.haddad')).state).toBe('invited');
  });

  it('says what is wrong at its field, and keeps what was typed', async () => {
    const at = await begin('omar.haddad', 'section');
    await at.send({ ...values(at.form), 'q:clean': '3' });
    const typed = { ...values(at.form), 'q:used': 'car\ndesk\nroom', 'q:order:0': 'air', 'q:order:1': 'air' };
    await at.send(typed);
    expect(Object.keys(at.form.errors ?? {})).toEqual(['q:used', 'q:order:1']);
    expect(values(at.form)).toMatchObject({ 'q:used': 'car\ndesk\nroom', 'q:order:0': 'air' });
    await at.send({
      ...typed,
      'q:used': 'car',
      'q:order:1': 'light',
      'q:rooms:time': '2',
      'q:rooms:small': '~',
    });
    expect(spotOf(at.form)).toBe('review');
    expect((await inEnvelope('omar.haddad'))?.answers).toEqual({
      ...{ clean: '3', used: ['car'], order: ['air', 'light'], rooms: { time: '2' } },
    });
  });

  it('asks on the same page what an answer brings up', async () => {
    const at = await begin('omar.haddad', 'section');
    await at.send({ ...values(at.form), 'q:clean': '3' });
    const drawn = (often: string) =>
      fieldsToDraw(
        at.form.fields.map((field) => (field.id === 'q:often' ? { ...field, value: often } : field)),
      );
    expect(drawn('never').map(({ id }) => id)).not.toContain('q:why');
    expect(drawn('daily').map(({ id }) => id)).toContain('q:why');
  });

  it('is put off, and goes on where one was, whatever it was interrupted by', async () => {
    const at = await begin('omar.haddad');
    await at.send({ 'q:clean': '4' });
    expect(noticeOf(await at.press('later', { 'q:food': '5' }))).toContain('kept');
    const again = await begin('omar.haddad');
    expect(spotOf(again.form)).toBe('q:food');
    expect(values(again.form)).toEqual({ 'q:food': '5' });
    expect(again.form.intro).toContain('You were here');
  });

  it('is reviewed, changed, sent off, and may be changed until the end', async () => {
    const at = await begin('omar.haddad');
    await at.send({ 'q:clean': '4' });
    await at.toReview();
    expect(at.form.intro).toContain('Is it clean?\n   4');
    await at.send({ change: 'food' });
    expect(spotOf(at.form)).toBe('q:food');
    await at.send({ 'q:food': '5' });
    await at.toReview();
    expect(noticeOf(await at.send({}))).toContain('Thank you');
    expect(await invitation('omar.haddad')).toMatchObject({ state: 'answered', answeredOn: '2026-11-23' });
    const again = await begin('omar.haddad');
    expect(again.form.intro).toContain('sent this off');
    await again.send({ change: 'clean' });
    expect(again.form.intro).toContain('counts as soon as');
    await again.send({ 'q:clean': '2' });
    expect(await inEnvelope('omar.haddad')).toMatchObject({ answers: { clean: '2', food: '5' }, sent: true });
    expect(await envelopes()).toHaveLength(1);
  });

  it('is not sent off without what is needed', async () => {
    const at = await begin('omar.haddad');
    await at.send({ 'q:clean': '4' });
    await at.toReview();
    await at.press('back');
    while (spotOf(at.form) !== 'q:clean') await at.press('back');
    // Nothing is required of whoever puts it off, and it is not sent off so.
    await at.press('later', { 'q:clean': '' });
    const reviewing = office.as('omar.haddad').submit('surveys.answer', `${round.id} review`, {});
    const form = formOf(await reviewing);
    expect(spotOf(form)).toBe('q:clean');
    expect(form.intro).toContain('needs an answer');
    expect((await inEnvelope('omar.haddad'))?.sent).toBe(false);
  });

  it('asks whether somebody may write, where an answer is low and only there', async () => {
    const content = async (named: string) => {
      const at = await begin('omar.haddad');
      if (spotOf(at.form) === 'review') await at.send({ change: 'clean', named: 'no' });
      await at.send({ 'q:clean': '1' });
      await at.toReview();
      expect(at.form.fields.map(({ id }) => id)).toContain('named');
      await at.send({ named, comment: named === 'yes' ? 'please come' : '' });
      return inEnvelope('omar.haddad');
    };
    expect(await content('yes')).toMatchObject({
      namedPersonId: office.as('omar.haddad').id,
      comment: 'please come',
    });
    expect(await content('no')).toMatchObject({ namedPersonId: null, comment: null });
    const happy = await begin('lin.yue');
    await happy.send({ 'q:clean': '5' });
    await happy.toReview();
    expect(happy.form.fields.map(({ id }) => id)).toEqual(['change']);
    await office.as('lin.yue').submit('surveys.answer', happy.form.context, { named: 'yes', comment: 'x' });
    expect(await inEnvelope('lin.yue')).toMatchObject({ sent: true, namedPersonId: null, comment: null });
  });

  it('never becomes a chat dialog', async () => {
    const { id } = office.as('omar.haddad');
    const ack = await office.app.engine.handle({
      ...{ platform: 'web', id: 'chat-1', actor: { workspace: 'web', userId: id }, personal: true },
      ...{ address: { key: `person:${id}`, data: null }, kind: 'action', action: 'surveys.answer' },
      ...{ value: round.id, can: { openForm: false, replyPrivately: true } },
    });
    expect(noticeOf(ack)).toContain('http');
    expect(await office.app.database.prisma.dialog.count()).toBe(0);
  });

  it('is for those who were asked', async () => {
    expect(noticeOf(await office.as('zhao.lei').click('surveys.answer', round.id))).toContain('邀请');
    expect(noticeOf(await office.as('li.wei').click('surveys.answer', 'rnd_none_1'))).toContain('邀请');
    expect(
      await office.as('zhao.lei').submit('surveys.answer', `${round.id} q:clean`, { 'q:clean': '1' }),
    ).toMatchObject({ refused: true });
    expect(await envelopes()).toEqual([]);
  });
});

describe('two at once', () => {
  it('of one person leave one envelope', async () => {
    const at = await begin('omar.haddad');
    const { id, context } = at.form;
    const person = office.as('omar.haddad');
    const both = ['4', '5'].map((clean) => person.submit(id, context, { 'q:clean': clean }));
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['form', 'form']);
    expect(await envelopes()).toHaveLength(1);
    const again = await begin('omar.haddad');
    await again.toReview();
    const sent = Array.from({ length: 20 }, () => person.submit(id, `${round.id} review`, {}));
    for (const ack of await Promise.all(sent)) expect(noticeOf(ack)).toContain('Thank you');
    expect(await envelopes()).toHaveLength(1);
  });

  it('an answer and the end: either it counts, or it is refused and says so', async () => {
    const all = await Promise.all(names.map((name) => begin(name)));
    for (const at of all) {
      await at.send({ 'q:clean': '4' });
      await at.toReview();
    }
    const acks = names.map((name) => office.as(name).submit('surveys.answer', `${round.id} review`, {}));
    const ended = endRound(office, round.id, now);
    const sent = (await Promise.all(acks)).filter((ack) => ack.kind === 'notice' && !ack.refused).length;
    const { results, state } = await ended;
    expect(state).toBe('counted');
    expect(results?.answered).toBe(sent);
    expect(await envelopes()).toEqual([]);
  });
});

describe('the end of a round', () => {
  const answerAll = async (who: readonly string[]) => {
    for (const name of who) {
      const at = await begin(name, 'section');
      await at.send({ ...values(at.form), 'q:clean': '4' });
      await at.send({
        ...values(at.form),
        'q:often': 'daily',
        'q:why': `more light, says number ${who.indexOf(name)}`,
      });
      await at.send({});
    }
  };
  const texts = () => office.app.database.prisma.surveyText.findMany({ where: { roundId: round.id } });

  it('keeps what came out, and destroys the answers and the key', async () => {
    await answerAll(names);
    const late = await begin('li.wei');
    const { results } = await endRound(office, round.id, now);
    expect(results).toMatchObject({ asked: 6, answered: 6 });
    expect(results?.groups.map(({ group }) => group)).toEqual(['sales']);
    expect(results?.questions?.[0]).toMatchObject({ id: 'clean', answered: 6, counts: { 4: 6 } });
    expect((await texts()).length).toBe(6);
    expect(await envelopes()).toEqual([]);
    expect(await keyring.find(round.id)).toBeUndefined();
    expect(noticeOf(await late.send({}))).toContain('已经结束');
    expect(noticeOf(await office.as('li.wei').click('surveys.answer', round.id))).toContain('已经结束');
  });

  it('opens nothing where fewer than five answered', async () => {
    await answerAll(names.slice(0, 4));
    const { results } = await endRound(office, round.id, now);
    expect(results).toMatchObject({ asked: 6, answered: 4, questions: null, groups: [], groupsWithheld: 1 });
    expect(await texts()).toEqual([]);
    expect(await envelopes()).toEqual([]);
    expect(await keyring.find(round.id)).toBeUndefined();
  });

  it('tells the owner honestly, once, where the key is lost, and goes on when it is back', async () => {
    await answerAll(names);
    const key = await readFile(join(keys, round.id), 'utf8');
    await rm(join(keys, round.id));
    for (const name of ['omar.haddad', 'lin.yue'])
      expect(await office.as(name).click('surveys.answer', round.id)).toMatchObject({ refused: true });
    const told = async () =>
      (await office.shown('zhao.lei'))
        .map(({ card }) => textOf(card))
        .filter((text) => text.includes('KEYS_DIR') || text.includes('没有结果'));
    expect(await told()).toEqual([expect.stringContaining('KEYS_DIR')]);
    await writeFile(join(keys, round.id), key);
    expect(spotOf((await begin('omar.haddad')).form)).toBe('review');
    await rm(join(keys, round.id));
    const { results, state } = await endRound(office, round.id, now);
    expect(state).toBe('counted');
    expect(results).toMatchObject({ answered: 6, questions: null });
    expect(await envelopes()).toEqual([]);
    expect(await told()).toEqual([expect.stringContaining('但没有结果')]);
  });
});
