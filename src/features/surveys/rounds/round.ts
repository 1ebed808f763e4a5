import type { Survey } from '../../../config/survey-types.ts';
import type { RoundResults } from '../results/results.ts';

/** `closed`: nobody answers any more, and the envelopes are being counted. */
export type RoundState = 'open' | 'closed' | 'counted';

/** One time that a survey is asked. What is asked, and of whom, is fixed when it opens. */
export interface Round {
  readonly id: string;
  readonly version: number;
  readonly surveyId: string;
  /** Counted from 1. */
  readonly number: number;
  /** The survey as it was when this round opened. */
  readonly rules: Survey;
  readonly state: RoundState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** How many are asked in all, those included whose hour has not come yet. */
  readonly asked: number;
  /** How many were left out, having been asked often enough. */
  readonly leftOut: number;
  readonly results: RoundResults | null;
  readonly createdAt: Date;
  readonly countedAt: Date | null;
}

export const subjectOf = ({ id }: Pick<Round, 'id'>) => `round:${id}`;

/** The id says which: a round that is opened twice has the same one, and so the same key. */
export const roundIdOf = (surveyId: string, number: number) => `rnd_${surveyId}_${number}`;
