import { newId } from '../core/ids.ts';
import type { Database } from '../db/client.ts';
import type { Row, Write } from '../db/commit.ts';
import { type KnownFile, ownFiles, pendingRow } from '../files/rows.ts';
import { cleanName } from '../files/types.ts';
import type { Inbound } from '../platform/inbound.ts';

export interface Brought {
  /** The event; in a form, the files' ids stand as the values of their fields. */
  event: Inbound;
  files: readonly KnownFile[];
  /** The rows of those that are still to be fetched: to be written with whatever the event leads to. */
  writes: Write[];
}

/** Names the files that came with an event. One query where some were uploaded before. */
export async function bringFiles(
  database: Database,
  personId: string,
  event: Inbound,
  now: Date,
): Promise<Brought> {
  const files: KnownFile[] = [];
  const rows: Row[] = [];
  const values: Record<string, string> = {};
  const uploaded = (event.files ?? []).flatMap((file) => ('id' in file ? [file.id] : []));
  files.push(...(await ownFiles(database, personId, uploaded, now)));
  for (const file of event.files ?? []) {
    if ('id' in file) continue;
    const { field, contentType, size, source } = file;
    const known = {
      id: newId('fil'),
      name: cleanName(file.name),
      contentType: contentType.slice(0, 100),
      size,
    };
    files.push(known);
    rows.push(
      pendingRow({ ...known, uploadedById: personId }, { platform: event.platform, reference: source }, now),
    );
    if (field !== undefined) values[field] = values[field] ? `${values[field]},${known.id}` : known.id;
  }
  const filled = event.kind === 'submit' ? { ...event, values: { ...event.values, ...values } } : event;
  return { event: filled, files, writes: rows.length > 0 ? [{ kind: 'insert', table: 'File', rows }] : [] };
}
