import type { Roster } from '../../../config/office-types.ts';
import { newId } from '../../../core/ids.ts';
import type { Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import type { Feature, Outcome } from '../../../engine/feature.ts';
import { dueAt } from '../../../time/due.ts';

/** A roster that somebody looks at before it is saved. Its row is that of a roster that is over: nothing goes by it. */
export interface RosterDraft {
  readonly id: string;
  readonly rules: Roster;
  /** Of the roster that it would change; 0: it would be a new one. */
  readonly version: number;
}

const timerKind = 'duty.draft';
const keptForMs = 24 * 3600_000;
const prefix = 'rdr';

/** Keeps it for a day. */
export function keepDraft(ctx: Context, rules: Roster, version: number): { id: string; outcome: Outcome } {
  const id = newId(prefix);
  const row = { id, version, rules, madeById: ctx.person.id, endedAt: ctx.now, createdAt: ctx.now };
  const until = new Date(ctx.now.getTime() + keptForMs);
  return {
    id,
    outcome: {
      writes: [{ kind: 'insert', table: 'Roster', rows: [row] }],
      timers: [
        {
          kind: timerKind,
          subject: `roster-draft:${id}`,
          args: { id },
          ...dueAt(until, ctx.office.organisation.timezone),
        },
      ],
    },
  };
}

/** This person's draft; undefined where there is none (any more). One query. */
export async function findDraft(ctx: Context, id: string): Promise<RosterDraft | undefined> {
  if (!id.startsWith(`${prefix}_`)) return undefined;
  const row = await ctx.database.prisma.roster.findUnique({ where: { id } });
  if (row?.madeById !== ctx.person.id || row.rules === null) return undefined;
  return { id, rules: row.rules as unknown as Roster, version: row.version };
}

export const forgetDraft = (id: string): Write => ({ kind: 'delete', table: 'Roster', ids: [id] });

export const draftTimers: NonNullable<Feature['timers']> = {
  [timerKind]: async (_, { args }) => ({ writes: [forgetDraft(String(args.id))] }),
};
