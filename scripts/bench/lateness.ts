import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from './child.ts';
import { median, percentile } from './measure.ts';
import { millis, type Row } from './report.ts';
import type { Amounts } from './settings.ts';
import type { SlackStandIn } from './slack.ts';
import type { Stores } from './stores.ts';

/** Until the first falls due all are planned, on either side: so much of the whole time, and no less than this. */
const headStart = { share: 1 / 30, leastMs: 250 };
const patienceMs = 60_000;

/**
 * How late occurrences are told, up to the commit that tells them, against how late bare delayed jobs of BullMQ are
 * begun, at the same distances, on the same backend: over a minute, and all at one instant.
 */
export async function compareLateness(
  _slack: SlackStandIn,
  stores: Stores,
  { occurrences: count, spreadMs }: Amounts,
): Promise<Row[]> {
  const databaseUrl = await stores.create();
  const settings = stores.settings(databaseUrl);
  const ours = await Child.start('occurrences', settings);
  const reference = await Child.start('delayed-jobs', settings);
  try {
    const spread = Array.from({ length: count }, (_, n) => Math.round((n * spreadMs) / count));
    const burst = spread.map(() => 0);
    const headStartMs = Math.max(headStart.leastMs, spreadMs * headStart.share);
    // What is compiled on the way is neither's.
    for (const child of [ours, reference])
      await lateness(child, burst.slice(0, Math.ceil(count / 5)), headStartMs);
    const rows: Row[] = [];
    for (const [distances, what, target] of [
      [spread, `${count.toLocaleString('en')} occurrences over ${spreadMs / 1000} s`, { atMost: 2 }],
      [burst, 'as many at one instant', undefined],
    ] as const) {
      // One after the other, so that neither holds up the other.
      const here = await lateness(ours, distances, headStartMs);
      const there = await lateness(reference, distances, headStartMs);
      for (const [share, of] of [
        [(late: number[]) => percentile(late, 0.99), '99 of 100'],
        [median, 'median'],
      ] as const) {
        // A clock of whole milliseconds: less than one is not told apart.
        const [a, b] = [Math.max(1, share(here)), Math.max(1, share(there))];
        rows.push({
          what: `lateness of ${what}, ${of}, against delayed jobs in bare BullMQ`,
          ours: millis(a),
          reference: millis(b),
          ratio: a / b,
          ...(target && of === '99 of 100' ? { target } : {}),
        });
      }
    }
    return rows;
  } finally {
    await ours.stop();
    await reference.stop();
    await stores.drop(databaseUrl);
  }
}

/** Plans work at these distances from one instant; how late each was, in milliseconds. */
async function lateness(child: Child, distances: readonly number[], headStartMs: number): Promise<number[]> {
  const from = Date.now() + headStartMs;
  await child.ask(
    'plan',
    distances.map((ms) => from + ms),
  );
  await sleep(from + Math.max(...distances) - Date.now());
  const givenUpAt = Date.now() + patienceMs;
  for (;;) {
    const late = await child.ask<number[]>('late');
    if (late.length === distances.length) return late;
    if (Date.now() > givenUpAt) throw new Error(`${late.length} of ${distances.length} were done`);
    await sleep(50);
  }
}
