import { Child } from './child.ts';
import { median } from './measure.ts';
import { approveValues } from './purchases.ts';
import { type Amounts, appSettings } from './settings.ts';
import { click, command, type SlackStandIn, send, submission } from './slack.ts';
import { rowsOf, type Stores } from './stores.ts';
import type { Counts } from './subjects/quartermaster.ts';

/** How many statements each deed takes before its acknowledgement, and after it until all is sent everywhere. */
export interface QueryCount extends Counts {
  deed: string;
}

export async function countQueries(
  slack: SlackStandIn,
  stores: Stores,
  amounts: Amounts,
): Promise<QueryCount[]> {
  const databaseUrl = await stores.create();
  const app = await Child.start('quartermaster', appSettings(slack, stores, databaseUrl));
  const values = { item: 'Laptops', quantity: '3', amount: '900', reason: 'New colleagues' };
  const to = (body: string) => send(app.url, body);
  const press = (user: string, action: string, value: string) =>
    to(click(user, action, value, slack.answerUrl));
  const type = (user: string, text: string) => to(command(user, text, slack.answerUrl));
  const newest = async () =>
    (
      await rowsOf<{ id: string }>(databaseUrl, 'SELECT "id" FROM "Request" ORDER BY "number" DESC LIMIT 1')
    )[0]!.id;
  const deeds: Record<string, () => Promise<unknown>> = {
    help: () => type('li.wei', 'help'),
    'file a purchase': () => to(submission('li.wei', 'requests.file', 'purchase', values)),
    take: async () => press('zhao.lei', 'requests.take', await newest()),
    approve: async () => press('zhang.min', 'approvals.approve', (await approveValues(databaseUrl)).at(-1)!),
    done: async () => to(submission('zhao.lei', 'requests.finish', await newest(), { note: 'Bought' })),
    my: () => type('li.wei', 'my'),
    queue: () => type('zhao.lei', 'queue'),
  };
  const seen = new Map<string, Counts[]>(Object.keys(deeds).map((deed) => [deed, []]));
  try {
    for (const user of ['li.wei', 'zhao.lei', 'zhang.min']) await type(user, 'help');
    await app.ask('watch');
    // A sweep that falls into one of them is seen in that one alone: the median is without it.
    for (let round = 0; round < amounts.rounds; round += 1)
      for (const [deed, act] of Object.entries(deeds)) {
        await app.ask('drain');
        await app.ask('counts');
        await act();
        await app.ask('drain');
        seen.get(deed)!.push(await app.ask<Counts>('counts'));
      }
  } finally {
    await app.stop();
    await stores.drop(databaseUrl);
  }
  return [...seen].map(([deed, counts]) => ({
    deed,
    before: median(counts.map(({ before }) => before)),
    after: median(counts.map(({ after }) => after)),
  }));
}
