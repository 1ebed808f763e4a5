import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { aroundPolls } from './around.ts';
import { pollReminders } from './reminding/telling.ts';

export { pollExports } from './exporting/exporter.ts';

/**
 * Questions to many, answered with a click: asked, voted on, counted, and turned into what comes next.
 * @param keyring where the key of each anonymous poll is, until it is counted.
 */
export const createPolls = (keyring: Keyring): readonly Feature[] => [
  { name: 'polls', topic: 'opinions' },
  // What is around voting: editing, options, reminders, templates, next steps.
  aroundPolls(keyring),
];

/** What of polls falls due and is told to somebody. */
export const pollOccurrences: readonly OccurrenceKind[] = [pollReminders as OccurrenceKind];
