import type { Json } from '../../../core/json.ts';
import type { Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import type { Authors } from '../authors.ts';
import { timelessId } from '../changes.ts';
import type { Filled } from './filled.ts';

/** What somebody has written and not sent yet. */
export interface Held {
  readonly id: string;
  readonly filled: Filled;
}

const keptForMs = 24 * 3600_000;
const forgottenAtOnce = 50;
/** In bytes: the longest text, each of whose characters may take as many as six in JSON, and the rest. */
const size = 22_000;
const context = 'suggestion';

/**
 * The writes that keep it, sealed and under a name that only the key knows: it may become an anonymous suggestion. What
 * nobody came back to is forgotten. One query.
 */
export async function hold(
  ctx: Context,
  authors: Authors,
  filled: Filled,
): Promise<{ held: Held; writes: Write[] }> {
  const { database, person, now } = ctx;
  const held = { id: timelessId('hld'), filled };
  const old = await database.prisma.heldFiling.findMany({
    where: { context, createdAt: { lt: new Date(now.getTime() - keptForMs) } },
    select: { id: true },
    take: forgottenAtOnce,
  });
  const row = {
    id: held.id,
    personId: await authors.pseudonymOf(person.id),
    context,
    values: { sealed: await authors.hide(filled as unknown as Json, size) },
    offeredIds: [],
    createdAt: now,
  };
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
export async function findHeld(ctx: Context, authors: Authors, id: string): Promise<Held | undefined> {
  const row = await ctx.database.prisma.heldFiling.findUnique({ where: { id } });
  if (row === null || row.context !== context) return undefined;
  const own = row.personId === (await authors.pseudonymOf(ctx.person.id));
  if (!own || ctx.now.getTime() - row.createdAt.getTime() >= keptForMs) return undefined;
  const filled = await authors.show((row.values as { sealed: string }).sealed);
  return filled === undefined ? undefined : { id, filled: filled as unknown as Filled };
}

/** The writes that forget it: once, whoever clicks twice. */
export const forgetHeld = ({ id }: Held, { now }: Context): Write[] => [
  { kind: 'delete', table: 'HeldFiling', ids: [id] },
  { kind: 'insert', table: 'Inbox', rows: [{ key: `held:${id}`, receivedAt: now }] },
];
