import { scheduleOf } from '../../../directory/schedules.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Occurrence, OccurrenceKind } from '../../occurrences/index.ts';
import { buttonsFor, loadFollowUps } from './card.ts';
import { change } from './changing.ts';
import { expectDue, workdaysAfter } from './due-day.ts';
import { cardFor, ownerOf } from './opening.ts';
import type { FoundFollowUp } from './store.ts';
import { headline } from './words.ts';

/** What nobody has done comes back after so many workdays. */
const againAfter = 5;

/** A follow-up on its day, and again until it is done. */
export const dueFollowUps: OccurrenceKind<FoundFollowUp> = {
  ...{
    kind: 'surveys.followUp',
    whenLate: 'tell',
    graceMinutes: 60,
    canWait: true,
    small: true,
    answers: [],
  },
  /** One query. */
  async load(world, occurrences) {
    const found = await loadFollowUps(world, [...new Set(occurrences.map(({ subject }) => subject))]);
    return new Map(
      occurrences.flatMap((one): [string, FoundFollowUp][] => {
        const state = found.get(one.subject)?.state;
        return state && (one.state !== 'due' || isMeant(one, state)) ? [[one.id, state]] : [];
      }),
    );
  },
  describe({ occurrence, state, reader, world }) {
    const { followUp } = state;
    const isTheirs = followUp.state === 'open' && occurrence.personId === followUp.ownerId;
    return {
      line: headline(state, reader, world),
      buttons: isTheirs ? buttonsFor(state, reader) : [],
    };
  },
  told(world, _occurrence, { followUp }) {
    const { clock, office } = world;
    const schedule = scheduleOf(office);
    const today = dayOf(clock.now(), schedule.timezone);
    return expectDue(world, followUp, workdaysAfter(today, againAfter, schedule));
  },
  /** Whoever had it has left: it goes back to whom the survey belongs to. */
  left(world, occurrence, { followUp, round }): Outcome {
    const ownerId = ownerOf(world, round.rules);
    if (ownerId === undefined || ownerId === occurrence.personId) return nothing;
    const deed = { kind: 'followUpPassed', actorId: null, data: { personId: ownerId } };
    const changed = change(world, followUp, { ownerId }, deed);
    return [
      changed.outcome,
      expectDue(world, changed.followUp),
      { say: [cardFor(changed.followUp, ownerId)] },
    ].reduce(merge, nothing);
  },
};

/** Is it still open, due that day, and theirs? */
const isMeant = ({ personId, args }: Occurrence, { followUp }: FoundFollowUp): boolean =>
  followUp.state === 'open' && followUp.ownerId === personId && args.dueOn === followUp.dueOn;
