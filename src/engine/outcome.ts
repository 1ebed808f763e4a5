import type { Outcome } from './feature.ts';

/** Two outcomes as one: everything that both want written and said, and the second one's answer, if it has one. */
export function merge(first: Outcome, second: Outcome): Outcome {
  return {
    ...first,
    ...second,
    writes: [...(first.writes ?? []), ...(second.writes ?? [])],
    history: [...(first.history ?? []), ...(second.history ?? [])],
    say: [...(first.say ?? []), ...(second.say ?? [])],
    timers: [...(first.timers ?? []), ...(second.timers ?? [])],
  };
}
