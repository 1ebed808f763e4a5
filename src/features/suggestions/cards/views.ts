import type { World } from '../../../engine/context.ts';
import type { Feature, Versioned, View } from '../../../engine/feature.ts';
import { loadShown, type Shown } from '../store.ts';
import { idOf, subjectOf } from '../suggestion.ts';
import { noticeCard } from './notice.ts';
import { suggestionCard } from './suggestion-card.ts';

/** One query. */
async function load({ database }: World, subjects: string[]): Promise<Map<string, Versioned<Shown>>> {
  const found = await loadShown(database, subjects.map(idOf));
  return new Map(
    [...found.values()].map((state) => [
      subjectOf(state.suggestion),
      { version: state.suggestion.version, state },
    ]),
  );
}

const card: View<Shown> = { load, draw: ({ state, reader, world }) => suggestionCard(state, reader, world) };

const notice: View<Shown> = {
  load,
  draw: ({ state, args, reader, world }) =>
    noticeCard(state, args as unknown as Parameters<typeof noticeCard>[1], reader, world),
};

export const suggestionViews: NonNullable<Feature['views']> = {
  'suggestions.card': card as View,
  'suggestions.notice': notice as View,
};
