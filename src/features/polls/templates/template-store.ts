import type { Row, Write } from '../../../db/commit.ts';
import type { World } from '../../../engine/context.ts';
import type { PollDraft } from '../poll.ts';

/** A poll that somebody keeps to use again; their own. */
export interface PollTemplate {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly draft: PollDraft;
  readonly createdAt: Date;
}

/** So many may one person have. */
export const mostTemplates = 50;

export const insertTemplate = (template: PollTemplate): Write => ({
  kind: 'insert',
  table: 'PollTemplate',
  rows: [template as unknown as Row],
});

export const deleteTemplate = ({ id }: PollTemplate): Write => ({
  kind: 'delete',
  table: 'PollTemplate',
  ids: [id],
});

/** This person's template; nobody else's. One query. */
export async function findTemplate(
  { database }: Pick<World, 'database'>,
  id: string,
  ownerId: string,
): Promise<PollTemplate | undefined> {
  const row = await database.prisma.pollTemplate.findUnique({ where: { id } });
  return row?.ownerId === ownerId ? { ...row, draft: row.draft as unknown as PollDraft } : undefined;
}

/** All of this person's, by name. One query. */
export async function templatesOf(
  { database }: Pick<World, 'database'>,
  ownerId: string,
): Promise<PollTemplate[]> {
  const rows = await database.prisma.pollTemplate.findMany({
    where: { ownerId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: mostTemplates,
  });
  return rows.map((row) => ({ ...row, draft: row.draft as unknown as PollDraft }));
}
