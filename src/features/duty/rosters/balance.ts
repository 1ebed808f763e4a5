import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Card, type ListItem, text } from '../../../ui/card.ts';
import { type Balance, ledgerOf } from '../plan/index.ts';
import { rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { type Material, materialFor } from './material.ts';
import { qualityBlocks, yearOf } from './quality.ts';
import { rosterNamed } from './showing.ts';

/** Who has carried how much, for everybody to see: of the roster that is named, or after asking which. Four queries. */
export async function showBalance(ctx: Context, named: string): Promise<Outcome> {
  const states = await rostersOf(ctx);
  if (states.size === 0) return notice(ctx.t('duty.none'));
  const only = states.size === 1 && named === '' ? [...states.values()][0] : undefined;
  const state = only ?? states.get(named) ?? rosterNamed(states, named);
  if (state === undefined && named !== '')
    return refusal(ctx.t('duty.unknown', { words: named.slice(0, 80) }));
  if (state === undefined) {
    const title = ctx.t('duty.balance.which');
    const buttons = [...states.values()]
      .slice(0, mostRosters)
      .map(({ roster }) => ({ label: roster.name[ctx.locale], action: 'duty.balance', value: roster.id }));
    return { answer: { kind: 'card', card: { summary: title, blocks: [text(title), actions(...buttons)] } } };
  }
  const material = (await materialFor(ctx, [state.roster])).get(state.roster.id)!;
  return { answer: { kind: 'card', card: balanceCard(ctx, material) } };
}
const mostRosters = 20;
const mostPeople = 40;

function balanceCard(ctx: Context, material: Material): Card {
  const { roster, schedule, shifts } = material;
  const { locale, now } = ctx;
  const begun = shifts.filter(({ startsAt }) => startsAt <= now);
  const of = (those: readonly Shift[]) => ledgerOf(roster, schedule, those);
  const carried = of(begun);
  const ahead = of(shifts.filter(({ startsAt }) => startsAt > now));
  const people = [...new Set([...material.members.values(), ...carried.keys(), ...ahead.keys()])];
  const pointsOf = (id: string) => carried.get(id)?.points ?? 0;
  people.sort((a, b) => pointsOf(b) - pointsOf(a));
  const items = people.slice(0, mostPeople).map((personId): ListItem => {
    const own = carried.get(personId);
    return {
      text: ctx.t('duty.balance.person', {
        name: ctx.directory.nameOf(personId),
        points: rounded(own?.points ?? 0),
        ahead: rounded(ahead.get(personId)?.points ?? 0),
      }),
      detail: hoursText(ctx, own),
    };
  });
  const title = ctx.t('duty.balance.title', { roster: roster.name[locale] });
  const since = begun[0] && formatDay(dayOf(begun[0].startsAt, roster.timezone), locale);
  return {
    title,
    summary: title,
    blocks: [
      { kind: 'list', items },
      text(ctx.t('duty.balance.weights', { ...roster.weights }), 'subtle'),
      ...(since ? [text(ctx.t('duty.balance.since', { since }), 'subtle')] : []),
      ...qualityBlocks(yearOf(material, now, false).quality, ctx, ctx),
      actions({ label: ctx.t('duty.button.open'), action: 'duty.open', value: roster.id }),
    ],
  };
}

const rounded = (points: number) => Math.round(points * 10) / 10;

function hoursText(ctx: Context, balance: Balance | undefined): string {
  if (balance === undefined) return ctx.t('duty.balance.nothing');
  const { hours, shifts } = balance;
  return ctx.t('duty.balance.hours', {
    shifts,
    weekday: rounded(hours.weekday),
    night: rounded(hours.night),
    weekend: rounded(hours.weekend),
    holiday: rounded(hours.holiday),
  });
}
