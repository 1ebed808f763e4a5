import type { HistoryEntry } from '../../../history/history.ts';
import { type WorkSchedule, workingMinutesBetween } from '../../../time/working-time.ts';
import type { Stage } from '../request.ts';
import { type ClockState, clockStateIn } from './targets.ts';

/** A time through which the clocks of a request ran, or stood still for one reason. */
export interface ClockSpan {
  state: Exclude<ClockState, 'over'>;
  /** In which stage it began. */
  stage: Stage;
  from: Date;
  /** Null: it lasts. */
  until: Date | null;
  /** Who began it; null where it came by itself. */
  causedById: string | null;
  /** What they said for it. */
  reason: string | undefined;
  workingMinutes: number;
}

/**
 * Every running and paused span of a request, oldest first, from its history alone: entries that moved it name its
 * `nextStage`. A move from one running stage to another goes on with the same span; each pause is one of its own.
 */
export function clockSpans(entries: readonly HistoryEntry[], now: Date, schedule: WorkSchedule): ClockSpan[] {
  const spans: ClockSpan[] = [];
  let current: ClockSpan | undefined;
  for (const { at, actorId, data } of entries) {
    const stage = data.nextStage as Stage | undefined;
    if (stage === undefined) continue;
    const state = clockStateIn(stage);
    if (current && state === 'running' && current.state === 'running') continue;
    if (current) current.until = at;
    current = undefined;
    if (state === 'over') continue;
    const reason = typeof data.text === 'string' ? data.text : undefined;
    current = { state, stage, from: at, until: null, causedById: actorId, reason, workingMinutes: 0 };
    spans.push(current);
  }
  return spans.map((span) => ({
    ...span,
    workingMinutes: workingMinutesBetween(span.from, span.until ?? now, schedule),
  }));
}
