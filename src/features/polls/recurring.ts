/** When a poll comes again: a rule as in src/time/recurrence.ts. */
export interface Recurrence {
  /** The first wall time that was meant. */
  readonly start: string;
  readonly timezone: string;
  readonly rule: unknown;
  /** How long each one is open, in minutes. */
  readonly openMinutes: number;
}
