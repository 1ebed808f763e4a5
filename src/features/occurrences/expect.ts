import { newId } from '../../core/ids.ts';
import type { Json } from '../../core/json.ts';
import type { World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import type { Due } from '../../time/due.ts';
import { change } from './changing.ts';
import { dueTimer } from './due-timer.ts';
import type { NewOccurrence, Occurrence } from './occurrence.ts';

/** What makes these fall due: their rows, and a timer for each. One with an id that is there already changes nothing. */
export function expect({ clock }: Pick<World, 'clock'>, occurrences: readonly NewOccurrence[]): Outcome {
  if (occurrences.length === 0) return nothing;
  const rows = rowsOf(clock.now(), occurrences, 'due');
  return {
    writes: [{ kind: 'insert', table: 'Occurrence', rows, onConflict: 'nothing' }],
    timers: rows.map(({ id, ...due }) => dueTimer(id, due)),
  };
}

/** Keeps those that were slept through and are not told by themselves any more, so that they can be seen as missed. */
export function recordMissed(
  { clock }: Pick<World, 'clock'>,
  occurrences: readonly NewOccurrence[],
): Outcome {
  if (occurrences.length === 0) return nothing;
  const rows = rowsOf(clock.now(), occurrences, 'missed');
  return { writes: [{ kind: 'insert', table: 'Occurrence', rows, onConflict: 'nothing' }] };
}

/**
 * One that was told and that nobody has answered falls due again by itself. Unlike what somebody has snoozed it
 * respects quiet hours. @param args added to its own.
 */
export function again(
  { clock }: Pick<World, 'clock'>,
  occurrence: Occurrence,
  { dueAt, localTime, timezone }: Due,
  args: { readonly [key: string]: Json } = {},
): Outcome {
  const due = { dueAt, localTime, timezone };
  const changed = {
    state: 'due',
    ...due,
    args: { ...occurrence.args, ...args },
    answeredById: null,
    answeredAt: null,
  } as const;
  const deed = { kind: 'occurrenceCameBack', actorId: null, at: clock.now() } as const;
  return { ...change(occurrence, changed, deed), timers: [dueTimer(occurrence.id, due)] };
}

const rowsOf = (
  createdAt: Date,
  occurrences: readonly NewOccurrence[],
  state: Extract<Occurrence['state'], 'due' | 'missed'>,
) =>
  occurrences.map(({ id = newId('occ'), to, args = {}, ...rest }) => ({
    id,
    ...rest,
    personId: 'personId' in to ? to.personId : null,
    teamId: 'teamId' in to ? to.teamId : null,
    args,
    version: 1,
    state,
    createdAt,
  }));
