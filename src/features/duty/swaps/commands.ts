import type { Context } from '../../../engine/context.ts';
import { type Command, type Outcome, refusal } from '../../../engine/feature.ts';
import { actions, type Block, type Card, type ListItem, text } from '../../../ui/card.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import { shiftsOf } from '../shift-store.ts';
import { openOverride } from './override-form.ts';
import { leads, swapRolesOf } from './people.ts';
import { comingSwaps } from './store.ts';
import type { Swap } from './swap.ts';
import { showWishes } from './wish-forms.ts';
import { stretchText } from './words.ts';

const mostShown = 10;

/** One's next shifts, to offer one, and the swaps that one has to do with. Three queries. */
async function showSwaps(ctx: Context): Promise<Outcome> {
  const rosters = await rostersOf(ctx);
  const [shifts, swaps] = await Promise.all([
    shiftsOf(ctx.database, ctx.person.id, ctx.now, mostShown),
    comingSwaps(ctx.database, [...rosters.keys()], ['offered', 'proposed', 'accepted', 'done'], ctx.now),
  ]);
  const own = shifts.flatMap((shift): ListItem[] => {
    const roster = rosters.get(shift.rosterId)?.roster;
    if (roster === undefined) return [];
    return [
      {
        text: stretchText({ role: shift.role, fromAt: shift.startsAt, untilAt: shift.endsAt }, roster, ctx),
        detail: roster.name[ctx.locale],
        button: {
          label: ctx.t('swaps.button.offer'),
          action: 'swaps.offer',
          value: shift.id,
          opensForm: true,
        },
      },
    ];
  });
  const concerning = swaps
    .flatMap((swap): ListItem[] => {
      const roster = rosters.get(swap.rosterId)!.roster;
      if (!concerns(swap, ctx, rosters)) return [];
      return [
        {
          text: ctx.t(`swaps.listed.${swap.state as 'offered' | 'proposed' | 'accepted' | 'done'}`, {
            shift: stretchText(swap, roster, ctx),
            offerer: ctx.directory.nameOf(swap.offeredById),
            taker: ctx.directory.nameOf(swap.takenById ?? ''),
          }),
          detail: roster.name[ctx.locale],
          button: { label: ctx.t('swaps.button.show'), action: 'swaps.show', value: swap.id },
        },
      ];
    })
    .slice(0, mostShown);
  return { answer: { kind: 'card', card: swapsCard(ctx, own, concerning) } };
}

/** One's own, those one is asked about, and as a lead those that wait for one. */
function concerns(swap: Swap, ctx: Context, rosters: ReadonlyMap<string, RosterState>): boolean {
  const { roster } = rosters.get(swap.rosterId)!;
  const roles = swapRolesOf(swap, ctx.person.id, roster, ctx.directory);
  if (roles.has('offerer') || roles.has('taker')) return true;
  if (swap.state === 'offered') return roles.has('asked') && !swap.declinedIds.includes(ctx.person.id);
  return swap.state === 'accepted' && roles.has('decider');
}

function swapsCard(ctx: Context, own: ListItem[], concerning: ListItem[]): Card {
  const title = ctx.t('swaps.list.title');
  const shifts: Block[] =
    own.length > 0
      ? [text(ctx.t('swaps.list.choose'), 'strong'), { kind: 'list', items: own }]
      : [text(ctx.t('swaps.list.none'))];
  const swaps: Block[] =
    concerning.length > 0
      ? [text(ctx.t('swaps.list.swaps'), 'strong'), { kind: 'list', items: concerning }]
      : [];
  return { title, summary: title, blocks: [...shifts, ...swaps] };
}

/** The form for the one roster that this person leads, or the choice among several. One query, and one more. */
async function chooseRoster(ctx: Context): Promise<Outcome> {
  const rosters = [...(await rostersOf(ctx)).values()]
    .map(({ roster }) => roster)
    .filter((roster) => leads(ctx.person.id, roster, ctx.directory));
  if (rosters.length === 0) return refusal(ctx.t('swaps.refused.notLead'));
  if (rosters.length === 1) return openOverride(ctx, rosters[0]!.id);
  const title = ctx.t('swaps.override.choose');
  const buttons = rosters.slice(0, 25).map(({ id, name }) => ({
    label: name[ctx.locale],
    action: 'swaps.override',
    value: id,
    opensForm: true,
  }));
  return { answer: { kind: 'card', card: { title, summary: title, blocks: [actions(...buttons)] } } };
}

export const swapCommands: Command[] = [
  {
    name: 'swap',
    words: { en: ['swap', 'swaps', 'swap shift', 'my swaps'], 'zh-CN': ['换班', '我的换班', '我要换班'] },
    summary: 'help.swap',
    run: showSwaps,
  },
  {
    name: 'put-on-duty',
    words: { en: ['put on duty', 'override'], 'zh-CN': ['调班', '调整值班'] },
    summary: 'help.putOnDuty',
    offeredTo: (ctx) =>
      ctx.directory.isAdmin(ctx.person.id) ||
      ctx.directory.allTeams().some(({ leadId }) => leadId === ctx.person.id),
    run: chooseRoster,
  },
  {
    name: 'wishes',
    words: { en: ['wishes', 'duty wishes', 'my wishes'], 'zh-CN': ['值班意愿', '我的意愿'] },
    summary: 'help.wishes',
    run: showWishes,
  },
];
