import type { Json } from '../core/json.ts';
import type { Database } from '../db/client.ts';
import type { Row, Write } from '../db/commit.ts';

/** So long a file waits to be named by somebody's form or message; then it is nobody's, in milliseconds. */
const waitsForMs = 3 * 24 * 3600_000;
/** So many uploads of one person may wait: more would only fill the disk. */
const mostWaiting = 100;

/** A file that an event brought or that was uploaded: what its row says. */
export interface KnownFile {
  id: string;
  /** Clean: see `cleanName`. */
  name: string;
  /** In bytes; 0: not known yet. */
  size: number;
  /** As was said; as it is, once it has been stored. */
  contentType: string;
}

/** The row of a file that has still to be fetched. `source` says by what, and from which platform. */
export const pendingRow = (
  file: KnownFile & { uploadedById: string },
  source: { platform: string; reference: Json },
  now: Date,
): Row => ({ ...file, source, state: 'pending', attempts: 0, nextAt: now, createdAt: now });

/** The row of a file that is being uploaded to us. */
export const uploadRow = (file: KnownFile & { uploadedById: string }, now: Date): Row => ({
  ...file,
  state: 'uploading',
  createdAt: now,
});

/** Of these ids, the files that this person uploaded a short while ago, in the order of the ids. One query. */
export async function ownFiles(
  database: Database,
  personId: string,
  ids: readonly string[],
  now: Date,
): Promise<KnownFile[]> {
  if (ids.length === 0) return [];
  const rows = await database.prisma.file.findMany({
    where: {
      id: { in: [...ids] },
      uploadedById: personId,
      state: { in: ['stored', 'pending'] },
      createdAt: { gt: new Date(now.getTime() - waitsForMs) },
    },
  });
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    return row ? [{ id, name: row.name, size: row.size, contentType: row.contentType }] : [];
  });
}

/** Whether so many uploads of this person wait for a form that there is no room for more. One query. */
export async function hasTooManyWaiting(database: Database, personId: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ waiting: number }>({
    name: 'files_waiting',
    text: `SELECT count(*)::int AS "waiting" FROM "File" f WHERE f."uploadedById" = $1
      AND NOT EXISTS (SELECT 1 FROM "RequestFile" r WHERE r."fileId" = f."id")
      AND NOT EXISTS (SELECT 1 FROM "DutyCheck" c WHERE c."fileId" = f."id")`,
    values: [personId],
  });
  return (rows[0]?.waiting ?? 0) >= mostWaiting;
}

/** The writes that say what became of a file. Its source is forgotten: it may hold what opens it elsewhere. */
export function settledWrite(
  id: string,
  result: { stored: { size: number; sha256: string; contentType: string } } | { problem: string },
  now: Date,
): Write {
  const row =
    'stored' in result
      ? { id, ...result.stored, state: 'stored', problem: null, source: null, storedAt: now }
      : { id, state: 'failed', problem: result.problem, source: null };
  return { kind: 'update', table: 'File', rows: [row] };
}
