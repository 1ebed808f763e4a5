import type { Row, Write } from '../../db/commit.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { HistoryEntry } from '../../history/history.ts';
import type { Occurrence } from './occurrence.ts';
import { type FoundOccurrence, subjectOf } from './store.ts';

/** What happened to an occurrence, as its history has it. */
export interface OccurrenceDeed {
  readonly kind:
    | 'occurrenceTold'
    | 'occurrenceMissed'
    | 'occurrenceLapsed'
    | 'occurrenceDone'
    | 'occurrenceSnoozed'
    | 'occurrenceCameBack'
    | 'occurrenceDelegated'
    /** Of a digest. */
    | 'occurrenceAnswered';
  /** Null where time did it. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly personId?: string;
}

export type OccurrenceChange = Partial<Omit<Occurrence, 'id' | 'version' | 'kind' | 'subject'>>;

export const entryOf = (
  { id, version }: Pick<Occurrence, 'id' | 'version'>,
  { kind, actorId, at, personId }: OccurrenceDeed,
): HistoryEntry => ({
  subject: subjectOf(id),
  version: version + 1,
  kind,
  actorId,
  platform: null,
  at,
  data: personId === undefined ? {} : { personId },
});

/** An occurrence's next version, with its history; the cards that show it follow. */
export function change(occurrence: Occurrence, changed: OccurrenceChange, deed: OccurrenceDeed): Outcome {
  const version = occurrence.version + 1;
  const row: Row & { id: string } = { id: occurrence.id, version, ...changed };
  const redraw: Write = { kind: 'redraw', subject: subjectOf(occurrence.id), version };
  return {
    // Nobody has a card of what was never told.
    writes: [
      { kind: 'update', table: 'Occurrence', rows: [row] },
      ...(occurrence.toldAt === null ? [] : [redraw]),
    ],
    history: [entryOf(occurrence, deed)],
  };
}

/**
 * The same answer to all of these: their next versions, and those of the digests that show them. What was to bring
 * them back lapses.
 */
export function answer(
  all: readonly FoundOccurrence[],
  changed: OccurrenceChange,
  deed: OccurrenceDeed,
): Outcome {
  const snoozed = all.filter(({ state }) => state === 'due');
  const digests = new Map(
    all
      .flatMap(({ digestId, digestVersion }) =>
        digestId !== null && digestVersion !== null ? [[digestId, digestVersion + 1] as const] : [],
      )
      // Two that settle the same never wait for each other in a circle.
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const lapses: Write[] = snoozed.map(({ id }) => ({ kind: 'lapse', subject: subjectOf(id) }));
  const redrawn = [...digests].flatMap(([id, version]): Write[] => [
    { kind: 'update', table: 'Occurrence', rows: [{ id, version }] },
    { kind: 'redraw', subject: subjectOf(id), version },
  ]);
  // Two answers in one digest at once are decided one after the other, so that it shows both.
  const history = [...digests].map(([id, version]) =>
    entryOf({ id, version: version - 1 }, { ...deed, kind: 'occurrenceAnswered' }),
  );
  return all
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((one) => change(one, changed, deed))
    .reduce(merge, { writes: [...lapses, ...redrawn], history });
}
