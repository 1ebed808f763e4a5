import type { Roster } from '../../../config/office-types.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { t } from '../../../i18n/translate.ts';
import { daysLater } from '../../../time/due.ts';
import { expect, type OccurrenceKind } from '../../occurrences/index.ts';
import { rostersOf } from '../rosters.ts';
import { changeSwap } from './changes.ts';
import { askedBy, leadOf } from './people.ts';
import { decidersOf } from './rules.ts';
import { swapsById } from './store.ts';
import { idOf, type Swap, subjectOf } from './swap.ts';
import { swapNotices } from './telling.ts';
import { headline, loadSwaps, swapButton } from './views.ts';
import { stretchText, swapWords } from './words.ts';

/** So many days before it begins, an offer that nobody has taken comes back to mind. */
const daysBefore = [28, 14, 7, 3, 2, 1];

/** What reminds whoever offers a shift, and those who are asked: at the times that still lie ahead. */
export function expectReminders(world: World, swap: Swap, askedIds: readonly string[]): Outcome {
  const now = world.clock.now();
  const people = [swap.offeredById, ...askedIds];
  const occurrences = people.flatMap((personId) => {
    const { timezone } = world.directory.person(personId);
    return daysBefore
      .map((days) => daysLater(swap.fromAt, -days, timezone))
      .filter(({ dueAt }) => dueAt > now)
      .map((due) => ({ kind: openSwaps.kind, subject: subjectOf(swap.id), to: { personId }, ...due }));
  });
  return expect(world, occurrences);
}

/** An offer that nobody has taken yet. It lapses once somebody has, and for those who do not want it. */
export const openSwaps: OccurrenceKind<{ swap: Swap; roster: Roster }> = {
  kind: 'swaps.open',
  whenLate: 'tell',
  graceMinutes: 60,
  canWait: true,
  small: true,
  answers: [],
  async load(world, occurrences) {
    const shown = await loadSwaps(world, [...new Set(occurrences.map(({ subject }) => subject))]);
    return new Map(
      occurrences.flatMap(({ id, subject, personId, state: told }) => {
        const found = shown.get(subject)?.state;
        if (found?.roster === undefined) return [];
        const open = isOpenFor(found.swap, found.roster, personId, world);
        return told === 'due' && !open ? [] : [[id, { swap: found.swap, roster: found.roster }] as const];
      }),
    );
  },
  describe({ occurrence, state: { swap, roster }, reader, world }) {
    const { locale } = reader;
    const words = { ...swapWords(swap, roster, reader, world), shift: stretchText(swap, roster, reader) };
    const mine = occurrence.personId === swap.offeredById;
    const wanted = swap.wantsReturn && swap.inReturn === null ? 'propose' : 'take';
    const verbs = mine ? (['withdraw'] as const) : ([wanted, 'decline'] as const);
    const open = isOpenFor(swap, roster, occurrence.personId, world);
    return {
      title: t(locale, 'swaps.title.swap', words),
      line: open
        ? t(locale, mine ? 'swaps.open.mine' : 'swaps.open.asked', words)
        : headline(swap, roster, reader, world),
      buttons: [
        ...(open ? verbs.map((verb) => swapButton(verb, swap.id, reader)) : []),
        { label: t(locale, 'swaps.button.show'), action: 'swaps.show', value: swap.id },
      ],
    };
  },
};

/** Is it still to be taken, and of any interest to this person? */
function isOpenFor(
  swap: Swap,
  roster: Roster,
  personId: string | null,
  { directory, clock }: World,
): boolean {
  if (personId === null || swap.state !== 'offered' || swap.fromAt <= clock.now()) return false;
  const asked = askedBy(swap, roster, directory);
  return personId === swap.offeredById || (asked.includes(personId) && !swap.declinedIds.includes(personId));
}

export const swapTimers: NonNullable<Feature['timers']> = {
  /** What nobody has taken by now, or nobody has agreed to, stays where it is. Two queries. */
  'swaps.begins': async (world, { subject }) => {
    const swap = (await swapsById(world.database, [idOf(subject)])).get(idOf(subject));
    if (swap === undefined || !['offered', 'proposed', 'accepted'].includes(swap.state)) return nothing;
    const roster = (await rostersOf(world)).get(swap.rosterId)?.roster;
    const { directory } = world;
    const deciders =
      swap.state === 'accepted' && roster ? decidersOf(swap, leadOf(roster, directory), directory) : [];
    const changed = changeSwap(world, swap, { state: 'expired' }, { kind: 'swapExpired', actorId: null });
    const waited = [swap.takenById, ...deciders];
    return merge(changed, {
      say: [
        ...swapNotices(swap, [swap.offeredById], 'expired'),
        ...swapNotices(swap, waited, 'expiredWaiting'),
      ],
    });
  },
};
