import { newId } from '../core/ids.ts';
import type { Json } from '../core/json.ts';
import type { Database } from '../db/client.ts';
import type { Write } from '../db/commit.ts';

/** One thing that happened to a subject: who, what, when, from where. Never changed, never deleted. */
export interface HistoryEntry {
  subject: string;
  /** Counts the entries of a subject from 1. Two changes that claim the same version: the second one loses. */
  version: number;
  /** What happened, e.g. `taken`; its text is the message key `history.<kind>`. */
  kind: string;
  /** Null where the system itself acted. */
  actorId: string | null;
  platform: string | null;
  at: Date;
  data: { [key: string]: Json };
}

/** The write that appends these entries; their versions guard the change that they belong to. */
export function append(entries: HistoryEntry[]): Write {
  const rows = entries.map((entry) => ({ id: newId('his'), ...entry }));
  // Two that claim versions of the same subjects never wait for each other in a circle.
  return {
    kind: 'insert',
    table: 'History',
    rows: rows.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
  };
}

/** Everything that happened to a subject, oldest first. One query. */
export async function historyOf(database: Database, subject: string): Promise<HistoryEntry[]> {
  const rows = await database.prisma.history.findMany({ where: { subject }, orderBy: { version: 'asc' } });
  return rows.map((row) => ({ ...row, data: row.data as HistoryEntry['data'] }));
}
