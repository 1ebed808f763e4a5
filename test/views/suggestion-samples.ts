import en from '../../src/i18n/locales/en.json' with { type: 'json' };
import type { Ack } from '../../src/platform/inbound.ts';
import { buttonsOf } from '../features/suggestions/desk.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

interface Sample {
  view: string;
  subject: string | null;
  args: object;
  live: boolean;
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Suggestions with the longest texts in every stage, the queue, a meeting and the digest. `keep` takes each answer. */
export async function suggestionSamples(office: TestOffice, keep: (ack: Ack) => Ack): Promise<Sample[]> {
  const { prisma } = office.app.database;
  const person = (name: string) => {
    const one = office.as(name);
    return {
      command: async (text: string) => keep(await one.command(text)),
      click: async (verb: string, value: string) => keep(await one.click(`suggestions.${verb}`, value)),
      submit: async (verb: string, context: string, typed: Record<string, string>) =>
        keep(await one.submit(`suggestions.${verb}`, context, typed)),
    };
  };
  const [me, reader, curator] = [person('requester'), person('reader'), person('admin')];
  const words = longText(1000);
  const suggest = async (at: number, who: string): Promise<string> => {
    const title = longText(120, `Idea ${at} `);
    const values = { title, text: longText(3000), category: at % 2 ? 'house' : 'other', who };
    const ack = await me.submit('write', '', values);
    const anyway =
      ack.kind === 'card' && buttonsOf(ack.card).find(({ action }) => action.endsWith('sendAnyway'));
    if (anyway) {
      await me.click('write', anyway.value);
      await me.click('sendAnyway', anyway.value);
    }
    return (await prisma.suggestion.findFirstOrThrow({ orderBy: { number: 'desc' } })).id;
  };
  const ids: string[] = [];
  for (let at = 0; at < 12; at += 1) ids.push(await suggest(at, at % 3 === 0 ? 'anonymous' : 'named'));
  const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];
  await me.command(`suggest ${longText(500)}`);
  await office.as('requester').send({
    ...{ kind: 'shortcut', shortcut: 'suggestions.fromMessage', text: longText(3000) },
    ...{ url: `https://office.example/${'m'.repeat(900)}`, author: longText(200) },
  });
  for (const id of ids) await reader.click('support', id);
  await reader.submit('flag', second, { words });
  await reader.click('flag', third);
  await reader.submit('flag', third, { words });
  await curator.command('suggest queue');
  for (const verb of ['plan', 'postpone', 'finish', 'decline', 'assign', 'link', 'merge', 'hide', 'comment'])
    await curator.click(verb, first);
  await curator.submit('plan', first, { date: day(30), words });
  await curator.click('postpone', first);
  await curator.submit('postpone', first, { date: day(60), words });
  const requests = await prisma.request.findMany({ take: 30, select: { id: true } });
  await prisma.suggestion.update({
    where: { id: first },
    data: { requestIds: requests.map(({ id }) => id) },
  });
  await curator.submit('comment', first, { words: longText(2000), to: 'all', voice: 'owner' });
  for (let at = 0; at < 5; at += 1) {
    await curator.submit('comment', first, { words: longText(2000), to: 'between', voice: 'name' });
    await me.submit('comment', first, { words: longText(2000), to: 'between', voice: 'author' });
    await reader.submit('comment', first, { words: longText(2000) });
  }
  await me.click('comment', first);
  await curator.click('comment', first);
  await curator.click('comments', first);
  await curator.submit('link', first, { numbers: '4711' });
  await curator.submit('finish', second, { words });
  for (const who of [me, reader, curator]) {
    await who.click('show', second);
    await who.click('show', first);
  }
  await me.click('reopen', second);
  await me.submit('reopen', second, { words });
  await curator.submit('decline', third, { words });
  await curator.submit('merge', fourth, {
    number: String((await prisma.suggestion.findUniqueOrThrow({ where: { id: fifth } })).number),
  });
  await curator.submit('hide', ids[5]!, { words });
  await curator.click('show', ids[5]!);
  for (const list of [
    'suggestions',
    'suggestions newest',
    'my suggestions',
    `suggestions ${longText(100)}`,
    'suggest queue',
  ])
    await curator.command(list);
  for (const id of [first, second]) await curator.click('history', id);
  await prisma.suggestion.update({ where: { id: first }, data: { promisedFor: day(-3) } });
  await curator.command('suggest agenda');
  await curator.submit('meeting', '', { date: day(0) });
  const meeting = await prisma.improvementMeeting.findFirstOrThrow();
  for (const [at, id] of ids.slice(6).entries()) {
    await curator.click('decide', `${meeting.id} ${id}`);
    const planned = { decision: 'plan', owner: office.as('mate').id, date: day(90) };
    await curator.submit('decide', `${meeting.id} ${id}`, {
      ...(at % 2 ? planned : { decision: 'decline' }),
      words,
    });
  }
  await curator.click('meeting.more', `${meeting.id} 8`);
  await curator.click('meeting.close', meeting.id);
  await curator.submit('meeting.close', meeting.id, { next: day(30) });
  await curator.command('suggest agenda');
  await curator.command('suggest digest');
  const comments = await prisma.suggestionComment.findMany();
  const keys = Object.keys(en).filter((key) => key.startsWith('suggestions.notice.'));
  return [
    ...ids.map((id) => ({ view: 'suggestions.card', subject: `suggestion:${id}`, args: {}, live: true })),
    ...keys.map((key) => ({
      ...{ view: 'suggestions.notice', subject: `suggestion:${second}`, live: false },
      args: {
        key: key.slice('suggestions.notice.'.length),
        by: office.as('mate').id,
        words,
        date: day(1),
        number: 7,
      },
    })),
    ...comments.map(({ id }) => ({
      ...{ view: 'suggestions.said', subject: `suggestion-comment:${id}`, args: {}, live: false },
    })),
    { view: 'suggestions.minutes', subject: `improvement-meeting:${meeting.id}`, args: {}, live: false },
    {
      view: 'suggestions.digest',
      subject: `suggestions-digest:${day(0).slice(0, 7)}`,
      args: {},
      live: false,
    },
  ];
}
