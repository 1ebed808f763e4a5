import type { Roster } from '../../../config/office-types.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Button, type Card, facts, type Tone, text } from '../../../ui/card.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import { swapRolesOf } from './people.ts';
import { type SwapVerb, verbsFor } from './rules.ts';
import { swapsById } from './store.ts';
import { idOf, type Swap, type SwapState } from './swap.ts';
import type { NoticeKey } from './telling.ts';
import { conflictLines, namesOf, stretchText, swapWords } from './words.ts';

export interface SwapShown {
  readonly swap: Swap;
  /** Undefined: it has ended. */
  readonly roster: Roster | undefined;
}

/** Two queries. */
export async function loadSwaps(
  world: World,
  subjects: string[],
): Promise<Map<string, Versioned<SwapShown>>> {
  const [swaps, rosters] = await Promise.all([
    swapsById(world.database, subjects.map(idOf)),
    rostersOf(world),
  ]);
  return new Map(
    subjects.flatMap((subject) => {
      const swap = swaps.get(idOf(subject));
      if (swap === undefined) return [];
      const roster = rosters.get(swap.rosterId)?.roster;
      return [[subject, { version: swap.version, state: { swap, roster } }] as const];
    }),
  );
}

const tones: Partial<Record<SwapState, Tone>> = {
  proposed: 'warning',
  accepted: 'warning',
  done: 'good',
  declined: 'bad',
  expired: 'bad',
};

/** What stands over the card: where it is now, in one sentence. */
export function headline(swap: Swap, roster: Roster, reader: Reader, world: World): string {
  const words = swapWords(swap, roster, reader, world);
  const { state, because, offeredToId, decidedById } = swap;
  if (state === 'done' && because !== 'swap') return t(reader.locale, `swaps.now.${because}`, words);
  if (state === 'offered')
    return t(reader.locale, offeredToId ? 'swaps.now.askedOne' : 'swaps.now.askedAll', words);
  if (state === 'declined')
    return t(reader.locale, decidedById ? 'swaps.now.rejected' : 'swaps.now.declined', words);
  return t(reader.locale, `swaps.now.${state}`, words);
}

/** A swap as this reader sees it, with what they may do about it. */
export function swapCard({ swap, roster }: SwapShown, reader: Reader, world: World): Card {
  const { locale } = reader;
  if (roster === undefined) return rosterGone(reader);
  const now = headline(swap, roster, reader, world);
  const fact = (label: 'role' | 'when' | 'inReturn' | 'declinedBy' | 'reason', value: string | false) =>
    value === false || value === '' ? undefined : { label: t(locale, `swaps.fact.${label}`), value };
  const inReturn = swap.inReturn
    ? stretchText(swap.inReturn, roster, reader)
    : swap.wantsReturn && t(locale, 'swaps.inReturn.any');
  const against = swap.state === 'accepted' ? conflictLines(swap.conflicts, reader, world) : [];
  const buttons = buttonsOf(swap, roster, reader, world);
  const { note } = swap;
  return {
    title: t(locale, `swaps.title.${swap.because}`, { roster: roster.name[locale] }),
    summary: now,
    tone: tones[swap.state] ?? 'neutral',
    blocks: [
      text(now, 'strong'),
      facts(
        fact('role', roleName(roster, swap.role, locale)),
        fact('when', swapWords(swap, roster, reader, world).when),
        fact('inReturn', inReturn),
        fact('declinedBy', swap.state === 'offered' && namesOf(swap.declinedIds, reader, world)),
        fact('reason', swap.reason ?? false),
      ),
      ...(note === null
        ? []
        : [{ kind: 'quote' as const, text: note, by: world.directory.nameOf(swap.offeredById) }]),
      ...against.map((line) => text(line)),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}

function rosterGone({ locale }: Reader): Card {
  const line = t(locale, 'swaps.refused.rosterGone');
  return { summary: line, blocks: [text(line)] };
}

const styles: Partial<Record<SwapVerb, Button['style']>> = {
  take: 'primary',
  agree: 'primary',
  approve: 'primary',
  reject: 'danger',
};

function buttonsOf(swap: Swap, roster: Roster, reader: Reader, { directory, clock }: World): Button[] {
  if (reader.id === undefined) return [];
  const verbs = verbsFor(swap, swapRolesOf(swap, reader.id, roster, directory), clock.now());
  // Whatever they give for it, they say in the form that proposes it.
  const open = swap.wantsReturn && swap.inReturn === null;
  const declined = swap.declinedIds.includes(reader.id);
  return verbs
    .filter((verb) => !(verb === 'take' && open) && !(verb === 'decline' && declined))
    .map((verb) => swapButton(verb, swap.id, reader));
}

/** A button for one verb of a swap. */
export function swapButton(verb: SwapVerb, id: string, { locale }: Pick<Reader, 'locale'>): Button {
  const style = styles[verb];
  return {
    label: t(locale, `swaps.button.${verb}`),
    action: `swaps.${verb}`,
    value: id,
    ...(style && { style }),
    ...((verb === 'propose' || verb === 'reject') && { opensForm: true }),
  };
}

export const swapCardView: View<SwapShown> = {
  load: loadSwaps,
  draw: ({ state, reader, world }) => swapCard(state, reader, world),
};

/** Tells somebody who is concerned. Arguments: what happened, by whom, who takes it, and why. */
export const swapNoticeView: View<SwapShown> = {
  load: loadSwaps,
  draw({ state: { swap, roster }, args, reader, world }) {
    if (roster === undefined) return rosterGone(reader);
    const { key, by, takerId, reason } = args as Record<string, string | null>;
    const { directory } = world;
    const line = t(reader.locale, `swaps.notice.${key as NoticeKey}`, {
      ...swapWords(takerId ? { ...swap, takenById: takerId } : swap, roster, reader, world),
      by: directory.nameOf(by ?? ''),
    });
    const quote = { kind: 'quote' as const, text: reason ?? '', by: directory.nameOf(by ?? '') };
    return { summary: line, blocks: [text(line), ...(reason ? [quote] : [])] };
  },
};
