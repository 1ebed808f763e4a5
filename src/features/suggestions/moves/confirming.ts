import { type Feature, nothing } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Authors } from '../authors.ts';
import { changeSuggestion } from '../changes.ts';
import { answererOf } from '../people.ts';
import { confirmSilently } from '../rules.ts';
import { loadSuggestion } from '../store.ts';
import { idOf } from '../suggestion.ts';
import { followersOf, tell } from '../telling.ts';

/** Its author did not answer whether it is done: it counts as confirmed, and everybody is told that it does. */
export const confirmTimers = (authors: Authors): NonNullable<Feature['timers']> => ({
  'suggestions.silent': async (world, { subject, args }) => {
    const before = await loadSuggestion(world.database, idOf(subject));
    // It was reopened since, and may be done again.
    if (before === undefined || before.movedAt.toISOString() !== args.movedAt) return nothing;
    const changed = confirmSilently(before, world.clock.now());
    if (changed === undefined) return nothing;
    const deed = { kind: 'suggestionConfirmedSilently', by: null };
    const { suggestion, outcome } = changeSuggestion(world, before, changed, deed);
    const followers = await followersOf(world, authors, before);
    const say = tell(suggestion, [...followers, answererOf(world, suggestion)], 'silent');
    return merge(outcome, { say });
  },
});
