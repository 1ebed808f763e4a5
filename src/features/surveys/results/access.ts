import type { World } from '../../../engine/context.ts';
import { ownerOf } from '../follow-ups/opening.ts';
import type { Round } from '../rounds/round.ts';
import { wasAsked } from './store.ts';

/** Everything, groups and texts included, is for whom the survey belongs to, and for administrators. */
export const mayReadAll = (
  { rules }: Pick<Round, 'rules'>,
  personId: string | undefined,
  world: World,
): boolean =>
  personId !== undefined && (ownerOf(world, rules) === personId || world.directory.isAdmin(personId));

/** What somebody may read of a round's results: those who were asked read all figures. At most one query. */
export async function readingOf(
  world: World,
  round: Pick<Round, 'id' | 'rules'>,
  personId: string,
): Promise<'all' | 'figures' | undefined> {
  if (mayReadAll(round, personId, world)) return 'all';
  return (await wasAsked(world, round.id, personId)) ? 'figures' : undefined;
}
