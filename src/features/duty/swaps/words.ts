import type { Roster } from '../../../config/office-types.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { roleName } from '../role-name.ts';
import { spanText } from '../span-text.ts';
import type { Stretch } from './moving.ts';
import { leadOf } from './people.ts';
import { decidersOf } from './rules.ts';
import type { Swap, SwapConflict } from './swap.ts';

/** From when to when, as the reader's clocks show it. */
const whenText = ({ fromAt, untilAt }: Pick<Stretch, 'fromAt' | 'untilAt'>, reader: Reader): string =>
  spanText({ startsAt: fromAt, endsAt: untilAt }, reader);

/** The same with the role, as one line to choose from. */
export const stretchText = (stretch: Stretch, roster: Roster, reader: Reader): string =>
  t(reader.locale, 'swaps.stretch', {
    when: whenText(stretch, reader),
    role: roleName(roster, stretch.role, reader.locale),
  });

export const namesOf = (
  ids: readonly string[],
  { locale }: Reader,
  { directory }: Pick<World, 'directory'>,
): string =>
  new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(
    ids.map((id) => directory.nameOf(id)),
  );

/** What is said of a swap in sentences. */
export function swapWords(swap: Swap, roster: Roster, reader: Reader, world: World) {
  const { directory } = world;
  const deciders = decidersOf(swap, leadOf(roster, directory), directory);
  return {
    offerer: directory.nameOf(swap.offeredById),
    asked: directory.nameOf(swap.offeredToId ?? ''),
    taker: directory.nameOf(swap.takenById ?? ''),
    decider:
      swap.decidedById === null ? namesOf(deciders, reader, world) : directory.nameOf(swap.decidedById),
    roster: roster.name[reader.locale],
    when: whenText(swap, reader),
  };
}

/** What speaks against it, each in a line of its own. */
export const conflictLines = (
  conflicts: readonly SwapConflict[],
  { locale }: Reader,
  { directory }: Pick<World, 'directory'>,
): string[] =>
  conflicts.map(({ personId, conflict }) =>
    t(locale, `swaps.conflict.${conflict}`, { name: directory.nameOf(personId) }),
  );
