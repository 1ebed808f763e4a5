import type { Intent } from '../../../time/recurrence.ts';

/** When a poll comes again, and to which series it belongs. The latest of a series holds it: it has no `next`. */
export interface Recurrence {
  /** The first wall time that was meant, the zone, and the rule: see src/time/intent.ts. */
  readonly intent: Intent;
  /** How long each one is open, in minutes. */
  readonly openMinutes: number;
  /** The id of its first poll. */
  readonly seriesId: string;
  /** Nothing is posted until its owner resumes it. */
  readonly paused: boolean;
  /** The id of the poll that came after this one. */
  readonly next?: string;
}
