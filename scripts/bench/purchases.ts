import type { Child } from './child.ts';
import { inParallel } from './measure.ts';
import { click, type SlackStandIn, send, submission } from './slack.ts';
import { rowsOf } from './stores.ts';

/** Files so many purchases that wait for the manager, and sends all there is to say about them. */
export async function filePurchases(app: Child, slack: SlackStandIn, count: number): Promise<void> {
  const values = { item: 'Laptops', quantity: '3', amount: '900', reason: 'New colleagues' };
  await send(app.url, submission('li.wei', 'requests.file', 'purchase', values));
  await inParallel(count - 1, 8, async () => {
    await send(app.url, submission('li.wei', 'requests.file', 'purchase', values));
  });
  // The manager's account is met before anything is measured.
  await send(app.url, click('zhang.min', 'requests.show', 'none', slack.answerUrl));
  await app.ask('drain');
}

/** What an Approve button of each of them carries, the oldest first. */
export async function approveValues(databaseUrl: string): Promise<string[]> {
  const steps = await rowsOf<{ subject: string; id: string }>(
    databaseUrl,
    `SELECT s."subject", s."id" FROM "ApprovalStep" s JOIN "Request" r ON s."subject" = 'request:' || r."id"
     WHERE s."state" = 'open' ORDER BY r."number"`,
  );
  return steps.map(({ subject, id }) => `${subject} ${id}`);
}

/** Clicks Approve as the manager. */
export async function approve(app: Child, slack: SlackStandIn, value: string): Promise<void> {
  await send(app.url, click('zhang.min', 'approvals.approve', value, slack.answerUrl));
}
