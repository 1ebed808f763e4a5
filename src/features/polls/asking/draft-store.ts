import type { Row, Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import type { PollDraft } from '../poll.ts';

/** This person's poll in the making; undefined: it is nobody's of theirs, or was posted. One query. */
export async function findDraft(
  { database, person }: Pick<Context, 'database' | 'person'>,
  id: string,
): Promise<PollDraft | undefined> {
  const row = await database.prisma.pollDraft.findUnique({ where: { id } });
  if (row?.personId !== person.id) return undefined;
  const draft = row.draft as unknown as PollDraft & { closesAt: string | null };
  return { ...draft, closesAt: draft.closesAt === null ? null : new Date(draft.closesAt) };
}

/** Keeps it. Its id becomes the poll's. */
export const keepDraft = ({ person, now }: Context, id: string, draft: PollDraft): Write => ({
  kind: 'insert',
  table: 'PollDraft',
  onConflict: 'replace',
  rows: [{ id, personId: person.id, draft, createdAt: now } as unknown as Row],
});

export const dropDraft = (id: string): Write => ({ kind: 'delete', table: 'PollDraft', ids: [id] });
