import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { startApp } from '../../../src/app.ts';
import { readEnvironment } from '../../../src/config/environment.ts';
import { createLogger } from '../../../src/core/logger.ts';
import { serve } from './serve.ts';

/** A statement as it went to the database; instants stand as `{ instant }`, since JSON has none. */
export interface Recorded {
  name?: string;
  text: string;
  values: unknown[];
}

/** How many statements ran before an event was acknowledged, and how many after it until all was sent. */
export interface Counts {
  before: number;
  after: number;
}

// The whole of Quartermaster as `npm start` runs it, but for the pace at which Slack is written to.
const environment = readEnvironment(process.env);
const app = await startApp(environment, {
  logger: createLogger(environment.logLevel),
  slackPace: { intervalMs: 0, burst: 1 },
});

let recorded: Recorded[] | undefined;
/** Those among them that failed: all but what lost its race would fail the whole run. */
const failed = new Set<Recorded>();
const counts: Counts = { before: 0, after: 0 };
const handling = new AsyncLocalStorage<true>();

/** Looks at every statement of the app's own pool, Prisma's included. Costs nothing until it is asked for. */
function watchStatements(): void {
  const { query } = pg.Client.prototype;
  const watched = function (this: pg.Client, ...args: Parameters<typeof query>) {
    const [what, second] = args as unknown as [string | Recorded, unknown];
    const name: unknown = Object(Object(this).connectionParameters).application_name;
    if (name === 'quartermaster') {
      if (handling.getStore()) counts.before += 1;
      else counts.after += 1;
      const statement = typeof what === 'string' ? { text: what } : what;
      const values = (statement as Partial<Recorded>).values ?? (Array.isArray(second) ? second : []);
      if (recorded === undefined) return Reflect.apply(query, this, args);
      const record: Recorded = {
        ...('name' in statement && statement.name ? { name: statement.name } : {}),
        text: statement.text,
        values: values.map((value) => (value instanceof Date ? { instant: value.toISOString() } : value)),
      };
      recorded.push(record);
      return noticeFailure(record, args, (all) => Reflect.apply(query, this, all));
    }
    return Reflect.apply(query, this, args);
  };
  pg.Client.prototype.query = watched as unknown as typeof query;
  const handle = app.engine.handle.bind(app.engine);
  app.engine.handle = (event) => handling.run(true, () => handle(event));
}

/** Runs a statement, which answers to its callback or, without one, by a promise. */
function noticeFailure(record: Recorded, args: unknown[], run: (args: unknown[]) => unknown): unknown {
  const callback = args.at(-1);
  if (typeof callback === 'function')
    return run([
      ...args.slice(0, -1),
      (error: unknown, result: unknown) => {
        if (error) failed.add(record);
        callback(error, result);
      },
    ]);
  const answer = run(args);
  if (answer instanceof Promise) answer.catch(() => failed.add(record));
  return answer;
}

serve(app.url, {
  /** Resolves when everything has been sent. */
  drain: () => app.sender.drain(),
  watch: watchStatements,
  counts(): Counts {
    const seen = { ...counts };
    Object.assign(counts, { before: 0, after: 0 });
    return seen;
  },
  record() {
    recorded = [];
  },
  /**
   * What succeeded. Of those that claimed the same version of a history one won, and the others were decided anew:
   * run again with the same values in another order, another one would win, and not every step would be approved. The
   * attempts that were lost are work of ours, which the reference is spared.
   */
  recorded: () => recorded?.filter((record) => !failed.has(record)),
  stop: () => app.stop(),
});
