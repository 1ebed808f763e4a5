import type { Feature, View } from '../../../engine/feature.ts';
import { type OutcomeParts, pollCard } from './poll-card.ts';
import { loadShown, type PollShown } from './shown.ts';

/** The live card of a poll, and what tells of its end. @param outcome what else stands below what came out. */
export function createViews(outcome: OutcomeParts): NonNullable<Feature['views']> {
  const card: View<PollShown> = {
    load: loadShown,
    draw: ({ state, args, reader, world }) =>
      pollCard(state, reader, world, { quiet: args.quiet === true, outcome }),
  };
  return { 'polls.card': card as View, 'polls.result': card as View };
}
