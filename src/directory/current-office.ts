import { createHash } from 'node:crypto';
import { type Office, parseOffice, readOffice } from '../config/office.ts';
import type { Clock } from '../core/clock.ts';
import { hasCode } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../db/client.ts';
import { Directory } from './directory.ts';

/** The office as it is now, and who is who in it: one pair, which is replaced as a whole. */
export interface Present {
  readonly office: Office;
  readonly directory: Directory;
}

/** Postgres's name for what tells of a new version. */
export const officeChannel = 'quartermaster_office';

interface Options {
  database: Database;
  clock: Clock;
  logger: Logger;
}

/**
 * The office that every process of one database goes by: the last one that was applied. Whoever handles an event
 * asks for `present` once and keeps it to the end of that event.
 *
 * A start applies the office file, where it says anything else than what was applied last: what an administrator
 * sees in the file is what runs. So whoever applies another file writes it to that place as well.
 */
export class CurrentOffice {
  private refreshing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: Options,
    private sequence: number,
    private now: Present,
  ) {}

  /** @param file the office file, and what it was read from. Six statements at most. */
  static async start(file: { office: Office; text: string }, options: Options): Promise<CurrentOffice> {
    const { database, logger, clock } = options;
    const { office, text } = file;
    const last = await lastVersion(database);
    const same = last?.sha256 === digest(text);
    if (last !== undefined && !same)
      logger.warn(
        { appliedAt: last.appliedAt },
        'the office file is not what was applied last; what the file says counts now, for every process',
      );
    const sequence = last && same ? last.sequence : await storeVersion(database, text, clock.now());
    return new CurrentOffice(options, sequence, {
      office,
      directory: await Directory.load(database, office),
    });
  }

  get present(): Present {
    return this.now;
  }

  /** Goes over to the last version that was applied. One small query where there is none that is newer. */
  refresh(): Promise<void> {
    this.refreshing = this.refreshing.catch(() => {}).then(() => this.goOver());
    return this.refreshing;
  }

  private async goOver(): Promise<void> {
    const { database, logger } = this.options;
    const last = await lastVersion(database, this.sequence);
    if (last === undefined) return;
    try {
      const office = parseOffice(last.text, 'the applied office');
      this.now = { office, directory: await Directory.load(database, office) };
      logger.info({ sequence: last.sequence }, 'a changed office was applied');
    } catch (error) {
      // Applied by a newer Quartermaster, which knows more keys: this process goes on until it is replaced.
      if (!hasCode(error, 'config')) throw error;
      logger.error(
        { err: error, sequence: last.sequence },
        'the office that was applied cannot be read here',
      );
    }
    this.sequence = last.sequence;
  }
}

/** The office as the running processes have it; what the file says where none was ever applied. Five statements. */
export async function presentOffice(database: Database, officeFile: string): Promise<Present> {
  const last = await lastVersion(database);
  const office = last ? parseOffice(last.text, 'the applied office') : await readOffice(officeFile);
  return { office, directory: await Directory.load(database, office) };
}

interface OfficeVersion {
  sequence: number;
  sha256: string;
  text: string;
  appliedAt: Date;
}

/** The version that was applied last, if it is newer than this one. One query. */
export async function lastVersion(database: Database, after = 0): Promise<OfficeVersion | undefined> {
  const { rows } = await database.pool.query<OfficeVersion>({
    name: 'office_last_version',
    text: 'SELECT * FROM "OfficeVersion" WHERE "sequence" > $1 ORDER BY "sequence" DESC LIMIT 1',
    values: [after],
  });
  return rows[0];
}

/** Makes this text the office that counts, and tells every process. One statement; the text is not checked here. */
export async function storeVersion(database: Database, text: string, now: Date): Promise<number> {
  const { rows } = await database.pool.query<{ sequence: number }>(
    `WITH "stored" AS (
       INSERT INTO "OfficeVersion" ("sha256", "text", "appliedAt") VALUES ($1, $2, $3) RETURNING "sequence")
     SELECT "sequence", pg_notify('${officeChannel}', '') FROM "stored"`,
    [digest(text), text, now],
  );
  return rows[0]!.sequence;
}

export const digest = (text: string) => createHash('sha256').update(text).digest('hex');
