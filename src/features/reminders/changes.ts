import type { Json } from '../../core/json.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Time } from '../../time/recurrence.ts';
import { expect } from '../occurrences/index.ts';
import { nextAfter, occurrenceAt } from './plan.ts';
import { type Reminder, subjectOf, type Wanted } from './reminder.ts';
import { insertReminder, updateReminder } from './store.ts';

/** Who did what, for the history. */
interface Deed {
  readonly kind: string;
  readonly actorId: string | null;
  readonly at: Date;
  readonly data?: { [key: string]: Json };
}

/** What became of a reminder, and when it is due next. */
export interface Changed {
  readonly reminder: Reminder;
  readonly time: Time | undefined;
  readonly outcome: Outcome;
}

/** A new reminder, the beginning of its history, and its first time. `undefined`: all of its times are past. */
export function setReminder(
  world: Pick<World, 'clock' | 'office'>,
  id: string,
  wanted: Wanted,
  { ownerId, at }: { ownerId: string; at: Date },
): Changed | undefined {
  const { time } = nextAfter(world, wanted, -1, at);
  if (time === undefined) return undefined;
  const { to, text, origin, intent, comesBack } = wanted;
  const reminder: Reminder = {
    ...{ id, version: 1, ownerId, to, text, origin, intent, comesBack, state: 'active', nth: time.nth },
    createdAt: at,
  };
  const outcome = merge(
    {
      writes: [insertReminder(reminder)],
      history: [entryOf(reminder, { kind: 'reminderSet', actorId: ownerId, at })],
    },
    expect(world, [occurrenceAt(reminder, time)]),
  );
  return { reminder, time, outcome };
}

/**
 * The next version of a reminder, and its next time after that `nth`: one occurrence ahead, as long as it is active.
 * What was planned before lapses when it falls due: it is of an older version. Without another time it has ended.
 * @param untold the time that was planned is planned anew though it may be past: nobody was told of it yet.
 */
export function changeReminder(
  world: Pick<World, 'clock' | 'office'>,
  before: Reminder,
  changed: Partial<Reminder>,
  { after = before.nth - 1, untold = false, deed }: { after?: number; untold?: boolean; deed: Deed },
): Changed {
  const version = before.version + 1;
  const next = { ...before, ...changed, version };
  const { time } =
    next.state === 'active' ? nextAfter(world, next, after, untold ? new Date(0) : deed.at) : {};
  const ended = next.state === 'active' && time === undefined;
  const reminder: Reminder = {
    ...next,
    state: ended ? 'ended' : next.state,
    nth: time?.nth ?? (ended ? after + 1 : next.nth),
  };
  const { id: _, ownerId: __, createdAt: ___, ...columns } = reminder;
  const own: Outcome = {
    writes: [updateReminder({ ...columns, id: before.id })],
    history: [entryOf(reminder, deed)],
  };
  return { reminder, time, outcome: time ? merge(own, expect(world, [occurrenceAt(reminder, time)])) : own };
}

const entryOf = ({ id, version }: Reminder, { kind, actorId, at, data = {} }: Deed) => ({
  subject: subjectOf(id),
  version,
  kind,
  actorId,
  platform: null,
  at,
  data,
});
