import { newSecret } from '../../core/ids.ts';
import type { Json } from '../../core/json.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { HistoryEntry } from '../../history/history.ts';
import { dayOf, dayStart } from '../../time/day-start.ts';
import { insertSuggestion, updateSuggestion } from './store.ts';
import { type Suggestion, subjectOf } from './suggestion.ts';

/** What was done, for the history. `unsigned`: by somebody who stays anonymous. */
export interface Deed {
  readonly kind: string;
  readonly by: string | 'unsigned' | null;
  readonly data?: { readonly [key: string]: Json };
}

type Here = Pick<World, 'clock' | 'office'>;

/** An id that says nothing of when it was made. @param prefix e.g. `sug`. */
export const timelessId = (prefix: string) => `${prefix}_${newSecret().replace(/[-_]/g, '0').slice(0, 24)}`;

/** When today began, where the organisation is: all that is kept of the time of an anonymous deed. */
export function today({ clock, office }: Here): Date {
  const { timezone } = office.organisation;
  return dayStart(dayOf(clock.now(), timezone), timezone);
}

/** A new one, and the beginning of its history. */
export const newSuggestion = (world: Here, suggestion: Suggestion, deed: Deed): Outcome => ({
  writes: [insertSuggestion(suggestion)],
  history: [entryOf(world, suggestion, deed)],
});

/** A suggestion's next version: the change, its entry in the history, and every card of it drawn again. */
export function changeSuggestion(
  world: Here,
  before: Suggestion,
  changed: Partial<Suggestion>,
  deed: Deed,
): { suggestion: Suggestion; outcome: Outcome } {
  const version = before.version + 1;
  const suggestion = { ...before, ...changed, version };
  const { id } = before;
  return {
    suggestion,
    outcome: {
      writes: [
        updateSuggestion({ ...changed, id, version }),
        { kind: 'redraw', subject: subjectOf(before), version },
      ],
      history: [entryOf(world, suggestion, deed)],
    },
  };
}

function entryOf(world: Here, suggestion: Suggestion, { kind, by, data = {} }: Deed): HistoryEntry {
  const subject = subjectOf(suggestion);
  const { version } = suggestion;
  if (by !== 'unsigned')
    return { subject, version, kind, actorId: by, platform: null, at: world.clock.now(), data: { ...data } };
  // Neither who, nor from where, nor when: its id tells no time, and no platform is filled in for an empty one.
  const entry: HistoryEntry & { id: string } = {
    ...{ id: timelessId('his'), subject, version, kind, actorId: null },
    ...{ platform: '', at: today(world), data: { ...data } },
  };
  return entry;
}
