import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { compareApprove } from './approve.ts';
import { compareDeliveries } from './deliveries.ts';
import { compareHelp } from './help.ts';
import { measureLatency } from './latency.ts';
import { compareLateness } from './lateness.ts';
import { compareMemory } from './memory.ts';
import { countQueries } from './queries.ts';
import { markdown, megabytes, type Row, table } from './report.ts';
import { compareSearch } from './search.ts';
import { fullAmounts, tinyAmounts } from './settings.ts';
import { type SlackStandIn, startSlack } from './slack.ts';
import { measureStart } from './start.ts';
import { embeddedStores, type Stores, serverStores } from './stores.ts';
import { compareSurvey } from './survey.ts';

const comparisons = {
  help: compareHelp,
  approve: compareApprove,
  deliveries: compareDeliveries,
  memory: compareMemory,
  lateness: compareLateness,
  survey: compareSurvey,
};
type Comparison = keyof typeof comparisons;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** So little of everything that the figures mean nothing. */
    tiny: { type: 'boolean', default: false },
    /** Only these: help, approve, deliveries, memory, lateness, survey, queries, latency, start, search. Also without `--only`. */
    only: { type: 'string', multiple: true },
    /** On a Postgres server and Redis, on the embedded Postgres, or on both. */
    on: { type: 'string', default: 'both' },
    rounds: { type: 'string' },
  },
});
const amounts = { ...(options.tiny ? tinyAmounts : fullAmounts) };
if (options.rounds) amounts.rounds = Number(options.rounds);
const only = [...(options.only ?? []), ...positionals];
const wanted = (name: string) => only.length === 0 || only.includes(name);
const searchAlone = only.length > 0 && only.every((name) => name === 'search');
const print = (text: string) => process.stdout.write(`${text}\n\n`);
const progress = (text: string) => process.stderr.write(`${text}\n`);

async function compareAll(slack: SlackStandIn, stores: Stores, names: Comparison[]): Promise<void> {
  const rows: Row[] = [];
  for (const name of names.filter(wanted)) {
    progress(`measuring ${name} on ${stores.name}`);
    rows.push(...(await comparisons[name](slack, stores, amounts)));
  }
  if (rows.length > 0) print(`### On ${stores.name}\n\n${table(rows)}`);
}

async function describeFlow(slack: SlackStandIn, stores: Stores): Promise<void> {
  if (wanted('queries')) {
    const counts = await countQueries(slack, stores, amounts);
    const lines = counts.map(({ deed, before, after }) => [deed, String(before), String(after)]);
    print(
      `### Statements on the database\n\n${markdown(['', 'before the acknowledgement', 'after it'], lines)}`,
    );
  }
  if (wanted('latency')) {
    const times = await measureLatency(slack, stores, amounts);
    const lines = times.map(({ where, median, p99 }) => [where, median, p99]);
    print(`### From a click on Approve\n\n${markdown(['', 'median', '99 of 100'], lines)}`);
  }
}

const [cpu] = cpus();
print(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${megabytes(totalmem())}, ${amounts.rounds} rounds, medians`,
);
const slack = await startSlack();
const server = options.on === 'embedded' ? undefined : await serverStores();
const embedded = (options.on === 'server' || searchAlone) && server ? undefined : await embeddedStores();
try {
  const all = Object.keys(comparisons) as Comparison[];
  if (server) await compareAll(slack, server, all);
  // Where the database hardly matters, it is measured once.
  if (embedded) await compareAll(slack, embedded, server ? ['approve', 'deliveries', 'lateness'] : all);
  if (wanted('search')) {
    progress('filling databases with requests');
    const stores = (server ?? embedded)!;
    print(`### Pages among many requests, on ${stores.name}\n\n${await compareSearch(stores, amounts)}`);
  }
  await describeFlow(slack, (server ?? embedded)!);
  if (wanted('start')) {
    const { first, again } = await measureStart(amounts);
    print(
      `Ready ${first.toFixed(1)} s after \`npm start\` in an empty folder, ${again.toFixed(1)} s in a used one.`,
    );
  }
} finally {
  await server?.close();
  await embedded?.close();
  await slack.stop();
}
