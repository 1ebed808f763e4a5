import type { Clock } from '../core/clock.ts';
import type { Database } from '../db/client.ts';
import type { FileStore } from './store.ts';

/** After so many days a file that nothing names goes: nobody can name it any more. See `ownFiles`. */
const keptForDays = 4;
const atOnce = 100;

/** Removes files that were uploaded and never filed with anything: from the disk, then from the database. */
export function createOrphanage(database: Database, store: FileStore, clock: Clock): () => Promise<void> {
  return async () => {
    const now = clock.now();
    const before = new Date(now.getTime() - keptForDays * 24 * 3600_000);
    for (;;) {
      const { rows } = await database.pool.query<{ id: string }>(
        `SELECT f."id" FROM "File" f WHERE f."createdAt" < $1
           AND NOT EXISTS (SELECT 1 FROM "RequestFile" r WHERE r."fileId" = f."id")
           AND NOT EXISTS (SELECT 1 FROM "DutyCheck" c WHERE c."fileId" = f."id") LIMIT ${atOnce}`,
        [before],
      );
      const ids = rows.map(({ id }) => id);
      // The disk first: a row without bytes is found again here, bytes without a row never.
      for (const id of ids) await store.remove(id);
      await database.prisma.file.deleteMany({ where: { id: { in: ids } } });
      if (ids.length < atOnce) break;
    }
    await store.removeAbandoned(now);
  };
}
