import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import type { DutyTurn, Turn } from './turn.ts';

type Written = Omit<Shift, 'startsAt' | 'endsAt' | 'confirmedAt' | 'createdAt'> & {
  startsAt: string;
  endsAt: string;
  confirmedAt: string | null;
  createdAt: string;
};

const read = (row: Written): Shift => ({
  ...row,
  startsAt: new Date(row.startsAt),
  endsAt: new Date(row.endsAt),
  confirmedAt: row.confirmedAt === null ? null : new Date(row.confirmedAt),
  createdAt: new Date(row.createdAt),
});

const ofRole = 'o."rosterId" = s."rosterId" AND o."role" = s."role"';

/** These shifts with those around them, by shift id. One query, which looks at a few shifts around each. */
export async function turnsOf(database: Database, shiftIds: readonly string[]): Promise<Map<string, Turn>> {
  if (shiftIds.length === 0) return new Map();
  const { rows } = await namedQuery<{
    shift: Written;
    before: Written | null;
    next: Written | null;
    endsAt: Date;
  }>(
    database,
    `SELECT to_jsonb(s) AS "shift", to_jsonb(b) AS "before", to_jsonb(n) AS "next",
       (SELECT max(o."endsAt") FROM "Shift" o WHERE ${ofRole} AND o."slot" = s."slot"
          AND o."personId" IS NOT DISTINCT FROM s."personId" AND o."startsAt" >= s."startsAt"
          AND (n."id" IS NULL OR o."startsAt" < n."startsAt")) AS "endsAt"
     FROM "Shift" s
     LEFT JOIN LATERAL (SELECT o.* FROM "Shift" o WHERE ${ofRole} AND o."startsAt" < s."startsAt"
       ORDER BY o."startsAt" DESC LIMIT 1) b ON true
     LEFT JOIN LATERAL (SELECT o.* FROM "Shift" o WHERE ${ofRole} AND o."startsAt" > s."startsAt"
       AND o."personId" IS DISTINCT FROM s."personId" ORDER BY o."startsAt" LIMIT 1) n ON true
     WHERE s."id" = ANY ($1)`,
    [shiftIds],
  );
  return new Map(
    rows.map(({ shift, before, next, endsAt }) => [
      shift.id,
      {
        shift: read(shift),
        before: before ? read(before) : undefined,
        next: next ? read(next) : undefined,
        endsAt,
      },
    ]),
  );
}

/** The same with their rosters, those of rosters that are no more left out. Two queries. */
export async function dutyTurnsOf(world: World, shiftIds: readonly string[]): Promise<Map<string, DutyTurn>> {
  const [turns, rosters] = await Promise.all([turnsOf(world.database, shiftIds), rostersOf(world)]);
  return new Map(
    [...turns].flatMap(([id, turn]): [string, DutyTurn][] => {
      const roster = rosters.get(turn.shift.rosterId)?.roster;
      return roster === undefined ? [] : [[id, { roster, turn }]];
    }),
  );
}

export const shiftIdOf = (subject: string) => subject.slice('shift:'.length);
