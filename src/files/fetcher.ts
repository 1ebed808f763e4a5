import type { Readable } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import { hasCode, QuartermasterError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import { FileRefused, type FileStore, type StoredFile } from './store.ts';

/** What became of a file that was to be fetched. `problem` is a key's end: `files.problem.<problem>`. */
export interface SettledFile {
  id: string;
  name: string;
  uploadedById: string;
  result: { stored: StoredFile } | { problem: FetchProblem };
}

export const fetchProblems = ['tooLarge', 'wrongType', 'empty', 'gone', 'unreachable'] as const;
export type FetchProblem = (typeof fetchProblems)[number];

export interface FetcherOptions {
  database: Database;
  store: FileStore;
  clock: Clock;
  logger: Logger;
  /** The bytes, from the platform that the file came from. */
  download(platform: string, reference: Json, signal: AbortSignal): Promise<Readable>;
  /** Commits what became of it. Where it throws, the file is fetched once more later. */
  settled(file: SettledFile): Promise<void>;
  /** Something is to be fetched again at this instant. */
  wakeAt(at: Date): void;
  /** How long one download may take, in milliseconds. Default 60,000. */
  timeoutMs?: number;
}

const atOnce = 4;
/** So long a file is one process's to fetch, in milliseconds: longer than a download may take. */
const claimedForMs = 120_000;
/** How long to wait after each failed attempt; after the last, the person is told. Links of Teams live minutes. */
const patienceMs = [5_000, 20_000, 60_000, 300_000, 900_000];

// Nobody has to wait half an hour: what says so was written before the clock was set back.
const claimSql = `UPDATE "File" SET "attempts" = "attempts" + 1, "nextAt" = $2
  WHERE "id" IN (SELECT "id" FROM "File" WHERE "state" = 'pending'
    AND ("nextAt" <= $1 OR "nextAt" > $1::timestamptz + interval '30 minutes')
    ORDER BY "createdAt" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
  RETURNING "id", "name", "uploadedById", "source", "attempts"`;

interface Claimed {
  id: string;
  name: string;
  uploadedById: string;
  source: { platform: string; reference: Json };
  attempts: number;
}

/**
 * Fetches the files that came by reference, after the event that named them was committed. A row says what is still
 * to be fetched, so a process that ends in the middle loses nothing.
 */
export class Fetcher {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly options: FetcherOptions) {}

  /**
   * Fetches everything that is due; never rejects, since the next sweep looks again. One query, and one more for
   * every four files.
   */
  wake(): Promise<void> {
    const work = this.fetchAll().catch((error) =>
      this.options.logger.error({ err: error }, 'files could not be looked for; the next sweep tries again'),
    );
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  private async fetchAll(): Promise<void> {
    const { database, clock } = this.options;
    while (!this.stopping.signal.aborted) {
      const now = clock.now();
      const until = new Date(now.getTime() + claimedForMs);
      const values = [now, until];
      const { rows } = await database.pool.query<Claimed>({ name: 'files_claim', text: claimSql, values });
      if (rows.length === 0) return;
      await Promise.all(rows.map((file) => this.fetch(file)));
    }
  }

  /** Breaks off what is under way: its rows say that it is still to be done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.underWay);
  }

  private async fetch(file: Claimed): Promise<void> {
    const { settled, logger } = this.options;
    const { id, name, uploadedById } = file;
    try {
      let result: SettledFile['result'];
      try {
        result = { stored: await this.take(file) };
      } catch (error) {
        const problem = this.problemOf(error, file.attempts);
        const reason = error instanceof QuartermasterError ? error.message : 'it broke off';
        logger.warn({ fileId: id, attempt: file.attempts, reason }, 'a file could not be fetched');
        if (problem === undefined) return await this.postpone(file);
        result = { problem };
      }
      await settled({ id, name, uploadedById, result });
    } catch (error) {
      logger.error(
        { err: error, fileId: id },
        'what became of a file could not be kept; it is fetched again',
      );
    }
  }

  private async take({ id, name, source }: Claimed): Promise<StoredFile> {
    const { store, download, timeoutMs = 60_000 } = this.options;
    const stop = this.stopping.signal;
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    const timer = setTimeout(giveUp, timeoutMs);
    stop.addEventListener('abort', giveUp);
    if (stop.aborted) giveUp();
    try {
      const content = await download(source.platform, source.reference, patience.signal);
      return await store.keep(id, name, content);
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', giveUp);
    }
  }

  /** Why it is given up; undefined: it is tried again. */
  private problemOf(error: unknown, attempts: number): FetchProblem | undefined {
    if (error instanceof FileRefused) return error.problem;
    if (hasCode(error, 'refused') || (error instanceof QuartermasterError && error.permanent)) return 'gone';
    return !this.stopping.signal.aborted && attempts > patienceMs.length ? 'unreachable' : undefined;
  }

  private async postpone({ id, attempts }: Claimed): Promise<void> {
    const { database, clock, wakeAt } = this.options;
    const at = new Date(clock.now().getTime() + (patienceMs[attempts - 1] ?? 0));
    await database.pool.query('UPDATE "File" SET "nextAt" = $2 WHERE "id" = $1', [id, at]);
    wakeAt(at);
  }
}
