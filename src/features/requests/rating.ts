import { type RequestState, ratingAxes } from './request.ts';

/** A rating in a few words: the figures of the axes that were rated, and the comment. */
export function ratingText(given: Partial<RequestState>): string {
  const figures = ratingAxes.flatMap((axis) => given[axis] ?? []).map((rating) => `${rating}/5`);
  return [figures.join(' '), given.ratingComment].filter(Boolean).join(' · ');
}
