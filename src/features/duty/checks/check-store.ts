import type { Database } from '../../../db/client.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { mainRole } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import { type Checklist, checksSubject, type DutyCheck, keyOf } from './check.ts';

interface TurnRow {
  rosterId: string;
  slot: string;
  role: string;
  personIds: string[];
  startsAt: Date;
  endsAt: Date;
  version: number;
  beforeSlot: string | null;
  beforeIds: string[];
}

const peopleOf = (slot: string) =>
  `ARRAY (SELECT s."personId" FROM "Shift" s WHERE s."rosterId" = k."rosterId" AND s."slot" = ${slot}
     AND s."personId" IS NOT NULL GROUP BY s."personId" ORDER BY min(s."startsAt"))`;

interface Key {
  readonly rosterId: string;
  readonly slot: string;
}

/** Turns as a whole, with the one before in the same role. One query. */
async function turnsWith(database: Database, keys: readonly Key[]): Promise<TurnRow[]> {
  const subjects = keys.map(({ rosterId, slot }) => checksSubject(rosterId, slot));
  const { rows } = await namedQuery<TurnRow>(
    database,
    `SELECT k."rosterId", k."slot", f.*, b."slot" AS "beforeSlot", ${peopleOf('k."slot"')} AS "personIds",
       ${peopleOf('b."slot"')} AS "beforeIds",
       (SELECT coalesce(max(h."version"), 0) + 1 FROM "History" h WHERE h."subject" = k."subject") AS "version"
     FROM unnest($1::text[], $2::text[], $3::text[]) AS k("rosterId", "slot", "subject")
     CROSS JOIN LATERAL (SELECT min(s."startsAt") AS "startsAt", max(s."endsAt") AS "endsAt", min(s."role") AS "role"
       FROM "Shift" s WHERE s."rosterId" = k."rosterId" AND s."slot" = k."slot" HAVING count(*) > 0) f
     LEFT JOIN LATERAL (SELECT s."slot" FROM "Shift" s WHERE s."rosterId" = k."rosterId" AND s."role" = f."role"
       AND s."startsAt" < f."startsAt" ORDER BY s."startsAt" DESC LIMIT 1) b ON true`,
    [keys.map(({ rosterId }) => rosterId), keys.map(({ slot }) => slot), subjects],
  );
  return rows;
}

/** What was found in these turns. One query. */
export async function checksIn(database: Database, keys: readonly Key[]): Promise<DutyCheck[]> {
  const { rows } = await namedQuery<DutyCheck>(
    database,
    `SELECT c.* FROM unnest($1::text[], $2::text[]) AS k("rosterId", "slot")
     JOIN "DutyCheck" c ON c."rosterId" = k."rosterId" AND c."slot" = k."slot"`,
    [keys.map(({ rosterId }) => rosterId), keys.map(({ slot }) => slot)],
  );
  return rows;
}

/** The last readings of each of these items, the newest first. One query, which reads no more than it gives. */
export async function lastReadings(
  database: Database,
  items: readonly { readonly rosterId: string; readonly itemId: string }[],
  limit: number,
): Promise<(DutyCheck & { value: number })[]> {
  if (items.length === 0) return [];
  const { rows } = await namedQuery<DutyCheck & { value: number }>(
    database,
    `SELECT c.* FROM unnest($1::text[], $2::text[]) AS k("rosterId", "itemId")
     CROSS JOIN LATERAL (SELECT * FROM "DutyCheck" c WHERE c."rosterId" = k."rosterId" AND c."itemId" = k."itemId"
       AND c."value" IS NOT NULL ORDER BY c."at" DESC LIMIT $3) c ORDER BY c."at" DESC`,
    [items.map(({ rosterId }) => rosterId), items.map(({ itemId }) => itemId), limit],
  );
  return rows;
}

/** The checklists of these turns by `<roster id> <slot>`; those without one are left out. Four queries. */
export async function checklistsOf(world: World, keys: readonly Key[]): Promise<Map<string, Checklist>> {
  const { database } = world;
  const rosters = await rostersOf(world);
  const turns = (await turnsWith(database, keys)).filter(({ rosterId, role }) => {
    const roster = rosters.get(rosterId)?.roster;
    return roster && roster.checklist.length > 0 && mainRole(roster) === role;
  });
  const wanted = turns.flatMap(({ rosterId, slot, beforeSlot }) => [
    { rosterId, slot },
    ...(beforeSlot === null ? [] : [{ rosterId, slot: beforeSlot }]),
  ]);
  const metered = [...new Set(turns.map(({ rosterId }) => rosterId))].flatMap((rosterId) =>
    rosters
      .get(rosterId)!
      .roster.checklist.flatMap(({ id, reading }) => (reading ? [{ rosterId, itemId: id }] : [])),
  );
  // Of this turn's own and the one before it, the second counts.
  const [checks, readings] = await Promise.all([
    checksIn(database, wanted),
    lastReadings(database, metered, 2),
  ]);
  return new Map(
    turns.map((turn): [string, Checklist] => {
      const { roster } = rosters.get(turn.rosterId)!;
      const of = (slot: string) => checks.filter((c) => c.rosterId === roster.id && c.slot === slot);
      const earlier = readings
        .filter((one) => one.rosterId === roster.id && one.slot !== turn.slot)
        .reverse();
      const { slot, version, personIds, startsAt, endsAt, beforeSlot, beforeIds } = turn;
      const list: Checklist = {
        ...{ roster, slot, version, personIds, startsAt, endsAt },
        checks: new Map(of(slot).map((check) => [check.itemId, check])),
        before:
          beforeSlot === null
            ? undefined
            : { personIds: beforeIds, checked: new Set(of(beforeSlot).map(({ itemId }) => itemId)) },
        lastReadings: new Map(earlier.map((one) => [one.itemId, one])),
      };
      return [keyOf(list), list];
    }),
  );
}
