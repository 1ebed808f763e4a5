import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Feature } from '../../../engine/feature.ts';

/** Answering a survey, sealed, and counting what was answered. */
export const createAnswering = (_keyring: Keyring): Feature => ({
  name: 'survey-answering',
  topic: 'opinions',
});
