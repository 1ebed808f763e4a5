import { newId } from '../../core/ids.ts';
import type { Place } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Timer } from '../../jobs/timers.ts';
import { dueAt } from '../../time/due.ts';
import { change, entryOf, type OccurrenceDeed } from './changing.ts';
import { dueTimer } from './due-timer.ts';
import type { KindState, Kinds } from './kinds.ts';
import type { Occurrence, OccurrenceKind } from './occurrence.ts';
import { quietHoursIn } from './quiet-setting.ts';
import { momentOf } from './rules.ts';
import { digestKind, findDue, idOf, othersDue, subjectOf } from './store.ts';

/** So many are told in one digest at most; what is left of them makes the next one. */
const mostInDigest = 200;

/** One that is to be told now. */
interface Telling {
  occurrence: Occurrence;
  kind: OccurrenceKind;
  state: KindState;
  late: boolean;
}

/**
 * The timer of an occurrence: told, put off to the end of the quiet hours, dropped, or nothing any more. What else of
 * the same person is due at this moment comes along. Two queries, one for each kind, and what `told` needs.
 */
export const onDue =
  (kinds: Kinds) =>
  async (world: World, timer: Timer): Promise<Outcome> => {
    const { database, clock, directory, office } = world;
    const at = clock.now();
    const found = await findDue(database, idOf(timer.subject));
    // Told already in a digest, or snoozed since.
    if (found === undefined || found.occurrence.state !== 'due' || found.occurrence.dueAt > timer.dueAt)
      return nothing;
    const { occurrence, setting } = found;
    const person = occurrence.personId === null ? undefined : directory.find(occurrence.personId);
    const kind = kinds.find(occurrence.kind);
    const left = occurrence.personId !== null && !person?.active;
    const state = (await kinds.load(world, [occurrence])).get(occurrence.id);
    if (left || kind === undefined || state === undefined) {
      const lapsed = change(occurrence, { state: 'lapsed' }, { kind: 'occurrenceLapsed', actorId: null, at });
      const follows = left && state !== undefined ? kind?.left?.(world, occurrence, state) : undefined;
      return merge(lapsed, follows ?? nothing);
    }

    const quiet = {
      hours: person && quietHoursIn(office, setting),
      timezone: person?.timezone ?? occurrence.timezone,
    };
    const moment = momentOf(occurrence, kind, at, quiet);
    switch (moment.now) {
      case 'wait':
        return { timers: [dueTimer(occurrence.id, dueAt(moment.until, quiet.timezone))] };
      case 'drop':
        return drop(world, { occurrence, kind, state, late: true }, at);
      case 'tell': {
        const first = { occurrence, kind, state, late: moment.late };
        if (!kind.small || person === undefined) return tellOne(world, first, at);
        const { id } = occurrence;
        const limit = mostInDigest - 1;
        const others = await othersDue(database, { personId: person.id, now: at, except: id, limit });
        const small = others.filter((other) => kinds.find(other.kind)?.small);
        const states = small.length > 0 ? await kinds.load(world, small) : new Map<string, KindState>();
        const along = small.flatMap((other): Telling[] => {
          const [itsKind, itsState] = [kinds.find(other.kind), states.get(other.id)];
          if (itsKind === undefined || itsState === undefined) return [];
          const its = momentOf(other, itsKind, at, quiet);
          // What waits, or is dropped, has its own timer for that.
          return its.now === 'tell'
            ? [{ occurrence: other, kind: itsKind, state: itsState, late: its.late }]
            : [];
        });
        return along.length === 0
          ? tellOne(world, first, at)
          : tellTogether(world, person.id, [first, ...along], at);
      }
    }
  };

const told = (at: Date): OccurrenceDeed => ({ kind: 'occurrenceTold', actorId: null, at });

const changeOf = ({ occurrence, late }: Telling, at: Date, digestId: string | null) => ({
  state: 'told' as const,
  toldAt: at,
  lateSince: late ? occurrence.dueAt : null,
  digestId,
  answeredById: null,
  answeredAt: null,
});

async function tellOne(world: World, telling: Telling, at: Date): Promise<Outcome> {
  const { occurrence, kind, state } = telling;
  const card = kind.card?.(occurrence, state, telling.late ? occurrence.dueAt : null) ?? {
    view: 'occurrences.card',
    subject: subjectOf(occurrence.id),
    version: occurrence.version + 1,
    args: { at: at.toISOString() },
  };
  const outcome = merge(change(occurrence, changeOf(telling, at, null), told(at)), {
    say: [{ to: placeOf(occurrence), live: 'copy', ...card }],
  });
  return merge(outcome, (await kind.told?.(world, occurrence, state)) ?? nothing);
}

/**
 * One message for all of these. What two of them would change alike, such as the request that both are about, only
 * one of them can in one commit: the other is told by its own timer.
 */
async function tellTogether(
  world: World,
  personId: string,
  tellings: readonly Telling[],
  at: Date,
): Promise<Outcome> {
  const claimed = new Set<string>();
  const kept: Telling[] = [];
  let follows: Outcome = {};
  for (const telling of tellings) {
    const outcome = (await telling.kind.told?.(world, telling.occurrence, telling.state)) ?? nothing;
    const keys = (outcome.history ?? []).map(({ subject, version }) => `${subject} ${version}`);
    if (keys.some((key) => claimed.has(key))) continue;
    for (const key of keys) claimed.add(key);
    kept.push(telling);
    follows = merge(follows, outcome);
  }
  const id = newId('occ');
  const { timezone } = world.directory.person(personId);
  const digest = {
    id,
    version: 1,
    kind: digestKind,
    subject: subjectOf(id),
    personId,
    ...dueAt(at, timezone),
    state: 'told',
    toldAt: at,
    createdAt: at,
    args: {},
  };
  const again = kept.filter(({ occurrence }) => occurrence.toldAt !== null);
  return merge(
    {
      writes: [
        { kind: 'insert', table: 'Occurrence', rows: [digest] },
        {
          kind: 'update',
          table: 'Occurrence',
          rows: kept.map((telling) => ({
            id: telling.occurrence.id,
            version: telling.occurrence.version + 1,
            ...changeOf(telling, at, id),
          })),
        },
        ...again.map(({ occurrence }) => ({
          kind: 'redraw' as const,
          subject: subjectOf(occurrence.id),
          version: occurrence.version + 1,
        })),
      ],
      history: [
        entryOf({ id, version: 0 }, told(at)),
        ...kept.map(({ occurrence }) => entryOf(occurrence, told(at))),
      ],
      say: [
        {
          to: { kind: 'person', personId },
          view: 'occurrences.digest',
          subject: subjectOf(id),
          live: 'copy',
          version: 1,
        },
      ],
    },
    follows,
  );
}

/** Dropped, and never silently. */
async function drop(world: World, { occurrence, kind, state }: Telling, at: Date): Promise<Outcome> {
  const outcome = change(
    occurrence,
    { state: 'missed', lateSince: occurrence.dueAt },
    { kind: 'occurrenceMissed', actorId: null, at },
  );
  const note: Outcome = {
    say: [
      {
        to: placeOf(occurrence),
        view: 'occurrences.notice',
        subject: subjectOf(occurrence.id),
        args: { key: 'missed' },
      },
    ],
  };
  return merge(outcome, kind.missed ? await kind.missed(world, occurrence, state) : note);
}

/** Where it is told: to its person, or in its team's channels. */
const placeOf = ({ personId, teamId }: Pick<Occurrence, 'personId' | 'teamId'>): Place =>
  personId === null ? { kind: 'team', teamId: teamId ?? '' } : { kind: 'person', personId };
