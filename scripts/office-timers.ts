import type { Command } from 'commander';
import { systemClock } from '../src/core/clock.ts';
import { QuartermasterError } from '../src/core/errors.ts';
import type { Database } from '../src/db/client.ts';

/** Something that falls due: what it is about, and when, as it was meant and as it is. Nobody's words. */
export interface DueLine {
  kind: string;
  subject: string;
  /** The wall time that was meant, and its zone. */
  localTime: string;
  timezone: string;
  dueAt: Date;
}

/** An occurrence that was not told at its time: `missed`, or told late. */
export interface LateLine extends DueLine {
  state: string;
  toldAt: Date | null;
}

export interface TimersReport {
  /** What is due next, and how much there is of it. */
  next: DueLine[];
  nextCount: number;
  /** What is overdue by more than a minute and has not been handled. */
  late: DueLine[];
  lateCount: number;
  /** What was missed or told late in the last seven days, the latest first. */
  missed: LateLine[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What is due, what is late and what was missed: at most `limit` of each. Four queries, each into an index. */
export async function reportTimers(database: Database, now: Date, limit: number): Promise<TimersReport> {
  const { pool } = database;
  const lateFrom = new Date(now.getTime() - minuteMs);
  // Most timers are occurrences': what those are about says more.
  const due = (when: string) =>
    pool.query<DueLine>(
      `SELECT coalesce(o."kind", t."kind") AS "kind", coalesce(o."subject", t."subject") AS "subject",
         t."localTime", t."timezone", t."dueAt"
       FROM (SELECT * FROM "Timer" WHERE "firedAt" IS NULL AND ${when} ORDER BY "dueAt", "id" LIMIT $2) t
       LEFT JOIN "Occurrence" o ON t."subject" = 'occurrence:' || o."id" ORDER BY t."dueAt", t."id"`,
      [lateFrom, limit],
    );
  const next = await due('"dueAt" > $1');
  const late = await due('"dueAt" <= $1');
  const counts = await pool.query<{ next: number; late: number }>(
    `SELECT count(*) FILTER (WHERE "dueAt" > $1)::int AS "next",
       count(*) FILTER (WHERE "dueAt" <= $1)::int AS "late" FROM "Timer" WHERE "firedAt" IS NULL`,
    [lateFrom],
  );
  const missed = await pool.query<LateLine>(
    `SELECT "kind", "subject", "localTime", "timezone", coalesce("lateSince", "dueAt") AS "dueAt", "state",
       "toldAt" FROM "Occurrence" WHERE ("state" = 'missed' OR "lateSince" IS NOT NULL)
       AND coalesce("toldAt", "dueAt") BETWEEN $1 AND $2
     ORDER BY coalesce("toldAt", "dueAt") DESC, "id" LIMIT $3`,
    [new Date(now.getTime() - 7 * dayMs), now, limit],
  );
  return {
    next: next.rows,
    nextCount: counts.rows[0]!.next,
    late: late.rows,
    lateCount: counts.rows[0]!.late,
    missed: missed.rows,
  };
}

/** The report as an administrator reads it. */
export function describeTimers({ next, nextCount, late, lateCount, missed }: TimersReport): string {
  const shown = (lines: readonly DueLine[], count: number) =>
    lines.length < count ? ` (${lines.length} of ${count})` : '';
  const part = (head: string, lines: string[]) => [`${head}:`, ...(lines.length > 0 ? lines : ['  nothing'])];
  return [
    ...part(`Due next${shown(next, nextCount)}`, next.map(lineOf)),
    ...part(`Late, by more than a minute${shown(late, lateCount)}`, late.map(lineOf)),
    ...part(
      'Missed or told late in the last 7 days',
      missed.map((line) => `${lineOf(line)}  ${line.state === 'missed' ? 'missed' : toldLate(line)}`),
    ),
  ].join('\n');
}

const lineOf = ({ localTime, timezone, dueAt, kind, subject }: DueLine) =>
  `  ${localTime.replace('T', ' ')} ${timezone} = ${instant(dueAt)}  ${kind}  ${subject}`;
const toldLate = ({ toldAt }: LateLine) => (toldAt ? `told ${instant(toldAt)}` : 'not told yet');
const instant = (at: Date) => at.toISOString().replace(/\.\d+Z$/, 'Z');

interface Tools {
  out(text: string): void;
  withDatabase(work: (database: Database) => Promise<void>): Promise<void>;
}

/** `office timers`. */
export function addTimersCommand(program: Command, { out, withDatabase }: Tools): void {
  program
    .command('timers')
    .description('show what falls due next, what is late, and what was missed')
    .option('--limit <number>', 'at most so many lines of each', '20')
    .option('--json', 'for programs')
    .action((options: { limit: string; json?: boolean }) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1)
        throw new QuartermasterError('config', `--limit is a number from 1, and ${options.limit} is none`);
      return withDatabase(async (database) => {
        const report = await reportTimers(database, systemClock.now(), limit);
        out(options.json ? JSON.stringify(report, null, 2) : describeTimers(report));
      });
    });
}
