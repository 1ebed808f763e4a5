import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { createAnswering } from './answering/index.ts';
import { dueFollowUps, surveyFollowUps } from './follow-ups/index.ts';
import { surveyResults } from './results/index.ts';

export { surveyExports } from './results/index.ts';

/** Asked regularly of those who are served: answered without a name, counted, told to all, and followed up. */
export const createSurveys = (keyring: Keyring): readonly Feature[] => [
  { name: 'surveys', topic: 'opinions' },
  createAnswering(keyring),
  surveyResults,
  surveyFollowUps,
];

/** What of surveys falls due and is told to somebody. */
export const surveyOccurrences: readonly OccurrenceKind[] = [dueFollowUps as OccurrenceKind];
