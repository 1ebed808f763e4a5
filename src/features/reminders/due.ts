import type { World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { type Occurrence, type OccurrenceKind, recordMissed } from '../occurrences/index.ts';
import { changeReminder } from './changes.ts';
import { comeBackLater } from './coming-back.ts';
import { type DueState, describe } from './due-card.ts';
import { argsOf, nextAfter, occurrenceAt } from './plan.ts';
import { idOf, type Reminder, subjectOf } from './reminder.ts';
import { canHear } from './rules.ts';
import { loadReminders, passedWith } from './store.ts';

/** Is it the one that the reminder has planned, and not one that was told before and comes again? */
const isPlanned = (occurrence: Occurrence, { version, state }: Reminder) =>
  state === 'active' && argsOf(occurrence).plan === version;

/** Whether there is anything to tell: of what was changed, paused or deleted since, nothing. */
function isWanted(occurrence: Occurrence, reminder: Reminder): boolean {
  if (occurrence.state !== 'due') return true;
  const { state } = reminder;
  if (occurrence.toldAt !== null) return state === 'active' || state === 'ended';
  return isPlanned(occurrence, reminder);
}

/** Two queries. */
async function load(
  { database }: World,
  occurrences: readonly Occurrence[],
): Promise<ReadonlyMap<string, DueState>> {
  const reminders = await loadReminders(
    database,
    occurrences.map(({ subject }) => idOf(subject)),
  );
  const passed = await passedWith(database, occurrences);
  return new Map(
    occurrences.flatMap((one) => {
      const reminder = reminders.get(idOf(one.subject));
      if (reminder === undefined || !isWanted(one, reminder)) return [];
      return [[one.id, { reminder, passed: passed.get(one.id) ?? { times: [], count: 0 } }]];
    }),
  );
}

/** With the telling the next time is planned; those between that were slept through are kept, and told of with it. */
function told(world: World, occurrence: Occurrence, { reminder }: DueState): Outcome {
  const isNext = isPlanned(occurrence, reminder);
  if ('teamId' in reminder.to && !canHear(reminder.to.teamId, world.directory))
    return isNext ? rest(world, reminder, 'unheard') : nothing;
  const back = comeBackLater(world, occurrence, reminder);
  if (!isNext) return back;
  const at = world.clock.now();
  const { nth } = argsOf(occurrence);
  const { passed, passedInAll } = nextAfter(world, reminder, nth, at);
  const earlier = passedInAll - passed.length;
  const missed = passed.map((time, index) => {
    const planned = occurrenceAt(reminder, time);
    const args = { ...planned.args, with: occurrence.id };
    return { ...planned, args: index === 0 && earlier > 0 ? { ...args, earlier } : args };
  });
  const deed = { kind: 'reminderTold', actorId: null, at };
  const { outcome } = changeReminder(world, reminder, {}, { after: nth, deed });
  return [recordMissed(world, missed), outcome].reduce(merge, back);
}

/** Nobody is there to hear it: it is paused, and whoever set it is told, who may resume it. */
function rest(world: World, reminder: Reminder, key: 'unheard' | 'away'): Outcome {
  const { clock, directory } = world;
  const { id, ownerId } = reminder;
  const deed = { kind: 'reminderRests', actorId: null, at: clock.now() };
  const { outcome } = changeReminder(world, reminder, { state: 'paused' }, { deed });
  if (!directory.find(ownerId)?.active) return outcome;
  const to = { kind: 'person' as const, personId: ownerId };
  return merge(outcome, {
    say: [{ to, view: 'reminders.notice', subject: subjectOf(id), args: { key } }],
  });
}

/** What somebody had set for themselves goes on without a word: they hear of it when they are back. */
function left(world: World, occurrence: Occurrence, { reminder }: DueState): Outcome {
  if (!isPlanned(occurrence, reminder)) return nothing;
  if (reminder.ownerId !== occurrence.personId) return rest(world, reminder, 'away');
  const deed = { kind: 'reminderPassed', actorId: null, at: world.clock.now() };
  return changeReminder(world, reminder, {}, { after: argsOf(occurrence).nth, deed }).outcome;
}

const kindOf = (kind: string, canWait: boolean): OccurrenceKind<DueState> => ({
  kind,
  whenLate: 'tell',
  graceMinutes: 5,
  canWait,
  small: true,
  answers: ['done', 'snooze', 'delegate'],
  load,
  describe,
  told,
  left,
  // Whoever has it now is asked again, as it was meant.
  delegated: (ctx, occurrence, { reminder }) => comeBackLater(ctx, occurrence, reminder),
});

/** What falls due: what people have set for themselves and their teams, and what others have set for them. */
export const reminderKinds = [kindOf('reminders.due', false), kindOf('reminders.asked', true)];
