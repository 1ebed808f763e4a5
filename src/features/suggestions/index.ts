import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';

/** What could be better: suggested, supported, answered for, done, and confirmed by whoever suggested it. */
export const createSuggestions = (_keyring: Keyring): readonly Feature[] => [
  { name: 'suggestions', topic: 'opinions' },
];

/** What of suggestions falls due and is told to somebody. */
export const suggestionOccurrences: readonly OccurrenceKind[] = [];
