import { newId } from '../../../core/ids.ts';
import type { Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import type { FieldValue } from '../../../ui/form.ts';

/** What somebody filled in, kept while they decide whether to join another request instead. */
export interface HeldFiling {
  id: string;
  /** The context of the form, and what it says, by field. */
  context: string;
  values: Record<string, FieldValue>;
  /** The requests that were offered to them. */
  offeredIds: string[];
}

/** As long as the files in it can be named; see src/files/rows.ts. */
const keptForMs = 24 * 3600_000;
const forgottenAtOnce = 50;

/** The writes that keep a filled form, and that forget what nobody came back to. One query. */
export async function hold(
  ctx: Context,
  filing: Omit<HeldFiling, 'id'>,
): Promise<{ held: HeldFiling; writes: Write[] }> {
  const held = { id: newId('hld'), ...filing };
  const before = new Date(ctx.now.getTime() - keptForMs);
  const old = await ctx.database.prisma.heldFiling.findMany({
    where: { createdAt: { lt: before } },
    select: { id: true },
    take: forgottenAtOnce,
  });
  const row = { ...held, personId: ctx.person.id, createdAt: ctx.now };
  return {
    held,
    writes: [
      { kind: 'insert', table: 'HeldFiling', rows: [row] },
      ...(old.length > 0
        ? [{ kind: 'delete' as const, table: 'HeldFiling' as const, ids: old.map(({ id }) => id) }]
        : []),
    ],
  };
}

/** This person's own; undefined where there is none (any more). One query. */
export async function findHeld(
  { database, person, now }: Context,
  id: string,
): Promise<HeldFiling | undefined> {
  const row = await database.prisma.heldFiling.findUnique({ where: { id } });
  const own = row?.personId === person.id && now.getTime() - row.createdAt.getTime() < keptForMs;
  return own ? { ...row, values: row.values as HeldFiling['values'] } : undefined;
}

export const forgetHeld = ({ id }: HeldFiling): Write => ({ kind: 'delete', table: 'HeldFiling', ids: [id] });
