import type { World } from '../../../engine/context.ts';
import type { Poll } from '../poll.ts';
import { findPoll } from '../store.ts';

/** The latest poll of a series, which plans the next one; undefined where there is no series, or not any more. Two queries at most. */
export async function holderOf(
  world: Pick<World, 'database'>,
  poll: Pick<Poll, 'id' | 'recurs'>,
): Promise<Poll | undefined> {
  if (poll.recurs === null) return undefined;
  const { rows } = await world.database.pool.query<{ id: string }>({
    name: 'polls_holder',
    text: `SELECT "id" FROM "Poll" WHERE "recurs"->>'seriesId' = $1 AND "recurs"->>'next' IS NULL
      AND "state" <> 'deleted' ORDER BY "number" DESC LIMIT 1`,
    values: [poll.recurs.seriesId],
  });
  return rows[0] && findPoll(world, rows[0].id);
}
