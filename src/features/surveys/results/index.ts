import type { Feature } from '../../../engine/feature.ts';

/** What came of a round, and what is done about it. */
export const surveyResults: Feature = { name: 'survey-results', topic: 'opinions' };
