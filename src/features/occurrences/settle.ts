import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { answer } from './changing.ts';
import type { Occurrence } from './occurrence.ts';
import { type FoundOccurrence, findOccurrences, occurrencesAbout } from './store.ts';

type Here = Pick<World, 'database' | 'clock'>;

/**
 * These were answered elsewhere, such as by a button of their own feature: they are done, and the cards that show them
 * follow. Those that nobody was told of, or that are done, stay as they are. One query.
 */
export const settle = async (world: Here, ids: readonly string[], actorId: string): Promise<Outcome> =>
  finished(world, await findOccurrences(world.database, ids), actorId);

/**
 * The same for those of a kind that are about these subjects and are over. One query.
 * @param actorId null where nobody did it: they lapse.
 */
export async function settleAbout(
  world: Here,
  about: { kind: string; subjects: readonly string[]; isOver(occurrence: Occurrence): boolean },
  actorId: string | null,
): Promise<Outcome> {
  const found = await occurrencesAbout(world.database, about.kind, about.subjects);
  return finished(world, found.filter(about.isOver), actorId);
}

function finished({ clock }: Here, found: readonly FoundOccurrence[], actorId: string | null): Outcome {
  const at = clock.now();
  const open = found.filter(({ state, toldAt }) => state === 'told' || (state === 'due' && toldAt !== null));
  if (actorId === null) return answer(open, { state: 'lapsed' }, { kind: 'occurrenceLapsed', actorId, at });
  const done = { state: 'done', answeredById: actorId, answeredAt: at } as const;
  return answer(open, done, { kind: 'occurrenceDone', actorId, at });
}
