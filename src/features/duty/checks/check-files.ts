import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { rostersOf } from '../rosters.ts';

/** The teams whose checklists show this photo: their members may open it. Two queries; one where it is no such photo. */
export async function checkFileTeams(world: World, fileId: string): Promise<string[]> {
  const { rows } = await namedQuery<{ rosterId: string }>(
    world.database,
    `SELECT DISTINCT "rosterId" FROM "DutyCheck" WHERE "fileId" = $1`,
    [fileId],
  );
  if (rows.length === 0) return [];
  const rosters = await rostersOf(world);
  return rows.flatMap(({ rosterId }) => rosters.get(rosterId)?.roster.team ?? []);
}
