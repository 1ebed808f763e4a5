import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';
import { alternate, type Figures, figuresOf, inParallel, medianOf } from './measure.ts';
import { approve, approveValues, filePurchases } from './purchases.ts';
import { micros, perSecond, type Row } from './report.ts';
import { type Amounts, appSettings } from './settings.ts';
import type { SlackStandIn } from './slack.ts';
import { rowsOf, type Stores } from './stores.ts';
import type { Recorded } from './subjects/quartermaster.ts';

const atOnce = 16;

/**
 * Approve clicks, 16 at once on different requests, until the last copy of every card is redrawn, against a bare
 * `pg` program that runs the statements with which one such run was seen to succeed, on a copy of the same database.
 */
export async function compareApprove(slack: SlackStandIn, stores: Stores, amounts: Amounts): Promise<Row[]> {
  const { clicks } = amounts;
  const warmUp = Math.ceil(clicks / 2);
  const template = await stores.create();
  const folder = await mkdtemp(join(tmpdir(), 'quartermaster-bench-'));
  const file = join(folder, 'statements.json');
  const start = (databaseUrl: string) =>
    Child.start('quartermaster', appSettings(slack, stores, databaseUrl));
  try {
    const filing = await start(template);
    await filePurchases(filing, slack, warmUp + clicks).finally(() => filing.stop());
    const values = await approveValues(template);
    const approveAll = (app: Child, some: string[]) =>
      inParallel(some.length, atOnce, (index) => approve(app, slack, some[index]!));

    /** Runs `work` on a copy of the database as it was before the first click. */
    const onCopy = async <T>(work: (databaseUrl: string) => Promise<T>): Promise<T> => {
      const copy = await stores.create(template);
      return work(copy).finally(() => stores.drop(copy));
    };
    const run = (record: boolean) =>
      onCopy(async (databaseUrl) => {
        const app = await start(databaseUrl);
        try {
          if (record) {
            await app.ask('watch');
            await app.ask('record');
          }
          await approveAll(app, values.slice(0, warmUp));
          await app.ask('drain');
          const seen = record ? (await app.ask<Recorded[]>('recorded')).length : 0;
          let acknowledged = 0;
          const before = slack.sent;
          const whole = await figuresOf(app, clicks, async () => {
            const startedAt = performance.now();
            await approveAll(app, values.slice(warmUp));
            acknowledged = clicks / ((performance.now() - startedAt) / 1000);
            await app.ask('drain');
          });
          await checkApproved(databaseUrl, values.length);
          const statements = record ? await app.ask<Recorded[]>('recorded') : [];
          return { whole, acknowledged, statements, seen, sent: (slack.sent - before) / clicks };
        } finally {
          await app.stop();
        }
      });

    const { statements, seen, sent } = await run(true);
    await writeFile(file, JSON.stringify(statements));
    const acknowledged: Figures[] = [];
    const figures = await alternate(amounts.rounds, {
      async ours() {
        const round = await run(false);
        acknowledged.push({ rate: round.acknowledged, cpuMicros: 0 });
        return round.whole;
      },
      reference: () =>
        onCopy(async (databaseUrl) => {
          const replay = await Child.start('pg-replay', {}, [file, databaseUrl]);
          try {
            await replay.ask('run', { from: 0, to: seen, atOnce });
            const work = () => replay.ask<void>('run', { from: seen, to: statements.length, atOnce });
            const round = await figuresOf(replay, clicks, work);
            await checkApproved(databaseUrl, values.length);
            return round;
          } finally {
            await replay.stop();
          }
        }),
    });
    const ours = medianOf(figures.ours);
    const reference = medianOf(figures.reference);
    const each = ((statements.length - seen) / clicks).toFixed(1);
    return [
      {
        what: `Approve, ${atOnce} at once, everything included, against its ${each} statements in bare \`pg\``,
        ours: perSecond(ours.rate),
        reference: perSecond(reference.rate),
        ratio: ours.rate / reference.rate,
        target: { atLeast: 0.5 },
      },
      {
        what: 'Approve, up to the acknowledgement, while the redraws go out',
        ours: perSecond(medianOf(acknowledged).rate),
        reference: perSecond(reference.rate),
        ratio: medianOf(acknowledged).rate / reference.rate,
      },
      {
        what: `Approve, CPU a click (ours with ${sent.toFixed(1)} calls to Slack)`,
        ours: micros(ours.cpuMicros),
        reference: micros(reference.cpuMicros),
        ratio: ours.cpuMicros / reference.cpuMicros,
      },
    ];
  } finally {
    await stores.drop(template);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A figure counts only where the work was done: every step decided and nothing left to be sent. */
async function checkApproved(databaseUrl: string, expected: number): Promise<void> {
  const [row] = await rowsOf<{ approved: number; waiting: number }>(
    databaseUrl,
    `SELECT (SELECT count(*)::int FROM "ApprovalStep" WHERE "state" = 'approved') AS "approved",
       (SELECT count(*)::int FROM "Delivery" WHERE "shown" < "wanted" AND "problem" IS NULL) AS "waiting"`,
  );
  if (row?.approved !== expected || row.waiting > 0)
    throw new Error(`${row?.approved} of ${expected} approved, ${row?.waiting} not sent`);
}
