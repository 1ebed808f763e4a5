import { Child } from './child.ts';
import { median, percentile } from './measure.ts';
import { approve, approveValues, filePurchases } from './purchases.ts';
import { millis } from './report.ts';
import { type Amounts, appSettings } from './settings.ts';
import type { SlackStandIn } from './slack.ts';
import type { Stores } from './stores.ts';
import { watchPages } from './web.ts';

export interface Latency {
  where: string;
  median: string;
  p99: string;
}

/** One Approve click after another: until it is acknowledged, and until its last copy shows on each platform. */
export async function measureLatency(
  slack: SlackStandIn,
  stores: Stores,
  amounts: Amounts,
): Promise<Latency[]> {
  const databaseUrl = await stores.create();
  const app = await Child.start('quartermaster', appSettings(slack, stores, databaseUrl));
  const warmUp = Math.ceil(amounts.latencies / 4) + 1;
  const pages = await watchPages(app.url, ['li.wei', 'zhang.min', 'zhao.lei']);
  const seen = { acknowledged: [] as number[], slack: [] as number[], web: [] as number[] };
  try {
    await filePurchases(app, slack, warmUp + amounts.latencies);
    const values = await approveValues(databaseUrl);
    await pages.quiet();
    for (const [index, value] of values.entries()) {
      const startedAt = performance.now();
      await approve(app, slack, value);
      const acknowledgedAt = performance.now();
      await app.ask('drain');
      await pages.quiet();
      if (index < warmUp) continue;
      seen.acknowledged.push(acknowledgedAt - startedAt);
      seen.slack.push(slack.lastSentAt - startedAt);
      seen.web.push(pages.lastChangeAt - startedAt);
    }
  } finally {
    pages.close();
    await app.stop();
    await stores.drop(databaseUrl);
  }
  const row = (where: string, times: number[]): Latency => ({
    where,
    median: millis(median(times)),
    p99: millis(percentile(times, 0.99)),
  });
  return [
    row('acknowledged', seen.acknowledged),
    row('last copy on Slack', seen.slack),
    row('last copy on the web page', seen.web),
  ];
}
